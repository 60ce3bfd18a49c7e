use std::collections::HashMap;

use super::journey::Journey;
use crate::analysis::holds;
use crate::engine::{CatalogueContext, Diagnostic, ItemFacts, rules};
use crate::i18n::Text;
use crate::path;
use crate::value::material::name_key;

rules! {
    all {
        requirements: [A10, C8],
        certain: Structure,
        page: "materials.md",
    }
    "SCN020", "material-asked-twice", Warning, Catalogue(again),
        summary: ("一件事里同一材料要交两次", "a one-stop service asks for one material twice"),
        message: ("一件事“{scenario}”里，“{first}”已经要交“{material}”，“{item}”又要", "in the one-stop service “{scenario}”, “{first}” already asks for “{material}”, and “{item}” asks for it again"),
        help: ("一次收齐、共享使用：后一个事项的这份材料写明免交（exempt = true）及免交方式", "collect it once and share it: mark the material of the later item as exempt (`exempt = true`) and say how"),
        own: ("一件事只交一套材料", "a one-stop service takes one set of materials");
    "SCN022", "earlier-result-asked-for", Warning, Catalogue(result),
        summary: ("一件事里先办的事项出的证照，后一个事项还要交", "a one-stop service asks for the document that one of its earlier items issues"),
        message: ("一件事“{scenario}”里，“{first}”办出的“{material}”，“{item}”要申请人再交", "in the one-stop service “{scenario}”, “{item}” asks for the “{material}” that “{first}” has just issued"),
        help: ("由部门之间直接传送，后一个事项的这份材料写明免交（exempt = true）及免交方式", "pass it on between the bodies, and mark the material as exempt (`exempt = true`) and say how"),
        own: ("刚办出来的证照，办证的部门有", "the body that has just issued a document has it");
}

/// The key of a document without 正本 or 副本: one licence has an original and duplicates.
fn document_key(name: &str) -> String {
    let mut key = name_key(name).core;
    if let Some(rest) = ["正副本", "副本", "正本"]
        .iter()
        .find_map(|copy| key.strip_suffix(copy))
    {
        key.truncate(rest.len());
    }
    key
}

/// The materials that an item asks the applicant for and that may be the same for two items: index, name and
/// key.
fn requested_materials<'i>(
    item: &'i ItemFacts<'_>,
) -> impl Iterator<Item = (usize, &'i str, String)> {
    let handed_in = item
        .materials()
        .enumerate()
        .filter(|(_, material)| material.is_handed_in);
    handed_in.filter_map(|(number, material)| {
        let name = material.name?;
        let key = document_key(name);
        (!key.is_empty()).then_some((number, name, key))
    })
}

fn again(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        let mut first: HashMap<String, (usize, usize, &ItemFacts<'_>)> = HashMap::new();
        for (_, index, item) in journey.known() {
            for (number, material, key) in requested_materials(item) {
                let (other, place, earlier) = *first.entry(key).or_insert((index, number, item));
                if other == index {
                    continue;
                }
                let before = cx.in_item(other, path!["guide", "materials", place, "name"]);
                let found = Diagnostic::in_item(index, path!["guide", "materials", number, "name"])
                    .with("scenario", journey.scenario.name.as_str())
                    .with("first", earlier.name())
                    .with("material", material)
                    .with("item", item.name())
                    .related(before, Text::new("先要交的一处", "asked for here first"));
                cx.report(found);
            }
        }
    }
}

fn result(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        for (place, index, item) in journey.known() {
            let before = journey.before(place);
            let earlier = journey.known().filter(|(first, ..)| holds(&before, *first));
            let issued: HashMap<String, (usize, &ItemFacts<'_>, &str)> = earlier
                .filter_map(|(_, first, issuer)| {
                    let name = issuer.result()?;
                    Some((document_key(name), (first, issuer, name)))
                })
                .collect();
            for (number, _, key) in requested_materials(item) {
                let Some((first, issuer, name)) = issued.get(&key).copied() else {
                    continue;
                };
                let given = cx.in_item(first, path!["guide", "result", "name"]);
                let found = Diagnostic::in_item(index, path!["guide", "materials", number, "name"])
                    .with("scenario", journey.scenario.name.as_str())
                    .with("first", issuer.name())
                    .with("material", name)
                    .with("item", item.name())
                    .related(given, Text::new("办出的证照", "the document issued"));
                cx.report(found);
            }
        }
    }
}
