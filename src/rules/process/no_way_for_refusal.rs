use super::exits::{judged, refuses};
use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "PRO039", "no-way-for-refusal", Warning, Item(check),
    summary: ("不符合条件的申请没有去处", "no branch for refused applications"),
    message: ("{count}个环节里没有一处写不符合条件怎么办：只有准予，没有不予", "none of the {count} steps says what happens to an application that does not meet the conditions"),
    help: ("在审查或决定环节加一条去向，如 when = \"不符合条件\"，end = \"不予许可\"", "add a branch to the review or decision step for applications that do not meet the conditions, for example with an `end` for refusal"),
    requirements: [B1],
    cites: ["licence-law#38"],
    page: "no_way_for_refusal.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if let Some(steps) = judged(item).filter(|steps| !refuses(steps)) {
        cx.report(Diagnostic::at(place().then("steps")).with("count", steps.len()));
    }
}
