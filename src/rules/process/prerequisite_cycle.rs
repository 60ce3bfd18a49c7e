use super::helpers::list;
use super::prerequisite::Known;
use crate::analysis::{Ways, holds};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::path;

rule! {
    "PRO112", "prerequisite-cycle", Error, Catalogue(check),
    summary: ("前置事项互为前置", "circular prerequisites"),
    message: ("{items}互为前置，哪一个都办不成", "{items} are each other's prerequisites, so none can be completed"),
    help: ("核对先后关系，取消其中一个前置", "check which comes first and drop one of the prerequisites"),
    requirements: [B8, B7],
    own: ("互为前置，谁也办不成", "if each item waits for the other, none can be completed"),
    certain: Structure,
    page: "prerequisite_cycle.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let items = cx.facts();
    let known = Known::of(items);
    let mut edges = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for (number, first) in item.prerequisites().enumerate() {
            edges.extend(known.find(first).map(|to| (at, to, number)));
        }
    }
    if edges.is_empty() {
        return;
    }
    let ways = Ways::new(items.len(), edges.iter().map(|(from, to, _)| (*from, *to)));
    let mut reported = vec![false; items.len()];
    let mut found = Vec::new();
    for (from, to, number) in edges {
        let after = ways.reach([to]);
        if !holds(&after, from) || holds(&reported, from) {
            continue;
        }
        let before = ways.lead_to([from]);
        let cycle = after
            .iter()
            .zip(&before)
            .map(|(after, before)| *after && *before);
        let mut names = Vec::new();
        for ((inside, reported), item) in cycle.zip(&mut reported).zip(items.iter()) {
            if inside {
                *reported = true;
                names.push(item.name().to_owned());
            }
        }
        let place = Diagnostic::in_item(from, path!["prerequisites", number]);
        found.push(place.with("items", list(&names)));
    }
    for found in found {
        cx.report(found);
    }
}
