//! The phrases of `phrases.toml`: vague wording by element, and certain slips of the pen.

use std::sync::LazyLock;

use super::index::{Match, WordMap};
use super::lexicon::Set;
use super::table::PHRASES;

pub(crate) use super::phrase::Meaning;

/// The words of the table with their meanings; a word may be vague in several elements. A longer,
/// correct word that contains a slip has no meanings; it is listed so that it hides the slip.
static MEANINGS: LazyLock<WordMap<&[Meaning]>> =
    LazyLock::new(|| WordMap::of(PHRASES.iter().copied()));

/// Finds the words of the table in a text, leftmost-longest, with their meanings.
pub(crate) fn found(text: &str) -> impl Iterator<Item = (Match<'_>, Meaning)> {
    let found = MEANINGS.find_all(text);
    found.flat_map(|(found, meanings)| meanings.iter().map(move |meaning| (found, *meaning)))
}

/// The words of the table with their sets, for the lexicon; without the longer, correct words.
pub(super) fn searched() -> impl Iterator<Item = (&'static str, Set)> {
    PHRASES.iter().flat_map(|(word, meanings)| {
        let is_vague = |in_template: bool| {
            meanings.iter().any(|meaning| match meaning {
                Meaning::Phrase(phrase) => phrase
                    .elements
                    .iter()
                    .any(|element| (*element == "template") == in_template),
                Meaning::Typo(_) => false,
            })
        };
        let is_slip = meanings
            .iter()
            .any(|meaning| matches!(meaning, Meaning::Typo(_)));
        [
            is_vague(true).then_some(Set::TEMPLATE),
            is_vague(false).then_some(Set::PHRASE),
            is_slip.then_some(Set::SLIP),
        ]
        .into_iter()
        .flatten()
        .map(move |set| (*word, set))
    })
}
