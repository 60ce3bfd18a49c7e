//! Faults of office hours, and their comparison.

use std::collections::{BTreeMap, BTreeSet};

use super::days::WEEKDAYS;
use super::read::effective;
use crate::model::{OpeningHours, Period};
use crate::prose::{fold, squeeze};
use crate::vocabulary::{DayKind, HolidayRule, Vocabulary};

/// The kind of a fault of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HoursFaultKind {
    /// An impossible time, such as 25:00 or 12:60.
    InvalidTime,
    /// The closing time is before the opening time.
    ClosesBeforeOpens,
    /// Opening and closing time are the same.
    ZeroLength,
    /// Two periods of the same days and season overlap.
    Overlap,
}

/// A fault of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HoursFault {
    /// Index of the period among those of [`effective`].
    pub(crate) period: usize,
    /// The kind of fault.
    pub(crate) kind: HoursFaultKind,
    /// The field at fault: `opens` or `closes`.
    pub(crate) field: &'static str,
    /// Index of the other period, if two overlap; it precedes this one.
    pub(crate) other: Option<usize>,
}

/// Minutes per day.
const MINUTES_PER_DAY: u32 = 24 * 60;

/// The faults of office hours, in the order of their periods.
pub(crate) fn faults(hours: &OpeningHours) -> Vec<HoursFault> {
    let hours = effective(hours);
    let mut faults = Vec::new();
    let mut sound = Vec::new();
    for (index, period) in hours.periods.iter().enumerate() {
        let found = faults_of(index, period);
        if found.is_empty()
            && let (Some(opens), Some(closes)) = (
                minutes(period.opens.as_deref()),
                minutes(period.closes.as_deref()),
            )
        {
            sound.push((index, period, opens, closes));
        }
        faults.extend(found);
    }
    faults.extend(overlaps(&sound));
    faults.sort_unstable();
    faults
}

/// The faults of a single period.
fn faults_of(index: usize, period: &Period) -> Vec<HoursFault> {
    let fault = |kind, field| HoursFault {
        period: index,
        kind,
        field,
        other: None,
    };
    let invalid = |time: Option<&str>| time.is_some() && minutes(time).is_none();
    let mut faults = Vec::new();
    let (opens, closes) = (period.opens.as_deref(), period.closes.as_deref());
    for (time, field) in [(opens, "opens"), (closes, "closes")] {
        if invalid(time) {
            faults.push(fault(HoursFaultKind::InvalidTime, field));
        }
    }
    match (minutes(opens), minutes(closes)) {
        // 20:00-08:00 spans the night.
        (Some(opens), Some(closes)) if opens >= 16 * 60 && closes <= 10 * 60 => {}
        (Some(opens), Some(closes)) if closes < opens => {
            faults.push(fault(HoursFaultKind::ClosesBeforeOpens, "closes"));
        }
        (Some(opens), Some(closes)) if closes == opens => {
            faults.push(fault(HoursFaultKind::ZeroLength, "closes"));
        }
        _ => {}
    }
    faults
}

/// The minutes since midnight of a time such as `09:00`, up to 24:00.
fn minutes(time: Option<&str>) -> Option<u32> {
    let (hour, minute) = time?.split_once(':')?;
    let number = |text: &str| {
        let right = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= MINUTES_PER_DAY).then_some(total)
}

/// Season, label and day of a period.
type Group<'a> = (Option<&'a str>, Option<&'a str>, String);

