//! The steps' limits added up along the longest way, against the promise.

use std::cmp::Ordering;

use super::helpers::{Drawn, draw};
use super::{branch_runs_into_sibling, refusal_goes_on};
use crate::analysis::Stages;
use crate::engine::{Context, Diagnostic};
use crate::i18n::Text;
use crate::model::{Amount, Limit, ServiceItem, Step};
use crate::path;
use crate::value::limit::compare;
use crate::vocabulary::{Stage, TimeUnit};

/// What the promise counts: from acceptance to decision, or all that the guide lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// Without what comes before acceptance and after the decision.
    Counted,
    /// All steps but special procedures and what is marked as outside.
    Whole,
}

/// The longest way and its sum.
pub(super) struct Sum {
    /// The sum, in the unit of the promise.
    pub(super) total: Limit,
    /// The steps that have a part in it.
    pub(super) steps: Vec<usize>,
}

/// What the item promises.
pub(super) fn promised(item: &ServiceItem) -> Option<&Limit> {
    item.time_limit()?.promised.as_ref()
}

/// The sum of the limits on the longest way, where it is over the promise.
///
/// Only limits in the unit of the promise are added: the others can only make it longer.
pub(super) fn excess(
    drawn: &Drawn<'_>,
    stages: &Stages,
    promised: &Limit,
    span: Span,
) -> Option<Sum> {
    let unit = match &promised.unit {
        _ if promised.is_immediate() => Some(TimeUnit::WorkingDay),
        unit => unit.clone(),
    };
    let weights: Vec<f64> = (drawn.steps.iter().enumerate())
        .map(|(at, step)| {
            let amount = (step.limit.as_ref())
                .filter(|limit| limit.unit == unit && !limit.is_immediate())
                .filter(|_| counts(step, stages.of(at), span))
                .and_then(|limit| limit.amount);
            amount.map_or(0.0, Amount::value)
        })
        .collect();
    let weight = |at: usize| weights.get(at).copied().unwrap_or_default();
    let (sum, way) = drawn.ways.longest(weight);
    let total = Limit {
        // Tenths added up should not be over what they make by the last bit.
        amount: Amount::new((sum * 1000.0).round() / 1000.0),
        unit,
        ..Limit::default()
    };
    // One working day is the least that many systems let a step have.
    if promised.is_immediate() && sum <= 1.0 {
        return None;
    }
    let steps = way.into_iter().filter(|at| weight(*at) > 0.0).collect();
    (compare(&total, promised) == Some(Ordering::Greater)).then_some(Sum { total, steps })
}

/// Whether the promise counts the time of a step.
fn counts(step: &Step, stages: &[Stage], span: Span) -> bool {
    let outside = |stage: &Stage| matches!(stage, Stage::SpecialProcedure | Stage::Correction);
    if step.outside_limit == Some(true) || stages.iter().any(outside) {
        return false;
    }
    let around = |stage: &Stage| {
        matches!(
            stage,
            Stage::Application
                | Stage::Receipt
                | Stage::Acceptance
                | Stage::Payment
                | Stage::Production
                | Stage::Delivery
                | Stage::Closing
        )
    };
    span == Span::Whole || stages.is_empty() || !stages.iter().all(around)
}

/// Reports an excess; where there is none and some limits were in other units, says so.
pub(super) fn look(item: &ServiceItem, cx: &mut Context<'_>, span: Span) {
    let Some(promised) = promised(item) else {
        return;
    };
    let Some(drawn) = draw(cx) else { return };
    // Where the ways are drawn wrongly, so is the longest of them.
    let astray = refusal_goes_on::going_on(drawn.steps).next().is_some()
        || (drawn.is_sound() && !branch_runs_into_sibling::running_over(drawn).is_empty());
    if astray {
        return cx.cannot_judge(Text::new(
            "环节的去向有错，时限不能沿着流程相加",
            "the branches between the steps are wrong, so limits cannot be added up along the process",
        ));
    }
    let found = excess(drawn, cx.stages(), promised, span);
    if span == Span::Whole && excess(drawn, cx.stages(), promised, Span::Counted).is_some() {
        return;
    }
    let Some(Sum { total, steps }) = found else {
        let limits = drawn.steps.iter().filter_map(|step| step.limit.as_ref());
        let mut timed = limits.filter(|limit| limit.amount.is_some() && !limit.is_immediate());
        if !promised.is_immediate() && timed.any(|limit| limit.unit != promised.unit) {
            cx.cannot_judge(Text::new(
                "环节时限与承诺时限的单位不同，不能相加",
                "the step limits and the promised limit have different units and cannot be added up",
            ));
        }
        return;
    };
    let parts: Vec<String> = (steps.iter())
        .filter_map(|at| Some((drawn.steps.get(*at)?, *at)))
        .map(|(step, at)| match &step.limit {
            Some(limit) => format!("{}{limit}", super::helpers::name(step, at)),
            None => super::helpers::name(step, at),
        })
        .collect();
    let promise = cx.here(path!["guide", "time_limit", "promised"]);
    cx.report(
        Diagnostic::at(super::helpers::place().then("steps"))
            .with("parts", parts.join(" + "))
            .with("total", &total)
            .with("promised", promised)
            .related(promise, Text::new("承诺办结时限", "the promised limit")),
    );
}
