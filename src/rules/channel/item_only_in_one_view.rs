use std::collections::HashMap;

use crate::engine::{CatalogueContext, Diagnostic, Subject, rule};
use crate::i18n::Text;
use crate::path;

rule! {
    "CHN036", "item-only-in-one-view", Warning, Catalogue(check),
    summary: ("只有一个渠道有的事项", "an item that only one channel has"),
    message: ("“{item}”只在{there}有，{lacking}没有", "“{item}” is only in {there}; it is missing from {lacking}"),
    help: ("在缺的一处补上这个事项，或者从另一处下架", "add the item where it is missing, or take it down from the other channel"),
    requirements: [C1, C5],
    own: (
        "一个渠道有、另一个没有的事项，要么漏了要么多了",
        "an item that only one channel has is either missing from the other or superfluous",
    ),
    certain: Structure,
    page: "item_only_in_one_view.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let (facts, views) = (cx.facts(), cx.views());
    for (number, (name, view)) in views.iter().enumerate() {
        // The keys of the view's items, and whether an item of this catalogue has the key.
        let keys = view.iter().map(|item| (item.key().into_owned(), false));
        let mut other: HashMap<String, bool> = keys.collect();
        for item in facts.iter() {
            if let Some(is_here) = other.get_mut(item.key().as_ref()) {
                *is_here = true;
            }
        }
        if !other.values().any(|is_here| *is_here) {
            // No item has a counterpart: the keys are of different kinds, or the wrong file was given.
            if !facts.is_empty() && !other.is_empty() {
                cx.cannot_judge(Text::new(
                    "两处没有一个事项对得上",
                    "no item of the two catalogues matches",
                ));
            }
            continue;
        }
        let here = || Text::new("这里", "this catalogue");
        for (at, item) in facts.iter().enumerate() {
            if !other.contains_key(item.key().as_ref()) {
                cx.report(
                    Diagnostic::in_item(at, path!["name"])
                        .with("item", item.name())
                        .with("there", here())
                        .with("lacking", *name),
                );
            }
        }
        for (at, item) in view.iter().enumerate() {
            if other.get(item.key().as_ref()) == Some(&false) {
                let place = Subject {
                    view: Some(number),
                    item: Some(at),
                    path: path!["name"],
                };
                cx.report(
                    Diagnostic::at(path![])
                        .quoting(item.key().into_owned())
                        .with("item", item.name())
                        .with("there", *name)
                        .with("lacking", here())
                        .related(place, *name),
                );
            }
        }
    }
}
