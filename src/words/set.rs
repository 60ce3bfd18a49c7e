//! What a rule or a reader asks of a set of words.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::load;

/// A named set of words: what a material's name ends in, how a clause denies, which hosts are private.
///
/// The words are data under `sets/`. A set is read and composed when it is first asked, so a set that
/// nobody asks costs nothing.
#[derive(Debug)]
pub(crate) struct WordSet {
    /// Place in [`super::ALL`].
    pub(crate) id: usize,
    /// Name of its static, such as `FORM_ENDING`.
    pub(crate) name: &'static str,
    words: OnceLock<Words>,
}

/// Where a word stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'t> {
    /// The word, as the text has it.
    pub(crate) word: &'t str,
    /// Byte at which it begins.
    pub(crate) start: usize,
}

impl WordSet {
    /// The set of this name in the data.
    pub(super) const fn named(id: usize, name: &'static str) -> Self {
        Self {
            id,
            name,
            words: OnceLock::new(),
        }
    }

    /// This set with a user's words: more of them, and some taken away.
    pub(crate) fn changed(&self, add: &[String], remove: &[String]) -> Self {
        let kept = (self.words().all.iter())
            .filter(|word| !remove.iter().any(|gone| gone == word.as_ref()))
            .cloned();
        let added = add.iter().map(|word| Cow::Owned(word.clone()));
        Self {
            id: self.id,
            name: self.name,
            words: OnceLock::from(Words::of(kept.chain(added).collect())),
        }
    }

    fn words(&self) -> &Words {
        self.words
            .get_or_init(|| Words::of(load::composed(self.name)))
    }

    /// The words, the longer first: of two that begin or end alike the first that fits is the one meant.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.words().all.iter().map(AsRef::as_ref)
    }

    /// Whether the whole text is one of the words.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.starts(text) && self.iter().any(|word| word == text)
    }

    /// Whether the text starts with one of the words.
    pub(crate) fn starts(&self, text: &str) -> bool {
        self.start_of(text).is_some()
    }

    /// Whether the text ends with one of the words.
    pub(crate) fn ends(&self, text: &str) -> bool {
        self.end_of(text).is_some()
    }

    /// Whether one of the words occurs in the text.
    pub(crate) fn occurs_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The longest of the words that the text starts with.
    pub(crate) fn start_of(&self, text: &str) -> Option<&str> {
        let first = text.chars().next()?;
        if !self.words().first.may_hold(first) {
            return None;
        }
        self.iter().find(|word| text.starts_with(word))
    }

    /// The longest of the words that the text ends with.
    pub(crate) fn end_of(&self, text: &str) -> Option<&str> {
        let last = text.chars().next_back()?;
        if !self.words().last.may_hold(last) {
            return None;
        }
        self.iter().find(|word| text.ends_with(word))
    }

    /// What is left of the text behind the longest of the words that it starts with.
    pub(crate) fn strip_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.start_of(text)?.len()..)
    }

    /// What is left of the text before the longest of the words that it ends with.
    pub(crate) fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(..text.len() - self.end_of(text)?.len())
    }

    /// The first of the words in the text; of several that begin there, the longest.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_all(text).next()
    }

    /// The words in the text one after the other, leftmost and longest, without overlap.
    pub(crate) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        let words = self.words();
        let mut done = 0;
        text.char_indices().filter_map(move |(start, c)| {
            if start < done || !words.first.may_hold(c) {
                return None;
            }
            let rest = text.get(start..)?;
            let found = words
                .all
                .iter()
                .find(|word| rest.starts_with(word.as_ref()))?;
            done = start + found.len();
            Some(Match {
                word: text.get(start..done)?,
                start,
            })
        })
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

/// The words of a set, and what makes most questions short.
#[derive(Debug)]
struct Words {
    /// The longer first.
    all: Vec<Cow<'static, str>>,
    first: Sieve,
    last: Sieve,
}

impl Words {
    fn of(mut all: Vec<Cow<'static, str>>) -> Self {
        all.retain(|word| !word.is_empty());
        // Stable, so that equally long words stay in the order of the data.
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self {
            first: Sieve::of(all.iter().filter_map(|word| word.chars().next())),
            last: Sieve::of(all.iter().filter_map(|word| word.chars().next_back())),
            all,
        }
    }
}

/// Characters by the last nine bits of their number: most that are not among them fall through.
///
/// A set has some twenty first characters, so the sieve holds back one foreign character in
/// twenty-five, and fits in a cache line.
#[derive(Debug)]
struct Sieve([u64; 8]);

impl Sieve {
    fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut bits = [0; 8];
        for c in chars {
            if let Some(word) = bits.get_mut(Self::word(c)) {
                *word |= 1 << (c as usize % 64);
            }
        }
        Self(bits)
    }

    const fn word(c: char) -> usize {
        c as usize / 64 % 8
    }

    fn may_hold(&self, c: char) -> bool {
        (self.0.get(Self::word(c))).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}
