use super::drawing::{beside_chart, chart_at};
use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO096", "way-not-in-chart", Warning, Item(check),
    summary: ("环节的去向没有画进流程图", "a way of the steps is not in the chart"),
    message: ("环节“{from}”之后可以到“{to}”，流程图里没有这条线", "after “{from}” comes “{to}”; the chart has no such arrow"),
    help: ("把从“{from}”到“{to}”的线画进流程图，也可用 shixiang flowchart 重画", "draw the arrow from “{from}” to “{to}”; shixiang flowchart draws the chart anew"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "way_not_in_chart.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_chart(item, cx).filter(|both| both.alike) else {
        return;
    };
    let named = |at: usize| {
        let step = both.drawn.steps.get(at);
        step.map(|step| name(step, at)).unwrap_or_default()
    };
    for (from, to) in &both.difference.ways_left {
        let chart = cx.here(chart_at(item));
        cx.report(
            Diagnostic::at(step_at(*from))
                .with("from", named(*from))
                .with("to", named(*to))
                .related(chart, Text::new("流程图", "the chart")),
        );
    }
}
