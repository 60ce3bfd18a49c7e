//! Normalization of spellings: full width to half width, look-alike marks, spaces.
//!
//! For fields that are codes, numbers, times and phones, and for comparison keys. Names and legal
//! texts keep their marks, and unlike NFKC, folding leaves `①`, `㎡` and `（` alone.

use std::borrow::Cow;

use super::is_han;
use super::traditional::simplified;

/// The half-width form of a full-width ASCII character; spaces of any width become a space.
pub(crate) fn half(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{FEFF}' | '\t' => ' ',
        _ => c,
    }
}

/// The half-width form, with look-alike dashes as `-`, look-alike colons as `:` and traditional
/// characters as simplified ones.
pub(crate) fn fold_char(c: char) -> char {
    if is_han(c) {
        return simplified(c);
    }
    match half(c) {
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

/// The text with each character folded by [`fold_char`].
///
/// For codes, numbers, times and phones only.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| fold_char(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(fold_char).collect())
    }
}

/// The text with its ASCII letters in lower case.
pub(crate) fn ascii_lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character is a digit, of either width.
pub(crate) fn is_digit(c: char) -> bool {
    half(c).is_ascii_digit()
}

/// The text without spaces inside and around runs of digits and Chinese characters.
///
/// A space between two Latin words is kept, as one space.
pub(crate) fn squeeze(text: &str) -> Cow<'_, str> {
    let is_space = |c: char| c.is_whitespace() || half(c) == ' ';
    if !text.chars().any(is_space) {
        return Cow::Borrowed(text);
    }
    let is_latin = |c: char| c.is_ascii_alphabetic();
    let mut squeezed = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_space(c) {
            gap = true;
            continue;
        }
        if gap && is_latin(c) && squeezed.chars().next_back().is_some_and(is_latin) {
            squeezed.push(' ');
        }
        gap = false;
        squeezed.push(c);
    }
    Cow::Owned(squeezed)
}

/// Like [`str::trim`], with a fast path: the first and last bytes of nearly all texts show that
/// there is nothing to trim.
pub(crate) fn stripped(text: &str) -> &str {
    // No white space begins with a byte from 0xE4, as Chinese characters and wide marks do; the last pattern is 。.
    let begins = matches!(text.as_bytes(), [b'!'..=b'~' | 0xE4..=0xFF, ..]);
    let ends = matches!(
        text.as_bytes(),
        [.., b'!'..=b'~'] | [.., 0xE4..=0xFF, _, _] | [.., 0xE3, 0x80, 0x82]
    );
    if begins && ends { text } else { text.trim() }
}

/// The text without surrounding spaces and separating punctuation.
pub(crate) fn trimmed(text: &str) -> &str {
    let separates = |c: char| {
        c.is_whitespace() || matches!(c, '。' | '；' | ';' | '，' | ',' | '、' | '．' | '\u{feff}')
    };
    let text = text.trim_matches(separates);
    // An ASCII full stop ends a sentence only at the end of the text.
    text.trim_end_matches(|c: char| c == '.' || separates(c))
}

/// The comparison key of prose, equal for texts that differ only in width, spaces and punctuation.
///
/// Between two digits one mark is kept, so that `1.5` and `15` differ; `<` and `>` are kept before
/// a digit, where they are not brackets. The function is idempotent.
pub(crate) fn text_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut after_digit = false;
    let mut gap = None;
    let mut sign = None;
    let mut rest = text;
    loop {
        // Fast path: Chinese characters, most of nearly every text, are copied in runs.
        let other = rest.find(|c| !is_han(c)).unwrap_or(rest.len());
        let (plain, behind) = rest.split_at_checked(other).unwrap_or((rest, ""));
        if !plain.is_empty() {
            key.push_str(plain);
            (after_digit, gap, sign) = (false, None, None);
        }
        let mut chars = behind.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        let c = half(c);
        if is_key_char(c) {
            if let Some(sign) = sign.take().filter(|_| c.is_ascii_digit()) {
                key.push(sign);
                (after_digit, gap) = (false, None);
            }
            if let Some(mark) = gap.take().filter(|_| after_digit && c.is_ascii_digit()) {
                key.push(mark);
            }
            // The lower case of İ contains a combining mark, which is dropped.
            key.extend(c.to_lowercase().filter(|c| is_key_char(*c)));
            after_digit = c.is_ascii_digit();
        } else if matches!(c, '<' | '>') {
            sign = Some(c);
        } else if after_digit && gap.is_none() {
            gap = Some(match c {
                '.' => '.',
                '-' | '–' | '—' | '~' => '-',
                _ => ',',
            });
        }
    }
    key
}

/// Whether a character is significant in a key.
fn is_key_char(c: char) -> bool {
    // Fast path: the marks of nearly every text.
    if matches!(c, '、' | '。' | '《' | '》' | '“' | '”') {
        return false;
    }
    c.is_alphanumeric() || matches!(c, '%' | '‰' | '≥' | '≤' | '±' | '℃')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_only_what_looks_alike() {
        assert_eq!(fold("ＡＢ１２　③㎡、。"), "AB12 ③㎡、。");
        assert_eq!(fold("a–b―c─d～e"), "a-b-c-d-e");
        assert_eq!(fold("9∶00—12∶00"), "9:00-12:00");
        assert!(matches!(fold("plain"), Cow::Borrowed(_)));
        assert_eq!((half('（'), half('、')), ('(', '、'));
    }

    #[test]
    fn spaces_stay_between_latin_words_only() {
        assert_eq!(squeeze(" 上 午 9 : 00 "), "上午9:00");
        assert_eq!(squeeze("service  hall"), "service hall");
    }

    #[test]
    fn keys_keep_what_means_something() {
        assert_eq!(
            text_key("材料齐全， 内容真实。"),
            text_key("材料齐全,内容真实")
        );
        assert_eq!(text_key("Ａ４ 纸"), "a4纸");
        assert_ne!(text_key("1.5厘米"), text_key("15厘米"));
        assert_eq!(text_key("1、2、3号窗口"), text_key("1,2,3号窗口"));
        assert_ne!(text_key("1、2号"), text_key("1-2号"));
        assert_ne!(text_key("5%"), text_key("5"));
        assert_eq!(text_key("İ"), "i");
    }

    #[test]
    fn separating_marks_are_trimmed() {
        assert_eq!(trimmed("，。甲、乙；\u{feff} "), "甲、乙");
        assert_eq!(trimmed("v1.2."), "v1.2");
    }

    proptest! {
        #[test]
        fn texts_are_stripped_as_they_are_trimmed(text in any::<String>(), chinese in "[ \u{3000}\u{2028}\u{85}、。，甲龥𠀀a~]{0,4}") {
            prop_assert_eq!(stripped(&text), text.trim());
            prop_assert_eq!(stripped(&chinese), chinese.trim());
        }

        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
            let squeezed = squeeze(&text).into_owned();
            prop_assert_eq!(squeeze(&squeezed).into_owned(), squeezed);
            prop_assert_eq!(text_key(&text_key(&text)), text_key(&text));
            prop_assert_eq!(trimmed(trimmed(&text)), trimmed(&text));
        }
    }
}
