//! Gaps in steps that have content: one finding for each process and kind of gap.

use super::helpers::{acts, by_applicant, is_bare, is_immediate, mostly_bare, names, place};
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::{Element, Limit, ServiceItem, Step};
use crate::prose::{is_blank, is_longer, phrases, says_something, trimmed, without_buttons};
use crate::value::{Spanned, limit as limits};
use crate::vocabulary::{Stage, TimeUnit};
use crate::words;

rules! {
    all {
        requirements: [B1],
        page: "step_without_element.md",
    }
    "PRO020", "step-without-actor", Hint, Item(actor),
        summary: ("环节没有写由谁办理", "steps do not say who acts"),
        message: ("{count}个写了内容的环节中{lacking}个没有写由谁办理：{steps}", "{lacking} of {count} steps with content do not say who acts: {steps}"),
        help: ("写明办理人员（actor），如窗口人员、审查人员；几个单位办的写办理单位（body）", "say who acts (actor); if several bodies take part, name the body (body)"),
        requirements: [B1, D5],
        own: ("不写由谁办，不知道找谁", "without an actor applicants do not know whom to ask");
    "PRO021", "step-without-action", Hint, Item(action),
        summary: ("环节没有写办理内容", "steps do not say what is done"),
        message: ("{count}个写了内容的环节中{lacking}个没有写办理内容和审查标准：{steps}", "{lacking} of {count} steps with content say neither what is done nor by which criteria: {steps}"),
        help: ("写明这个环节具体办什么（action），需要审查的写明标准（criteria）", "say what is done (action) and, for a review, by which criteria (criteria)"),
        cites: ["gbh-2017-115#5-flow"];
    "PRO022", "step-without-output", Hint, Item(output),
        summary: ("环节没有写结果", "steps do not state a result"),
        message: ("{count}个写了内容的环节中{lacking}个没有写办理结果：{steps}", "{lacking} of {count} steps with content do not state a result: {steps}"),
        help: ("写明环节结果（output），如受理通知书、审查意见、许可决定书、证照", "state the result (output), such as a notice of acceptance, a review opinion, a decision or a certificate"),
        cites: ["licence-law#32"];
    "PRO023", "step-without-limit", Hint, Item(limit),
        summary: ("环节没有写时限", "steps do not say how long they take"),
        message: ("{count}个写了内容的环节中{lacking}个没有写时限：{steps}", "{lacking} of {count} steps with content do not say how long they take: {steps}"),
        help: ("写明环节时限和单位（limit），各环节相加不超过承诺办结时限", "give the limit of each step with its unit (limit); together they must not exceed the promised limit"),
        requirements: [B1, B5],
        own: ("不写时限，不知道等多久", "without a limit applicants do not know how long to wait");
}

/// Reports the steps for which `lacks` returns true, given the index of a step and the step.
///
/// Steps that are only a name have a finding of their own and are not counted. If any step has the element, the
/// source collects it, even if the source is declared not to.
fn report_lacking(
    item: &ServiceItem,
    cx: &mut Context<'_>,
    element: &str,
    has: impl Fn(&Step) -> bool,
    lacks: impl Fn(usize, &Step) -> bool,
) {
    let steps = item.steps();
    // Fast path: most processes lack nothing.
    let lacking =
        |(at, step): (usize, &Step)| (step.end.is_none() && lacks(at, step)).then_some(at);
    let mut lacking: Vec<usize> = steps.iter().enumerate().filter_map(lacking).collect();
    if lacking.is_empty() || mostly_bare(steps) {
        return;
    }
    let with_content: Vec<usize> = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.end.is_none() && !is_bare(step))
        .map(|(at, _)| at)
        .collect();
    lacking.retain(|at| with_content.binary_search(at).is_ok());
    if lacking.is_empty() {
        return;
    }
    match cx.element::<str>(None, element) {
        Element::NotCollected if !steps.iter().any(has) => cx.cannot_judge(Text::new(
            "来源没有采集这个要素",
            "the source does not collect the element",
        )),
        Element::Missing | Element::NotCollected => cx.report(
            Diagnostic::at(place().then("steps"))
                .with("count", with_content.len())
                .with("lacking", lacking.len())
                .with("steps", names(steps, &lacking)),
        ),
        _ => {}
    }
}

fn actor(item: &ServiceItem, cx: &mut Context<'_>) {
    let has = |step: &Step| step.actor.is_some() || says_something(step.body.as_deref());
    report_lacking(item, cx, "guide.process.steps.actor", has, |_, step| {
        !has(step) && !names_actor(step)
    });
}

