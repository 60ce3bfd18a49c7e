use super::days::{Stretch, Sum, excess, promised};
use super::helpers::{Drawn, draw, name, place};
use super::{branch_runs_into_sibling, refusal_goes_on};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Limit, ServiceItem};
use crate::path;

rule! {
    "PRO050", "steps-exceed-promise", Warning, Item(check),
    summary: ("环节时限之和超过承诺办结时限", "the step limits add up to more than the promised limit"),
    message: ("{stretch}，{parts} = {total}，超过承诺办结时限{promised}", "{stretch}, {parts} = {total}, more than the promised limit {promised}"),
    help: ("压缩环节时限到合计不超过{promised}；承诺时限不包含的环节，标明不计入时限（outside_limit = true）", "shorten the step limits to {promised} in total; mark the steps that the promised limit does not cover (outside_limit = true)"),
    requirements: [B5],
    cites: ["wenzhou-script#环节"],
    certain: Arithmetic,
    page: "steps_exceed_promise.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(promised) = promised(item) else {
        return;
    };
    let Some(drawn) = draw(cx) else { return };
    // If the branches are wrong, so is the longest way.
    let has_wrong_branches = refusal_goes_on::going_on(drawn.steps).next().is_some()
        || (drawn.is_sound && !branch_runs_into_sibling::running_over(drawn).is_empty());
    if has_wrong_branches {
        return cx.cannot_judge(Text::new(
            "环节的去向有错，时限不能沿着流程相加",
            "the branches between the steps are wrong, so limits cannot be added up along the process",
        ));
    }
    let sum = |stretch| excess(drawn, cx.stages(), promised, stretch);
    let (sum, words, certain) = if let Some(sum) = sum(Stretch::ToDecision) {
        let words = Text::new("从受理到决定", "from acceptance to decision");
        (sum, words, true)
    } else if let Some(sum) = sum(Stretch::Whole) {
        // Some promises include application and delivery, most do not.
        let words = Text::new(
            "连同申请、受理、送达",
            "with application, acceptance and delivery",
        );
        (sum, words, false)
    } else {
        if !comparable(drawn, promised) {
            cx.cannot_judge(Text::new(
                "环节时限与承诺时限的单位不同，不能相加",
                "the step limits and the promised limit have different units and cannot be added up",
            ));
        }
        return;
    };
    let promise = cx.here(path!["guide", "time_limit", "promised"]);
    let found = Diagnostic::at(place().then("steps"))
        .with("stretch", words)
        .with("parts", parts(drawn, &sum))
        .with("total", &sum.total)
        .with("promised", promised)
        .related(promise, Text::new("承诺办结时限", "the promised limit"));
    cx.report(found.hint_unless(certain));
}

/// Whether every limit is in the unit of the promise.
fn comparable(drawn: &Drawn<'_>, promised: &Limit) -> bool {
    let limits = drawn.steps.iter().filter_map(|step| step.limit.as_ref());
    let mut timed = limits.filter(|limit| limit.amount.is_some() && !limit.is_immediate());
    promised.is_immediate() || timed.all(|limit| limit.unit == promised.unit)
}

/// The steps of the sum with their limits: 审查4个工作日 + 决定2个工作日.
fn parts(drawn: &Drawn<'_>, sum: &Sum) -> String {
    let parts = sum.steps.iter().filter_map(|at| {
        let step = drawn.steps.get(*at)?;
        let limit = step.limit.as_ref().map(ToString::to_string);
        Some(name(step, *at) + &limit.unwrap_or_default())
    });
    parts.collect::<Vec<_>>().join(" + ")
}
