//! The order of two limits, as far as it is certain.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use crate::model::{Amount, Limit};
use crate::vocabulary::TimeUnit;

/// Compares two limits; `None` if the order is not certain.
///
/// Equal units compare by amount. Different units (week, calendar day, month and year; hour and
/// minute; working and calendar days) compare only if even the shortest duration of one is longer
/// than the longest of the other, see [`exceeds`]. "On the spot" is less than any positive amount.
/// Amounts without a unit compare only with each other.
///
/// ```
/// use std::cmp::Ordering;
/// use shixiang::model::Limit;
/// use shixiang::value::limit::compare;
/// use shixiang::vocabulary::TimeUnit::{CalendarDay, WorkingDay};
///
/// assert_eq!(compare(&Limit::new(5, WorkingDay), &Limit::new(90, CalendarDay)), Some(Ordering::Less));
/// assert_eq!(compare(&Limit::new(20, WorkingDay), &Limit::new(30, CalendarDay)), None);
/// ```
pub fn compare(a: &Limit, b: &Limit) -> Option<Ordering> {
    if let Some(exact) = exact(a, b) {
        return Some(exact);
    }
    let Spans { first, second } = Spans::of(a, b)?;
    if first.end() < second.start() {
        Some(Ordering::Less)
    } else if first.start() > second.end() {
        Some(Ordering::Greater)
    } else {
        None
    }
}

/// Whether the first limit certainly exceeds the second (`true`) or certainly does not (`false`);
/// `None` if it is not certain.
///
/// n working days take at least n calendar days plus one for each 7 of them after the first 4 (a
/// weekend may be worked whole), and at most 1.4 n days plus 12 and one more for each 12: weekends,
/// moved working days and the public holidays of a year. These bounds hold in all years whose holidays are
/// [known](crate::calendar). A month has 28 to 31 days, a year 365 or 366. Compared with hours, a day has 8 to 24.
///
/// ```
/// use shixiang::model::Limit;
/// use shixiang::value::limit::exceeds;
/// use shixiang::vocabulary::TimeUnit::{CalendarDay, Month, WorkingDay};
///
/// assert_eq!(exceeds(&Limit::new(20, CalendarDay), &Limit::new(20, WorkingDay)), Some(false));
/// assert_eq!(exceeds(&Limit::new(20, WorkingDay), &Limit::new(20, CalendarDay)), Some(true));
/// assert_eq!(exceeds(&Limit::new(20, WorkingDay), &Limit::new(1, Month)), None);
/// ```
pub fn exceeds(a: &Limit, b: &Limit) -> Option<bool> {
    match compare(a, b) {
        Some(order) => Some(order == Ordering::Greater),
        None => Spans::of(a, b)
            .and_then(|days| (days.first.end() <= days.second.start()).then_some(false)),
    }
}

/// The order of limits whose units convert exactly.
fn exact(a: &Limit, b: &Limit) -> Option<Ordering> {
    let amount = |limit: &Limit| limit.amount.map(Amount::value);
    match (a.is_immediate(), b.is_immediate()) {
        (true, true) => return Some(Ordering::Equal),
        (true, false) => return 0.0.partial_cmp(&amount(b)?),
        (false, true) => return amount(a)?.partial_cmp(&0.0),
        (false, false) => {}
    }
    let (first, second) = (amount(a)?, amount(b)?);
    if a.unit == b.unit {
        return first.partial_cmp(&second);
    }
    let base = |unit: &TimeUnit| match unit {
        TimeUnit::CalendarDay => Some((0, 1.0)),
        TimeUnit::Week => Some((0, 7.0)),
        TimeUnit::Month => Some((1, 1.0)),
        TimeUnit::Year => Some((1, 12.0)),
        TimeUnit::Minute => Some((2, 1.0)),
        TimeUnit::Hour => Some((2, 60.0)),
        _ => None,
    };
    let (first_base, first_factor) = base(a.unit.as_ref()?)?;
    let (second_base, second_factor) = base(b.unit.as_ref()?)?;
    (first_base == second_base)
        .then(|| (first * first_factor).partial_cmp(&(second * second_factor)))?
}

/// The possible durations of two limits, in days.
struct Spans {
    first: RangeInclusive<f64>,
    second: RangeInclusive<f64>,
}

impl Spans {
    fn of(a: &Limit, b: &Limit) -> Option<Self> {
        let clock = |limit: &Limit| matches!(limit.unit, Some(TimeUnit::Hour | TimeUnit::Minute));
        let clock = clock(a) || clock(b);
        Some(Self {
            first: days(a, clock)?,
            second: days(b, clock)?,
        })
    }
}

/// The possible durations of a limit in days; compared with hours, a day may be only its 8 office
/// hours.
fn days(limit: &Limit, clock: bool) -> Option<RangeInclusive<f64>> {
    let n = limit.amount?.value();
    if n < 0.0 {
        return None;
    }
    Some(match limit.unit.as_ref()? {
        TimeUnit::WorkingDay => {
            let low = if clock {
                n / 3.0
            } else {
                n + ((n - 4.0).max(0.0) / 7.0).floor()
            };
            low..=1.4f64.mul_add(n, 12.0) + n / 12.0
        }
        TimeUnit::CalendarDay if clock => n / 3.0..=n + 1.0,
        TimeUnit::CalendarDay => n..=n,
        TimeUnit::Week => 7.0 * n..=7.0 * n + if clock { 1.0 } else { 0.0 },
        TimeUnit::Month => (28.0 * n).max(30.4 * n - 3.0)..=(31.0 * n).min(30.5 * n + 2.0),
        TimeUnit::Year => 365.0 * n..=365.25f64.mul_add(n, 1.0),
        TimeUnit::Hour => n / 24.0..=n / 24.0,
        TimeUnit::Minute => n / 1440.0..=n / 1440.0,
        TimeUnit::Other(_) => return None,
    })
}
