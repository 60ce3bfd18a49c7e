use super::helpers::{draw, list, name, step_at};
use crate::analysis::holds;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "PRO040", "fork-without-join", Warning, Item(check),
    summary: ("并行的分支没有汇合", "parallel branches that never join"),
    message: ("“{step}”之后并行的{branches}没有一个共同的后续环节", "the parallel branches {branches} after “{step}” have no common next step"),
    help: ("在每条分支的最后一个环节写 join，指明在哪个环节汇合", "add `join` to the last step of each branch, naming the step where they meet"),
    requirements: [B7, B1],
    cites: ["business-env#41", "business-env#42"],
    certain: Structure,
    page: "fork_without_join.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let Some(drawn) = draw(cx) else { return };
    if !drawn.is_sound {
        return;
    }
    for (at, step) in drawn.steps.iter().enumerate() {
        let starts = drawn.ways.after(at);
        if step.fork.len() < 2 {
            continue;
        }
        // A common end of the process does not join the branches.
        let last = drawn.steps.len();
        let reached: Vec<Vec<bool>> = starts
            .iter()
            .map(|start| drawn.ways.reach([*start]))
            .collect();
        let have_joined = (0..last).any(|at| reached.iter().all(|set| holds(set, at)));
        if !have_joined {
            let branches: Vec<String> = starts
                .iter()
                .filter_map(|at| Some(name(drawn.steps.get(*at)?, *at)))
                .collect();
            cx.report(
                Diagnostic::at(step_at(at).then("fork"))
                    .with("step", name(step, at))
                    .with("branches", list(&branches)),
            );
        }
    }
}
