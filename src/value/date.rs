//! Dates: `2024-03-01`, `2024/3/1`, 2024年3月1日, `20240301`, with or without a time of day, and
//! machine timestamps.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{Guess, Parsed};
use crate::prose::{Lexed, Scan, fold, is_filler, number_at, remains};

/// The plausible years of a date of an item.
const YEARS: RangeInclusive<i32> = 1900..=2999;

/// Reads a date with a four-digit year, ignoring a time of day after it.
///
/// Two-digit years and orders other than year, month, day are refused, because they are ambiguous.
/// A count of seconds or milliseconds since 1970 is read as the day in China, with the guess
/// [`Guess::Epoch`]; a spreadsheet serial number from 2000 on, with the guess [`Guess::Serial`].
///
/// ```
/// use shixiang::value::date;
///
/// let day = chrono::NaiveDate::from_ymd_opt(2024, 3, 1);
/// assert_eq!(date::read("2024年3月1日").value, day);
/// assert_eq!(date::read("2024/3/1 12:30:00").value, day);
/// assert_eq!(date::read("20240301").value, day);
/// assert_eq!(date::read("24-03-01").value, None);
/// ```
pub fn read(text: &str) -> Parsed<NaiveDate> {
    if is_filler(text) {
        return Parsed::none();
    }
    let scan = Scan::new(text.trim());
    if let Some(date) = from_epoch(text) {
        return Parsed::of(date).guessing(Guess::Epoch);
    }
    if let Some(date) = from_serial(text) {
        return Parsed::of(date).guessing(Guess::Serial);
    }
    let Some(Lexed { value: date, end }) = compact_date(&scan).or_else(|| separated_date(&scan))
    else {
        return Parsed::unread(text);
    };
    let after = after_time(&scan, end);
    let date = day_in_china(date, &scan.folded(end, after));
    let rest = scan.original(after, scan.len());
    Parsed::of(date).leaving(remains(rest).map(str::to_owned).into_iter().collect())
}

/// Writes the date as `2024-03-01`.
pub fn write(value: &NaiveDate) -> String {
    value.format("%Y-%m-%d").to_string()
}

/// The day of a count of seconds or milliseconds since 1970: `1572244548000`, also in the notation
/// of spreadsheets (`1.572244548E12`) and of .NET (`/Date(1572244548000+0800)/`).
fn from_epoch(text: &str) -> Option<NaiveDate> {
    /// From 2001-09-09 to 2099; smaller counts have fewer digits and are ambiguous.
    const EPOCH_SECONDS: RangeInclusive<f64> = 1e9..=4_102_415_999.0;
    const IN_CHINA: f64 = 8.0 * 3600.0;
    let text = fold(text.trim()).to_lowercase();
    let inside = text
        .strip_prefix("/date(")
        .and_then(|text| text.strip_suffix(")/"));
    let count = inside.map_or(text.as_str(), |count| {
        count.split(['+', '-']).next().unwrap_or(count)
    });
    if !count
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'+'))
    {
        return None;
    }
    let count: f64 = count.parse().ok()?;
    let seconds = [count, count / 1e3];
    let seconds = seconds
        .into_iter()
        .find(|seconds| EPOCH_SECONDS.contains(seconds))?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked before"
    )]
    let day = ((seconds + IN_CHINA) / 86_400.0).floor() as i32;
    NaiveDate::from_epoch_days(day)
}

/// The date of a spreadsheet serial number, as shown by a cell that lost its format: `45413`.
fn from_serial(text: &str) -> Option<NaiveDate> {
    /// From 2000-01-01 to 2099-12-31.
    const SERIAL_DAYS: RangeInclusive<i32> = 36_526..=73_050;
    /// The serial number of 1970-01-01.
    const EPOCH_SERIAL: i32 = 25_569;
    let text = fold(text.trim());
    let (days, time) = text.split_once('.').unwrap_or((&text, "0"));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(days) || time.is_empty() || !is_number(time) {
        return None;
    }
    let days = days
        .parse()
        .ok()
        .filter(|days| SERIAL_DAYS.contains(days))?;
    NaiveDate::from_epoch_days(days - EPOCH_SERIAL)
}

/// A date in a plausible year.
fn plausible_date(year: f64, month: f64, day: f64) -> Option<NaiveDate> {
    let number = |value: f64| format!("{value}").parse::<u32>().ok();
    let year = i32::try_from(number(year)?).ok()?;
    YEARS.contains(&year).then_some(())?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)
}

