//! Ranks that precede a law as a heading: 【法律】, （部门规章）, 规章：.

use crate::prose::{Bracketed, first_chars, is_longer, opening_bracket, slice};
use crate::vocabulary::{LegalRank, Vocabulary};
use crate::words;

/// Maximum length of a heading including its bracket or colon, in characters.
const MAX_TAG_CHARS: usize = 14;

/// A heading and the text after it.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    pub(super) rank: LegalRank,
    pub(super) after: &'t str,
}

/// The heading that a text starts with.
///
/// A word missing from the vocabulary, such as 规章, is a heading only if a title or nothing follows.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let near = first_chars(text, MAX_TAG_CHARS);
    let (word, behind) = match opening_bracket(near) {
        Some(Bracketed { inside, after, .. }) => (inside, after),
        None => near.split_once(['：', ':'])?,
    };
    let length = near.len() - behind.len();
    let word = word.trim();
    let after = slice(text, length..text.len()).trim_start_matches([':', '：', ' ', '\u{3000}']);
    let listed = LegalRank::recognise(word);
    let titles = after.trim().is_empty() || after.starts_with(['《', '“', '"']);
    let named = titles && !is_longer(word, MAX_TAG_CHARS - 2) && words::RANK_ENDING.ends(word);
    let rank = listed.or_else(|| named.then(|| LegalRank::parse(word)))?;
    Some(Tag { rank, after })
}

/// Combines the rank of the heading with the rank derived from name and number.
///
/// The heading wins, unless it is ambiguous like 规章 and the derived rank makes it precise.
pub(super) fn more_exact(
    heading: Option<LegalRank>,
    derived: Option<LegalRank>,
) -> Option<LegalRank> {
    match (heading, derived) {
        (Some(heading @ LegalRank::Other(_)), Some(derived))
            if derived.term().ends_with(heading.term()) =>
        {
            Some(derived)
        }
        (heading, derived) => heading.or(derived),
    }
}
