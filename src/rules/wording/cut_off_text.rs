use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::stripped;
use crate::words;

rule! {
    "TXT011", "cut-off-text", Warning, Item(check),
    summary: ("文字被截断，或带着网页按钮的字", "a text is cut off or ends in a button label"),
    message: ("{element}以“{end}”结尾，后面的内容没有了", "the text in {element} breaks off at “{end}”"),
    help: ("到事项管理系统里取完整的文字，去掉“展开”“更多”", "take the full text from the source system, without button labels such as “expand” or “more”"),
    requirements: [A1, D1],
    own: ("半截的话申请人用不了", "an applicant cannot use half a sentence"),
    certain: Format,
    page: "cut_off_text.md",
}

/// The last characters of the words in `FOLD_BUTTON`; a fast path, as almost no other text ends in them.
const BUTTON_ENDS: &[char] = &['开', '多', '部', '文', '点', '起', '.'];

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        let text = stripped(node.text);
        if !text.ends_with(BUTTON_ENDS) {
            continue;
        }
        let end = words::FOLD_BUTTON.end_of(text);
        // A law that is quoted in part may end in dots.
        let Some(end) = end.filter(|end| !(*end == "..." && node.kind == TextKind::BasisText))
        else {
            continue;
        };
        cx.report(
            Diagnostic::at(node.path())
                .with("element", node.label())
                .with("end", end)
                .quoting(end),
        );
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_button_ends_in_a_character_that_is_looked_for() {
        for button in &crate::words::FOLD_BUTTON {
            assert!(button.ends_with(super::BUTTON_ENDS), "{button}");
        }
    }
}
