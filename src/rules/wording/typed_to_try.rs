//! Words that were typed to try a form out.

use crate::prose::{ascii_lower, slice};
use crate::words::{self, Letters};

/// Whether a text with these characters may contain a word of `TYPED_TO_TRY`.
pub(super) fn may_be_typed(letters: &Letters) -> bool {
    letters.may_contain("测试")
        || letters.may_hold_any(['t', 'T']) && letters.may_hold_any(['e', 'E'])
        || letters.may_hold_any(['d', 'D']) && letters.may_hold_any(['f', 'F'])
}

/// The word at the end of a text that was typed to try the form out: 周一至周五9:00-17:00，test.
pub(super) fn left_at_end(text: &str) -> Option<&str> {
    let end = text.trim_end_matches(['。', '.', '！', '!']);
    // Fast path: almost no text ends in such a word.
    let tail = ascii_lower(last_bytes(end.trim_end(), MAX_TYPED_BYTES));
    if !words::TYPED_TO_TRY.ends(&tail) {
        return None;
    }
    let (_, last) = end.rsplit_once(['，', '。', '；', ',', ';'])?;
    let last = last.trim();
    (last.len() <= MAX_TYPED_BYTES && words::TYPED_TO_TRY.is(&ascii_lower(last))).then_some(last)
}

/// The longest beginning of a text that has at most `most` bytes.
pub(super) fn first_bytes(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    slice(text, 0..end)
}

/// The longest end of a text that has at most `most` bytes.
fn last_bytes(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    slice(text, start..text.len())
}

/// Maximum length of a word of `TYPED_TO_TRY`, in bytes.
const MAX_TYPED_BYTES: usize = 12;

#[cfg(test)]
#[test]
fn typed_words_have_their_characters() {
    for word in &words::TYPED_TO_TRY {
        let upper = word.to_uppercase();
        assert!(may_be_typed(&Letters::of(word)) && may_be_typed(&Letters::of(&upper)));
    }
}
