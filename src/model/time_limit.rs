use chrono::{Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Amount, shape};
use crate::calendar::{UnknownYear, WorkCalendar};
use crate::i18n::Argument;
use crate::vocabulary::{SpecialProcedureKind, TimeUnit, Vocabulary};

/// The time limits of an item, from acceptance to decision.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct TimeLimit {
    /// The limit set by law.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub statutory: Option<Limit>,
    /// A note on the statutory limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statutory_note: Option<String>,
    /// The limit that the office promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub promised: Option<Limit>,
    /// A note on the promised limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_note: Option<String>,
}

impl TimeLimit {
    /// The last day of the promised limit, or of the statutory one if none is promised.
    ///
    /// # Errors
    ///
    /// [`NoDueDate`], as [`Limit::due`] says.
    pub fn due(
        &self,
        accepted: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<NaiveDate, NoDueDate> {
        let limit = self.promised.as_ref().or(self.statutory.as_ref());
        limit.ok_or(NoDueDate::NotStated)?.due(accepted, calendar)
    }
}

/// Why a limit has no due date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoDueDate {
    /// There is no limit, or it has no amount or no unit.
    #[error("the limit has no amount or no unit")]
    NotStated,
    /// The limit is in hours or minutes, a part of a month or year, or in a unit that is not on the
    /// list.
    #[error("the limit is not in whole days, weeks, months or years")]
    NotInDays,
    /// The limit runs into a year whose holidays are not known.
    #[error(transparent)]
    UnknownYear(#[from] UnknownYear),
    /// The limit ends after the last representable date.
    #[error("the limit ends too late for a date")]
    TooLate,
}

/// A time limit: an amount of time with its unit, or "on the spot".
///
/// A limit keeps what the source states and nothing more: the unit may be absent, and `text` holds
/// the published wording if amount and unit do not say it all. To compare two limits, use
/// [`value::limit::compare`](crate::value::limit::compare), which answers only if the units can be
/// converted with certainty.
///
/// A limit of `20` without a unit is not a limit of 20 working days.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Limit {
    /// The number of units; not negative, but a fraction such as 0.5 is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_negative"))]
    #[schemars(extend("minimum" = 0))]
    pub amount: Option<Amount>,
    /// Working day, calendar day, hour, month …; absent if the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub unit: Option<TimeUnit>,
    /// Done on the spot; there is no amount then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub immediate: Option<bool>,
    /// Periods that the limit does not count, such as 专家评审时间.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
    /// The published wording, if amount and unit do not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Limit {
    /// Creates a limit of `amount` units.
    pub fn new(amount: u32, unit: TimeUnit) -> Self {
        Self {
            amount: Some(amount.into()),
            unit: Some(unit),
            ..Self::default()
        }
    }

    /// Creates a limit that means "on the spot".
    pub fn on_the_spot() -> Self {
        Self {
            immediate: Some(true),
            ..Self::default()
        }
    }

    /// The last day on which the limit is kept, for a case accepted on a given day.
    ///
    /// The day of acceptance is not counted. The duration of what the limit
    /// [excludes](Self::excludes) is not known here: add its days to `accepted`. A part of a day
    /// counts as a day. The last day of a limit in calendar days, weeks, months or years stays
    /// where it is, even on a day off.
    ///
    /// ```
    /// use shixiang::calendar::WorkCalendar;
    /// use shixiang::model::Limit;
    /// use shixiang::vocabulary::TimeUnit;
    ///
    /// let five = Limit::new(5, TimeUnit::WorkingDay);
    /// // National Day lies between.
    /// let due = five.due("2026-09-29".parse()?, WorkCalendar::built_in())?;
    /// assert_eq!(due.to_string(), "2026-10-12");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`NoDueDate`] if the limit does not state an amount of days, or if the holidays of a year
    /// that it touches are not known.
    pub fn due(
        &self,
        accepted: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<NaiveDate, NoDueDate> {
        if self.is_immediate() {
            return Ok(accepted);
        }
        let (Some(amount), Some(unit)) = (self.amount, &self.unit) else {
            return Err(NoDueDate::NotStated);
        };
        let count = |amount: Amount| amount.whole().and_then(|whole| u32::try_from(whole).ok());
        let days = || {
            Amount::new(amount.value().ceil())
                .and_then(count)
                .ok_or(NoDueDate::NotInDays)
        };
        let whole = || count(amount).ok_or(NoDueDate::NotInDays);
        let after = |days| accepted.checked_add_days(Days::new(days));
        let months = |months| accepted.checked_add_months(Months::new(months));
        let due = match unit {
            TimeUnit::WorkingDay => Some(calendar.working_day_after(accepted, days()?)?),
            TimeUnit::CalendarDay => after(days()?.into()),
            TimeUnit::Week => after(u64::from(whole()?) * 7),
            TimeUnit::Month => months(whole()?),
            TimeUnit::Year => (whole()?.checked_mul(12)).and_then(months),
            _ => return Err(NoDueDate::NotInDays),
        };
        due.ok_or(NoDueDate::TooLate)
    }

    /// Whether it means "on the spot".
    pub fn is_immediate(&self) -> bool {
        self.immediate == Some(true)
    }
}

impl std::fmt::Display for Limit {
    /// Formats the limit in Chinese: `20个工作日`, `20（未写单位）`, `当场办结`, or the published wording.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.amount, &self.unit, &self.text) {
            _ if self.is_immediate() => f.write_str("当场办结"),
            (Some(amount), Some(unit @ (TimeUnit::WorkingDay | TimeUnit::Month)), _) => {
                write!(f, "{amount}个{unit}")
            }
            (Some(amount), Some(unit), _) => write!(f, "{amount}{unit}"),
            (Some(amount), None, _) => write!(f, "{amount}（未写单位）"),
            (None, _, Some(text)) => f.write_str(text),
            (None, _, None) => f.write_str("（空）"),
        }
    }
}

