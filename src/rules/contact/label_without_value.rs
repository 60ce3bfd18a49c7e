use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::slice;
use crate::words;

rule! {
    "ORG136", "label-without-value", Hint, Item(check),
    summary: ("标签后面写的是“无”", "a label followed by “none”"),
    message: ("{element}里写着“{words}”", "{element} says “{words}”"),
    help: ("没有的，连标签一起删掉；有的，写上号码或地址", "delete the label as well if there is nothing to give; otherwise add the number or address"),
    requirements: [A1],
    own: ("标签后面写“无”，等于没有", "a label followed by 无 (none) says nothing"),
    certain: Presence,
    page: "label_without_value.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        let may_have_labels = matches!(
            node.kind,
            TextKind::Note
                | TextKind::Address
                | TextKind::Phone
                | TextKind::Optional
                | TextKind::Hours
        );
        let letters = &node.stats.letters;
        if !may_have_labels
            || !letters.may_hold_any(['：', ':'])
            || !node.text.contains(['：', ':'])
        {
            continue;
        }
        if let Some(words) = empty_label(node.text) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("words", words)
                    .quoting(words),
            );
        }
    }
}

fn empty_label(text: &str) -> Option<&str> {
    text.match_indices(['：', ':']).find_map(|(colon, mark)| {
        let label = words::CONTACT_LABEL.end_of(slice(text, 0..colon))?;
        let after = slice(text, colon + mark.len()..text.len());
        let value = after.trim_start_matches([' ', '\u{3000}']);
        let rest = words::NONE_WORD.strip_start(value)?;
        let ends = rest
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || "，。；、）,;.)".contains(c));
        let end = text.len() - rest.len();
        ends.then(|| slice(text, colon - label.len()..end))
    })
}
