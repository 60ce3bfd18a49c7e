use super::helpers::{said, step_at, steps};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;

rule! {
    "PRO024", "step-without-name", Warning, Item(check),
    summary: ("环节没有名称", "a step without a name"),
    message: ("第{number}个环节没有名称，也没有阶段", "step {number} has neither a name nor a stage"),
    help: ("写上环节名称，如受理、审查、决定、送达", "name the step: acceptance, review, decision, delivery …"),
    rows: ["B1"],
    source: "行政许可标准化指引（2016版）：办理基本流程",
    page: "step_without_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, step) in steps(item).iter().enumerate() {
        if !said(step.name.as_deref()) && step.stage.is_none() {
            cx.report(Found::at(step_at(at)).with("number", at + 1));
        }
    }
}
