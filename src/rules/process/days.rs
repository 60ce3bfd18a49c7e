//! Adds up the limits of the steps along the longest way and compares the sum with the promise.

use std::cmp::Ordering;

use super::helpers::Drawn;
use crate::analysis::Stages;
use crate::model::{Amount, Limit, ServiceItem, Step};
use crate::value::limit::{compare, exceeds};
use crate::vocabulary::{Stage, TimeUnit};

/// The steps whose limits are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    /// From acceptance to decision: the period that the promise covers by law.
    ToDecision,
    /// All steps except special procedures, corrections and steps marked as outside the limit.
    Whole,
}

/// The sum of the limits on the longest way.
pub(super) struct Sum {
    /// The sum, in the unit of the promise.
    pub(super) total: Limit,
    /// The steps that contribute to it.
    pub(super) steps: Vec<usize>,
}

/// The promised limit of the item.
pub(super) fn promised(item: &ServiceItem) -> Option<&Limit> {
    item.time_limit()?.promised.as_ref()
}

/// The sum of the limits on the longest way, if it exceeds the promise.
///
/// Only limits in the unit of the promise are added: the others can only make it longer.
pub(super) fn excess(
    drawn: &Drawn<'_>,
    stages: &Stages,
    promised: &Limit,
    stretch: Stretch,
) -> Option<Sum> {
    let unit = match &promised.unit {
        _ if promised.is_immediate() => Some(TimeUnit::WorkingDay),
        unit => unit.clone(),
    };
    if let Some(sum) = excess_of_one_step(drawn, stages, promised, stretch) {
        return Some(sum);
    }
    let weights: Vec<f64> = drawn
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let amount = step
                .limit
                .as_ref()
                .filter(|limit| limit.unit == unit && !limit.is_immediate())
                .filter(|_| counts(step, stages.of(at), stretch))
                .and_then(|limit| limit.amount);
            amount.map_or(0.0, Amount::value)
        })
        .collect();
    let weight = |at: usize| weights.get(at).copied().unwrap_or_default();
    let total = |sum: f64| Limit {
        // Rounding keeps a sum of tenths from exceeding the promise by the last bit.
        amount: Amount::new((sum * 1000.0).round() / 1000.0),
        unit: unit.clone(),
        ..Limit::default()
    };
    // Fast path: no way takes longer than all steps together.
    let all = total(weights.iter().sum());
    if compare(&all, promised) != Some(Ordering::Greater) {
        return None;
    }
    let (sum, way) = drawn.ways.longest(weight);
    let total = total(sum);
    // One working day is the minimum for a step in many systems.
    if promised.is_immediate() && sum <= 1.0 {
        return None;
    }
    let steps = way.into_iter().filter(|at| weight(*at) > 0.0).collect();
    (compare(&total, promised) == Some(Ordering::Greater)).then_some(Sum { total, steps })
}

/// A single step that exceeds the promise in another unit, such as days for a promise in hours.
fn excess_of_one_step(
    drawn: &Drawn<'_>,
    stages: &Stages,
    promised: &Limit,
    stretch: Stretch,
) -> Option<Sum> {
    let (at, limit) = drawn.steps.iter().enumerate().find_map(|(at, step)| {
        let limit = step.limit.as_ref()?;
        let longer = !promised.is_immediate()
            && limit.unit != promised.unit
            && exceeds(limit, promised) == Some(true)
            && counts(step, stages.of(at), stretch);
        longer.then_some((at, limit))
    })?;
    Some(Sum {
        total: limit.clone(),
        steps: vec![at],
    })
}

/// Whether the promise counts the time of a step.
fn counts(step: &Step, stages: &[Stage], stretch: Stretch) -> bool {
    let outside = |stage: &Stage| matches!(stage, Stage::SpecialProcedure | Stage::Correction);
    if step.outside_limit == Some(true) || stages.iter().any(outside) {
        return false;
    }
    let is_outside_promise = |stage: &Stage| {
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
    stretch == Stretch::Whole || stages.is_empty() || !stages.iter().all(is_outside_promise)
}
