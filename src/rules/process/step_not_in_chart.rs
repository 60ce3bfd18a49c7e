use super::drawing::{beside_chart, chart_at};
use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO094", "step-not-in-chart", Warning, Item(check),
    summary: ("环节没有画进流程图", "a step is not in the chart"),
    message: ("环节“{step}”没有画进流程图", "the step “{step}” is not in the chart"),
    help: ("把“{step}”画进流程图；不再办的，从环节里删去；也可用 shixiang flowchart 重画", "draw “{step}” in the chart or drop the step; shixiang flowchart draws it anew"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "step_not_in_chart.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_chart(item, cx).filter(|both| both.alike) else {
        return;
    };
    for at in &both.difference.only_left {
        let Some(step) = both.drawn.steps.get(*at) else {
            continue;
        };
        let chart = cx.here(chart_at(item));
        cx.report(
            Diagnostic::at(step_at(*at))
                .with("step", name(step, *at))
                .related(chart, Text::new("流程图", "the chart")),
        );
    }
}
