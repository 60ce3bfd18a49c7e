use super::gap;
use super::helpers::by_applicant;
use crate::engine::{Context, rule};
use crate::model::{ServiceItem, Step};
use crate::prose::{says_something, trimmed, without_buttons};
use crate::vocabulary::Stage;
use crate::words;

rule! {
    "PRO022", "step-without-output", Hint, Item(check),
    summary: ("环节没有写结果", "steps do not say what comes out"),
    message: ("{count}个写了内容的环节中{lacking}个没有写办理结果：{steps}", "{lacking} of {count} steps with content do not say what comes out: {steps}"),
    help: ("写明环节结果（output），如受理通知书、审查意见、许可决定书、证照", "say what comes out (output): a receipt, an opinion, a decision, a certificate"),
    requirements: [B1],
    cites: ["licence-law#32"],
    page: "step_without_output.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (own, stages) = (item.steps(), cx.stages());
    let has = |step: &Step| says_something(step.output.as_deref());
    gap::look(item, cx, "guide.process.steps.output", has, |at, step| {
        let carried = || says_none(step, stages.of(at)) && own.get(at + 1).is_some_and(has);
        !has(step) && !by_applicant(step, stages.of(at)) && !carried()
    });
}

/// Whether 无 is written as the result of a step that needs no paper of its own.
///
/// Where an application is accepted a receipt is due, whatever is written.
fn says_none(step: &Step, stages: &[Stage]) -> bool {
    let output = step.output.as_deref().map(without_buttons);
    output.is_some_and(|output| words::NONE_WORD.is(trimmed(output)))
        && !stages.contains(&Stage::Acceptance)
}
