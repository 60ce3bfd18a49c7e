use super::case::in_bracket;
use super::helpers::{condition_entries, materials};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{ending_bracket, is_one_sentence, trimmed};
use crate::value::material::name_key;
use crate::words;

rule! {
    "MAT095", "condition-asks-all", Hint, Item(check),
    summary: ("受理条件要人人都交，材料清单只要一部分人交", "the conditions require of everyone what the list requires of some"),
    message: ("受理条件写“{words}”，没有分情形，材料清单里“{name}”只要一部分人交", "the conditions say “{words}” of everyone, but the list of materials requires “{name}” only of some"),
    help: ("条件里也写明哪种情形才交；材料只写在材料清单里更好", "say in the conditions, too, in which case it is required; better still, leave materials to the list"),
    requirements: [C2, A3],
    cites: ["licence-law#30"],
    page: "condition_asks_all.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.conditions().is_none_or(is_one_sentence) {
        return;
    }
    for (index, material) in materials(item) {
        let Some(label) = material.name.as_deref() else {
            continue;
        };
        if in_bracket(label).is_none() {
            continue;
        }
        let base = ending_bracket(trimmed(label)).map_or(label, |found| found.before);
        let core = name_key(base).core;
        let entry = condition_entries(item).find(|entry| {
            let name = entry.split(['，', ',', '（', '(']).next();
            !words::CONDITION_CASE.occurs_in(entry)
                && name.is_some_and(|name| name_key(name).core == core)
        });
        if let Some(entry) = entry {
            let place = cx.here(path!["guide", "materials", index, "name"]);
            return cx.report(
                Diagnostic::at(path!["guide", "conditions"])
                    .with("words", entry)
                    .with("name", label.trim())
                    .quoting(entry)
                    .related(place, Text::new("材料清单", "the list of materials")),
            );
        }
    }
}
