use super::exits::{completes, judged};
use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "PRO038", "no-way-for-incomplete", Warning, Item(check),
    summary: ("材料不齐的申请没有去处", "no branch for incomplete applications"),
    message: ("{count}个环节里没有一处写材料不齐全怎么办：补正、退回还是不予受理", "none of the {count} steps says what happens to an incomplete application"),
    help: ("在受理环节写明材料不齐全的（when）怎么办：去补正环节，或者退回补正（end）", "add a branch for missing materials (when) to the acceptance step, leading to a completion step or to an end (end)"),
    requirements: [B1],
    cites: ["licence-law#32", "business-env#36"],
    page: "no_way_for_incomplete.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if let Some(steps) = judged(item, cx).filter(|steps| !completes(steps)) {
        cx.report(Diagnostic::at(place().then("steps")).with("count", steps.len()));
    }
}
