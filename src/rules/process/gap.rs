//! Gaps in steps that have content: one finding for each process and kind of gap.

use super::helpers::{is_bare, mostly_bare, names, place};
use crate::engine::{Context, Diagnostic};
use crate::i18n::Text;
use crate::model::{Element, ServiceItem, Step};

/// Reports the steps that lack an element, where `lacks` says so of a step and its number.
///
/// Steps that are only a name have a finding of their own and are not counted. Where a step has the
/// element, the source collects it, whatever is said of the source.
pub(super) fn look(
    item: &ServiceItem,
    cx: &mut Context<'_>,
    element: &str,
    has: impl Fn(&Step) -> bool,
    lacks: impl Fn(usize, &Step) -> bool,
) {
    let own = item.steps();
    // Most processes lack nothing, and need not be looked at more closely.
    let lacking =
        |(at, step): (usize, &Step)| (step.end.is_none() && lacks(at, step)).then_some(at);
    let mut lacking: Vec<usize> = own.iter().enumerate().filter_map(lacking).collect();
    if lacking.is_empty() || mostly_bare(own) {
        return;
    }
    let told: Vec<usize> = (own.iter().enumerate())
        .filter(|(_, step)| step.end.is_none() && !is_bare(step))
        .map(|(at, _)| at)
        .collect();
    lacking.retain(|at| told.binary_search(at).is_ok());
    if lacking.is_empty() {
        return;
    }
    match cx.element::<str>(None, element) {
        Element::NotCollected if !own.iter().any(has) => cx.cannot_judge(Text::new(
            "来源没有采集这个要素",
            "the source does not collect the element",
        )),
        Element::Missing | Element::NotCollected => cx.report(
            Diagnostic::at(place().then("steps"))
                .with("count", told.len())
                .with("lacking", lacking.len())
                .with("steps", names(own, &lacking)),
        ),
        _ => {}
    }
}
