//! The letters of words, by which most words are ruled out.

use std::sync::LazyLock;

use crate::words::{self, WordSet};

/// The ASCII letters in a text as a bit set: a quick test before words are searched for.
pub(super) fn letters_of(text: &str) -> u32 {
    text.bytes().fold(0, |all, byte| all | 1 << (byte % 32))
}

/// The letters of each word of a set.
fn letters_of_words(words: &WordSet) -> Vec<u32> {
    words.iter().map(letters_of).collect()
}

/// The letters of the words for pages of booking systems.
pub(super) static LETTERS_OF_BOOKING: LazyLock<Vec<u32>> =
    LazyLock::new(|| letters_of_words(&words::BOOKING_PAGE));

/// The letters of the words for log-in pages.
pub(super) static LETTERS_OF_LOG_IN: LazyLock<Vec<u32>> =
    LazyLock::new(|| letters_of_words(&words::LOG_IN_PAGE));

/// Whether a text with the letters `letters` may contain one of the words with the letters `words`.
pub(super) fn may_occur(words: &[u32], letters: u32) -> bool {
    words.iter().any(|word| word & !letters == 0)
}
