//! Tests for texts that say nothing.
//!
//! There are exactly two tests: [`is_blank`], whether nothing is written, and [`is_filler`],
//! whether the text is meaningless filler. Whether 无 is a valid answer (特别程序, 数量限制) or a gap
//! depends on the caller: if it is valid, use [`is_blank`].

use std::borrow::Cow;
use std::sync::LazyLock;

use super::fold::{fold_char, stripped};
use super::{is_han, is_letter, without_buttons};
use crate::words::{self, CharSet};

/// Maximum length of a filler in bytes, including surrounding marks.
const MAX_FILLER_BYTES: usize = 60;

/// Whether nothing is written except white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether a text is filler: blank, only marks, leftover button labels, or a word for nothing such
/// as 无, 暂无。, ——, `N/A`.
pub(crate) fn is_filler(text: &str) -> bool {
    let text = stripped(text);
    if !starts_like_filler(text) {
        return false;
    }
    let text = without_buttons(text);
    if text.len() > MAX_FILLER_BYTES {
        return !text.chars().any(is_meaningful);
    }
    // Fast path: most candidates are plain Chinese and need no folding.
    if !text.is_empty() && text.chars().all(|c| is_han(c) && fold_char(c) == c) {
        return words::EMPTY_WORD.is(text);
    }
    let is_folded =
        |byte: u8| byte.is_ascii_graphic() && byte != b'~' && !byte.is_ascii_uppercase();
    let word: Cow<'_, str> = if text.bytes().all(is_folded) {
        Cow::Borrowed(text)
    } else {
        let folded = text.chars().map(fold_char).flat_map(char::to_lowercase);
        Cow::Owned(folded.collect())
    };
    let bare = word.trim_matches(is_mark);
    words::EMPTY_WORD.is(&word) || words::EMPTY_WORD.is(bare) || !bare.chars().any(is_meaningful)
}

/// Whether an element is given and is not filler.
pub(crate) fn says_something(text: Option<&str>) -> bool {
    text.is_some_and(|text| !is_filler(text))
}

/// Whether a character is meaningful: a letter, a digit, or a tick, which is an answer.
fn is_meaningful(c: char) -> bool {
    is_letter(c) || c.is_numeric() || matches!(c, '√' | '✓' | '✔' | '×' | '✗' | '✘')
}

/// Whether a character is a mark that may surround a filler word.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '-' | '_' | '.' | '。' | ',' | ';' | '、' | '!' | ':' | '"' | '\'' | '…'
        )
}

/// Fast path: whether the first character that is not a mark can begin a filler.
///
/// For nearly all texts it cannot, so that they need not be folded.
fn starts_like_filler(text: &str) -> bool {
    static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
        let words = words::EMPTY_WORD.iter().chain(&words::BUTTON_ALONE);
        CharSet::of(words.filter_map(|word| word.chars().find(|c| !is_mark(*c))))
    });
    let may_start = |c: char| STARTS.holds(c) || !is_meaningful(c);
    let plain = |first: &char| is_han(*first) || first.is_ascii_alphanumeric();
    if let Some(first) = text.chars().next().filter(plain) {
        return may_start(first.to_ascii_lowercase());
    }
    let first = text
        .chars()
        .map(fold_char)
        .flat_map(char::to_lowercase)
        .find(|c| !is_mark(*c));
    first.is_none_or(may_start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fillers_say_nothing() {
        for text in [
            "",
            "　",
            "无。",
            "null",
            "NULL",
            "-",
            "——",
            "---",
            "N/A",
            " 暂无。",
            "无w",
            "（）",
            "；",
            "...展开",
            "无\n更多",
            "*",
            "／",
            "★★★",
        ] {
            assert!(is_filler(text), "{text}");
        }
        for text in [
            "无需材料",
            "12345",
            "0",
            "是",
            "无线电台执照",
            "5%",
            "（无）号",
            "A",
        ] {
            assert!(!is_filler(text), "{text}");
        }
        assert!(says_something(Some("有")) && !says_something(Some("无")) && !says_something(None));
        assert!(is_blank(" \u{3000}\n") && !is_blank("无"));
    }

    #[test]
    fn every_filler_is_one() {
        for word in &words::EMPTY_WORD {
            assert!(
                is_filler(word) && is_filler(&format!("，{word}。")),
                "{word}"
            );
            assert_eq!(
                word.to_lowercase()
                    .chars()
                    .map(fold_char)
                    .collect::<String>(),
                word
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_blank_is_a_filler(text in any::<String>(), space in "[ \u{3000}\n]{0,4}") {
            prop_assert!(!is_blank(&text) || is_filler(&text));
            prop_assert_eq!(is_filler(&format!("{space}{text}{space}")), is_filler(&text));
        }
    }
}
