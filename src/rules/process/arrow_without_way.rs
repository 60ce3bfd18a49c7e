use super::drawing::{beside_chart, box_at, label};
use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO095", "arrow-without-way", Warning, Item(check),
    summary: ("流程图里的连线，环节里没有", "an arrow of the chart is no way of the steps"),
    message: ("流程图从“{from}”到“{to}”有连线，按环节走不到", "the chart has an arrow from “{from}” to “{to}”; the steps have no such way"),
    help: ("给环节“{from}”补上去“{to}”的去向和条件，或者从流程图里去掉这条线", "add a way from “{from}” to “{to}” with its condition, or take the arrow out"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "arrow_without_way.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_chart(item, cx).filter(|both| both.alike) else {
        return;
    };
    for (from, to) in &both.difference.ways_right {
        let (here, words) = box_at(item, &both.other, *to);
        let steps = cx.here(place().then("steps"));
        let mut found = Diagnostic::at(here)
            .with("from", label(&both.other, *from))
            .with("to", label(&both.other, *to))
            .related(steps, Text::new("环节", "the steps"));
        if let Some(words) = words {
            found = found.quoting(words);
        }
        cx.report(found);
    }
}
