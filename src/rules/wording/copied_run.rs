//! Runs of characters that conditions and a law have in common.

use crate::prose::{first_chars, is_han, is_longer, slice};
use crate::words::Letters;

/// Length of a common substring that is no coincidence, in characters.
const MIN_COPIED_CHARS: usize = 60;

/// Whether a text is long enough to have such a run.
pub(super) fn is_as_long(text: &str) -> bool {
    is_longer(text, MIN_COPIED_CHARS - 1)
}

/// Fast path: whether so many characters in a row of the law may all be in the conditions, which almost none are.
pub(super) fn may_share_run(conditions: &Letters, law: &str) -> bool {
    let mut run = 0;
    law.chars().any(|c| {
        // Other characters differ in width and case.
        let is_shared = !is_han(c) || conditions.may_hold(c);
        run = if is_shared { run + 1 } else { 0 };
        run >= MIN_COPIED_CHARS
    })
}

/// Whether the keys of the two texts have a common substring of [`MIN_COPIED_CHARS`] characters.
pub(super) fn shares_run(conditions: &str, law: &str) -> bool {
    // Windows that start at multiples of half the length find every common substring of 1.5 times the length.
    let mut starts: Vec<usize> = (law.char_indices().step_by(MIN_COPIED_CHARS / 2))
        .map(|(at, _)| at)
        .collect();
    if law.chars().count().is_multiple_of(MIN_COPIED_CHARS / 2) {
        starts.push(law.len());
    }
    starts.windows(3).any(|ends| {
        let window = match ends {
            [start, _, end] => slice(law, *start..*end),
            _ => "",
        };
        // Fast path: the first characters alone are found much faster.
        conditions.contains(first_chars(window, 8)) && conditions.contains(window)
    })
}
