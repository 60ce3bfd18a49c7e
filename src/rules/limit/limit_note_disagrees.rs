use std::cmp::Ordering;

use super::helpers::both;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Limit, ServiceItem};
use crate::value::Guess;
use crate::value::limit::{compare, read};
use crate::vocabulary::TimeUnit;

rule! {
    "LIM040", "limit-note-disagrees", Warning, Item(check),
    summary: ("时限与时限说明不一致", "a time limit and its note disagree"),
    message: ("{name}是{limit}，说明里写的是{noted}", "{name} is {limit}, but its note says {noted}"),
    help: ("查清哪一个是对的，把两处改一致", "find out which is right and make both agree"),
    requirements: [A1, B5],
    own: ("时限与它的说明应当说同一个数", "a limit and its note should state the same number"),
    certain: Contradiction,
    page: "limit_note_disagrees.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for stated in both(item) {
        let (Some(limit), Some(note)) = (stated.limit, stated.note) else {
            continue;
        };
        // Only a note that consists of a limit can contradict the stated one: a longer note may be about
        // procedures, extensions and other cases.
        let reading = read(note);
        let Some(noted) = reading.value.filter(|_| reading.unread.is_empty()) else {
            continue;
        };
        if !matches!(reading.guess, None | Some(Guess::BareDay)) || may_be_same(limit, &noted) {
            continue;
        }
        let place = cx.here(stated.path);
        let found = Diagnostic::at(stated.note_path)
            .with("name", stated.name)
            .with("limit", limit)
            .with("noted", &noted)
            .related(place, stated.name);
        cx.report(found);
    }
}

/// Whether two limits may mean the same. In a law 日 means working days, so 日 may be working or calendar days.
fn may_be_same(a: &Limit, b: &Limit) -> bool {
    if a.is_immediate() || b.is_immediate() {
        let is_at_once =
            |limit: &Limit| limit.is_immediate() || limit.amount.is_some_and(|n| n.value() <= 1.0);
        return is_at_once(a) && is_at_once(b);
    }
    let (Some(first), Some(second)) = (a.amount, b.amount) else {
        return true;
    };
    let is_day = |unit: &Option<TimeUnit>| {
        matches!(
            unit,
            None | Some(TimeUnit::WorkingDay | TimeUnit::CalendarDay)
        )
    };
    if (is_day(&a.unit) && is_day(&b.unit)) || a.unit.is_none() || b.unit.is_none() {
        return (first.value() - second.value()).abs() < 1e-9;
    }
    compare(a, b).is_none_or(Ordering::is_eq)
}
