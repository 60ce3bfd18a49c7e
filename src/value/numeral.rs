//! Numbers in Arabic and Chinese numerals: `20`, 二十, 拾伍, 二〇二四, `2十`, 廿, 半, `1,000.5`.

use super::{Reading, Scan, fold};

/// Above this, a float no longer holds every integer.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// What is larger is a row of digits, not a number that anybody means.
const LARGEST: f64 = 1e300;

/// Reads a text that is a number and nothing else.
///
/// Full-width digits, thousands separators, Chinese numerals in both hands, mixed forms such as
/// `3万`, and 半 for a half are taken. Never negative, always finite.
///
/// ```
/// use shixiang::value::numeral;
///
/// assert_eq!(numeral::read("一百零五").value, Some(105.0));
/// assert_eq!(numeral::read("２十").value, Some(20.0));
/// assert_eq!(numeral::read("0.5").value, Some(0.5));
/// assert_eq!(numeral::read("若干").value, None);
/// ```
pub fn read(text: &str) -> Reading<f64> {
    if fold::empty_word(text) {
        return Reading::none();
    }
    let scan = Scan::new(text.trim());
    match at(&scan, 0) {
        Some((value, end)) if end == scan.len() && value < LARGEST => Reading::of(value),
        _ => Reading::unread(text),
    }
}

/// Writes the number in Arabic numerals, without an exponent.
pub fn write(value: &f64) -> String {
    value.to_string()
}

/// Reads a whole number, such as `20` or 二十; `None` where it has a fraction or is too large.
///
/// ```
/// use shixiang::value::numeral;
///
/// assert_eq!(numeral::whole("二〇二四"), Some(2024));
/// assert_eq!(numeral::whole("1.0"), Some(1));
/// assert_eq!(numeral::whole("0.5"), None);
/// ```
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked on the line above, and no number read is negative"
)]
pub fn whole(text: &str) -> Option<u64> {
    let value = read(text).value?;
    (value.fract() == 0.0 && value < WHOLE).then_some(value as u64)
}

