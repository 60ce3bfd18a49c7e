//! Folding of spellings: full width to half width, look-alike marks, spaces, words for nothing.
//!
//! For fields that are codes, numbers, times and phones. Names and legal text keep their marks: no
//! function here is meant for them, and none does what NFKC does to `①`, `㎡` or `（`.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::chars::CharSet;
use crate::vocabulary::empty_words;
use crate::words;

/// The half-width form of a full-width ASCII character; spaces of any width become a space.
///
/// ```
/// use shixiang::value::fold::half;
///
/// assert_eq!(half('７'), '7');
/// assert_eq!(half('（'), '(');
/// assert_eq!(half('、'), '、');
/// ```
pub fn half(char: char) -> char {
    match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{FEFF}' | '\t' => ' ',
        _ => char,
    }
}

/// Whether it is a Chinese character of the common block: most characters are, and no folding
/// changes them.
pub(super) const fn is_han(char: char) -> bool {
    matches!(char, '\u{4E00}'..='\u{9FFF}')
}

/// The half-width form, with look-alike dashes as `-` and look-alike colons as `:`.
pub(super) fn code_char(char: char) -> char {
    if is_han(char) {
        return char;
    }
    match half(char) {
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{FE63}'
        | '\u{FE58}'
        | '\u{301C}'
        | '\u{2053}'
        | '\u{223C}'
        | '\u{2E3A}'
        | '~' => '-',
        '\u{2236}' | '\u{FE30}' | '\u{FE55}' | '\u{A789}' | '\u{02D0}' => ':',
        '〔' | '［' | '【' => '[',
        '〕' | '］' | '】' => ']',
        other => other,
    }
}

/// The text in half width, with look-alike dashes and tildes as `-` and colons as `:`.
///
/// For codes, numbers, times and phones only.
///
/// ```
/// use shixiang::value::fold::fold;
///
/// assert_eq!(fold("０２０－１２３４５"), "020-12345");
/// assert_eq!(fold("9∶00—12∶00"), "9:00-12:00");
/// ```
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| code_char(char) == char) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(code_char).collect())
    }
}

/// The text without the spaces inside and around words of digits and Chinese characters.
///
/// A space between two Latin words stays, as one space.
///
/// ```
/// use shixiang::value::fold::squeeze;
///
/// assert_eq!(squeeze(" 上 午 9 : 00 "), "上午9:00");
/// assert_eq!(squeeze("service  hall"), "service hall");
/// ```
pub fn squeeze(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|char| char.is_whitespace() || half(char) == ' ')
    {
        return Cow::Borrowed(text);
    }
    let mut squeezed = String::with_capacity(text.len());
    let mut gap = false;
    for char in text.chars() {
        if char.is_whitespace() || half(char) == ' ' {
            gap = true;
            continue;
        }
        let latin = |char: char| char.is_ascii_alphabetic();
        if gap && latin(char) && squeezed.chars().next_back().is_some_and(latin) {
            squeezed.push(' ');
        }
        gap = false;
        squeezed.push(char);
    }
    Cow::Owned(squeezed)
}

/// Whether the text says that there is none: nothing at all, 无, 暂无。, ——, `N/A` and the like.
///
/// Whether 无 is a true answer (特别程序, 数量限制) or a gap is for the caller to know.
///
/// ```
/// use shixiang::value::fold::empty_word;
///
/// assert!(empty_word(" 暂无。") && empty_word("——") && empty_word("N/A") && empty_word(""));
/// assert!(!empty_word("无线电台执照"));
/// ```
pub fn empty_word(text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim();
    if text.len() > LONGEST || !starts_like_empty_word(text) {
        return false;
    }
    let word: String = text
        .chars()
        .map(code_char)
        .collect::<String>()
        .to_lowercase();
    let bare = word.trim_matches(is_mark);
    let known =
        |word: &str| word.is_empty() || empty_words().contains(&word) || words::EMPTY_WORD.is(word);
    known(&word) || known(bare)
}

/// What may stand around a word for nothing.
fn is_mark(char: char) -> bool {
    char.is_whitespace() || char.is_control() || "-_.。,;、!:\"'…".contains(char)
}

/// Whether the first character that is no mark is one that a word for nothing begins with: of
/// nearly all texts it is not, and they need not be folded.
fn starts_like_empty_word(text: &str) -> bool {
    static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
        let words = empty_words().iter().copied().chain(&words::EMPTY_WORD);
        CharSet::of(words.filter_map(|word| word.chars().find(|char| !is_mark(*char))))
    });
    if let Some(first) = text.chars().next().filter(|first| is_han(*first)) {
        return STARTS.holds(first);
    }
    let first = text
        .chars()
        .map(code_char)
        .flat_map(char::to_lowercase)
        .find(|char| !is_mark(*char));
    first.is_none_or(|first| STARTS.holds(first))
}

/// The text without what the buttons of a web page left at its end, such as `...展开`.
///
/// ```
/// use shixiang::value::fold::without_buttons;
///
/// assert_eq!(without_buttons("0770-2881234...展开"), "0770-2881234");
/// ```
pub fn without_buttons(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(shorter) = words::PAGE_BUTTON.strip_end(rest) {
        rest = shorter.trim_end();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_only_what_looks_alike() {
        assert_eq!(fold("ＡＢ１２　③㎡、。"), "AB12 ③㎡、。");
        assert_eq!(fold("a–b―c─d～e"), "a-b-c-d-e");
        assert!(matches!(fold("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn knows_words_for_nothing() {
        for word in [
            "", "无。", "null", "-", "——", "---", "N/A", "暂无", "　", "NULL", "无w",
        ] {
            assert!(empty_word(word), "{word}");
        }
        for word in ["无需材料", "12345", "0", "是"] {
            assert!(!empty_word(word), "{word}");
        }
    }

    #[test]
    fn strips_page_buttons() {
        assert_eq!(without_buttons("一楼\n...展开\n更多地点"), "一楼");
        assert_eq!(without_buttons("...展开"), "");
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
            let squeezed = squeeze(&text).into_owned();
            prop_assert_eq!(squeeze(&squeezed).into_owned(), squeezed);
            let _ = (empty_word(&text), without_buttons(&text));
        }
    }
}