/// Maximum length of the text before a role, in characters; a longer text is not part of the role's name.
const MAX_NAME_CHARS: usize = 14;

/// Whether a text of the step names a member of the office as the actor.
fn names_actor(step: &Step) -> bool {
    let texts = [&step.action, &step.criteria, &step.output];
    texts.into_iter().flatten().any(|text| {
        let mut clauses = phrases(text).flat_map(|phrase| phrase.split(['：', ':']));
        clauses.any(|clause| {
            words::OFFICE_ROLE.iter().any(|role| {
                clause.split_once(role).is_some_and(|(before, after)| {
                    !is_longer(before, MAX_NAME_CHARS)
                        && !words::TURNED_TO.occurs_in(before)
                        && !is_blank(after)
                        && !after.starts_with('的')
                })
            })
        })
    })
}

fn action(item: &ServiceItem, cx: &mut Context<'_>) {
    let stages = cx.stages();
    let has = |step: &Step| acts(step) || says_something(step.criteria.as_deref());
    report_lacking(item, cx, "guide.process.steps.action", has, |at, step| {
        !has(step) && !only_delivers(stages.of(at))
    });
}

/// Whether the step only delivers its result, like 颁证与送达: the result describes the action.
fn only_delivers(stages: &[Stage]) -> bool {
    let given =
        |stage: &Stage| matches!(stage, Stage::Production | Stage::Delivery | Stage::Closing);
    !stages.is_empty() && stages.iter().all(given)
}

fn output(item: &ServiceItem, cx: &mut Context<'_>) {
    let (steps, stages) = (item.steps(), cx.stages());
    let has = |step: &Step| says_something(step.output.as_deref());
    report_lacking(item, cx, "guide.process.steps.output", has, |at, step| {
        let is_carried_over =
            || states_no_result(step, stages.of(at)) && steps.get(at + 1).is_some_and(has);
        !has(step)
            && !by_applicant(step, stages.of(at))
            && !is_carried_over()
            && !tells_result(step)
    });
}

/// Whether the action says what the step issues: 受理的，出具受理通知书.
fn tells_result(step: &Step) -> bool {
    let action = step.action.as_deref().unwrap_or_default();
    phrases(action).any(|phrase| {
        words::ISSUED_BY_STEP.iter().any(|verb| {
            phrase
                .split_once(verb)
                .is_some_and(|(_, paper)| is_longer(paper, 1))
        })
    })
}

/// Whether 无 is written as the result of a step that needs no paper of its own.
///
/// An acceptance requires a receipt, whatever is written.
fn states_no_result(step: &Step, stages: &[Stage]) -> bool {
    let output = step.output.as_deref().map(without_buttons);
    output.is_some_and(|output| words::NONE_WORD.is(trimmed(output)))
        && !stages.contains(&Stage::Acceptance)
}

fn limit(item: &ServiceItem, cx: &mut Context<'_>) {
    if is_immediate(item) || within_a_day(item) {
        return;
    }
    let stages = cx.stages();
    let has = |step: &Step| step.limit.is_some();
    report_lacking(item, cx, "guide.process.steps.limit", has, |at, step| {
        !has(step) && !by_applicant(step, stages.of(at)) && !states_limit(step)
    });
}

/// Whether the promise is at most one working day, which is not divided among steps.
fn within_a_day(item: &ServiceItem) -> bool {
    let promised = item.time_limit().and_then(|limit| limit.promised.as_ref());
    promised.is_some_and(|promised| {
        // An amount of one without a unit is read as a day: there is certainly nothing to divide.
        let one = promised.amount.is_some_and(|amount| amount.value() <= 1.0);
        promised.unit.is_none() && one
            || limits::exceeds(promised, &Limit::new(1, TimeUnit::WorkingDay)) == Some(false)
    })
}

/// Whether a text of the step states its days or hours.
fn states_limit(step: &Step) -> bool {
    let texts = [&step.action, &step.criteria, &step.output];
    texts.into_iter().flatten().any(|text| {
        limits::find_all(text)
            .iter()
            .any(|Spanned { value: found, .. }| {
                let day = [TimeUnit::WorkingDay, TimeUnit::CalendarDay, TimeUnit::Hour];
                found.is_immediate() || found.unit.as_ref().is_some_and(|unit| day.contains(unit))
            })
    })
}
