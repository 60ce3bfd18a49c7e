use std::collections::HashMap;

use super::journey::Journey;
use crate::analysis::{holds, mark};
use crate::engine::{CatalogueContext, Diagnostic, rules};
use crate::i18n::{Argument, Text};

rules! {
    all {
        requirements: [A10],
        certain: Structure,
        page: "order.md",
    }
    "SCN010", "unknown-scenario-item", Error, Catalogue(unknown),
        summary: ("一件事里列了目录没有的事项", "a one-stop service names an item that is not in the catalogue"),
        message: ("一件事“{scenario}”列了“{key}”，目录里没有这个事项", "the one-stop service “{scenario}” lists “{key}”, which is not in the catalogue"),
        help: ("更正事项的编码或名称；事项已取消的，从一件事里删去", "correct the item's code or name; if the item was cancelled, remove it from the service"),
        own: ("一件事由目录里的事项组成", "a one-stop service consists of items of the catalogue");
    "SCN012", "unknown-predecessor", Error, Catalogue(predecessor),
        summary: ("要先办的事项不在这件事里", "an item to be done first is not part of the one-stop service"),
        message: ("“{item}”要在“{key}”之后办，一件事“{scenario}”里没有“{key}”", "“{item}” comes after “{key}”, which is not part of the one-stop service “{scenario}”"),
        help: ("把要先办的事项也列进这件事，或者更正after里的编码", "add the item to the service, or correct the code in `after`"),
        own: ("先办的事项在这件事里才排得出顺序", "an order needs both items in the service");
    "SCN014", "circular-order", Error, Catalogue(circular),
        summary: ("一件事的事项互为前提", "items of a one-stop service wait for each other"),
        message: ("一件事“{scenario}”里，{items}互为前提，没有一项可以先办", "in the one-stop service “{scenario}”, {items} wait for each other, so none can come first"),
        help: ("核实先后顺序，去掉写反的一个", "check the order and remove the wrong predecessor"),
        own: ("先后顺序不能成圈", "an order cannot be a circle");
    "SCN016", "item-listed-twice", Warning, Catalogue(twice),
        summary: ("一件事里同一事项列了两次", "an item is listed twice in a one-stop service"),
        message: ("一件事“{scenario}”把“{item}”列了两次", "the one-stop service “{scenario}” lists “{item}” twice"),
        help: ("删去一处；两次办理的是不同情形的，换成那个情形的事项", "remove one; if two cases are meant, name the item of each case"),
        own: ("一件事里每个事项办一次", "each item of a one-stop service is handled once");
    "SCN018", "one-item-service", Warning, Catalogue(single),
        summary: ("一件事里不到两个事项", "a one-stop service of fewer than two items"),
        message: ("一件事“{scenario}”里{count}", "the one-stop service “{scenario}” has {count}"),
        help: ("列出这件事要办的全部事项；只有一个事项的，不必作为一件事", "list all items of the service; a single item needs no one-stop service"),
        own: ("一件事把几个事项合成一次办", "a one-stop service makes one of several items");
}

fn unknown(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        for (place, entry) in journey.scenario.items.iter().enumerate() {
            // A blank entry has a finding of its own.
            let key = entry.item.trim();
            let known = journey.items.get(place).is_some_and(Option::is_some);
            if !known && !key.is_empty() {
                let found = Diagnostic::at(journey.place(place).then("item"));
                cx.report(
                    found
                        .with("scenario", journey.scenario.name.as_str())
                        .with("key", key),
                );
            }
        }
    }
}

fn predecessor(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        for (place, entry) in journey.scenario.items.iter().enumerate() {
            let places = journey.predecessors.get(place).into_iter().flatten();
            for (number, (key, found)) in entry.after.iter().zip(places).enumerate() {
                if found.is_none() {
                    let at = journey.place(place).then("after").then(number);
                    cx.report(
                        Diagnostic::at(at)
                            .with("scenario", journey.scenario.name.as_str())
                            .with("item", journey.shown(place))
                            .with("key", key.trim()),
                    );
                }
            }
        }
    }
}

fn circular(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        let mut reported = vec![false; journey.items.len()];
        for place in 0..journey.items.len() {
            if holds(&reported, place) {
                continue;
            }
            let cycle = journey.circle(place);
            if cycle.is_empty() {
                continue;
            }
            cycle.iter().for_each(|member| mark(&mut reported, *member));
            let names: Vec<String> = cycle
                .iter()
                .map(|at| format!("“{}”", journey.shown(*at)))
                .collect();
            cx.report(
                Diagnostic::at(journey.place(place).then("after"))
                    .with("scenario", journey.scenario.name.as_str())
                    .with("items", Argument::list(&names)),
            );
        }
    }
}

fn twice(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        let mut seen: HashMap<usize, usize> = HashMap::new();
        for (place, index, item) in journey.known() {
            let first = *seen.entry(index).or_insert(place);
            if first != place {
                let earlier = cx.here(journey.place(first).then("item"));
                cx.report(
                    Diagnostic::at(journey.place(place).then("item"))
                        .with("scenario", journey.scenario.name.as_str())
                        .with("item", item.name())
                        .related(earlier, Text::new("前一处", "the earlier entry")),
                );
            }
        }
    }
}

fn single(cx: &mut CatalogueContext<'_>) {
    for (index, scenario) in cx.catalogue().scenarios.iter().enumerate() {
        let count = match scenario.items.len() {
            0 => Text::new("没有事项", "no items"),
            1 => Text::new("只有一个事项", "only one item"),
            _ => continue,
        };
        cx.report(
            Diagnostic::at(crate::path!["scenarios", index])
                .with("scenario", scenario.name.as_str())
                .with("count", count),
        );
    }
}
