//! Where words and brackets stand in a text, and what stands around them.

use super::slice;

/// A word where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence<'t> {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// What stands before it.
    pub(crate) before: &'t str,
    /// What stands behind it.
    pub(crate) after: &'t str,
}

/// The places where a word stands in a text.
pub(crate) fn occurrences<'t>(text: &'t str, word: &str) -> impl Iterator<Item = Occurrence<'t>> {
    text.match_indices(word)
        .map(move |(start, word)| Occurrence {
            start,
            before: slice(text, 0..start),
            after: slice(text, start + word.len()..text.len()),
        })
}

/// A text that ends in a bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bracketed<'t> {
    /// What stands before the bracket.
    pub(crate) before: &'t str,
    /// What stands in it.
    pub(crate) inside: &'t str,
}

/// The bracket that ends a text; a bracket within it belongs to what stands in it.
pub(crate) fn ending_bracket(text: &str) -> Option<Bracketed<'_>> {
    let body = text.strip_suffix(['）', ')'])?;
    let mut depth = 0_usize;
    for (at, c) in body.char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => {
                return Some(Bracketed {
                    before: slice(body, 0..at),
                    inside: slice(body, at + c.len_utf8()..body.len()),
                });
            }
            '（' | '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_found_with_what_stands_around_them() {
        let found: Vec<Occurrence<'_>> = occurrences("甲的乙的", "的").collect();
        let [first, last] = found[..] else {
            panic!("{found:?}");
        };
        assert_eq!((first.start, first.before, first.after), (3, "甲", "乙的"));
        assert_eq!((last.before, last.after), ("甲的乙", ""));
    }

    #[test]
    fn the_last_bracket_is_taken_whole() {
        let parts = |text| ending_bracket(text).map(|found| (found.before, found.inside));
        assert_eq!(parts("甲（乙）（丙(丁)）"), Some(("甲（乙）", "丙(丁)")));
        assert_eq!(parts("甲（乙)"), Some(("甲", "乙")));
        assert_eq!((parts("甲（乙）丙"), parts("甲）")), (None, None));
    }

    proptest! {
        #[test]
        fn a_bracket_is_what_ends_the_text(text in "[甲（）()]{0,12}") {
            if let Some(Bracketed { before, inside }) = ending_bracket(&text) {
                let bracket = slice(&text, before.len()..text.len());
                prop_assert!(bracket.starts_with(['（', '(']) && bracket.ends_with(['）', ')']));
                prop_assert!(bracket.contains(inside));
                let count = |marks: [char; 2]| inside.matches(marks).count();
                prop_assert_eq!(count(['（', '(']), count(['）', ')']));
            }
        }
    }
}
