use super::drawing::{beside_chart, box_at, label};
use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO097", "chart-order-reversed", Warning, Item(check),
    summary: ("流程图与环节的先后相反", "the chart and the steps are in reversed order"),
    message: ("流程图里“{from}”在“{to}”之前，环节里“{to}”在“{from}”之前", "in the chart “{from}” comes before “{to}”, in the steps after it"),
    help: ("按实际的先后改好流程图或环节", "put chart or steps into the true order"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "chart_order_reversed.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_chart(item, cx).filter(|both| both.alike) else {
        return;
    };
    for (from, to) in &both.difference.reversed {
        let (here, words) = box_at(item, &both.other, *from);
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
