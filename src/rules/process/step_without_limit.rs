use super::gap;
use super::helpers::{by_applicant, is_immediate};
use crate::engine::{Context, rule};
use crate::model::ServiceItem;

rule! {
    "PRO023", "step-without-limit", Hint, Item(check),
    summary: ("环节没有写时限", "steps do not say how long they take"),
    message: ("{count}个环节中{lacking}个没有写时限：{steps}", "{lacking} of {count} steps do not say how long they take: {steps}"),
    help: ("写明环节时限和单位（limit），各环节相加不超过承诺办结时限", "give the limit of each step with its unit; together they must keep the promise"),
    rows: ["B1", "B5"],
    source: "2020年36城市评估：环节时限与承诺时限不一致",
    page: "step_without_limit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let immediate = is_immediate(item);
    gap::look(item, cx, "guide.process.steps.limit", |step| {
        step.limit.is_none() && !by_applicant(step) && !immediate
    });
}
