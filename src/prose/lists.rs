//! Numbered entries of a text.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::brackets::depths as depths_of;
use super::{begins_number, is_digit, is_han, is_numeral, slice, small_number, stripped};

/// The numbering style of an entry; all entries of a list share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `①`
    Circled,
    /// `（1）`, `（一）`
    Bracketed,
    /// `1.`, `1、`
    Digits,
    /// `一、`
    Han,
    /// `1）`, `一）`
    Closed,
    /// 第一步, 步骤1, 环节1, 材料1：
    Stage,
}

impl Mark {
    /// The style as a number, which all marks of a list share.
    pub(crate) const fn style(self) -> u8 {
        self.style as u8
    }

    /// The number of a mark such as `一、`, with which sections of documents begin.
    #[cfg(feature = "tables")]
    pub(crate) fn section(self) -> Option<u32> {
        (self.style == Style::Han).then_some(self.number)
    }
}

/// The mark of an entry, such as `1.`, `（二）` or `③`, at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    style: Style,
    number: u32,
    /// Length of the mark in bytes, including following spaces.
    pub(crate) length: usize,
}

/// A numbered list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Numbered<'t> {
    /// The text before the first entry.
    pub(crate) lead: &'t str,
    /// The entries, without their marks.
    pub(crate) entries: Vec<&'t str>,
}

/// The mark that a text starts with.
pub(crate) fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let mut mark = match first {
        '①'..='⑳' => Mark {
            style: Style::Circled,
            number: u32::from(first) - u32::from('①') + 1,
            length: first.len_utf8(),
        },
        '(' | '（' => bracketed_mark(text, first.len_utf8())?,
        '第' | '步' | '环' | '材' => stage_mark(text)?,
        _ => closed_mark(text, first)?,
    };
    let rest = slice(text, mark.length..text.len());
    mark.length += rest.len()
        - rest
            .trim_start_matches([' ', '\u{3000}', '\u{a0}', '\t'])
            .len();
    Some(mark)
}

/// Whether any mark starts with this character; few characters do.
fn begins_mark(c: char) -> bool {
    may_open_entry(c) || matches!(c, '第' | '步' | '环' | '材')
}

/// A mark such as `（1）`; `open` is the length of its opening bracket.
fn bracketed_mark(text: &str, open: usize) -> Option<Mark> {
    let inside = text.get(open..)?;
    let number = small_number(inside)?;
    // `（0662）3681111` begins with an area code, `（2023）…号` with a year.
    if number.value >= 200 || inside.starts_with(['0', '０']) {
        return None;
    }
    let close = inside.get(number.end..)?.chars().next();
    let close = close.filter(|c| matches!(c, ')' | '）'))?;
    Some(Mark {
        style: Style::Bracketed,
        number: number.value,
        length: open + number.end + close.len_utf8(),
    })
}

/// A mark of a number and a closing character: `1.`, `一、`, `1）`.
fn closed_mark(text: &str, first: char) -> Option<Mark> {
    let number = small_number(text)?;
    let mut rest = text.get(number.end..)?.chars();
    let close = rest.next()?;
    let digits = rest.take_while(|c| is_digit(*c)).take(3).count();
    let style = match close {
        // `1.5` is a number, `2.2026年` and `1.0770-` are entries of a list.
        '.' | '．' if (1..3).contains(&digits) => return None,
        '.' | '．' | '、' if is_digit(first) => Style::Digits,
        '、' | '.' | '．' => Style::Han,
        ')' | '）' => Style::Closed,
        _ => return None,
    };
    Some(Mark {
        style,
        number: number.value,
        length: number.end + close.len_utf8(),
    })
}

/// A mark of a step, with the punctuation after it: 第一步, 步骤1.
fn stage_mark(text: &str) -> Option<Mark> {
    let (prefix, suffix) = [("第", "步"), ("步骤", ""), ("环节", ""), ("材料", "")]
        .into_iter()
        .find(|(prefix, _)| text.starts_with(prefix))?;
    let number = small_number(text.get(prefix.len()..)?)?;
    let end = prefix.len() + number.end;
    let rest = text.get(end..)?.strip_prefix(suffix)?;
    let close = rest.chars().next().filter(|c| "：:、.，, ".contains(*c));
    // 材料1份 is an amount.
    if prefix == "材料" && close.is_none() {
        return None;
    }
    Some(Mark {
        style: Style::Stage,
        number: number.value,
        length: end + suffix.len() + close.map_or(0, char::len_utf8),
    })
}

