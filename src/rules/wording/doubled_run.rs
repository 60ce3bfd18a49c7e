//! Words that are repeated immediately.

use std::ops::Range;

use crate::division::leading;
use crate::prose::{is_han, slice};

/// Minimum length of a repeated run, in characters; shorter ones may be intentional: 一房一价, 公司公司律师.
pub(super) const MIN_LETTERS: usize = 3;

/// Number of hash slots for the positions of character pairs.
const HASH_SLOTS: usize = 256;

/// The first run of words that is repeated immediately, as the range of the repetition.
///
/// A run that contains punctuation, such as a sentence, only counts if it begins a clause.
pub(super) fn doubled_run(text: &str) -> Option<Range<usize>> {
    if text.len() < 2 * 3 * MIN_LETTERS {
        return None;
    }
    let bytes = text.as_bytes();
    // Last position of a pair with this hash, plus 1; 0 if there is none.
    let mut last = [0_usize; HASH_SLOTS];
    let mut next = 0;
    while let Some([lead, a, b, _, c, d]) = bytes.get(next..).and_then(<[u8]>::first_chunk) {
        let start = next;
        // A Chinese character has three bytes; the last byte of a four-byte character is skipped like a letter.
        if *lead < 0xE0 {
            next += 1;
            continue;
        }
        next += 3;
        let mixed = u32::from_le_bytes([*a, *b, *c, *d]).wrapping_mul(0x9E37_79B1);
        let Some(known) = last.get_mut((mixed >> (u32::BITS - HASH_SLOTS.ilog2())) as usize) else {
            continue;
        };
        let from = std::mem::replace(known, start + 1);
        let length = (start + 1).saturating_sub(from);
        if from == 0 || length < 3 * MIN_LETTERS {
            continue;
        }
        let again = start..start + length;
        if bytes.get(from - 1..start) == bytes.get(again.clone())
            && slice(text, again.clone()).chars().take(2).all(is_han)
            && is_run_of_words(slice(text, 0..from - 1), slice(text, again.clone()))
        {
            return Some(again);
        }
    }
    None
}

/// The first character of a division's name at the beginning of a text, if it is doubled: 甲甲乙市.
pub(super) fn doubled_first(text: &str) -> Option<Range<usize>> {
    let mut chars = text.chars();
    let first = chars.next().filter(|c| is_han(*c))?;
    let rest = chars.as_str();
    (rest.starts_with(first) && leading(rest).is_some() && leading(text).is_none())
        .then(|| first.len_utf8()..2 * first.len_utf8())
}

/// Whether a run in this context consists of words.
fn is_run_of_words(before: &str, run: &str) -> bool {
    let letters = run.chars().filter(|c| is_han(*c)).count();
    let is_one_word = run.chars().all(is_han);
    let begins = !before.ends_with(char::is_alphanumeric);
    letters >= MIN_LETTERS && (is_one_word || begins && letters >= 2 * MIN_LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_begin_twice() {
        for (text, found) in [
            ("防防城港市港口区", true),
            ("防城港市", false),
            ("甲甲路1号", false),
        ] {
            assert_eq!(doubled_first(text).is_some(), found, "{text}");
        }
    }

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
