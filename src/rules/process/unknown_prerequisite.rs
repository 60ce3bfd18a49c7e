use super::prerequisite::Known;
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::path;

rule! {
    "PRO113", "unknown-prerequisite", Hint, Catalogue(check),
    summary: ("目录里没有这个前置事项", "a prerequisite that is not in the catalogue"),
    message: ("前置事项“{item}”在目录的{count}个事项里找不到", "the prerequisite “{item}” is not among the {count} items of the catalogue"),
    help: ("写前置事项的编码或全称；由别的地方办的，核对名称", "write the item's code or full name; if it is handled elsewhere, check the name"),
    requirements: [B8, B7],
    cites: ["business-env#40"],
    certain: Structure,
    page: "unknown_prerequisite.md",
}

/// Minimum size of a catalogue; in smaller ones, most prerequisites belong to other catalogues.
const MIN_ITEMS: usize = 2;

fn check(cx: &mut CatalogueContext<'_>) {
    let items = cx.facts();
    if items.len() < MIN_ITEMS {
        return;
    }
    let known = Known::of(items);
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for (number, first) in item.prerequisites().enumerate() {
            let name = first.trim();
            if !name.is_empty() && known.find(name).is_none() {
                found.push(
                    Diagnostic::in_item(at, path!["prerequisites", number, "item"])
                        .with("item", name)
                        .with("count", items.len()),
                );
            }
        }
    }
    for found in found {
        cx.report(found);
    }
}