/// The text without the mark at its start.
pub(crate) fn unmarked(text: &str) -> &str {
    let text = stripped(text);
    mark(text).map_or(text, |mark| slice(text, mark.length..text.len()))
}

/// Whether a mark of an entry within a line may start with this character.
pub(crate) fn may_open_entry(c: char) -> bool {
    matches!(c, '①'..='⑳' | '(' | '（') || begins_number(c)
}

/// Whether a list entry within a line starts here: （一）, 1., 一、, ①.
///
/// Within a word or an enumeration a number is not a mark: 甲、2级, 第1, 1、2、3号.
pub(crate) fn opens_entry(rest: &str, before: Option<char>) -> bool {
    // Nearly every Chinese numeral is part of a word, such as 一致.
    let mut chars = rest.chars();
    if let (Some('\u{4E00}'..='\u{9FFF}'), Some(next)) = (chars.next(), chars.next())
        && is_han(next)
        && !begins_number(next)
    {
        return false;
    }
    let Some(mark) = mark(rest) else {
        return false;
    };
    match mark.style {
        Style::Circled | Style::Bracketed => true,
        Style::Closed | Style::Stage => false,
        Style::Digits | Style::Han => {
            let after = slice(rest, mark.length..rest.len()).chars().next();
            let free = |c: char| !c.is_alphanumeric() && !matches!(c, '、' | '.' | '第');
            before.is_none_or(free) && after.is_some_and(|c| !is_numeral(c))
        }
    }
}

/// The numbered list in a text: entries starting from 1, in one style, each at the start of a
/// clause. An entry counts only if `accepts` returns true for the text after its mark.
pub(crate) fn numbered<'t>(text: &'t str, accepts: &dyn Fn(&str) -> bool) -> Option<Numbered<'t>> {
    let ends_clause = |c: char| {
        c.is_whitespace() || matches!(c, '。' | '；' | ';' | '，' | ',' | '：' | ':' | '\u{feff}')
    };
    split_at_marks(text, |before, after| {
        before.is_none_or(ends_clause) && accepts(after)
    })
}

/// The entries of a text that is a numbered list from its first mark on, with at least two entries;
/// entries may be separated by nothing but their numbers: ①甲②乙.
pub(crate) fn numbered_inline(text: &str) -> Option<Vec<&str>> {
    let text = text.trim();
    let list = split_at_marks(text, |before, after| {
        !before.is_some_and(|c| is_numeral(c) || c == '.') && !after.starts_with(is_digit)
    })?;
    (list.lead.is_empty() && list.entries.len() > 1).then_some(list.entries)
}

/// Maximum nesting depth of lists in one style.
const MAX_LEVELS: usize = 8;

/// Splits a text at the marks of its outermost list.
///
/// `is_allowed` gets the character before a mark and the text after it. A mark inside brackets or quotation marks
/// belongs to their content and does not count.
fn split_at_marks(
    text: &str,
    is_allowed: impl Fn(Option<char>, &str) -> bool,
) -> Option<Numbered<'_>> {
    let mut found: Vec<(usize, Mark)> = Vec::new();
    let mut before = None;
    let depths = OnceCell::new();
    let is_outside = |index: usize| {
        let depths = depths.get_or_init(|| depths_of(text));
        depths.get(index).is_none_or(|depth| *depth == 0)
    };
    for (index, (at, c)) in text.char_indices().enumerate() {
        if begins_mark(c)
            && let Some(mark) = mark(slice(text, at..text.len()))
        {
            let after = slice(text, at + mark.length..text.len());
            let fits = match found.first() {
                Some((_, first)) => mark.style == first.style,
                None => mark.number == 1,
            };
            if fits && is_allowed(before, after) && is_outside(index) {
                found.push((at, mark));
            }
        }
        before = Some(c);
    }
    let marks = outermost(found);
    let lead = slice(text, 0..marks.first()?.0);
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let entries = marks
        .iter()
        .zip(ends)
        .map(|((at, mark), end)| slice(text, at + mark.length..end))
        .collect();
    Some(Numbered { lead, entries })
}

