//! Brackets: the text inside and outside of them.

use std::borrow::Cow;

use super::{half, is_han, slice};

/// A bracketed part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bracketed<'t> {
    /// The text before the bracket.
    pub(crate) before: &'t str,
    /// The text inside the bracket.
    pub(crate) inside: &'t str,
    /// The text after the bracket.
    pub(crate) after: &'t str,
}

/// The bracket that a text starts with, of any kind; other kinds inside it are ignored.
pub(crate) fn opening_bracket(text: &str) -> Option<Bracketed<'_>> {
    let open = text.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(opens, _)| *opens == open)?;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if half(c) == half(open) {
            depth += 1;
        } else if half(c) == half(*close) {
            depth -= 1;
            if depth == 0 {
                return Some(Bracketed {
                    before: "",
                    inside: slice(text, open.len_utf8()..at),
                    after: slice(text, at + c.len_utf8()..text.len()),
                });
            }
        }
    }
    None
}

/// The round bracket at the end of a text; nested brackets belong to its content.
pub(crate) fn ending_bracket(text: &str) -> Option<Bracketed<'_>> {
    let body = text.strip_suffix(['）', ')'])?;
    let mut depth = 0_usize;
    for (at, c) in body.char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => {
                return Some(Bracketed {
                    before: slice(body, 0..at),
                    inside: slice(body, at + c.len_utf8()..body.len()),
                    after: "",
                });
            }
            '（' | '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The text without the content of round brackets.
pub(crate) fn without_brackets(text: &str) -> Cow<'_, str> {
    if !text.contains(['（', '(', '）', ')']) {
        return Cow::Borrowed(text);
    }
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    Cow::Owned(outside.collect())
}

/// Whether the round and square brackets of a text are balanced.
pub(crate) fn is_balanced(text: &str) -> bool {
    loose(text).is_empty()
}

/// The byte offsets of the brackets without a partner.
fn loose(text: &str) -> Vec<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut loose = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !is_han(*c)) {
        if let Some((_, close)) = BRACKETS.iter().find(|(opens, _)| *opens == c) {
            open.push((at, half(*close)));
        } else if BRACKETS.iter().any(|(_, closes)| *closes == c)
            && open.pop_if(|(_, close)| *close == half(c)).is_none()
        {
            loose.push(at);
        }
    }
    loose.extend(open.into_iter().map(|(at, _)| at));
    loose
}

/// Returns the text without surrounding marks, but with balanced brackets; `None` if nothing is left.
pub(crate) fn remains(text: &str) -> Option<&str> {
    let is_mark = |c: char| !c.is_alphanumeric() && !"%℃￥¥$#@".contains(c);
    let bare = text.trim_matches(is_mark);
    if bare.is_empty() {
        return None;
    }
    let is_bracket = |c: char| {
        BRACKETS
            .iter()
            .any(|(open, close)| *open == c || *close == c)
    };
    let bracketed = text.trim_matches(|c: char| is_mark(c) && !is_bracket(c));
    let cut = !is_balanced(bare) && is_balanced(bracketed);
    Some(if cut { bracketed } else { bare })
}

/// Returns the text without unbalanced brackets.
pub(crate) fn without_loose(text: &str) -> Cow<'_, str> {
    let mut loose = loose(text);
    if loose.is_empty() {
        return Cow::Borrowed(text);
    }
    loose.sort_unstable();
    let kept = text
        .char_indices()
        .filter(|(at, _)| loose.binary_search(at).is_err());
    let kept: String = kept.map(|(_, c)| c).collect();
    Cow::Owned(kept.trim().to_owned())
}

/// Brackets, which enclose a remark, a number or a heading.
const BRACKETS: &[(char, char)] = &[
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('［', '］'),
    ('[', ']'),
    ('〔', '〕'),
];

/// Title marks and quotation marks, which protect their content as brackets do.
const QUOTES: &[(char, char)] = &[
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('{', '}'),
];

/// Splits a text at separators outside brackets and quotation marks.
///
/// An unbalanced bracket within a line protects nothing.
pub(crate) fn outside(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_i64;
    let mut start = 0;
    for ((at, c), change) in text.char_indices().zip(depth_changes(text)) {
        depth += change;
        if depth == 0 && separates(c) {
            parts.push(slice(text, start..at));
            start = at + c.len_utf8();
        }
    }
    parts.push(slice(text, start..text.len()));
    parts
}

/// The number of open brackets and quotation marks before each character of a text.
///
/// An unbalanced bracket within a line protects nothing.
pub(super) fn depths(text: &str) -> Vec<i64> {
    let mut depth = 0;
    let before = |change| {
        let before = depth;
        depth += change;
        before
    };
    depth_changes(text).into_iter().map(before).collect()
}

