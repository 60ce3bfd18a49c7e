use super::drawing::{beside_chart, box_at, label};
use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO093", "box-without-step", Warning, Item(check),
    summary: ("流程图里的框没有对应的环节", "a box of the chart is no step"),
    message: ("流程图里有“{label}”，环节里没有", "the chart has “{label}”, the steps do not"),
    help: ("补上环节“{label}”，或者从流程图里去掉", "add the step “{label}”, or take it out of the chart"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "box_without_step.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_chart(item, cx).filter(|both| both.alike) else {
        return;
    };
    for at in &both.difference.only_right {
        let (here, words) = box_at(item, &both.other, *at);
        let steps = cx.here(place().then("steps"));
        let mut found = Diagnostic::at(here)
            .with("label", label(&both.other, *at))
            .related(steps, Text::new("环节", "the steps"));
        if let Some(words) = words {
            found = found.quoting(words);
        }
        cx.report(found);
    }
}
