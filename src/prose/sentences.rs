//! Sentences, clauses and entries of a text.
//!
//! A sentence ends with 。；！？ or a line break; a clause also with a comma; an entry is a sentence,
//! or a numbered point within one. Rules that need finer parts split these further.

use super::{begins_number, may_open_entry, opens_entry, slice, stripped};

/// Whether a sentence ends with this character, followed by `after`.
///
/// An ASCII `?` or `!` before a letter or digit belongs to a web address.
fn ends_sentence(c: char, after: &str) -> bool {
    is_stop(c) || matches!(c, '!' | '?') && !after.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether a sentence ends with this character in any context.
pub(crate) const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '\n' | '\r')
}

/// Whether a clause ends with this character.
fn ends_clause(c: char, after: &str) -> bool {
    matches!(c, '，' | ',') || ends_sentence(c, after)
}

/// The sentences of a text, trimmed and non-empty.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    parts(text, ends_sentence)
}

/// The clauses of a text, trimmed and non-empty.
pub(crate) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    parts(text, ends_clause)
}

/// The clauses of a text, further split at 、, trimmed and non-empty.
pub(crate) fn phrases(text: &str) -> impl Iterator<Item = &str> {
    clauses(text)
        .flat_map(|clause| clause.split('、'))
        .map(str::trim)
        .filter(|phrase| !phrase.is_empty())
}

/// Whether a text is at most one sentence.
pub(crate) fn is_one_sentence(text: &str) -> bool {
    sentences(text).nth(1).is_none()
}

/// Whether a text is at most one clause.
pub(crate) fn is_one_clause(text: &str) -> bool {
    clauses(text).nth(1).is_none()
}

/// The names joined in a text, trimmed and non-empty: 甲、乙和丙, 甲/乙或者丙.
pub(crate) fn joined(text: &str) -> impl Iterator<Item = &str> {
    clauses(text)
        .flat_map(|clause| clause.split(['、', '/', '／', '或', '及', '和', '与']))
        .map(|name| name.strip_prefix('者').unwrap_or(name).trim())
        .filter(|name| !name.is_empty())
}

/// The unfinished sentence at the end of a text: everything after the last sentence end.
pub(crate) fn last_sentence(text: &str) -> &str {
    let ends = text.char_indices().rev().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        ends_sentence(c, text.get(end..)?).then_some(end)
    });
    slice(text, ends.unwrap_or(0)..text.len())
}

/// The entries of a text: its sentences, with lists inside a line split, in their original form.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    let mut before = None;
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let mut chars = text.chars();
        loop {
            let here = chars.as_str();
            let Some(c) = chars.next() else {
                return Some(stripped(text));
            };
            // Fast path: nearly every character is in this range.
            if matches!(c, '\u{4E00}'..='\u{9FFF}') && !begins_number(c) {
                before = Some(c);
                continue;
            }
            let from = if ends_sentence(c, chars.as_str()) {
                Some(chars.as_str())
            } else if may_open_entry(c) && here.len() < text.len() && opens_entry(here, before) {
                Some(here)
            } else {
                None
            };
            before = Some(c);
            if from.is_some() {
                rest = from;
                return Some(stripped(slice(text, 0..text.len() - here.len())));
            }
        }
    })
    .filter(|entry| !entry.is_empty())
}

fn parts(text: &str, ends: impl Fn(char, &str) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let mut at = 0;
        loop {
            at = behind_han(text, at);
            let mut chars = slice(text, at..text.len()).chars();
            let Some(c) = chars.next() else {
                return Some(stripped(text));
            };
            let after = chars.as_str();
            if ends(c, after) {
                rest = Some(after);
                return Some(stripped(slice(text, 0..at)));
            }
            at = text.len() - after.len();
        }
    })
    .filter(|part| !part.is_empty())
}

/// Fast path: the offset behind the Chinese characters that begin at an offset, none of which ends a part.
///
/// These first bytes are those of U+4000 to U+9FFF, which take three bytes each.
fn behind_han(text: &str, mut at: usize) -> usize {
    while let Some(0xE4..=0xE9) = text.as_bytes().get(at) {
        at += 3;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_and_clauses_end() {
        let text = "甲，乙。丙；\n丁？见https://a.cn/?id=1，戊? ";
        assert!(sentences(text).eq(["甲，乙", "丙", "丁", "见https://a.cn/?id=1，戊"]));
        assert!(clauses(text).eq(["甲", "乙", "丙", "丁", "见https://a.cn/?id=1", "戊"]));
        assert!(phrases("甲、乙，、丙").eq(["甲", "乙", "丙"]));
        assert!(is_one_sentence("甲，乙。") && !is_one_sentence("甲。乙"));
        assert!(is_one_clause("甲。") && is_one_clause("") && !is_one_clause("甲,乙"));
        assert_eq!(last_sentence("甲。乙，丙"), "乙，丙");
        assert_eq!(last_sentence("甲。"), "");
    }

    #[test]
    fn joined_names_come_apart() {
        assert!(joined("甲、乙和丙，丁/戊或者己").eq(["甲", "乙", "丙", "丁", "戊", "己"]));
        assert!(joined("、").eq([""; 0]));
    }

    #[test]
    fn lists_in_a_line_come_apart() {
        let text = "应当：（一）年满18周岁；（二）有3.5米宽的门 1.甲、2级 2、乙①丙。一、丁";
        assert_eq!(
            entries(text).collect::<Vec<_>>(),
            [
                "应当：",
                "（一）年满18周岁",
                "（二）有3.5米宽的门",
                "1.甲、2级",
                "2、乙",
                "①丙",
                "一、丁"
            ]
        );
    }

    proptest! {
        #[test]
        fn nothing_but_marks_is_lost(text in any::<String>(), shaped in "[甲乙，。；1-3.、?!a\n]{0,30}") {
            for text in [&text, &shaped] {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
                for parts in [sentences(text).collect(), clauses(text).collect(), entries(text).collect()] {
                    let parts: Vec<&str> = parts;
                    prop_assert_eq!(parts.into_iter().map(letters).sum::<usize>(), letters(text));
                }
                prop_assert!(text.ends_with(last_sentence(text)));
            }
        }
    }
}
