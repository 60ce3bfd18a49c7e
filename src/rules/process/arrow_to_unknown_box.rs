use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "PRO091", "arrow-to-unknown-box", Error, Item(check),
    summary: ("流程图的连线指向没有的节点", "an arrow of the flowchart refers to a box that does not exist"),
    message: ("连线从“{from}”到“{to}”，节点里没有“{unknown}”", "an arrow leads from “{from}” to “{to}”, but there is no box “{unknown}”"),
    help: ("把“{unknown}”改成节点的 id，或补上这个节点", "change “{unknown}” to the id of a box, or add the box"),
    requirements: [B2],
    own: ("每条线都有起点和终点", "every arrow needs a start and an end"),
    certain: Structure,
    page: "arrow_to_unknown_box.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let chart = item
        .process()
        .and_then(|process| process.flowchart.as_ref());
    let Some(chart) = chart else { return };
    let ids: std::collections::BTreeSet<&str> =
        chart.nodes.iter().map(|node| node.id.trim()).collect();
    for (at, edge) in chart.edges.iter().enumerate() {
        for (end, id) in [("from", edge.from.trim()), ("to", edge.to.trim())] {
            // A blank id is reported as a blank value.
            if !id.is_empty() && !ids.contains(id) {
                let here = place().then("flowchart").then("edges").then(at).then(end);
                cx.report(
                    Diagnostic::at(here)
                        .with("from", edge.from.trim())
                        .with("to", edge.to.trim())
                        .with("unknown", id),
                );
            }
        }
    }
}
