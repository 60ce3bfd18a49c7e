//! Numbers of copies in a text.

use std::ops::Range;

use crate::prose::{Lexed, is_digit, is_han_numeral, slice, small_number};

/// Words for an original.
pub(super) const ORIGINAL: &[&str] = &["原件", "原本"];

/// Words for a photocopy.
pub(super) const PHOTOCOPY: &[&str] = &["复印件", "影印件", "复制件"];

/// Numbers of copies that a text states, and their byte ranges.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Copies {
    /// Number of originals.
    pub(crate) originals: Option<u32>,
    /// Number of photocopies.
    pub(crate) photocopies: Option<u32>,
    /// Number of copies without a stated form, or with a choice of form.
    pub(crate) pieces: Option<u32>,
    /// Byte ranges of the statements in the text.
    pub(crate) ranges: Vec<Range<usize>>,
}

/// A token of the scanner of copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Original,
    Photocopy,
    Or,
    And,
    Comma,
    Each,
    Count(u32),
    Filler,
}

/// Finds the numbers of copies that a text states, such as 原件1份，复印件4份 or 一式两份.
///
/// A number that a text states twice with different values is left out.
pub(crate) fn copies(text: &str) -> Option<Copies> {
    // Fast path: most texts have no unit of copies.
    if !text.contains('份') && !text.contains('套') {
        return None;
    }
    let mut found = Counter::default();
    let mut at = 0;
    while let Some(c) = slice(text, at..text.len()).chars().next() {
        let before = slice(text, 0..at);
        if let Some(token) = token(slice(text, at..text.len()), before) {
            found.take(token.value, at, at + token.end);
            at += token.end;
        } else {
            found.pause();
            at += c.len_utf8();
        }
    }
    found.finish()
}

/// The word or number that a text starts with; `before` is the text before it.
fn token(text: &str, before: &str) -> Option<Lexed<Token>> {
    let word = |token: Token, words: &[&str]| {
        let word = words.iter().find(|word| text.starts_with(**word))?;
        Some(Lexed::new(token, word.len()))
    };
    let named = word(Token::Original, ORIGINAL)
        .or_else(|| word(Token::Photocopy, PHOTOCOPY))
        .or_else(|| word(Token::Filler, &["一式"]));
    if named.is_some() {
        return named;
    }
    let counted = !is_part(text, before);
    if let Some(number) = small_number(text).filter(|_| counted) {
        let rest = slice(text, number.end..text.len());
        let after = rest.trim_start_matches(' ').strip_prefix(['份', '套'])?;
        // 一份额, 三套房 and 两份以上 are not numbers of copies.
        let other = after.starts_with(['额', '数', '子', '房', '以']);
        let end = text.len() - after.len();
        return (!other).then(|| Lexed::new(Token::Count(number.value), end));
    }
    word(Token::Or, &["或者", "或", "/"])
        .or_else(|| {
            let joints = ["以及", "和", "及", "与", "、", "；", ";", "+"];
            word(Token::And, &joints)
        })
        .or_else(|| word(Token::Comma, &["，", ","]))
        .or_else(|| word(Token::Each, &["各", "均"]))
        .or_else(|| {
            let fillers = [
                "提交", "提供", "需", "须", "共", "为", "：", ":", "（", "(", "）", ")", " ",
                "\u{3000}", "数量",
            ];
            word(Token::Filler, &fillers)
        })
}

/// Whether the number that a text starts with is part of a longer number or of an ordinal: the 0 of `2 0份`,
/// the 五 of 三五份, the 十 of 几十份.
fn is_part(text: &str, before: &str) -> bool {
    let tens = text
        .strip_prefix('十')
        .is_some_and(|rest| !rest.starts_with(is_han_numeral));
    let last = |c: char| {
        is_digit(c)
            || matches!(c, '第' | '.')
            || is_han_numeral(c)
            || matches!(c, '几' | '数') && tens
    };
    before.ends_with(last) || before.trim_end().ends_with(is_digit) && text.starts_with(is_digit)
}

/// The state of the scanner: the positions of forms that wait for their number, and the numbers found.
#[derive(Debug, Default)]
struct Counter {
    original: Option<usize>,
    photocopy: Option<usize>,
    either: bool,
    choice: bool,
    each: Option<usize>,
    opened: Option<usize>,
    comma: Option<usize>,
    counts: [Vec<u32>; 3],
    ranges: Vec<Range<usize>>,
    closed: bool,
}

impl Counter {
    fn take(&mut self, token: Token, start: usize, end: usize) {
        match token {
            // A form that is named again has its number here: 原件或复印件，原件1份.
            Token::Original => {
                if self.original.is_some() {
                    self.pause();
                }
                self.original = Some(start);
            }
            Token::Photocopy => {
                if self.photocopy.is_some() {
                    self.pause();
                }
                self.photocopy = Some(start);
            }
            Token::Comma => self.comma = Some(start),
            Token::Or => {
                self.either |= self.original.is_some() || self.photocopy.is_some();
                self.choice |= self.closed;
            }
            Token::And => {}
            Token::Each => self.each = Some(start),
            Token::Filler => self.opened = self.opened.or(Some(start)),
            Token::Count(number) => self.count(number, start, end),
        }
    }

    /// Forgets pending forms at a word unrelated to copies.
    fn pause(&mut self) {
        self.original = None;
        self.photocopy = None;
        self.either = false;
        self.each = None;
        self.opened = None;
        self.comma = None;
        self.closed = false;
    }

    fn count(&mut self, number: u32, start: usize, end: usize) {
        let [originals, photocopies, pieces] = &mut self.counts;
        let from = match (self.photocopy, self.comma, self.original) {
            // 复印件，原件0份: the first word states the form.
            (Some(photocopy), Some(comma), Some(original))
                if photocopy < comma && comma < original && self.each.is_none() =>
            {
                Some(original)
            }
            _ => [self.original, self.photocopy, self.each, self.opened]
                .into_iter()
                .flatten()
                .min(),
        };
        match (self.original, self.photocopy) {
            (Some(_), Some(_)) if self.either => pieces.push(number),
            (Some(_), Some(_)) if self.each.is_some() => {
                originals.push(number);
                photocopies.push(number);
            }
            // 原件和复印件1份: the number counts the word next to it.
            (Some(original), Some(photocopy)) if original > photocopy => originals.push(number),
            (Some(_), None) => originals.push(number),
            (_, Some(_)) => photocopies.push(number),
            (None, None) => pieces.push(number),
        }
        let start = from.unwrap_or(start).min(start);
        match self.ranges.last_mut() {
            Some(last) if self.closed => last.end = end,
            _ => self.ranges.push(start..end),
        }
        self.pause();
        self.closed = true;
    }

    fn finish(self) -> Option<Copies> {
        if self.ranges.is_empty() {
            return None;
        }
        let agreed = |numbers: &[u32]| {
            let first = numbers.first().copied()?;
            numbers
                .iter()
                .all(|number| *number == first)
                .then_some(first)
        };
        let [originals, photocopies, pieces] = &self.counts;
        let mut copies = Copies {
            originals: agreed(originals),
            photocopies: agreed(photocopies),
            pieces: agreed(pieces),
            ranges: self.ranges,
        };
        // 原件1份或复印件1份 is one copy of either form.
        if self.choice && copies.originals.is_some() && copies.originals == copies.photocopies {
            copies.pieces = copies.originals.take();
            copies.photocopies = None;
        }
        let stated = copies
            .originals
            .or(copies.photocopies)
            .or(copies.pieces)
            .is_some();
        stated.then_some(copies)
    }
}
