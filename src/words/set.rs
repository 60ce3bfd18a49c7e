//! Queries on word sets.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::index::{Match, Words};

/// A named set of words, such as the endings of material names, denials or private hosts.
///
/// The words are data in `sets/`, with included sets resolved in the generated `table.rs`. A set is indexed
/// on first use, so unused sets cost nothing.
#[derive(Debug)]
pub(crate) struct WordSet {
    /// Index in the list of all sets.
    pub(crate) id: usize,
    /// The name of its static, such as `FORM_ENDING`.
    pub(crate) name: &'static str,
    built_in: &'static [&'static str],
    words: OnceLock<Words>,
}

/// A set whose words depend on the run, because users can add and remove words.
#[derive(Debug)]
pub(crate) struct OpenSet(pub(super) WordSet);

impl WordSet {
    /// Creates a set of this name with these words.
    pub(super) const fn new(
        id: usize,
        name: &'static str,
        built_in: &'static [&'static str],
    ) -> Self {
        Self {
            id,
            name,
            built_in,
            words: OnceLock::new(),
        }
    }

    /// A copy of the set with a user's words added and removed.
    pub(crate) fn changed(&self, add: &[String], remove: &[String]) -> Self {
        let kept = self
            .words()
            .all
            .iter()
            .filter(|word| !remove.iter().any(|gone| gone == word.as_ref()))
            .cloned();
        let added = add.iter().map(|word| Cow::Owned(word.clone()));
        Self {
            id: self.id,
            name: self.name,
            built_in: self.built_in,
            words: OnceLock::from(Words::of(kept.chain(added).collect())),
        }
    }

    /// The words, indexed on first use.
    pub(super) fn words(&self) -> &Words {
        let built_in = || self.built_in.iter().map(|word| Cow::Borrowed(*word));
        self.words.get_or_init(|| Words::of(built_in().collect()))
    }

    /// The name of the set in the data files and for users.
    pub(super) fn key(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// The words, longest first, so that the first match at a position is the longest.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.words().all.iter().map(AsRef::as_ref)
    }

    /// Whether the text equals one of the words.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.words().is(text)
    }

    /// Whether the text starts with one of the words.
    pub(crate) fn starts(&self, text: &str) -> bool {
        self.start_of(text).is_some()
    }

    /// Whether the text ends with one of the words.
    pub(crate) fn ends(&self, text: &str) -> bool {
        self.end_of(text).is_some()
    }

    /// Whether the text contains one of the words.
    pub(crate) fn occurs_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The longest word that the text starts with.
    pub(crate) fn start_of(&self, text: &str) -> Option<&str> {
        let words = self.words();
        words.word(words.start_of(text)?)
    }

    /// The longest word that the text ends with.
    pub(crate) fn end_of(&self, text: &str) -> Option<&str> {
        let words = self.words();
        words.word(words.end_of(text)?)
    }

    /// The rest of the text after the longest word that it starts with.
    pub(crate) fn strip_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.start_of(text)?.len()..)
    }

    /// The rest of the text before the longest word that it ends with.
    pub(crate) fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(..text.len() - self.end_of(text)?.len())
    }

    /// The first occurrence of a word in the text; the longest one at that position.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_all(text).next()
    }

    /// The text without all occurrences of the words (leftmost-longest).
    pub(crate) fn removed_from(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for found in self.find_all(text) {
            out.push_str(text.get(at..found.start).unwrap_or_default());
            at = found.start + found.word.len();
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }

    /// Removes the words one after the other, longest first; a removal may join characters into another word.
    pub(crate) fn each_removed_from(&self, mut text: String) -> String {
        let mut next = 0;
        let lowest = |text: &str, from: usize| {
            let numbers = self.words().every(text).map(|(number, _)| number);
            numbers.filter(|number| *number >= from).min()
        };
        while let Some(number) = lowest(&text, next) {
            text = text.replace(self.words().word(number).unwrap_or_default(), "");
            next = number + 1;
        }
        text
    }

    /// Whether `is` accepts some character that is not part of a word of the set.
    pub(crate) fn leaves(&self, text: &str, is: impl Fn(char) -> bool) -> bool {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let word = self.start_of(rest);
            if word.is_none() && is(first) {
                return true;
            }
            let length = word.map_or(first.len_utf8(), str::len);
            rest = rest.get(length..).unwrap_or_default();
        }
        false
    }

    /// All occurrences in the text: leftmost-longest, without overlap.
    pub(crate) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.words().find_all(text).map(|(_, found)| found)
    }
}

impl<'s> IntoIterator for &'s WordSet {
    type Item = &'s str;
    type IntoIter = std::iter::Map<
        std::slice::Iter<'s, Cow<'static, str>>,
        fn(&'s Cow<'static, str>) -> &'s str,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.words().all.iter().map(AsRef::as_ref)
    }
}