/// A date without separators, also with six digits of time after it: `20240301`.
fn compact_date(scan: &Scan) -> Option<Lexed<NaiveDate>> {
    let end = scan.skip(0, |char| char.is_ascii_digit());
    if end != 8 && end != 14 {
        return None;
    }
    let part = |from, to| scan.folded(from, to).parse::<f64>().ok();
    let date = plausible_date(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
    Some(Lexed::new(date, end))
}

/// A date with marks or words between year, month and day.
fn separated_date(scan: &Scan) -> Option<Lexed<NaiveDate>> {
    let Lexed { value: year, end } = date_part(scan, 0, 4)?;
    let mark = scan.get(end)?;
    let words = mark == '年';
    if !words && !matches!(mark, '-' | '/' | '.' | ' ') {
        return None;
    }
    let Lexed { value: month, end } = date_part(scan, scan.skip_spaces(end + 1), 2)?;
    let second = scan.get(end)?;
    if second != if words { '月' } else { mark } {
        return None;
    }
    let Lexed { value: day, end } = date_part(scan, scan.skip_spaces(end + 1), 2)?;
    let worded = words && matches!(scan.get(end), Some('日' | '号'));
    Some(Lexed::new(
        plausible_date(year, month, day)?,
        end + usize::from(worded),
    ))
}

/// One number of a date: Arabic with at most `digits` digits, or Chinese.
fn date_part(scan: &Scan, from: usize, digits: usize) -> Option<Lexed<f64>> {
    let end = scan.skip(from, |char| char.is_ascii_digit());
    if end > from {
        let value = scan.folded(from, end).parse().ok()?;
        // A year must have four digits.
        let full = digits < 4 || end - from == 4;
        return (full && end - from <= digits).then(|| Lexed::new(value, scan.skip_spaces(end)));
    }
    let Lexed { value, end } = number_at(scan, from)?;
    (value.fract() == 0.0).then(|| Lexed::new(value, scan.skip_spaces(end)))
}

/// The day in China of a date with a time and a time zone: `2024-03-04T16:00:00Z` is the fifth.
fn day_in_china(date: NaiveDate, time: &str) -> NaiveDate {
    const IN_CHINA: i64 = 8 * 60;
    let time = time.trim_start_matches(['T', 't', ' ']);
    let minutes = |text: &str| -> Option<i64> {
        let (hours, minutes) = match text.split_once(':') {
            Some((hours, rest)) => (hours, rest.get(..2)?),
            None => (text.get(..2)?, text.get(2..4).unwrap_or("0")),
        };
        Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
    };
    let offset = if let Some(time) = time.strip_suffix(['Z', 'z']) {
        Some((time, 0))
    } else if let Some((time, offset)) = time.split_once('+') {
        minutes(offset).map(|offset| (time, offset))
    } else {
        time.split_once('-')
            .and_then(|(time, offset)| Some((time, -minutes(offset)?)))
    };
    let Some(here) = offset.and_then(|(time, offset)| Some(minutes(time)? - offset + IN_CHINA))
    else {
        return date;
    };
    let moved = match here.div_euclid(24 * 60) {
        1 => date.succ_opt(),
        -1 => date.pred_opt(),
        _ => None,
    };
    moved.unwrap_or(date)
}

/// The position after a time of day that follows a date.
fn after_time(scan: &Scan, from: usize) -> usize {
    let start = scan.skip(from, |char| matches!(char, ' ' | 'T' | 't'));
    let digits = scan.skip(start, |char| char.is_ascii_digit());
    if digits == start || !matches!(scan.get(digits), Some(':' | '时' | '点')) {
        return from;
    }
    scan.skip(start, |char| {
        char.is_ascii_digit()
            || matches!(
                char,
                ':' | '.' | 'Z' | '+' | '-' | '时' | '点' | '分' | '秒'
            )
    })
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_every_order_of_year_month_day() {
        let day = NaiveDate::from_ymd_opt(2024, 3, 1);
        for text in [
            "2024-03-01",
            "2024-3-1",
            "2024/03/01",
            "2024.3.1",
            "2024年3月1日",
            "2024 年 3 月 1 日",
            "二〇二四年三月一日",
            "２０２４－０３－０１",
            "20240301",
            "20240301083000",
            "2024-03-01T08:30:00.000+08:00",
            "2024-03-01 08:30:00",
            "2024年3月1日 8时30分",
            "2024-02-29T16:00:00.000Z",
            "2024-03-01T15:59:59Z",
            "2024-03-01T00:00:00+0800",
            "2024-02-29T23:00:00-08:00",
        ] {
            assert_eq!(read(text), Parsed::of(day.unwrap_or_default()), "{text}");
        }
        assert_eq!(read("2024年3月1日起施行").unread, ["起施行"]);
    }

    #[test]
    fn counts_since_1970_are_the_day_in_china() {
        let day = NaiveDate::from_ymd_opt(2019, 10, 28).unwrap();
        for text in [
            "1572244548000",
            "1572244548",
            "1572244548.0",
            "1.572244548E12",
            "１５７２２４４５４８０００",
            "/Date(1572244548000)/",
            "/Date(1572244548000+0800)/",
            // Midnight in China is the day before in Greenwich.
            "1572192000000",
        ] {
            assert_eq!(read(text), Parsed::of(day).guessing(Guess::Epoch), "{text}");
        }
        // A joined date and a phone number are not counts.
        assert_eq!(read("20191028").guess, None);
        for text in [
            "07771234567",
            "450700",
            "15722",
            "157224454800000",
            "1572-244548",
        ] {
            assert_eq!(read(text).value, None, "{text}");
        }
    }

    #[test]
    fn days_of_spreadsheets_are_read_with_a_guess() {
        let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
        for text in ["45413", " 45413.0 ", "45413.75", "４５４１３"] {
            assert_eq!(
                read(text),
                Parsed::of(day).guessing(Guess::Serial),
                "{text}"
            );
        }
        for text in [
            "4541", "36525", "73051", "99999", "45413.", "4.5413E4", "-45413", "454130",
        ] {
            assert_eq!(read(text).value, None, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "24-3-1",
            "2024-13-01",
            "2024-02-30",
            "03/01/2024",
            "长期",
            "2024年3月",
            "12345678",
        ] {
            assert_eq!(read(text).value, None, "{text}");
        }
        assert!(read("无").empty);
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), shaped in "[0-9年月日/. :TZ-]{0,24}") {
            let _ = (read(&text), read(&shaped));
        }

        #[test]
        fn reads_what_it_writes(days in 0u64..400_000) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + Days::new(days);
            prop_assert_eq!(read(&write(&date)).value, Some(date));
        }
    }
}