/// The value of a Chinese digit, in either hand.
fn digit(char: char) -> Option<u32> {
    Some(match char {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' | '幺' => 1,
        '二' | '两' | '贰' | '俩' | '兩' | '貳' => 2,
        '三' | '叁' | '参' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a Chinese power of ten, in either hand.
fn power(char: char) -> Option<f64> {
    Some(match char {
        '十' | '拾' => 1e1,
        '百' | '佰' => 1e2,
        '千' | '仟' => 1e3,
        '万' | '萬' => 1e4,
        '亿' | '億' => 1e8,
        _ => return None,
    })
}

/// A number that begins here, and the place after it.
pub(super) fn at(scan: &Scan, from: usize) -> Option<(f64, usize)> {
    let first = scan.get(from)?;
    if first == '半' {
        return Some((0.5, from + 1));
    }
    let (value, end) = Sum::default().run(scan, from)?;
    // A row of digits without end must still be passed over as one number.
    Some((value.min(f64::MAX), end))
}

/// A Chinese number as far as it has been read.
#[derive(Default)]
struct Sum {
    /// Complete sections: everything before the last 万 or 亿.
    total: f64,
    /// The section being read, below 万.
    section: f64,
    /// The digit that waits for its power, and whether a zero stands before it.
    digit: Option<(f64, bool)>,
    /// The last power, for 一百二, which is 120.
    last: f64,
}

impl Sum {
    /// Reads digits and powers from here on.
    fn run(mut self, scan: &Scan, from: usize) -> Option<(f64, usize)> {
        let mut at = from;
        loop {
            if let Some((value, zero, end)) = self.tens(scan, at).or_else(|| self.digits(scan, at))
            {
                self.digit = Some((value, zero));
                at = end;
            } else if let Some(unit) = scan.get(at).and_then(power)
                && (at > from || unit.to_bits() == 1e1f64.to_bits())
            {
                self.raise(unit);
                at += 1;
            } else {
                break;
            }
        }
        (at > from).then(|| (self.close(scan, at), at))
    }

    /// 廿, 卅 and 卌, which are digit and power in one.
    fn tens(&self, scan: &Scan, at: usize) -> Option<(f64, bool, usize)> {
        let tens = match scan.get(at)? {
            '廿' => 20.0,
            '卅' => 30.0,
            '卌' => 40.0,
            _ => return None,
        };
        if self.digit.is_some() || self.last > 0.0 {
            return None;
        }
        // 廿五 is 25, and no unit of hundreds follows.
        Some(match scan.get(at + 1).and_then(digit) {
            Some(one) => (tens + f64::from(one), true, at + 2),
            None => (tens, true, at + 1),
        })
    }

    /// A run of digits that waits for its power: one Chinese digit, several, or an Arabic number.
    fn digits(&self, scan: &Scan, at: usize) -> Option<(f64, bool, usize)> {
        if self.digit.is_some() {
            return None;
        }
        let mut start = at;
        // 一百零五: the zero only holds the place.
        while self.last > 0.0 && matches!(scan.get(start), Some('零' | '〇' | '○')) {
            start += 1;
        }
        let (value, end) = arabic(scan, start).or_else(|| chinese(scan, start))?;
        Some((value, start > at, end))
    }

    /// Gives the waiting digit this power.
    fn raise(&mut self, unit: f64) {
        let digit = self.digit.take().map(|(value, _)| value);
        if unit >= 1e4 {
            let below = self.section + digit.unwrap_or(0.0);
            if unit > 1e4 {
                self.total = (self.total + below) * unit;
            } else {
                self.total += below * unit;
            }
            self.section = 0.0;
        } else {
            self.section += digit.unwrap_or(1.0) * unit;
        }
        self.last = unit;
    }

    /// The number; a last digit right after 百, 千 or 万 counts the next lower power.
    fn close(&self, scan: &Scan, end: usize) -> f64 {
        let Some((value, zero)) = self.digit else {
            return round(self.total + self.section);
        };
        let chinese = scan.before(end).and_then(digit).is_some();
        let short = self.last >= 1e2 && !zero && chinese && value < 10.0;
        let last = if short {
            value * self.last / 10.0
        } else {
            value
        };
        round(self.total + self.section + last)
    }
}

/// Takes off what binary fractions leave behind, so that 1.1万 is 11000.
fn round(value: f64) -> f64 {
    const STEP: f64 = 1e6;
    if value < WHOLE / STEP {
        (value * STEP).round() / STEP
    } else {
        value
    }
}

/// An Arabic number with thousands separators and a fraction.
fn arabic(scan: &Scan, from: usize) -> Option<(f64, usize)> {
    let is_digit = |at: usize| scan.get(at).is_some_and(|char| char.is_ascii_digit());
    if !is_digit(from) {
        return None;
    }
    let mut end = scan.skip(from, |char| char.is_ascii_digit());
    let mut whole = scan.folded(from, end);
    let thousands = |at: usize| {
        scan.get(at) == Some(',') && (1..=3).all(|next| is_digit(at + next)) && !is_digit(at + 4)
    };
    if end - from <= 3 {
        while thousands(end) {
            whole.push_str(&scan.folded(end + 1, end + 4));
            end += 4;
        }
    }
    if scan.get(end) == Some('.') && is_digit(end + 1) {
        let stop = scan.skip(end + 1, |char| char.is_ascii_digit());
        whole.push_str(&scan.folded(end, stop));
        end = stop;
    }
    Some((whole.parse().ok()?, end))
}

/// One Chinese digit, a row of them read by place, or a decimal with 点.
fn chinese(scan: &Scan, from: usize) -> Option<(f64, usize)> {
    let at = |place: usize| match scan.get(place) {
        Some('0') if place > from => Some(0),
        other => other.and_then(digit),
    };
    let mut value = f64::from(at(from)?);
    let mut end = from + 1;
    while let Some(next) = at(end) {
        value = value * 10.0 + f64::from(next);
        end += 1;
    }
    if scan.get(end) == Some('点') && at(end + 1).is_some() {
        let mut place = 0.1;
        end += 1;
        while let Some(next) = at(end) {
            value += f64::from(next) * place;
            place /= 10.0;
            end += 1;
        }
    }
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_both_numerals() {
        for (text, value) in [
            ("五", 5.0),
            ("十五", 15.0),
            ("拾伍", 15.0),
            ("一百零五", 105.0),
            ("一百二", 120.0),
            ("一千零二十", 1020.0),
            ("两千三", 2300.0),
            ("三万五千", 35_000.0),
            ("一亿二千万", 120_000_000.0),
            ("二〇二四", 2024.0),
            ("二○一六", 2016.0),
            ("2十", 20.0),
            ("3万", 30_000.0),
            ("1.1万", 11_000.0),
            ("廿五", 25.0),
            ("卅", 30.0),
            ("半", 0.5),
            ("三点五", 3.5),
            ("１２．５", 12.5),
            ("1,234,567", 1_234_567.0),
            ("三十万", 300_000.0),
        ] {
            assert_eq!(read(text).value, Some(value), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["万", "1,2", "1.", "三五十人", "个", "-1", "１２a"] {
            assert_eq!(read(text).value, None, "{text}");
        }
        assert_eq!(read(&"9".repeat(1000)).value, None);
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), words in "[0-9一二十百千万亿零半点.,廿]{0,30}") {
            let _ = (read(&text), read(&words), whole(&words));
        }

        #[test]
        fn reads_what_it_writes(value in 0u32..100_000_000, tenth in 0u8..10) {
            let value = (f64::from(value) * 10.0 + f64::from(tenth)) / 10.0;
            prop_assert_eq!(read(&write(&value)).value, Some(value));
        }
    }
}
