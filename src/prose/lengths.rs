//! Comparing and cutting texts by their number of characters.

use super::slice;

/// Whether a text has more than this many characters.
pub(crate) fn is_longer(text: &str, chars: usize) -> bool {
    // A character has at most four bytes.
    text.len() > chars && (text.len() > 4 * chars || text.chars().nth(chars).is_some())
}

/// The first characters of a text, or all of it.
pub(crate) fn first_chars(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most).map(|(at, _)| at);
    slice(text, 0..end.unwrap_or(text.len()))
}

/// The last characters of a text, or all of it.
pub(crate) fn last_chars(text: &str, most: usize) -> &str {
    let before = text.char_indices().rev().nth(most);
    let start = before.map_or(0, |(at, c)| at + c.len_utf8());
    slice(text, start..text.len())
}

/// The text, shortened to at most `most` characters and an ellipsis if it is longer.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    if is_longer(text, most) {
        let shown = first_chars(text, most);
        // Cut at a mark if this leaves more than half of the allowed length.
        let end = shown.rfind(['，', '。', '；', '：', '、', ',', ';']);
        let end = end.filter(|end| is_longer(slice(shown, 0..*end), most / 2));
        format!("{}……", end.map_or(shown, |end| slice(shown, 0..end)))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_are_counted_in_characters() {
        assert!(is_longer("甲乙丙", 2) && !is_longer("甲乙丙", 3) && !is_longer("", 0));
        assert_eq!(
            (first_chars("甲乙丙", 2), last_chars("甲乙丙", 2)),
            ("甲乙", "乙丙")
        );
        assert_eq!((first_chars("甲", 2), last_chars("甲", 2)), ("甲", "甲"));
        assert_eq!((first_chars("甲", 0), last_chars("甲", 0)), ("", ""));
        assert_eq!(
            (clipped("甲乙丙", 2), clipped("甲乙", 2)),
            ("甲乙……".to_owned(), "甲乙".to_owned())
        );
    }

    proptest! {
        #[test]
        fn a_text_is_its_first_characters_and_the_rest(text in any::<String>(), most in 0_usize..8) {
            let length = text.chars().count();
            let (first, rest) = (first_chars(&text, most), last_chars(&text, length.saturating_sub(most)));
            prop_assert_eq!(format!("{first}{rest}"), &text[..]);
            prop_assert_eq!(is_longer(&text, most), length > most);
        }
    }
}
