use super::helpers::{by_applicant, draw, name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO032", "unreachable-step", Error, Item(check),
    summary: ("从第一个环节走不到的环节", "a step that cannot be reached from the first"),
    message: ("从“{first}”出发，没有一条路走到环节“{step}”", "no path from “{first}” reaches step “{step}”"),
    help: ("在它前面的环节写上去向（next）；不再办的环节，删去", "let the step before it lead to it (next); if it is no longer done, delete it"),
    requirements: [B1],
    own: ("每个环节都走得到", "every step must be reachable"),
    certain: Structure,
    page: "unreachable_step.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let Some(drawn) = draw(cx) else { return };
    if !drawn.is_sound {
        return cx.cannot_judge(Text::new(
            "有去向或标识写错，走不走得到说不准",
            "a branch or an id is wrong, so reachability cannot be determined",
        ));
    }
    let stages = cx.stages();
    // Applicants may begin in several ways, and may withdraw or add papers at any time.
    let begins = |at: usize| {
        drawn.ways.before(at).is_empty()
            && drawn
                .steps
                .get(at)
                .is_some_and(|step| by_applicant(step, stages.of(at)))
    };
    let starts = (0..drawn.steps.len()).filter(|at| *at == 0 || begins(*at));
    let first = drawn
        .steps
        .first()
        .map(|step| name(step, 0))
        .unwrap_or_default();
    for at in drawn.ways.unreached(starts) {
        let Some(step) = drawn.steps.get(at) else {
            continue;
        };
        cx.report(
            Diagnostic::at(step_at(at))
                .with("first", first.as_str())
                .with("step", name(step, at)),
        );
    }
}
