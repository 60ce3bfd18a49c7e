//! How often the applicant has to come, as the steps say it.

use super::helpers::{Drawn, is_immediate};
use crate::model::{ServiceItem, Step, Visits};

/// The visits that the item declares.
pub(super) fn declared(item: &ServiceItem) -> Option<&Visits> {
    item.visits()
}

/// The fewest and the most visits that the steps leave room for, and the steps on site.
pub(super) struct Implied {
    /// Steps on site with time or another step between them are visits of their own.
    pub(super) fewest: usize,
    /// Each step on site is a visit at the most; `None` where some step does not say.
    pub(super) most: Option<usize>,
    /// The steps on site on the way with the most of them.
    pub(super) steps: Vec<usize>,
}

/// The visits that the steps imply; `None` where no step says whether it is on site.
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
            apart |= drawn.steps.get(at).is_some_and(takes_leave);
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

/// Whether the applicant has gone home in the meantime.
fn takes_leave(step: &Step) -> bool {
    let lasts = |limit: &crate::model::Limit| {
        !limit.is_immediate() && limit.amount.is_some_and(|amount| amount.value() > 0.0)
    };
    step.on_site == Some(false) && step.limit.as_ref().is_none_or(lasts)
        || step.limit.as_ref().is_some_and(lasts)
}
