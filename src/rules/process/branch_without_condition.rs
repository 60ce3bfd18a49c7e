use super::helpers::{list, name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::says_something;

rule! {
    "PRO036", "branch-without-condition", Warning, Item(check),
    summary: ("有几条去向，却没有写各自的条件", "several branches without conditions"),
    message: ("“{step}”之后有{count}条去向，去{targets}的没有写条件", "“{step}” has {count} branches, but going on to {targets} has no condition"),
    help: ("给每条去向写上条件（when），如“材料齐全”“不符合条件”；几条都要走的，改为同时办理（fork）", "give each branch a condition (when); if all of them are taken at the same time, make it a fork (fork)"),
    requirements: [B1],
    own: ("有几条去向，各写各的条件", "each of several branches needs its own condition"),
    certain: Presence,
    page: "branch_without_condition.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, step) in item.steps().iter().enumerate() {
        if step.next.len() < 2 {
            continue;
        }
        let open: Vec<(usize, &str)> = step
            .next
            .iter()
            .enumerate()
            .filter(|(_, next)| !says_something(next.when.as_deref()))
            .map(|(way, next)| (way, next.to.as_str()))
            .collect();
        let Some((first, _)) = open.first() else {
            continue;
        };
        let targets: Vec<&str> = open.iter().map(|(_, to)| *to).collect();
        cx.report(
            Diagnostic::at(step_at(at).then("next").then(*first))
                .with("step", name(step, at))
                .with("count", step.next.len())
                .with("targets", list(&targets)),
        );
    }
}
