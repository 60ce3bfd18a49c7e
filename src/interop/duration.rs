//! Converts limits to calendar durations, for vocabularies without working days.

use crate::model::Limit;
use crate::vocabulary::TimeUnit;

/// Estimates the calendar time of a limit, as an ISO 8601 duration; `None` if the limit states no time.
///
/// Five working days count as seven days, rounded up: the vocabularies ask for an estimate, and without the day of
/// the application a better one is not possible.
pub(super) fn estimate(limit: &Limit) -> Option<String> {
    if limit.is_immediate() {
        return Some("PT0S".to_owned());
    }
    let amount = limit.amount?.value();
    if !(0.0..1e6).contains(&amount) {
        return None;
    }
    let days = |days: f64| Some(format!("P{}D", days.ceil()));
    let whole = |before: &str, after: &str| {
        (amount.fract() == 0.0).then(|| format!("{before}{amount}{after}"))
    };
    match limit.unit.as_ref()? {
        TimeUnit::WorkingDay => days(amount * 7.0 / 5.0),
        TimeUnit::CalendarDay => days(amount),
        TimeUnit::Week => days(amount * 7.0),
        TimeUnit::Month => whole("P", "M"),
        TimeUnit::Year => whole("P", "Y"),
        TimeUnit::Hour => whole("PT", "H"),
        TimeUnit::Minute => whole("PT", "M"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;

    #[test]
    fn a_limit_is_estimated_in_calendar_time() {
        let limit = |amount: f64, unit: TimeUnit| Limit {
            amount: Amount::new(amount),
            unit: Some(unit),
            ..Limit::default()
        };
        for (amount, unit, expected) in [
            (5.0, TimeUnit::WorkingDay, Some("P7D")),
            (1.0, TimeUnit::WorkingDay, Some("P2D")),
            (0.5, TimeUnit::WorkingDay, Some("P1D")),
            (30.0, TimeUnit::CalendarDay, Some("P30D")),
            (2.0, TimeUnit::Week, Some("P14D")),
            (3.0, TimeUnit::Month, Some("P3M")),
            (1.5, TimeUnit::Month, None),
            (2.0, TimeUnit::Hour, Some("PT2H")),
            (-1.0, TimeUnit::CalendarDay, None),
            (1e18, TimeUnit::Year, None),
            (3.0, TimeUnit::Other("学期".to_owned()), None),
        ] {
            assert_eq!(estimate(&limit(amount, unit)).as_deref(), expected);
        }
        assert_eq!(estimate(&Limit::on_the_spot()).as_deref(), Some("PT0S"));
        assert_eq!(estimate(&Limit::default()), None);
    }
}
