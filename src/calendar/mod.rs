//! Working days: Monday to Friday, except for the holidays and make-up days of each year.
//!
//! Holidays and make-up days are set for each year by a notice of the State Council's General Office and cannot be
//! computed. `holidays.toml` holds the notices; a user's `shixiang.toml` adds a year that a release
//! does not have yet. **A day of a year without a notice is not guessed**: every question about it
//! is answered with [`UnknownYear`].

#[rustfmt::skip]
#[allow(clippy::unreadable_literal, reason = "days such as 20261010")]
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Argument;

/// The first day of December that the notice of the next year may change.
///
/// The notices for 2008 and 2019 made the 29th a working day; none has reached back further.
const FIRST_SHARED_DAY: u32 = 29;

/// The holidays and make-up days of one year, as its notice sets them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "一年的放假安排")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HolidayYear {
    /// The year, such as 2027.
    #[schemars(title = "年", range(min = 1949, max = 9999))]
    pub year: i32,
    /// The notice.
    #[schemars(title = "依据")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The holidays; without any, only weekends are off.
    #[schemars(title = "放假")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
}

/// A holiday with the days worked in exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "放假调休")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Holiday {
    /// Its name, such as 春节.
    #[schemars(title = "名称")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The first day off, such as `2027-02-05`.
    #[schemars(title = "放假自", with = "NaiveDate")]
    pub from: String,
    /// The last day off.
    #[schemars(title = "放假至", with = "NaiveDate")]
    pub to: String,
    /// Saturdays and Sundays that are worked.
    #[schemars(title = "上班的周末", with = "Vec<NaiveDate>")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<String>,
}

/// A year whose holidays are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the holidays of {year} are not known")]
#[non_exhaustive]
pub struct UnknownYear {
    /// The year whose notice is missing.
    pub year: i32,
}

/// A calendar that knows the working days of each year with a notice.
///
/// ```
/// use chrono::NaiveDate;
/// use shixiang::calendar::WorkCalendar;
///
/// let calendar = WorkCalendar::built_in();
/// let eve = "2026-02-14".parse::<NaiveDate>()?;
/// // A Saturday, worked for the Spring Festival that follows.
/// assert_eq!(calendar.is_working_day(eve), Ok(true));
/// assert_eq!(calendar.working_day_after(eve, 1), Ok("2026-02-24".parse()?));
/// assert_eq!(calendar.working_days(eve, "2026-02-25".parse()?), Ok(2));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct WorkCalendar {
    /// The notices by year.
    years: BTreeMap<i32, Notice>,
}

/// The days on which a notice overrides the ordinary week, sorted: each as a number such as
/// `20261010`, and whether it is worked.
type Notice = Cow<'static, [(i32, bool)]>;

static BUILT_IN: LazyLock<WorkCalendar> = LazyLock::new(|| {
    let notices = table::NOTICES.iter();
    WorkCalendar {
        years: notices
            .map(|(year, days)| (*year, Cow::Borrowed(*days)))
            .collect(),
    }
});

impl WorkCalendar {
    /// The calendar of the embedded notices.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Adds years, replacing those already known.
    ///
    /// # Errors
    ///
    /// A duplicate year, an invalid date, or a holiday that ends before it begins or lies outside its year and the
    /// last days of December before it.
    pub fn with(mut self, years: &[HolidayYear]) -> Result<Self, Argument> {
        for (at, year) in years.iter().enumerate() {
            if years.iter().take(at).any(|other| other.year == year.year) {
                return Err(Argument::Both {
                    zh: format!("{}年写了两次", year.year),
                    en: format!("{} is there twice", year.year),
                });
            }
            if !(1949..=9999).contains(&year.year) {
                return Err(Argument::Both {
                    zh: format!("{}不是2027这样的年份", year.year),
                    en: format!("{} is not a year such as 2027", year.year),
                });
            }
            self.add(year)?;
        }
        Ok(self)
    }

