use super::helpers::{draw, name, names, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "PRO033", "loop-without-exit", Error, Item(check),
    summary: ("流程绕圈，没有出口", "a loop without an exit"),
    message: ("走到“{step}”以后只能在{steps}里绕，永远不会结束", "from “{step}” on, the process loops through {steps} and never ends"),
    help: ("给其中一个环节加一条走出去的去向（next 或 end），并写明条件", "add a branch out of the loop (next or end), with its condition, to one of these steps"),
    requirements: [B1],
    own: ("每条路都走得到终点", "every path must reach an end"),
    certain: Structure,
    page: "loop_without_exit.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let Some(drawn) = draw(cx) else { return };
    for (at, members) in drawn.ways.traps() {
        // The exit may be the branch with the misspelt target, which is reported there.
        let open = |from: &usize| members.contains(from);
        let Some(step) = drawn.steps.get(at) else {
            continue;
        };
        if !drawn.dangling.iter().any(open) {
            cx.report(
                Diagnostic::at(step_at(at))
                    .with("step", name(step, at))
                    .with("steps", names(drawn.steps, &members)),
            );
        }
    }
}
