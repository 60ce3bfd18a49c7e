use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::text_key;
use crate::words;

rule! {
    "TXT056", "conditions-repeat-name", Warning, Item(check),
    summary: ("受理条件只是重复事项名称", "the conditions only repeat the item's name"),
    message: ("受理条件“{text}”就是事项名称，没有说什么人、满足什么条件可以办", "the conditions “{text}” only repeat the item's name, not who may apply and under which conditions"),
    help: ("写明什么人、满足哪些条件可以办；没有条件的写“无条件限制”", "say who may apply and which conditions they must meet; if there are none, say so explicitly"),
    requirements: [A1, B3],
    own: ("名称重复一遍，不是条件", "repeating the name is not a condition"),
    certain: Structure,
    page: "conditions_repeat_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        // Bytes against characters: what is three times as long says more.
        if piece.kind != TextKind::Condition
            || piece.stats.chars > item.name.len()
                && (item.catalogue_name.as_ref()).is_none_or(|name| piece.stats.chars > name.len())
        {
            continue;
        }
        let key = text_key(piece.text);
        let mut bare = key.as_str();
        for end in &words::FILLER_CONDITION_ENDING {
            bare = bare.strip_suffix(end).unwrap_or(bare);
        }
        let names = [Some(&item.name), item.catalogue_name.as_ref()];
        let repeats = |name: &String| {
            let name = text_key(name);
            name == key || name == bare
        };
        if names.into_iter().flatten().any(repeats) {
            cx.report(
                Diagnostic::at(piece.path())
                    .with("text", piece.text.trim())
                    .related(cx.here(path!["name"]), Text::new("事项名称", "the name")),
            );
        }
    }
}
