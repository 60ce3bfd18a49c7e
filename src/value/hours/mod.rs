//! Office hours: 工作日：上午9∶00—12∶00，下午13∶30—16∶30，（法定节假日除外）, by season, by day, by hall.

mod build;
mod clock;
mod compare;
#[cfg(test)]
mod tests;
mod token;

use std::borrow::Cow;

pub use compare::{HoursFault, HoursFaultKind, faults, same};

use super::Parsed;
use crate::model::{OpeningHours, Period};
use crate::prose::{is_filler, without_buttons};
use crate::vocabulary::{DayKind, Vocabulary};
use crate::words;

/// Reads office hours.
///
/// Times come out on the 24-hour clock as `09:00`; 下午2:30 is `14:30`. Impossible times such as
/// 25:00 are kept for a check. Days, seasons (夏季, 5月1日至9月30日) and labels (咨询时间：…) hold for
/// the periods behind them until others come. Hours after a morning that can only be the afternoon
/// (`9:00-12:00，2:30-5:30`) are taken so, with the guess `afternoon`. The wording is kept in `text`
/// only where part of it was not understood.
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
    let built = build::build(text);
    if built.hours == OpeningHours::default() {
        return Parsed::unread(text);
    }
    let mut hours = built.hours;
    if !built.unread.is_empty() {
        hours.text = Some(text.to_owned());
    }
    Parsed::of(hours)
        .leaving(built.unread)
        .guessing(built.guess)
}

/// Writes the hours as 工作日 09:00-12:00、13:30-16:30；法定节假日除外, or their published wording.
pub fn write(value: &OpeningHours) -> String {
    if let Some(text) = &value.text {
        return text.clone();
    }
    // A season holds until another comes; where none comes, it stands in brackets behind the time.
    let first = value
        .periods
        .iter()
        .position(|period| period.season.is_some());
    let trailing = first.is_some_and(|first| {
        value
            .periods
            .iter()
            .skip(first)
            .any(|period| period.season.is_none())
    });
    let mut groups: Vec<String> = Vec::new();
    let mut last: Option<&Period> = None;
    for period in &value.periods {
        let same = last.is_some_and(|last| {
            let seasons = trailing || last.season == period.season;
            last.days == period.days && seasons && last.note == period.note
        });
        let times = times(period, trailing);
        match groups.last_mut() {
            Some(group) if same && period.opens.is_some() => {
                group.push('、');
                group.push_str(&times);
            }
            _ => groups.push(head(period, last, trailing) + &times),
        }
        last = Some(period);
    }
    groups.extend(value.holidays.as_ref().map(ToString::to_string));
    groups.join("；")
}

/// The times of a period as `09:00-12:00`, with its season behind them where that is asked for.
fn times(period: &Period, trailing: bool) -> String {
    let mut times = match (&period.opens, &period.closes) {
        (Some(opens), Some(closes)) => format!("{opens}-{closes}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => String::new(),
    };
    if let Some(season) = period.season.as_ref().filter(|_| trailing) {
        times = format!("{times}（{season}）");
    }
    times
}

/// What stands before the times: whose they are, season and days.
fn head(period: &Period, last: Option<&Period>, trailing: bool) -> String {
    let mut head = match (&period.note, last.and_then(|last| last.note.as_ref())) {
        (Some(note), before) if before != Some(note) => format!("{note}："),
        // A label of its own ends the label before.
        (None, Some(_)) => "办理时间：".to_owned(),
        _ => String::new(),
    };
    if let Some(season) = period.season.as_ref().filter(|_| !trailing) {
        head = format!("{head}{season}：");
    }
    let days: Vec<&str> = period.days.iter().map(Vocabulary::term).collect();
    head.push_str(&days.join("、"));
    if !days.is_empty() && period.opens.is_some() {
        head.push(' ');
    }
    head
}

/// The hours with periods: as they are, or read from their text where they have none.
///
/// ```
/// use shixiang::model::OpeningHours;
/// use shixiang::value::hours;
///
/// let mut hours = OpeningHours::default();
/// hours.text = Some("周一至周五 9:00-17:00".to_owned());
/// assert_eq!(hours::effective(&hours).periods.len(), 1);
/// ```
pub fn effective(hours: &OpeningHours) -> Cow<'_, OpeningHours> {
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

/// Whether the hours say on which days they hold.
pub fn names_days(hours: &OpeningHours) -> bool {
    effective(hours)
        .periods
        .iter()
        .any(|period| !period.days.is_empty())
}

/// Whether the hours say what holds on public holidays. 工作日 alone does not count.
pub fn mentions_holidays(hours: &OpeningHours) -> bool {
    let hours = effective(hours);
    let text = hours.text.as_deref().unwrap_or_default();
    hours.holidays.is_some()
        || hours
            .periods
            .iter()
            .any(|period| period.days.contains(&DayKind::Holiday))
        || words::HOLIDAY_WORD.occurs_in(text)
}

/// The working days by name, from Monday to Friday.
const WEEKDAYS: [DayKind; 5] = [
    DayKind::Monday,
    DayKind::Tuesday,
    DayKind::Wednesday,
    DayKind::Thursday,
    DayKind::Friday,
];