/// The periods that overlap another period of the same day, season and label.
fn overlaps(periods: &[(usize, &Period, u32, u32)]) -> BTreeSet<HoursFault> {
    // Fast path: periods rarely overlap, even regardless of their days.
    let mut all: Vec<(u32, u32)> = periods
        .iter()
        .map(|(_, _, opens, closes)| (*opens, *closes))
        .collect();
    all.sort_unstable();
    all.dedup();
    let mut until = 0;
    let overlaps = all.iter().any(|(opens, closes)| {
        let overlaps = *opens < until;
        until = until.max(*closes);
        overlaps
    });
    if !overlaps {
        return BTreeSet::new();
    }
    let mut groups: BTreeMap<Group, Vec<(u32, u32, usize)>> = BTreeMap::new();
    for (index, period, opens, closes) in periods {
        for day in single_days(&period.days) {
            let key = (period.season.as_deref(), period.note.as_deref(), day);
            groups
                .entry(key)
                .or_default()
                .push((*opens, *closes, *index));
        }
    }
    let mut faults = BTreeSet::new();
    for group in groups.values_mut() {
        group.sort_unstable();
        let mut last: Option<(u32, usize)> = None;
        // A duplicate is not a contradiction.
        group.dedup_by_key(|(opens, closes, _)| (*opens, *closes));
        for (opens, closes, index) in group.iter() {
            if let Some((until, before)) = last
                && *opens < until
            {
                let (other, period) = (before.min(*index), before.max(*index));
                faults.insert(HoursFault {
                    period,
                    kind: HoursFaultKind::Overlap,
                    field: "opens",
                    other: Some(other),
                });
            }
            if last.is_none_or(|(until, _)| *closes > until) {
                last = Some((*closes, *index));
            }
        }
    }
    faults
}

/// The single days that the kinds of day cover; one unnamed day if there are no kinds.
fn single_days(days: &[DayKind]) -> BTreeSet<String> {
    let named = |days: &[DayKind]| {
        days.iter()
            .map(|day| day.term().to_owned())
            .collect::<Vec<_>>()
    };
    if days.is_empty() {
        return BTreeSet::from([String::new()]);
    }
    days.iter()
        .flat_map(|day| match day {
            DayKind::WorkingDay => named(&WEEKDAYS),
            DayKind::Weekend => named(&[DayKind::Saturday, DayKind::Sunday]),
            DayKind::Daily => [
                named(&WEEKDAYS),
                named(&[DayKind::Saturday, DayKind::Sunday]),
            ]
            .concat(),
            day => named(std::slice::from_ref(day)),
        })
        .collect()
}

/// Whether two office hours are the same, however written.
///
/// 工作日 is Monday to Friday, and closed on public holidays. Days or holidays stated by only one
/// of the two are not a difference. Labels that both have must agree.
pub(crate) fn same(a: &OpeningHours, b: &OpeningHours) -> bool {
    let (a, b) = (effective(a), effective(b));
    if a.periods.is_empty() && b.periods.is_empty() {
        let words = |hours: &OpeningHours| {
            hours
                .text
                .as_deref()
                .map(|text| squeeze(text).trim().to_owned())
        };
        return words(&a) == words(&b) && a.holidays == b.holidays;
    }
    let dated = |hours: &OpeningHours| hours.periods.iter().any(|period| !period.days.is_empty());
    let days = dated(&a) && dated(&b);
    stretches(&a, days) == stretches(&b, days)
        && holidays_agree(a.holidays.as_ref(), b.holidays.as_ref())
}

/// Whether two rules for holidays do not contradict each other.
fn holidays_agree(a: Option<&HolidayRule>, b: Option<&HolidayRule>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Opening and closing times by season, label and day.
type Stretches = BTreeMap<(String, String, String), BTreeSet<(String, String)>>;

/// Opening and closing times by season, label and single day, with folded texts; without `days`, days are ignored.
fn stretches(hours: &OpeningHours, days: bool) -> Stretches {
    let mut normal = Stretches::new();
    for period in &hours.periods {
        let folded = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            squeeze(&fold(text)).replace(['至', '到'], "-")
        };
        let named = if days {
            single_days(&period.days)
        } else {
            BTreeSet::from([String::new()])
        };
        let time = |time: &Option<String>| {
            minutes(time.as_deref()).map_or_else(
                || time.clone().unwrap_or_default(),
                |time| format!("{time:04}"),
            )
        };
        for day in named {
            let key = (folded(&period.season), folded(&period.note), day);
            normal
                .entry(key)
                .or_default()
                .insert((time(&period.opens), time(&period.closes)));
        }
    }
    normal
}
