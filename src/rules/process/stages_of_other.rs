//! Missing stages of processes that do not lead to a licence.

use super::helpers::mostly_bare;
use super::results::plain;
use crate::analysis::{nature::core_name, without_closing};
use crate::engine::Context;
use crate::model::{ServiceItem, Step};
use crate::prose::{is_one_clause, without_brackets};
use crate::vocabulary::{CaseType, Stage};
use crate::words;

/// The stages that any other process lacks, if it begins with an acceptance and ends with a document.
///
/// Whether the document has to be delivered depends on the matter: a service ends when it has been performed.
pub(super) fn missing(item: &ServiceItem, steps: &[Step], cx: &Context<'_>) -> Vec<Stage> {
    // Steps that are only names hide their stages, and a filing needs no decision.
    if words::STAGELESS_MATTER.occurs_in(&item.name)
        || core_name(&item.name).ends_with("备案")
        || mostly_bare(steps)
    {
        return Vec::new();
    }
    let stages_by_step = || (0..steps.len()).map(|at| cx.stages().of(at));
    // An answer that is promised in days is decided on after the application is taken in.
    if steps.len() == 1 && takes_days(item) {
        let taken_in = |stages: &[Stage]| {
            let takes_in = |stage: &Stage| matches!(stage, Stage::Acceptance | Stage::Receipt);
            !stages.is_empty() && stages.iter().all(takes_in)
        };
        let missing = stages_by_step()
            .all(taken_in)
            .then_some([Stage::Decision, Stage::Delivery]);
        return missing.into_iter().flatten().collect();
    }
    let has = |wanted: &[Stage]| stages_by_step().flatten().any(|one| wanted.contains(one));
    // Processes of enquiries, or with stages that cannot be recognised, are not judged.
    let undecided = !stages_by_step().any(<[_]>::is_empty)
        && has(&[Stage::Acceptance, Stage::Receipt])
        && !has(&[Stage::Review, Stage::Decision])
        && (steps.iter().any(issues_document) || is_granted(&item.name))
        && !steps.iter().any(states_grant);
    Vec::from_iter(undecided.then_some(Stage::Decision))
}

/// Whether a case goes from acceptance to delivery without a review or a decision. This is uncertain, as one
/// step may do both without saying so.
pub(super) fn goes_undecided(item: &ServiceItem, steps: &[Step], cx: &Context<'_>) -> bool {
    let stages_by_step = || (0..steps.len()).map(|at| cx.stages().of(at));
    let has = |wanted: &[Stage]| stages_by_step().flatten().any(|one| wanted.contains(one));
    // A service ends when it has been performed.
    steps.len() > 1
        && (words::DECIDED_MATTER.occurs_in(&item.name) || is_granted(&item.name))
        && !words::STAGELESS_MATTER.occurs_in(&item.name)
        && !core_name(&item.name).ends_with("备案")
        && !mostly_bare(steps)
        && !stages_by_step().any(<[_]>::is_empty)
        && has(&[Stage::Acceptance])
        && has(&[Stage::Delivery])
        && !has(&[Stage::Review, Stage::Decision])
}

/// Whether the result of the step states what is granted: 符合条件则给予奖励.
fn states_grant(step: &Step) -> bool {
    let output = step.output.as_deref().unwrap_or_default();
    ["给予", "给付"].iter().any(|word| output.contains(word))
}

/// Whether the matter is granted on merit or entitlement: a reward, a payment, a recognition.
fn is_granted(name: &str) -> bool {
    [
        "奖励", "表彰", "给付", "补贴", "补助", "认定", "评审", "裁决", "确认",
    ]
    .iter()
    .any(|matter| name.contains(matter))
}

/// Whether an answer is promised in more than one day.
fn takes_days(item: &ServiceItem) -> bool {
    let limits = item
        .guide
        .as_ref()
        .and_then(|guide| guide.time_limit.as_ref());
    let amount = limits.and_then(|limits| limits.promised.as_ref()?.amount);
    item.case_type == Some(CaseType::Promised) && amount.is_some_and(|days| days.value() > 1.0)
}

/// Whether the result of the step is the name of a document, not a sentence.
fn issues_document(step: &Step) -> bool {
    let output = step.output.as_deref().map(plain);
    output.is_some_and(|output| {
        let output = without_brackets(output);
        is_one_clause(&output) && words::DECISION_PAPER_ENDING.ends(without_closing(&output))
    })
}
