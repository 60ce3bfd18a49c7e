use super::helpers::materials;
use super::required_though_case_bound::{binds, bracket};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{ending_bracket, is_longer, is_one_sentence, sentences, trimmed};
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

/// A longer entry says more than a name and its copies.
const MAX_ENTRY_CHARS: usize = 60;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let conditions = item.conditions();
    let Some(text) = conditions.filter(|text| !is_one_sentence(text)) else {
        return;
    };
    for (index, material) in materials(item) {
        let Some(label) = material.name.as_deref() else {
            continue;
        };
        if !bracket(label).is_some_and(binds) {
            continue;
        }
        let base = ending_bracket(trimmed(label)).map_or(label, |found| found.before);
        let core = name_key(base).core;
        let entry = sentences(text).find_map(|entry| {
            let entry = entry.rsplit(['：', ':']).next().unwrap_or(entry).trim();
            let name = entry.split(['，', ',', '（', '(']).next()?;
            let plain =
                !is_longer(entry, MAX_ENTRY_CHARS) && !words::CONDITION_CASE.occurs_in(entry);
            (plain && name_key(name).core == core).then_some(entry)
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
