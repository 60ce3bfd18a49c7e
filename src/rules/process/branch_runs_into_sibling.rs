use super::helpers::{draw, name, step_at};
use crate::analysis::{Drawn, holds};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO041", "branch-runs-into-sibling", Warning, Item(check),
    summary: ("并行的一条分支又走进了另一条", "one parallel branch runs into another"),
    message: ("“{branch}”与“{sibling}”并行，可“{branch}”办完又走到“{sibling}”", "“{branch}” and “{sibling}” are parallel, but “{branch}” leads on to “{sibling}”"),
    help: ("给“{branch}”这条分支的最后一个环节写 join；本来就是先后办的，不要用 fork", "add `join` to the last step of the branch “{branch}”; if the steps follow one another, do not use `fork`"),
    requirements: [B7, B1],
    cites: ["business-env#41", "business-env#42"],
    certain: Structure,
    page: "branch_runs_into_sibling.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let Some(drawn) = draw(cx) else { return };
    if !drawn.is_sound {
        return;
    }
    for (at, branch, sibling) in running_over(drawn) {
        let (Some(from), Some(to)) = (drawn.steps.get(branch), drawn.steps.get(sibling)) else {
            continue;
        };
        let place = cx.here(step_at(at).then("fork"));
        cx.report(
            Diagnostic::at(step_at(branch))
                .with("branch", name(from, branch))
                .with("sibling", name(to, sibling))
                .related(
                    place,
                    Text::new("两条分支从这里分开", "the branches split here"),
                ),
        );
    }
}

/// The branches that run into another branch of their fork: the step that forks, the branch, the other branch.
pub(super) fn running_over(drawn: &Drawn<'_>) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (at, step) in drawn.steps.iter().enumerate() {
        let starts = drawn.ways.after(at);
        if step.fork.len() < 2 || drawn.ways.loops(at) {
            continue;
        }
        for branch in starts {
            let reached = drawn.ways.reach([*branch]);
            let sibling = starts
                .iter()
                .find(|other| *other != branch && holds(&reached, **other));
            found.extend(sibling.map(|sibling| (at, *branch, *sibling)));
        }
    }
    found
}
