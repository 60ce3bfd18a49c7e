use super::gap;
use super::helpers::{by_applicant, is_immediate};
use crate::engine::{Context, rule};
use crate::model::{Limit, ServiceItem, Step};
use crate::value::{Spanned, limit};
use crate::vocabulary::TimeUnit;

rule! {
    "PRO023", "step-without-limit", Hint, Item(check),
    summary: ("环节没有写时限", "steps do not say how long they take"),
    message: ("{count}个写了内容的环节中{lacking}个没有写时限：{steps}", "{lacking} of {count} steps with content do not say how long they take: {steps}"),
    help: ("写明环节时限和单位（limit），各环节相加不超过承诺办结时限", "give the limit of each step with its unit; together they must keep the promise"),
    requirements: [B1, B5],
    own: ("不写时限，不知道等多久", "without a limit nobody knows how long to wait"),
    page: "step_without_limit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if is_immediate(item) || within_a_day(item) {
        return;
    }
    let stages = cx.stages();
    let has = |step: &Step| step.limit.is_some();
    gap::look(item, cx, "guide.process.steps.limit", has, |at, step| {
        !has(step) && !by_applicant(step, stages.of(at)) && !tells_limit(step)
    });
}

/// Whether the promise is one working day at the most, which is not shared out among steps.
fn within_a_day(item: &ServiceItem) -> bool {
    let promised = item.time_limit().and_then(|limit| limit.promised.as_ref());
    promised.is_some_and(|promised| {
        // A one without its unit is read as a day: there is nothing to share out for certain.
        let one = promised.amount.is_some_and(|amount| amount.value() <= 1.0);
        promised.unit.is_none() && one
            || limit::exceeds(promised, &Limit::new(1, TimeUnit::WorkingDay)) == Some(false)
    })
}

/// Whether the words of the step say how many days or hours it takes.
fn tells_limit(step: &Step) -> bool {
    let texts = [&step.action, &step.criteria, &step.output];
    texts.into_iter().flatten().any(|text| {
        limit::find_all(text)
            .iter()
            .any(|Spanned { value: found, .. }| {
                let day = [TimeUnit::WorkingDay, TimeUnit::CalendarDay, TimeUnit::Hour];
                found.is_immediate() || found.unit.as_ref().is_some_and(|unit| day.contains(unit))
            })
    })
}
