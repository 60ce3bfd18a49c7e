use super::gap;
use super::helpers::said;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;

rule! {
    "PRO020", "step-without-actor", Hint, Item(check),
    summary: ("环节没有写由谁办理", "steps do not say who acts"),
    message: ("{count}个环节中{lacking}个没有写由谁办理：{steps}", "{lacking} of {count} steps do not say who acts: {steps}"),
    help: ("写明办理人员（actor），如窗口人员、审查人员；几个单位办的写办理单位（body）", "say who acts (actor), and which body where several take part"),
    rows: ["B1", "D5"],
    source: "行政许可标准化指引（2016版）：办理基本流程",
    page: "step_without_actor.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    gap::look(item, cx, "guide.process.steps.actor", |step| {
        step.actor.is_none() && !said(step.body.as_deref())
    });
}
