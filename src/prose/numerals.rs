//! Numbers in Arabic and Chinese numerals: `20`, 二十, 拾伍, 二〇二四, `2十`, 廿, 半, `1,000.5`.

use super::{Lexed, Scan, fold, is_digit, slice};

/// Above this value, a float cannot represent every integer.
const FIRST_INEXACT: f64 = 9_007_199_254_740_992.0;

/// Larger values are runs of digits, not meaningful numbers.
const MAX_NUMBER: f64 = 1e300;

/// The value of numerals that are not one certain number: the approximations 三五 and 二三十, the slip 五十百.
///
/// No reader accepts so large a number, and no reader starts again inside it.
const UNCLEAR: f64 = f64::MAX;

/// Minimum number of adjacent Chinese digits that are read by position without a zero, as in 一九九八; fewer are
/// an approximation, as in 三五.
const MIN_POSITIONAL_DIGITS: usize = 4;

/// The number at the start of a text, of up to four digits or three Chinese numerals and below 100,
/// with its length in bytes: for the numbers of entries, articles and copies.
pub(crate) fn small_number(text: &str) -> Option<Lexed<u32>> {
    text.chars().next().filter(|first| begins_number(*first))?;
    let run = |most: usize, is: fn(char) -> bool| {
        let run = text.chars().take_while(|c| is(*c)).take(most + 1);
        let (count, bytes) = run.fold((0, 0), |(count, bytes), c| {
            (count + 1, bytes + c.len_utf8())
        });
        (1..=most).contains(&count).then(|| slice(text, 0..bytes))
    };
    if let Some(digits) = run(4, is_digit) {
        return Some(Lexed::new(fold(digits).parse().ok()?, digits.len()));
    }
    let numerals = run(3, |c| c == '十' || digit(c).is_some())?;
    // 三五 means "a few", and 二〇 begins a year.
    let one = numerals.chars().nth(1).is_none() || numerals.contains('十');
    let number = whole_number(numerals).filter(|_| one)?;
    Some(Lexed::new(u32::try_from(number).ok()?, numerals.len()))
}

/// Whether a small number may start with this character.
#[inline]
pub(crate) fn begins_number(c: char) -> bool {
    // Fast path: nearly every character is in this range.
    match c {
        '\0'..='\u{7F}' => c.is_ascii_digit(),
        '\u{4E00}'..='\u{9FFF}' => {
            let at = u32::from(c) - FIRST_HAN;
            let bits = HAN_NUMERALS
                .get(at as usize / 64)
                .copied()
                .unwrap_or_default();
            bits >> (at % 64) & 1 == 1
        }
        _ => is_digit(c) || digit(c).is_some(),
    }
}

const FIRST_HAN: u32 = 0x4E00;

/// A bit for each Chinese character: whether a number may start with it.
static HAN_NUMERALS: [u64; 0x5200 / 64] = {
    let mut bits = [0; 0x5200 / 64];
    let mut at = 0;
    while at < 0x5200 {
        if let Some(c) = char::from_u32(FIRST_HAN + at)
            && (c == '十' || digit(c).is_some())
        {
            #[allow(clippy::indexing_slicing, reason = "done by the compiler")]
            {
                bits[at as usize / 64] |= 1 << (at % 64);
            }
        }
        at += 1;
    }
    bits
};

/// The value of a Chinese digit, in everyday or financial form.
const fn digit(char: char) -> Option<u32> {
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

/// The value of a Chinese power of ten, in everyday or financial form.
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

/// Returns the number that starts at this position, and the position after it.
///
/// The value of numerals that are not one certain number is `UNCLEAR`, which is larger than any number that makes
/// sense.
pub(crate) fn number_at(scan: &Scan, from: usize) -> Option<Lexed<f64>> {
    let first = scan.get(from)?;
    if first == '半' {
        return Some(Lexed::new(0.5, from + 1));
    }
    let number = Sum::default().read(scan, from)?;
    // An endless run of digits must still be consumed as one number.
    Some(number.map(|value| value.min(UNCLEAR)))
}

/// Whether the number that starts at this position is part of a longer, unclear number: the 0 of `2 0`, the 两 of
/// `1两`, the 十 of 几十 and 数十, the 半 of 大半.
pub(crate) fn is_torn(scan: &Scan, at: usize) -> bool {
    let kind = |c: Option<char>| {
        let c = c?;
        let is_han = digit(c).is_some_and(|digit| digit > 0) || power(c).is_some();
        (is_han || c.is_ascii_digit()).then_some(is_han)
    };
    let (first, before) = (scan.get(at), scan.before(at));
    match first {
        Some('十' | '拾') if before == Some('几') => return true,
        // 天数十五 is a number.
        Some('十' | '拾') if before == Some('数') && scan.get(at + 1).and_then(digit).is_none() =>
        {
            return true;
        }
        Some('半') if matches!(before, Some('个' | '大' | '小' | '多' | '过')) => {
            return true;
        }
        _ => {}
    }
    let mut end = at;
    while scan.before(end).is_some_and(char::is_whitespace) {
        end -= 1;
    }
    let other = kind(scan.before(end));
    let digits = |at: &usize| scan.get(*at).is_some_and(|c| c.is_ascii_digit());
    let start = (0..end).rev().take_while(digits).last().unwrap_or(end);
    // A4 10元: the 4 is part of a word, so the 10 is a number of its own.
    let is_word = scan.before(start).is_some_and(|c| c.is_ascii_alphabetic());
    other.is_some() && (end == at || other == kind(first) && !is_word)
}

/// The text as a number; `None` if it is not a number, or an overlong run of digits.
pub(crate) fn number(text: &str) -> Option<f64> {
    let scan = Scan::new(text.trim());
    let number = number_at(&scan, 0)?;
    (number.end == scan.len() && number.value < MAX_NUMBER).then_some(number.value)
}

/// The text as an integer, such as `20` or 二十; `None` if it has a fraction or is too large.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked on the line above, and no number read is negative"
)]
fn whole_number(text: &str) -> Option<u64> {
    let value = number(text)?;
    (value.fract() == 0.0 && value < FIRST_INEXACT).then_some(value as u64)
}