impl From<&Limit> for Argument {
    /// `20个工作日` and `20 working days`; text from the data is left as it is.
    fn from(limit: &Limit) -> Self {
        let unit = limit.unit.as_ref().map(TimeUnit::entry);
        let en = match (limit.amount, unit) {
            _ if limit.is_immediate() => "at once".to_owned(),
            (Some(amount), Some(Some(unit))) => {
                let plural = if amount.whole() == Some(1) { "" } else { "s" };
                format!("{amount} {}{plural}", unit.english)
            }
            (Some(amount), None) => format!("{amount} (no unit)"),
            (None, _) if limit.text.is_none() => "(empty)".to_owned(),
            _ => limit.to_string(),
        };
        Self::Both {
            zh: limit.to_string(),
            en,
        }
    }
}

/// A hearing, expert review, test or similar procedure whose time the limit does not count.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct SpecialProcedure {
    /// Its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Hearing, expert review, inspection and test …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<SpecialProcedureKind>,
    /// Its own limit, not counted towards the promised one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// The law or document that provides for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// When and by whom it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(amount: f64, unit: TimeUnit, accepted: &str) -> Result<String, NoDueDate> {
        let limit = Limit {
            amount: Amount::new(amount),
            unit: Some(unit),
            ..Limit::default()
        };
        limit
            .due(accepted.parse().unwrap(), WorkCalendar::built_in())
            .map(|day| day.to_string())
    }

    #[test]
    fn a_due_date_by_unit() {
        for (amount, unit, accepted, day) in [
            (1.0, TimeUnit::WorkingDay, "2026-02-13", "2026-02-14"),
            (2.0, TimeUnit::WorkingDay, "2026-02-13", "2026-02-24"),
            (0.5, TimeUnit::WorkingDay, "2026-11-02", "2026-11-03"),
            (0.0, TimeUnit::WorkingDay, "2026-11-02", "2026-11-02"),
            (10.0, TimeUnit::CalendarDay, "2026-12-28", "2027-01-07"),
            (2.0, TimeUnit::Week, "2026-11-02", "2026-11-16"),
            (1.0, TimeUnit::Month, "2026-01-31", "2026-02-28"),
            (1.0, TimeUnit::Year, "2024-02-29", "2025-02-28"),
        ] {
            assert_eq!(due(amount, unit, accepted).as_deref(), Ok(day));
        }
    }

    #[test]
    fn a_limit_without_a_due_date_says_why() {
        for (amount, unit, accepted, why) in [
            (2.0, TimeUnit::Hour, "2026-11-02", NoDueDate::NotInDays),
            (1.5, TimeUnit::Month, "2026-11-02", NoDueDate::NotInDays),
            (
                -1.0,
                TimeUnit::CalendarDay,
                "2026-11-02",
                NoDueDate::NotInDays,
            ),
            (4e9, TimeUnit::CalendarDay, "2026-11-02", NoDueDate::TooLate),
            (4e9, TimeUnit::Year, "2026-11-02", NoDueDate::TooLate),
        ] {
            assert_eq!(due(amount, unit, accepted), Err(why));
        }
        let unknown = due(1e9, TimeUnit::WorkingDay, "2026-11-02");
        assert!(matches!(unknown, Err(NoDueDate::UnknownYear(_))));
    }

    #[test]
    fn the_promise_comes_before_the_law() {
        let accepted = "2026-11-02".parse().unwrap();
        let mut limit = TimeLimit {
            statutory: Some(Limit::new(20, TimeUnit::CalendarDay)),
            ..TimeLimit::default()
        };
        let calendar = WorkCalendar::built_in();
        assert_eq!(
            limit.due(accepted, calendar).unwrap().to_string(),
            "2026-11-22"
        );
        limit.promised = Some(Limit::on_the_spot());
        assert_eq!(limit.due(accepted, calendar), Ok(accepted));
        limit.promised = Some(Limit::default());
        assert_eq!(limit.due(accepted, calendar), Err(NoDueDate::NotStated));
    }
}
