//! Times of day.

use super::token::Token;
use crate::prose::{Lexed, Scan, is_han_numeral, is_numeral, number, number_at};

/// Reads a time of day: `9:00`, `9 : 00`, 9点半, 9时30分, 九点, `0900`, and 9 before a dash and a time.
pub(super) fn clock(scan: &Scan, at: usize, before: &[Token]) -> Option<Lexed<Token>> {
    if scan.before(at).is_some_and(|char| char.is_ascii_digit()) {
        return None;
    }
    let digits = scan.skip(at, |char| char.is_ascii_digit());
    let ranged = before.last() == Some(&Token::To);
    let hour = match digits - at {
        1 | 2 => scan.folded(at, digits).parse().ok()?,
        4 => return four_digits(scan, at, ranged),
        0 => return chinese_hour(scan, at, before),
        _ => return None,
    };
    with_colon(scan, hour, digits)
        .or_else(|| with_words(scan, hour, digits))
        .or_else(|| with_dot(scan, hour, digits, ranged))
        .map(|clock| with_meridiem(scan, clock))
        .or_else(|| bare_hour(scan, hour, digits))
        .or_else(|| beside_half(scan, hour, digits, before))
}

/// An hour after a half of the day, without a word for hours: the 9 and the 5 of 早9晚5.
fn beside_half(scan: &Scan, hour: u32, end: usize, before: &[Token]) -> Option<Lexed<Token>> {
    let ends = scan.get(end).is_none_or(|char| {
        matches!(char, '早' | '晚' | '上' | '下' | '-' | '至' | '到') || !char.is_alphanumeric()
    });
    let is_hour = (1..=12).contains(&hour) && matches!(before.last(), Some(Token::Half(_)));
    (is_hour && ends && scan.get(end) != Some('.'))
        .then_some(Lexed::new(Token::Clock(hour, 0, false), end))
}

/// Converts `9:00 am` and `5:00 p.m.` to the 24-hour clock.
fn with_meridiem(scan: &Scan, clock: Lexed<Token>) -> Lexed<Token> {
    let Token::Clock(hour, minute, _) = clock.value else {
        return clock;
    };
    let letter = |at: usize| scan.get(at).map(|char| char.to_ascii_lowercase());
    let at = scan.skip_spaces(clock.end);
    let dot = usize::from(letter(at + 1) == Some('.'));
    let end = at + dot + 2;
    let ends = !letter(end).is_some_and(|char| char.is_ascii_alphanumeric());
    let hour = match (letter(at), letter(at + dot + 1)) {
        (Some('a'), Some('m')) if ends && hour <= 12 => hour % 12,
        (Some('p'), Some('m')) if ends && hour <= 12 => hour % 12 + 12,
        _ => return clock,
    };
    let end = end + usize::from(dot == 1 && letter(end) == Some('.'));
    Lexed::new(Token::Clock(hour, minute, true), end)
}

/// A time with a colon: `9:00`, also with spaces, a doubled colon or seconds.
fn with_colon(scan: &Scan, hour: u32, end: usize) -> Option<Lexed<Token>> {
    let colon = scan.skip_spaces(end);
    if scan.get(colon) != Some(':') {
        return None;
    }
    let start = scan.skip(colon, |char| matches!(char, ':' | ' '));
    let stop = scan.skip(start, |char| char.is_ascii_digit());
    if !matches!(stop - start, 1 | 2) {
        return None;
    }
    let minute = scan.folded(start, stop).parse().ok()?;
    let padded = end.checked_sub(2).and_then(|at| scan.get(at)) == Some('0');
    let seconds = scan.has(stop, ":00");
    Some(Lexed::new(
        Token::Clock(hour, minute, padded),
        if seconds { stop + 3 } else { stop },
    ))
}