/// Digits waiting for their power.
struct Waiting {
    value: f64,
    /// Whether a placeholder zero precedes them: 一百零五.
    after_zero: bool,
}

/// A partially read Chinese number.
#[derive(Default)]
struct Sum {
    /// Completed sections: everything before the last 万 or 亿.
    total: f64,
    /// The current section, below 万.
    section: f64,
    /// The digits waiting for their power.
    waiting: Option<Waiting>,
    /// The last power, for 一百二, which is 120.
    last: f64,
    /// Whether the powers are in an order that no number has: 五十百.
    disordered: bool,
}

impl Sum {
    /// Reads digits and powers from this position.
    fn read(mut self, scan: &Scan, from: usize) -> Option<Lexed<f64>> {
        let mut at = from;
        loop {
            if let Some(digits) = self.tens(scan, at).or_else(|| self.digits(scan, at)) {
                at = digits.end;
                self.waiting = Some(digits.value);
            } else if let Some(unit) = scan.get(at).and_then(power)
                && (at > from || unit.to_bits() == 1e1f64.to_bits())
            {
                self.raise(unit);
                at += 1;
            } else {
                break;
            }
        }
        (at > from).then(|| Lexed::new(self.close(scan, at), at))
    }

    /// Reads 廿, 卅 or 卌, which are digit and power in one, and the digit after it.
    fn tens(&self, scan: &Scan, at: usize) -> Option<Lexed<Waiting>> {
        let tens = match scan.get(at)? {
            '廿' => 20.0,
            '卅' => 30.0,
            '卌' => 40.0,
            _ => return None,
        };
        if self.waiting.is_some() || self.last > 0.0 {
            return None;
        }
        // 廿五 is 25; no hundreds follow.
        let one = scan.get(at + 1).and_then(digit);
        let value = Waiting {
            value: tens + one.map_or(0.0, f64::from),
            after_zero: true,
        };
        Some(Lexed::new(value, at + 1 + usize::from(one.is_some())))
    }

    /// A run of digits waiting for its power: one Chinese digit, several, or an Arabic number.
    fn digits(&self, scan: &Scan, at: usize) -> Option<Lexed<Waiting>> {
        if self.waiting.is_some() {
            return None;
        }
        let mut start = at;
        // 一百零五: the zero is only a placeholder.
        while self.last > 0.0 && matches!(scan.get(start), Some('零' | '〇' | '○')) {
            start += 1;
        }
        let number = arabic(scan, start).or_else(|| chinese(scan, start))?;
        let after_zero = start > at;
        let is_digit = |at: usize| scan.get(at).and_then(digit).is_some();
        // 十二三 is 12 or 13.
        let about = self.last > 0.0 && is_digit(start) && is_digit(start + 1);
        Some(number.map(|value| Waiting {
            value: if about { UNCLEAR } else { value },
            after_zero,
        }))
    }

