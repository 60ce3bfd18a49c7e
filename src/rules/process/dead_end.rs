use super::helpers::{is_explicit, name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::vocabulary::Stage;

rule! {
    "PRO034", "dead-end", Warning, Item(check),
    summary: ("走到中间环节就没有去向了", "the process stops at a step in the middle"),
    message: ("走到“{step}”就没有下文：没有写去向，也没有写怎样结束", "the process stops after “{step}”: it has neither a next step nor an end"),
    help: ("写明“{step}”之后去哪个环节（next），或者在这里怎样结束（end）", "say which step follows “{step}” (next), or how the process ends there (end)"),
    requirements: [B1],
    own: ("每条路都走得到终点", "every path must reach an end"),
    certain: Structure,
    page: "dead_end.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    let Some((last, others)) = steps.split_last() else {
        return;
    };
    let open = last.next.is_empty() && last.fork.is_empty() && last.join.is_none();
    // In a list without any branch targets, the process ends with the last step, whatever it is.
    if open && last.end.is_none() && is_explicit(others) && is_midway(cx.stages().of(others.len()))
    {
        cx.report(Diagnostic::at(step_at(others.len())).with("step", name(last, others.len())));
    }
}

/// Whether all stages belong to the middle of a process, so that no process ends with the step.
fn is_midway(stages: &[Stage]) -> bool {
    let midway = |stage: &Stage| {
        matches!(
            stage,
            Stage::Application
                | Stage::Receipt
                | Stage::Acceptance
                | Stage::Payment
                | Stage::Review
                | Stage::SpecialProcedure
                | Stage::Correction
        )
    };
    !stages.is_empty() && stages.iter().all(midway)
}
