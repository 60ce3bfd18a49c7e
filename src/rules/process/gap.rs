//! Gaps in steps that have content: one finding for each process and kind of gap.

use super::helpers::{is_bare, mostly_bare, names, place, steps};
use crate::engine::{Context, Found};
use crate::model::{Element, ServiceItem, Step};
use crate::text::Text;

/// Reports the steps that lack an element, where `lacks` says so.
///
/// Steps that are only a name have a finding of their own.
pub(super) fn look(
    item: &ServiceItem,
    cx: &mut Context<'_>,
    element: &str,
    lacks: impl Fn(&Step) -> bool,
) {
    let own = steps(item);
    if mostly_bare(own) {
        return;
    }
    let lacking: Vec<usize> = (own.iter().enumerate())
        .filter(|(_, step)| step.end.is_none() && !is_bare(step) && lacks(step))
        .map(|(at, _)| at)
        .collect();
    if lacking.is_empty() {
        return;
    }
    match cx.element::<str>(None, element) {
        Element::Missing => cx.report(
            Found::at(place().then("steps"))
                .with("count", own.len())
                .with("lacking", lacking.len())
                .with("steps", names(own, &lacking)),
        ),
        Element::NotCollected => cx.cannot_judge(Text::new(
            "来源没有采集这个要素",
            "the source does not collect the element",
        )),
        _ => {}
    }
}
