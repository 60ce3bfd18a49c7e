//! Reads office hours from their wording.

use std::borrow::Cow;

use super::build::build;
use crate::model::OpeningHours;
use crate::prose::{is_filler, without_buttons};
use crate::value::{Guess, Parsed};
use crate::vocabulary::DayKind;
use crate::words;

/// Reads opening hours.
///
/// Times are on the 24-hour clock: `09:00`, and 下午2:30 is `14:30`. Impossible times such as 25:00
/// are kept for a check. Days, seasons (夏季, 5月1日至9月30日) and labels (咨询时间：…) apply to
/// the periods after them until replaced. Hours after a morning that can only be the afternoon
/// (`9:00-12:00，2:30-5:30`) are read as such, with the guess
/// [`Guess::Afternoon`](crate::value::Guess::Afternoon). The wording is kept in `text` only if part
/// of it was not understood, or if 全天 may mean morning and afternoon rather than around the
/// clock.
///
/// ```
/// use shixiang::value::hours;
/// use shixiang::vocabulary::{DayKind, HolidayRule};
///
/// let hours = hours::read("工作日：上午9：00-12：00下午2:30-5:30，法定节假日除外。").value.unwrap();
/// assert_eq!(hours.periods[1].opens.as_deref(), Some("14:30"));
/// assert_eq!(hours.periods[1].days, [DayKind::WorkingDay]);
/// assert_eq!(hours.holidays, Some(HolidayRule::Closed));
/// assert_eq!(hours.text, None);
/// ```
pub fn read(text: &str) -> Parsed<OpeningHours> {
    let text = without_buttons(text);
    if is_filler(text) {
        return Parsed::none();
    }
    let built = build(text);
    if built.is_broken || built.hours == OpeningHours::default() {
        return Parsed::unread(text);
    }
    let mut hours = built.hours;
    if !built.unread.is_empty() || built.guess == Some(Guess::AllDay) {
        hours.text = Some(text.to_owned());
    }
    let restricted = !hours.periods.is_empty() && built.unread.iter().any(|words| restricts(words));
    Parsed::of(hours)
        .guessing(restricted.then_some(Guess::Unrestricted))
        .leaving(built.unread)
        .guessing(built.guess)
}

/// Whether unread words restrict the periods to some of their days.
fn restricts(words: &str) -> bool {
    // 第一个周一
    let numbered = words.contains('第') && words.ends_with('个');
    numbered || words::HOURS_EXCEPTION.occurs_in(words)
}

/// The hours with periods, which are read from the text if there are none.
pub(crate) fn effective(hours: &OpeningHours) -> Cow<'_, OpeningHours> {
    let text = hours.text.as_deref().filter(|_| hours.periods.is_empty());
    match text.and_then(|text| read(text).value) {
        Some(mut read) => {
            read.text.clone_from(&hours.text);
            read.holidays = hours.holidays.clone().or(read.holidays);
            Cow::Owned(read)
        }
        None => Cow::Borrowed(hours),
    }
}

/// Whether the hours name the days they apply to.
pub(crate) fn names_days(hours: &OpeningHours) -> bool {
    effective(hours)
        .periods
        .iter()
        .any(|period| !period.days.is_empty())
}

/// Whether the hours mention public holidays. 工作日 alone does not count.
pub(crate) fn mentions_holidays(hours: &OpeningHours) -> bool {
    let hours = effective(hours);
    let text = hours.text.as_deref().unwrap_or_default();
    hours.holidays.is_some()
        || hours
            .periods
            .iter()
            .any(|period| period.days.contains(&DayKind::Holiday))
        || words::HOLIDAY_WORD.occurs_in(text)
}
