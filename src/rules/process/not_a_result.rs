use super::helpers::{name, step_at};
use super::results::{fault, plain};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::clipped;

rule! {
    "PRO015", "not-a-result", Warning, Item(check),
    summary: ("环节结果写的不是结果", "the result of a step is not a result"),
    message: ("“{step}”的结果写的是“{output}”，{fault}", "the result of “{step}” is “{output}”: {fault}"),
    help: ("写明这一环节发给申请人的文书、证照的全称", "give the full name of the document or certificate that the step issues to the applicant"),
    requirements: [B1, A11],
    cites: ["licence-law#32", "licence-law#38"],
    page: "not_a_result.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (steps, stages) = (item.steps(), cx.stages());
    for (at, step) in steps.iter().enumerate() {
        let Some(output) = step.output.as_deref().map(plain) else {
            continue;
        };
        if let Some(fault) = fault(item, cx, stages, at, output) {
            cx.report(
                Diagnostic::at(step_at(at).then("output"))
                    .with("step", name(step, at))
                    .with("output", clipped(output, 60))
                    .with("fault", fault.what)
                    .hint_unless(fault.certain),
            );
        }
    }
}
