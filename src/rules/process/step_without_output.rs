use super::gap;
use super::helpers::{by_applicant, said};
use crate::engine::{Context, rule};
use crate::model::ServiceItem;

rule! {
    "PRO022", "step-without-output", Hint, Item(check),
    summary: ("环节没有写结果", "steps do not say what comes out"),
    message: ("{count}个环节中{lacking}个没有写办理结果：{steps}", "{lacking} of {count} steps do not say what comes out: {steps}"),
    help: ("写明环节结果（output），如受理通知书、审查意见、许可决定书、证照", "say what comes out (output): a receipt, an opinion, a decision, a certificate"),
    rows: ["B1"],
    source: "行政许可法 第三十二条：受理或者不予受理应当出具书面凭证",
    page: "step_without_output.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    gap::look(item, cx, "guide.process.steps.output", |step| {
        !said(step.output.as_deref()) && !by_applicant(step)
    });
}
