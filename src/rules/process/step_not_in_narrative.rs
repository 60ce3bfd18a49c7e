use super::drawing::beside_narrative;
use super::helpers::{name, place, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO101", "step-not-in-narrative", Hint, Item(check),
    summary: ("环节没有写进流程文字", "a step is not in the narrative"),
    message: ("环节“{step}”没有写进流程文字", "the step “{step}” is not in the narrative"),
    help: ("把“{step}”写进流程文字；不再办的，从环节里删去", "write “{step}” into the narrative, or drop the step"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "step_not_in_narrative.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_narrative(item, cx).filter(|both| both.alike) else {
        return;
    };
    for at in &both.difference.only_left {
        let Some(step) = both.drawn.steps.get(*at) else {
            continue;
        };
        let narrative = cx.here(place().then("narrative"));
        cx.report(
            Diagnostic::at(step_at(*at))
                .with("step", name(step, *at))
                .related(narrative, Text::new("流程文字", "the narrative")),
        );
    }
}
