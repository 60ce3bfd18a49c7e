use super::drawing::{beside_narrative, label};
use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO100", "stage-only-in-narrative", Warning, Item(check),
    summary: ("流程文字里的环节，环节表里没有", "the narrative has a stage that is no step"),
    message: ("流程文字里有“{label}”，环节里没有", "the narrative has “{label}”, the steps do not"),
    help: ("补上环节“{label}”，或者从流程文字里去掉", "add the step “{label}”, or take it out of the narrative"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "stage_only_in_narrative.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_narrative(item, cx).filter(|both| both.alike) else {
        return;
    };
    for at in &both.difference.only_right {
        let steps = cx.here(place().then("steps"));
        let words = label(&both.other, *at);
        cx.report(
            Diagnostic::at(place().then("narrative"))
                .with("label", words)
                .quoting(words)
                .related(steps, Text::new("环节", "the steps")),
        );
    }
}
