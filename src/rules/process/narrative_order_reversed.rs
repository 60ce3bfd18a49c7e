use super::drawing::{beside_narrative, label};
use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO102", "narrative-order-reversed", Warning, Item(check),
    summary: ("流程文字与环节的先后相反", "the narrative and the steps are in reversed order"),
    message: ("流程文字里“{from}”在“{to}”之前，环节里“{to}”在“{from}”之前", "in the narrative “{from}” comes before “{to}”, in the steps after it"),
    help: ("按实际的先后改好流程文字或环节", "put narrative or steps into the true order"),
    requirements: [B2],
    cites: ["d3-36cities-2020#流程图"],
    page: "narrative_order_reversed.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_narrative(item, cx).filter(|both| both.alike) else {
        return;
    };
    for (from, to) in &both.difference.reversed {
        let steps = cx.here(place().then("steps"));
        cx.report(
            Diagnostic::at(place().then("narrative"))
                .with("from", label(&both.other, *from))
                .with("to", label(&both.other, *to))
                .quoting(label(&both.other, *from))
                .related(steps, Text::new("环节", "the steps")),
        );
    }
}