/// The marks of the outermost list. A nested list restarts at 1; a number that could continue
/// several lists belongs to the innermost if it occurs again later, else to the outermost.
fn outermost(found: Vec<(usize, Mark)>) -> Vec<(usize, Mark)> {
    let mut to_come: HashMap<u32, usize> = HashMap::new();
    for (_, mark) in &found {
        *to_come.entry(mark.number).or_default() += 1;
    }
    let mut expected: Vec<u32> = Vec::new();
    let mut marks = Vec::new();
    for (at, mark) in found {
        let left = to_come.entry(mark.number).or_default();
        *left = left.saturating_sub(1);
        let continues = |number: &u32| *number == mark.number;
        let level = if *left > 0 {
            expected.iter().rposition(continues)
        } else {
            expected.iter().position(continues)
        };
        let level = match level {
            Some(level) => level,
            None if mark.number == 1 && expected.len() < MAX_LEVELS => expected.len(),
            None => continue,
        };
        expected.truncate(level);
        expected.push(mark.number.saturating_add(1));
        if level == 0 {
            marks.push((at, mark));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_distinguished_from_numbers() {
        for (text, length) in [
            ("1.甲", 2),
            ("1、 甲", 5),
            ("（一）甲", 9),
            ("(12)甲", 4),
            ("③甲", 3),
            ("十二、甲", 9),
            ("2)甲", 2),
            ("第一步：甲", 12),
            ("步骤2甲", 7),
            ("2.2026年", 2),
        ] {
            assert_eq!(mark(text).map(|mark| mark.length), Some(length), "{text}");
        }
        for text in [
            "1.5倍",
            "（0662）368",
            "（2023）5号",
            "甲1.",
            "第一条",
            "12",
            "",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
        assert_eq!(unmarked(" （三）甲 "), "甲");
    }

    #[test]
    fn entries_open_outside_words() {
        assert!(opens_entry("1.甲", None) && opens_entry("（一）甲", Some('乙')));
        for (text, before) in [
            ("2级", Some('、')),
            ("1、2、3号", None),
            ("1.", None),
            ("1.甲", Some('第')),
        ] {
            assert!(!opens_entry(text, before), "{text}");
        }
    }

    #[test]
    fn numbered_lists_are_taken_apart() {
        let all = |_: &str| true;
        let list = numbered("共两项：1.甲；2、乙", &all).unwrap();
        assert_eq!((list.lead, list.entries), ("共两项：", vec!["甲；", "乙"]));
        assert!(numbered("1.5倍", &all).is_none());
        assert!(numbered("1.2026年计划", &all).is_some());
        assert_eq!(
            numbered("（一）甲\n1.子\n（二）乙", &all).unwrap().entries,
            ["甲\n1.子\n", "乙"]
        );
        assert_eq!(numbered_inline("①甲②乙"), Some(vec!["甲", "乙"]));
        assert_eq!(
            numbered_inline("1.厚度1.2.5毫米 2.乙"),
            Some(vec!["厚度1.2.5毫米 ", "乙"])
        );
        // Lists in one style inside an entry are part of it, too.
        for (text, expected) in [
            ("1.甲\n1.子\n2.丑\n2.乙", vec!["甲\n1.子\n2.丑\n", "乙"]),
            (
                "1.甲\n1.子\n2.丑\n3.寅\n2.乙\n3.丙",
                vec!["甲\n1.子\n2.丑\n3.寅\n", "乙\n", "丙"],
            ),
            (
                "1.甲\n2.乙\n1.子\n2.丑\n3.丙",
                vec!["甲\n", "乙\n1.子\n2.丑\n", "丙"],
            ),
            ("1.甲\n1.子\n2.乙\n3.丙", vec!["甲\n1.子\n", "乙\n", "丙"]),
        ] {
            assert_eq!(numbered(text, &all).unwrap().entries, expected, "{text}");
        }
        // A list in brackets is part of its entry.
        let nested = "1.甲（1.子；2.丑）2.乙";
        assert_eq!(
            numbered_inline(nested),
            Some(vec!["甲（1.子；2.丑）", "乙"])
        );
        assert_eq!(
            numbered(nested, &all).unwrap().entries,
            ["甲（1.子；2.丑）2.乙"]
        );
        for text in ["1.甲", "见1.甲2.乙", "1、2、3号窗口"] {
            assert_eq!(numbered_inline(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_searched_for_lists(text in any::<String>(), shaped in "[（）()《》甲1-9.、,;一二①第步]{0,40}") {
            for text in [&text, &shaped] {
                let _ = (numbered(text, &|_| true), numbered_inline(text), unmarked(text), opens_entry(text, None));
            }
        }
    }
}