/// A time with a word for hours: 9点, 9点半, 9时30分.
fn with_words(scan: &Scan, hour: u32, end: usize) -> Option<Lexed<Token>> {
    let word = scan.skip_spaces(end);
    if !matches!(scan.get(word), Some('点' | '时')) || scan.get(word + 1) == Some('间') {
        return None;
    }
    let at = word + 1;
    if scan.get(at) == Some('半') {
        return Some(Lexed::new(Token::Clock(hour, 30, false), at + 1));
    }
    if matches!(scan.get(at), Some('整' | '钟')) {
        return Some(Lexed::new(Token::Clock(hour, 0, false), at + 1));
    }
    let minutes =
        number_at(scan, at).and_then(|number| Some((to_integer(number.value)?, number.end)));
    let (minute, end) = match minutes {
        Some((minute, end)) if scan.get(end) == Some('分') => (minute, end + 1),
        Some((minute, end)) if minute < 60 && end - at == 2 => (minute, end),
        // 九点三五 is not a full hour.
        None if scan.get(at).is_some_and(is_han_numeral) => return None,
        _ => (0, at),
    };
    Some(Lexed::new(Token::Clock(hour, minute, false), end))
}

/// A time with a full stop, only beside a dash, as elsewhere it numbers an entry: `8.30`.
fn with_dot(scan: &Scan, hour: u32, end: usize, ranged: bool) -> Option<Lexed<Token>> {
    let stop = scan.skip(end + 1, |char| char.is_ascii_digit());
    let dash = matches!(scan.get(scan.skip_spaces(stop)), Some('-' | '至' | '到'));
    if scan.get(end) != Some('.') || stop - end != 3 || !(ranged || dash) {
        return None;
    }
    Some(Lexed::new(
        Token::Clock(hour, scan.folded(end + 1, stop).parse().ok()?, false),
        stop,
    ))
}

/// An hour before a dash and a time: the 9 of 9-12点 and of 9至12:00.
fn bare_hour(scan: &Scan, hour: u32, end: usize) -> Option<Lexed<Token>> {
    let dash = scan.skip_spaces(end);
    let next = scan.skip(dash, |char| matches!(char, '-' | ' ' | '至' | '到'));
    let stop = scan.skip(next, |char| char.is_ascii_digit());
    let time = next > dash
        && matches!(stop - next, 1 | 2)
        && matches!(scan.get(stop), Some(':' | '点' | '时'));
    time.then_some(Lexed::new(Token::Clock(hour, 0, false), end))
}

/// A time in four digits, only beside a dash: `0900`.
fn four_digits(scan: &Scan, at: usize, ranged: bool) -> Option<Lexed<Token>> {
    let dash = matches!(scan.get(scan.skip_spaces(at + 4)), Some('-' | '至' | '到'));
    let part = |from, to| scan.folded(from, to).parse::<u32>().ok();
    let (hour, minute) = (part(at, at + 2)?, part(at + 2, at + 4)?);
    (hour <= 24 && minute < 60 && (ranged || dash))
        .then_some(Lexed::new(Token::Clock(hour, minute, false), at + 4))
}

/// A time in Chinese numerals: 九点, 十二时三十分.
fn chinese_hour(scan: &Scan, at: usize, before: &[Token]) -> Option<Lexed<Token>> {
    if scan.before(at).is_some_and(is_numeral) {
        return None;
    }
    // The 点 after the hour is not a decimal point, so the numeral must end before it.
    let end = scan.skip(at, |char| is_numeral(char) && !char.is_ascii_digit());
    if !matches!(end - at, 1..=3) {
        return None;
    }
    let hour = to_integer(number(&scan.folded(at, end))?)?;
    with_words(scan, hour, end).or_else(|| beside_half(scan, hour, end, before))
}

/// A number of hours or minutes as an integer.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked before"
)]
fn to_integer(value: f64) -> Option<u32> {
    (value.fract() == 0.0 && (0.0..100.0).contains(&value)).then_some(value as u32)
}
