//! Words by their first and last characters, so that few are compared with a text.

use std::borrow::Cow;

/// An occurrence of a word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'t> {
    /// The word as it is in the text.
    pub(crate) word: &'t str,
    /// Byte offset of its start.
    pub(crate) start: usize,
}

/// The words of a set, with an index by their first and one by their last characters.
#[derive(Debug)]
pub(super) struct Words {
    /// Longest first.
    pub(super) all: Vec<Cow<'static, str>>,
    first: Index,
    last: Index,
}

impl Words {
    pub(super) fn of(mut all: Vec<Cow<'static, str>>) -> Self {
        all.retain(|word| !word.is_empty());
        // A stable sort, so that words of equal length keep the order of the data.
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self {
            first: Index::of(all.iter().map(|word| word.chars().next())),
            last: Index::of(all.iter().map(|word| word.chars().next_back())),
            all,
        }
    }

    /// A word by its number.
    pub(super) fn word(&self, number: usize) -> Option<&str> {
        self.all.get(number).map(AsRef::as_ref)
    }

    /// Whether the text equals one of the words.
    pub(super) fn is(&self, text: &str) -> bool {
        let equals = |word: &str| word == text;
        (text.chars().next()).is_some_and(|c| self.longest(&self.first, c, equals).is_some())
    }

    /// The number of the longest word that the text starts with.
    pub(super) fn start_of(&self, text: &str) -> Option<usize> {
        let starts = |word: &str| text.as_bytes().starts_with(word.as_bytes());
        self.longest(&self.first, text.chars().next()?, starts)
    }

    /// The number of the longest word that the text ends with.
    pub(super) fn end_of(&self, text: &str) -> Option<usize> {
        let ends = |word: &str| text.as_bytes().ends_with(word.as_bytes());
        self.longest(&self.last, text.chars().next_back()?, ends)
    }

    /// All occurrences in the text, with the numbers of the words: leftmost-longest, without
    /// overlap.
    pub(super) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Match<'t>)> {
        let mut done = 0;
        text.char_indices().filter_map(move |(start, c)| {
            if start < done {
                return None;
            }
            let rest = text.as_bytes().get(start..)?;
            let starts = |word: &str| rest.starts_with(word.as_bytes());
            let number = self.longest(&self.first, c, starts)?;
            done = start + self.word(number)?.len();
            let word = text.get(start..done)?;
            Some((number, Match { word, start }))
        })
    }

    /// The number of the longest word with this character in an index of which `fits` is true.
    fn longest(&self, index: &Index, c: char, fits: impl Fn(&str) -> bool) -> Option<usize> {
        if !index.sieve.may_hold(c) {
            return None;
        }
        let from = index.rows.partition_point(|(own, _)| *own < c);
        let rows = index.rows.get(from..)?.iter();
        rows.take_while(|(own, _)| *own == c)
            .map(|(_, number)| *number)
            .find(|number| self.word(*number).is_some_and(&fits))
    }
}

/// The words by one of their characters.
#[derive(Debug)]
struct Index {
    sieve: Sieve,
    /// The character and the number of each word, in that order, so the longest word with a
    /// character comes first.
    rows: Vec<(char, usize)>,
}

impl Index {
    fn of(chars: impl Iterator<Item = Option<char>>) -> Self {
        let rows = chars.enumerate().filter_map(|(at, c)| Some((c?, at)));
        let mut rows: Vec<(char, usize)> = rows.collect();
        rows.sort_unstable();
        Self {
            sieve: Sieve::of(rows.iter().map(|(c, _)| *c)),
            rows,
        }
    }
}

/// A bit set of characters, by the last nine bits of their code points, that rejects most others.
///
/// A set has about twenty first characters, so about one foreign character in twenty-five gets
/// through; the bit set fits in a cache line.
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
