use super::drawing::{beside_chart, chart_at, label};
use super::helpers::{list, names};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "PRO092", "chart-unlike-steps", Hint, Item(check),
    summary: ("流程图与环节对不上", "the chart and the steps cannot be matched"),
    message: ("流程图的框{boxes}在环节里都找不到，环节是{steps}", "the boxes {boxes} match no step; the steps are {steps}"),
    help: ("让流程图与环节用同样的名称，或用 shixiang flowchart 由环节画出流程图", "use the same names in chart and steps, or draw the chart with shixiang flowchart"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "chart_unlike_steps.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_chart(item, cx).filter(|both| !both.alike) else {
        return;
    };
    let lone = both.difference.only_right.iter();
    let boxes: Vec<&str> = lone.map(|at| label(&both.other, *at)).collect();
    let steps: Vec<usize> = (0..both.drawn.steps.len()).collect();
    cx.report(
        Diagnostic::at(chart_at(item))
            .with("boxes", list(&boxes))
            .with("steps", names(both.drawn.steps, &steps)),
    );
}
