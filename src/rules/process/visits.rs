//! The number of visits that the steps imply.

use super::helpers::{Drawn, is_immediate};
use crate::model::{ServiceItem, Step, Visits};

/// The visits that the item declares.
pub(super) fn declared(item: &ServiceItem) -> Option<&Visits> {
    item.visits()
}

/// The minimum and maximum number of visits that the steps allow, and the steps on site.
pub(super) struct Implied {
    /// Minimum: steps on site that are separated by time or another step are separate visits.
    pub(super) fewest: usize,
    /// Maximum: every step on site is a visit; `None` if some step does not say whether it is on site.
    pub(super) most: Option<usize>,
    /// The steps on site on the way that has the most of them.
    pub(super) steps: Vec<usize>,
}

/// The visits that the steps imply; `None` if no step says whether it is on site.
pub(super) fn implied(item: &ServiceItem, drawn: &Drawn<'_>) -> Option<Implied> {
    let on_site = |at: usize| drawn.steps.get(at).and_then(|step| step.on_site);
    if drawn.steps.iter().all(|step| step.on_site.is_none()) {
        return None;
    }
    let (_, way) = drawn
        .ways
        .longest(|at| f64::from(u8::from(on_site(at) == Some(true))));
    let mut groups = 0;
    let mut apart = true;
    for at in way.iter().copied() {
        if on_site(at) == Some(true) {
            groups += usize::from(apart);
            apart = false;
        } else {
            apart |= drawn.steps.get(at).is_some_and(lets_applicant_leave);
        }
    }
    let steps: Vec<usize> = way
        .into_iter()
        .filter(|at| on_site(*at) == Some(true))
        .collect();
    let all_say = drawn.steps.iter().all(|step| step.on_site.is_some());
    Some(Implied {
        fewest: if is_immediate(item) {
            groups.min(1)
        } else {
            groups
        },
        most: all_say.then_some(steps.len()),
        steps,
    })
}

/// Whether the applicant can go home in between: the step takes time, or is off site without a limit.
fn lets_applicant_leave(step: &Step) -> bool {
    let lasts = |limit: &crate::model::Limit| {
        !limit.is_immediate() && limit.amount.is_some_and(|amount| amount.value() > 0.0)
    };
    step.on_site == Some(false) && step.limit.as_ref().is_none_or(lasts)
        || step.limit.as_ref().is_some_and(lasts)
}