    fn add(&mut self, year: &HolidayYear) -> Result<(), Argument> {
        let read = |text: &str| {
            let day = text
                .parse::<NaiveDate>()
                .ok()
                .filter(|day| day.to_string() == text);
            let day = day.ok_or_else(|| Argument::Both {
                zh: format!("{text}不是2027-02-05这样的日期"),
                en: format!("{text} is not a date such as 2027-02-05"),
            })?;
            let near = day.year() == year.year
                || (day.year() + 1 == year.year && may_be_in_next_notice(day));
            near.then_some(day).ok_or_else(|| Argument::Both {
                zh: format!("{text}不是{}年的日子", year.year),
                en: format!("{text} is not a day of {}", year.year),
            })
        };
        let mut days = BTreeMap::new();
        for holiday in &year.holidays {
            let (from, to) = (read(&holiday.from)?, read(&holiday.to)?);
            if to < from {
                return Err(Argument::Both {
                    zh: format!("{to}在{from}之前"),
                    en: format!("{to} is before {from}"),
                });
            }
            let off = from.iter_days().take_while(|day| *day <= to);
            days.extend(off.map(|day| (number(day), false)));
        }
        for day in year.holidays.iter().flat_map(|holiday| &holiday.work) {
            days.insert(number(read(day)?), true);
        }
        self.years.insert(year.year, days.into_iter().collect());
        Ok(())
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    ///
    /// [`UnknownYear`] if the notice of the day's year is not known, or for the last three days of December also if
    /// the notice of the next year is not.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, UnknownYear> {
        let notice = |year| self.years.get(&year).ok_or(UnknownYear { year });
        let this = notice(day.year())?;
        let next = may_be_in_next_notice(day)
            .then(|| notice(day.year() + 1))
            .transpose()?;
        let number = number(day);
        let set = |days: &Notice| {
            let at = days.binary_search_by_key(&number, |(day, _)| *day).ok()?;
            days.get(at).map(|(_, worked)| *worked)
        };
        let set = next.and_then(set).or_else(|| set(this));
        Ok(set.unwrap_or_else(|| !is_weekend(day)))
    }

    /// The number of working days after `from`, up to and including `to`; 0 if `to` is not later.
    ///
    /// # Errors
    ///
    /// [`UnknownYear`] if a day between is in a year whose notice is not known.
    pub fn working_days(&self, from: NaiveDate, to: NaiveDate) -> Result<u32, UnknownYear> {
        let mut count = 0;
        for day in from.iter_days().skip(1).take_while(|day| *day <= to) {
            count += u32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    /// The `count`th working day after `from`; `from` itself if `count` is 0.
    ///
    /// # Errors
    ///
    /// [`UnknownYear`] if a day between is in a year whose notice is not known.
    pub fn working_day_after(&self, from: NaiveDate, count: u32) -> Result<NaiveDate, UnknownYear> {
        let mut day = from;
        let mut left = count;
        while left > 0 {
            // No notice reaches beyond the last day chrono can represent.
            day = day
                .checked_add_days(Days::new(1))
                .ok_or(UnknownYear { year: day.year() })?;
            left -= u32::from(self.is_working_day(day)?);
        }
        Ok(day)
    }
}

/// The number of days from Monday to Friday after `from`, up to and including `to`.
pub(crate) fn weekdays(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = u32::try_from((to - from).num_days()).unwrap_or_default();
    let rest = (1..=u64::from(days % 7)).filter(|more| {
        let day = from.checked_add_days(Days::new(u64::from(days / 7) * 7 + more));
        day.is_some_and(|day| !is_weekend(day))
    });
    days / 7 * 5 + u32::try_from(rest.count()).unwrap_or_default()
}

/// A day as a number such as `20261010`.
fn number(day: NaiveDate) -> i32 {
    (day.year() * 100 + day.month().cast_signed()) * 100 + day.day().cast_signed()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn may_be_in_next_notice(day: NaiveDate) -> bool {
    day.month() == 12 && day.day() >= FIRST_SHARED_DAY
}
