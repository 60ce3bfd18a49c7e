use super::gap;
use super::helpers::acts;
use crate::engine::{Context, rule};
use crate::model::{ServiceItem, Step};
use crate::prose::says_something;
use crate::vocabulary::Stage;

rule! {
    "PRO021", "step-without-action", Hint, Item(check),
    summary: ("环节没有写办理内容", "steps do not say what is done"),
    message: ("{count}个写了内容的环节中{lacking}个没有写办理内容和审查标准：{steps}", "{lacking} of {count} steps with content say neither what is done nor by what standard: {steps}"),
    help: ("写明这个环节具体办什么（action），需要审查的写明标准（criteria）", "say what is done (action) and, for a review, by what standard (criteria)"),
    requirements: [B1],
    cites: ["gbh-2017-115#5-flow"],
    page: "step_without_action.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let stages = cx.stages();
    let has = |step: &Step| acts(step) || says_something(step.criteria.as_deref());
    gap::look(item, cx, "guide.process.steps.action", has, |at, step| {
        !has(step) && !hands_over(stages.of(at))
    });
}

/// Whether the step only hands over its result, as 颁证与送达 does: the result says what is done.
fn hands_over(stages: &[Stage]) -> bool {
    let given =
        |stage: &Stage| matches!(stage, Stage::Production | Stage::Delivery | Stage::Closing);
    !stages.is_empty() && stages.iter().all(given)
}