/// Maximum number of unbalanced brackets that are skipped in the search for the opening one.
const MAX_LOOSE: usize = 8;

/// The closing partner of a bracket or quotation mark, in half width, as the widths are often mixed.
fn closing(open: char) -> Option<char> {
    let mut pairs = BRACKETS.iter().chain(QUOTES);
    pairs
        .find(|(opens, _)| *opens == open)
        .map(|(_, close)| half(*close))
}

fn is_closing(c: char) -> bool {
    BRACKETS.iter().chain(QUOTES).any(|(_, close)| *close == c)
}

/// The change of the bracket depth at each character: 1 at an opening bracket with a partner, -1 at its partner.
fn depth_changes(text: &str) -> Vec<i64> {
    let mut changes: Vec<i64> = Vec::with_capacity(text.len() / 2);
    let mut open: Vec<(usize, char)> = Vec::new();
    for (index, c) in text.chars().enumerate() {
        changes.push(0);
        if is_han(c) {
            continue;
        }
        if c == '\n' {
            open.clear();
        } else if let Some(close) = closing(c) {
            open.push((index, close));
        } else if is_closing(c)
            // An unbalanced bracket inside another protects nothing.
            && let Some(at) = open.iter().rev().take(MAX_LOOSE).position(|(_, close)| *close == half(c))
        {
            open.truncate(open.len() - at);
            if let Some((start, _)) = open.pop()
                && let Some(change) = changes.get_mut(start)
            {
                *change = 1;
            }
            if let Some(change) = changes.last_mut() {
                *change = -1;
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_bracket_is_taken_whole() {
        let parts = |text| opening_bracket(text).map(|found| (found.inside, found.after));
        assert_eq!(parts("（甲(乙)）丙"), Some(("甲(乙)", "丙")));
        assert_eq!(parts("【法律】《某法》"), Some(("法律", "《某法》")));
        assert_eq!(
            (parts("甲（乙）"), parts("（甲"), parts("")),
            (None, None, None)
        );
    }

    #[test]
    fn text_outside_brackets_is_left() {
        assert_eq!(without_brackets("甲（乙(丙)）丁)（戊"), "甲丁");
    }

    #[test]
    fn brackets_protect_what_is_in_them() {
        let parts = |text| outside(text, |c| c == '、');
        assert_eq!(
            parts("甲（一、二)、《乙、丙》"),
            ["甲（一、二)", "《乙、丙》"]
        );
        assert_eq!(parts("甲（一、二"), ["甲（一", "二"]);
        assert_eq!(parts("甲（一\n二）、丙"), ["甲（一\n二）", "丙"]);
        assert_eq!(parts("甲（一、《二）、丙"), ["甲（一、《二）", "丙"]);
    }

    #[test]
    fn remains_without_words_are_none() {
        assert_eq!(remains("，（起施行）。"), Some("起施行"));
        assert_eq!(remains("，甲（乙）。"), Some("甲（乙）"));
        assert_eq!(remains("（）、"), None);
        assert_eq!(remains(" ￥5 "), Some("￥5"));
    }

    #[test]
    fn the_last_bracket_is_taken_whole() {
        let parts = |text| ending_bracket(text).map(|found| (found.before, found.inside));
        assert_eq!(parts("甲（乙）（丙(丁)）"), Some(("甲（乙）", "丙(丁)")));
        assert_eq!(parts("甲（乙)"), Some(("甲", "乙")));
        assert_eq!((parts("甲（乙）丙"), parts("甲）")), (None, None));
    }

    proptest! {
        #[test]
        fn parts_lie_within_the_text(text in any::<String>(), shaped in "[（）()《》【】甲、]{0,40}") {
            for text in [&text, &shaped] {
                let parts = outside(text, |c| c == '、');
                prop_assert!(parts.iter().map(|part| part.len()).sum::<usize>() <= text.len());
                if let Some(Bracketed { inside, after, .. }) = opening_bracket(text) {
                    prop_assert!(text.ends_with(after) && text.contains(inside));
                }
                prop_assert!(is_balanced(&without_loose(text)));
                prop_assert!(!without_brackets(text).contains(['（', '(', '）', ')']));
            }
        }

        #[test]
        fn a_bracket_is_what_ends_the_text(text in "[甲（）()]{0,12}") {
            if let Some(Bracketed { before, inside, .. }) = ending_bracket(&text) {
                let bracket = slice(&text, before.len()..text.len());
                prop_assert!(bracket.starts_with(['（', '(']) && bracket.ends_with(['）', ')']));
                prop_assert!(bracket.contains(inside));
                let count = |marks: [char; 2]| inside.matches(marks).count();
                prop_assert_eq!(count(['（', '(']), count(['）', ')']));
            }
        }
    }
}
