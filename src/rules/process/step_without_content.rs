use super::helpers::{is_bare, name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "PRO011", "step-without-content", Warning, Item(check),
    summary: ("个别环节只有名称，没有内容", "a step has a name but no content"),
    message: ("环节“{step}”只有名称，没有办理内容、审查标准和结果", "step “{step}” has only a name, without action, criteria or result"),
    help: ("写明环节“{step}”办什么、得到什么；没有这个环节的，删去", "say what is done in “{step}” and with what result; if there is no such step, delete it"),
    requirements: [B1],
    cites: ["gbh-2017-115#5-flow"],
    page: "step_without_content.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    for (at, step) in steps.iter().enumerate() {
        if is_bare(step) && step.end.is_none() {
            cx.report(Diagnostic::at(step_at(at)).with("step", name(step, at)));
        }
    }
}
