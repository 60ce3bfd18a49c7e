use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{ServiceItem, Step};
use crate::words;

rule! {
    "PRO035", "refusal-goes-on", Warning, Item(check),
    summary: ("不予受理、不予许可之后还接着办", "the process goes on after a refusal"),
    message: ("“{step}”没有写结束，按顺序会接着办“{following}”", "“{step}” has no end, so the process goes on to “{following}”"),
    help: ("写明“{step}”到此结束（end），如不予受理；可以补正再来的，写明去哪个环节（next）", "say that the process ends at “{step}” (end); if the applicant may complete the application and reapply, say with which step it goes on (next)"),
    requirements: [B1],
    cites: ["licence-law#32", "licence-law#38"],
    certain: Structure,
    page: "refusal_goes_on.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, step, following) in going_on(item.steps()) {
        let place = cx.here(step_at(at + 1));
        cx.report(
            Diagnostic::at(step_at(at))
                .with("step", name(step, at))
                .with("following", name(following, at + 1))
                .related(
                    place,
                    Text::new("按顺序接着办的环节", "the step that follows"),
                ),
        );
    }
}

/// The refusals that do not end the process, each with its index and the step that follows.
pub(super) fn going_on(steps: &[Step]) -> impl Iterator<Item = (usize, &Step, &Step)> {
    steps
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| match pair {
            [step, following]
                if continues_in_order(step) && refuses(step) && !refuses(following) =>
            {
                Some((at, step, following))
            }
            _ => None,
        })
}

/// Whether only the order of the list determines the next step.
fn continues_in_order(step: &Step) -> bool {
    step.end.is_none() && step.next.is_empty() && step.fork.is_empty() && step.join.is_none()
}

/// Whether the whole name is a refusal; 受理或者不予受理 is a step for both outcomes.
fn refuses(step: &Step) -> bool {
    let name = step.name.as_deref().map(str::trim).unwrap_or_default();
    let decides = |name: &str| {
        name.strip_suffix("决定")
            .is_some_and(|word| words::REFUSAL.is(word))
    };
    words::REFUSAL.is(name) || decides(name) || name.strip_prefix("作出").is_some_and(decides)
}