    /// Applies this power to the waiting digits.
    fn raise(&mut self, unit: f64) {
        let digit = self.waiting.take().map(|digits| digits.value);
        self.disordered |= if unit < 1e4 {
            let bare = digit.is_none() && unit > 1e1;
            let ascending = self.section > 0.0 && unit >= self.last;
            // 20十; but 15千 is common.
            let large = unit < 1e3 && digit.is_some_and(|digit| digit >= 10.0);
            bare || ascending || large
        } else {
            unit < 1e8 && self.total % 1e8 != 0.0
        };
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

    /// Finishes the number; a final digit directly after 百, 千 or 万 counts the next lower power.
    fn close(&self, scan: &Scan, end: usize) -> f64 {
        if self.disordered {
            return UNCLEAR;
        }
        let Some(Waiting { value, after_zero }) = self.waiting else {
            return round(self.total + self.section);
        };
        let chinese = scan.before(end).and_then(digit).is_some();
        let short = self.last >= 1e2 && !after_zero && chinese && value < 10.0;
        let last = if short {
            value * self.last / 10.0
        } else {
            value
        };
        round(self.total + self.section + last)
    }
}

/// Removes the error of binary fractions, so that 1.1万 is 11000.
fn round(value: f64) -> f64 {
    const STEP: f64 = 1e6;
    if value < FIRST_INEXACT / STEP {
        (value * STEP).round() / STEP
    } else {
        value
    }
}

/// An Arabic number, with optional thousands separators and fraction.
fn arabic(scan: &Scan, from: usize) -> Option<Lexed<f64>> {
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
    Some(Lexed::new(whole.parse().ok()?, end))
}

/// A Chinese digit, a run of digits read by position if its length or a zero allows, or a decimal with 点.
fn chinese(scan: &Scan, from: usize) -> Option<Lexed<f64>> {
    let at = |place: usize| match scan.get(place) {
        Some('0') if place > from => Some(0),
        other => other.and_then(digit),
    };
    let mut value = f64::from(at(from)?);
    let mut zero = value == 0.0;
    let mut end = from + 1;
    while let Some(next) = at(end) {
        zero |= next == 0;
        value = value * 10.0 + f64::from(next);
        end += 1;
    }
    if (2..MIN_POSITIONAL_DIGITS).contains(&(end - from)) && !zero {
        value = UNCLEAR;
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
    Some(Lexed::new(value, end))
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
            ("二〇", 20.0),
            ("一九九八", 1998.0),
            ("一百十五", 115.0),
            ("一百一十万零三百", 1_100_300.0),
            ("一亿二千万三千四百五十六", 120_003_456.0),
            ("三万五千亿", 3_500_000_000_000.0),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "万",
            "1,2",
            "1.",
            "三五十人",
            "个",
            "-1",
            "１２a",
            "三五",
            "一两",
            "七八",
            "二三十",
            "十二三",
            "一百二三十",
            "三五百",
            "两三万",
            "三四五",
            "五十百",
            "十十",
            "三百二百",
            "20十",
            "三万五万",
            "壹贰",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number(&"9".repeat(1000)), None);
        assert_eq!(
            (
                whole_number("二〇二四"),
                whole_number("1.0"),
                whole_number("0.5")
            ),
            (Some(2024), Some(1), None)
        );
    }

    #[test]
    fn unclear_numerals_are_passed_as_a_whole() {
        for text in ["三五天", "二三十天", "十二三天", "五十百天"] {
            let scan = Scan::new(text);
            let number = number_at(&scan, 0).unwrap();
            assert_eq!(scan.get(number.end), Some('天'), "{text}");
            assert!(number.value > MAX_NUMBER, "{text}");
        }
    }

    #[test]
    fn parts_of_longer_numbers_are_torn() {
        for text in [
            "2 |0",
            "2\n|0",
            "2\u{3000}|0",
            "二 |十",
            "1|两",
            "百|八十",
            "几|十",
            "数|十",
            "大|半",
        ] {
            let (before, part) = text.split_once('|').unwrap();
            let text = [before, part].concat();
            assert!(is_torn(&Scan::new(&text), before.chars().count()), "{text}");
        }
        for text in [
            "|20",
            "共|20",
            "表一 |20",
            "零|10",
            "次数|一",
            "A4 |10",
            "天数|十五",
            "，|半",
        ] {
            let (before, part) = text.split_once('|').unwrap();
            let text = [before, part].concat();
            assert!(
                !is_torn(&Scan::new(&text), before.chars().count()),
                "{text}"
            );
        }
    }

    #[test]
    fn small_numbers_begin_a_text() {
        let read = |text| small_number(text).map(|number| (number.value, number.end));
        assert_eq!(read("12、甲"), Some((12, 2)));
        assert_eq!(read("１2"), Some((12, 4)));
        assert_eq!(read("二十一、"), Some((21, 9)));
        assert_eq!(read("两份"), Some((2, 3)));
        for text in ["12345", "三五个", "二〇二四", "第一", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), words in "[0-9一二十百千万亿零半点.,廿]{0,30}") {
            let _ = (number(&text), number(&words), whole_number(&words), small_number(&words));
        }

        #[test]
        fn reads_what_is_written(value in 0u32..100_000_000, tenth in 0u8..10) {
            let value = (f64::from(value) * 10.0 + f64::from(tenth)) / 10.0;
            prop_assert_eq!(number(&value.to_string()), Some(value));
        }
    }
}
