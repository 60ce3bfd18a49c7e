//! Similarity of texts.

use super::text_key;

/// Longer texts are compared by their character bigrams, because edit distance takes time
/// proportional to the product of the lengths.
const MAX_DISTANCE_CHARS: usize = 64;

/// The similarity of two names or texts, from 0 to 1; texts with the same [`text_key`] have 1.
pub(crate) fn similarity(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (a, b) = (text_key(a), text_key(b));
    if a == b {
        return 1.0;
    }
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let long = |text: &str| text.chars().nth(MAX_DISTANCE_CHARS).is_some();
    if long(&a) || long(&b) {
        return strsim::sorensen_dice(&a, &b);
    }
    let likeness = strsim::normalized_damerau_levenshtein(&a, &b);
    let several = |text: &str| text.chars().nth(1).is_some();
    if several(&a) && b.contains(&a) || several(&b) && a.contains(&b) {
        0.4f64.mul_add(likeness, 0.6)
    } else {
        likeness
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_within_another_is_like_it() {
        assert!((similarity("收件与受理", "收件与受理 ") - 1.0).abs() < f64::EPSILON);
        assert!(similarity("窗口受理", "受理") > similarity("窗口受理", "送达"));
        assert!(similarity("", "受理") < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn any_two_texts_are_compared(a in any::<String>(), b in any::<String>()) {
            let likeness = similarity(&a, &b);
            prop_assert!((0.0..=1.0).contains(&likeness));
            prop_assert!((similarity(&b, &a) - likeness).abs() < 1e-9);
        }
    }
}
