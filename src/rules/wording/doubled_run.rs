//! Words that stand twice on end.

use std::ops::Range;

use crate::prose::{is_han, slice};

/// A shorter run may be said twice on purpose: 一房一价, 公司公司律师.
const MIN_LETTERS: usize = 3;

/// Positions remembered, by pairs of characters.
const SLOTS: usize = 256;

/// The first run of words that is repeated at once, as the range of the repetition.
///
/// It is one with marks in it, such as a sentence, only if it begins a clause.
pub(super) fn doubled_run(text: &str) -> Option<Range<usize>> {
    if text.len() < 2 * 3 * MIN_LETTERS {
        return None;
    }
    let bytes = text.as_bytes();
    let mut last = [usize::MAX; SLOTS];
    let mut before: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        let pair = before.replace((at, c));
        let Some((start, first)) = pair.filter(|(_, first)| is_han(*first) && is_han(c)) else {
            continue;
        };
        let slot = (u32::from(first).wrapping_mul(31) ^ u32::from(c)) as usize % SLOTS;
        let Some(known) = last.get_mut(slot) else {
            continue;
        };
        let from = std::mem::replace(known, start);
        if from == usize::MAX || start - from < 3 * MIN_LETTERS {
            continue;
        }
        let again = start..start + (start - from);
        if bytes.get(from..start) == bytes.get(again.clone())
            && counts(slice(text, 0..from), slice(text, again.clone()))
        {
            return Some(again);
        }
    }
    None
}

/// Whether a run that stands here is one of words.
fn counts(before: &str, run: &str) -> bool {
    let letters = run.chars().filter(|c| is_han(*c)).count();
    let is_one_word = run.chars().all(is_han);
    let begins = !before.ends_with(char::is_alphanumeric);
    letters >= MIN_LETTERS && (is_one_word || begins && letters >= 2 * MIN_LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_on_end_is_found() {
        for (text, run) in [
            ("88号市政务服务中心政务服务中心3楼", Some("政务服务中心")),
            (
                "不予受理，并告知申请人向有关机关申请。并告知申请人向有关机关申请。",
                Some("并告知申请人向有关机关申请。"),
            ),
            ("本公司公司律师", None),
            ("商品房一房一价表", None),
            ("补偿合同，拆迁补偿合同，", None),
            ("一式三份，一式三份", None),
            ("申请人申请办理", None),
            ("", None),
        ] {
            assert_eq!(doubled_run(text).map(|at| slice(text, at)), run, "{text}");
        }
    }
}
