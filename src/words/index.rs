//! Words by their first and last two characters, so that few are compared with a text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use super::chars::PairSet;

/// An occurrence of a word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'t> {
    /// The word as it is in the text.
    pub(crate) word: &'t str,
    /// Byte offset of its start.
    pub(crate) start: usize,
}

/// Words, with an index by their first and one by their last characters, each made on first use.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// Longest first.
    pub(super) all: Vec<Cow<'static, str>>,
    first: OnceLock<Index>,
    last: OnceLock<Index>,
}

impl Words {
    pub(super) fn of(mut all: Vec<Cow<'static, str>>) -> Self {
        all.retain(|word| !word.is_empty());
        // A stable sort, so that words of equal length keep the order of the data.
        all.sort_by_key(|word| Reverse(word.len()));
        Self {
            all,
            first: OnceLock::new(),
            last: OnceLock::new(),
        }
    }

    fn first(&self) -> &Index {
        let words = || self.all.iter().map(|word| word.chars());
        self.first.get_or_init(|| Index::of(words()))
    }

    fn last(&self) -> &Index {
        let words = || self.all.iter().map(|word| word.chars().rev());
        self.last.get_or_init(|| Index::of(words()))
    }

    /// A word by its number.
    pub(super) fn word(&self, number: usize) -> Option<&str> {
        self.all.get(number).map(AsRef::as_ref)
    }

    /// Whether the text equals one of the words.
    pub(super) fn is(&self, text: &str) -> bool {
        self.longest(self.first(), text.chars(), |word| word == text)
            .is_some()
    }

    /// The number of the longest word that the text starts with.
    pub(super) fn start_of(&self, text: &str) -> Option<usize> {
        let starts = |word: &str| text.as_bytes().starts_with(word.as_bytes());
        self.longest(self.first(), text.chars(), starts)
    }

    /// The number of the longest word that the text ends with.
    pub(super) fn end_of(&self, text: &str) -> Option<usize> {
        let ends = |word: &str| text.as_bytes().ends_with(word.as_bytes());
        self.longest(self.last(), text.chars().rev(), ends)
    }

    /// All occurrences in the text, with the numbers of the words: leftmost-longest, without
    /// overlap.
    pub(super) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Match<'t>)> {
        let index = self.first();
        let mut done = 0;
        index.places(text).filter_map(move |place| {
            if place.start < done {
                return None;
            }
            let (number, word) = self.at(index, text, place).next()?;
            done = place.start + word.len();
            let start = place.start;
            Some((number, Match { word, start }))
        })
    }

    /// Every occurrence of every word in the text, with the numbers of the words.
    pub(super) fn every<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Match<'t>)> {
        let index = self.first();
        index.places(text).flat_map(move |place| {
            let start = place.start;
            let here = self.at(index, text, place);
            here.map(move |(number, word)| (number, Match { word, start }))
        })
    }

    /// The words at a place of the text, longest first.
    fn at<'t>(
        &self,
        index: &Index,
        text: &'t str,
        place: Place,
    ) -> impl Iterator<Item = (usize, &'t str)> {
        let rest = text.as_bytes().get(place.start..).unwrap_or_default();
        let numbers = index.numbers(place.first, place.second);
        numbers.filter_map(move |number| {
            let word = self.word(number)?;
            let here = rest.starts_with(word.as_bytes());
            let end = place.start + word.len();
            here.then(|| text.get(place.start..end))
                .flatten()
                .map(|word| (number, word))
        })
    }

    /// The number of the longest word beginning with these characters in an index of which `fits`
    /// is true.
    fn longest(
        &self,
        index: &Index,
        mut chars: impl Iterator<Item = char>,
        fits: impl Fn(&str) -> bool,
    ) -> Option<usize> {
        let (first, second) = (chars.next()?, chars.next());
        if !index.may_hold(first, second) {
            return None;
        }
        (index.numbers(first, second)).find(|number| self.word(*number).is_some_and(&fits))
    }
}

/// Words, each with what it stands for.
///
/// An automaton would take a step for each byte of a text and has to be built first. This looks at
/// each two neighbouring characters whether some word begins with them, and reads on only then.
#[derive(Debug, Clone)]
pub(crate) struct WordMap<T> {
    words: Words,
    values: Vec<T>,
}

impl<T> WordMap<T> {
    /// The map of these words; of equal ones the first comes first.
    pub(crate) fn of<W: Into<Cow<'static, str>>>(rows: impl IntoIterator<Item = (W, T)>) -> Self {
        let rows = rows.into_iter().map(|(word, value)| (word.into(), value));
        let mut rows: Vec<(Cow<'static, str>, T)> = rows.collect();
        rows.retain(|(word, _)| !word.is_empty());
        rows.sort_by_key(|(word, _)| Reverse(word.len()));
        let (words, values) = rows.into_iter().unzip();
        Self {
            words: Words::of(words),
            values,
        }
    }

    /// All occurrences in the text, with what the words stand for: leftmost-longest, without
    /// overlap.
    pub(crate) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = (Match<'t>, &T)> {
        (self.words.find_all(text))
            .filter_map(|(number, found)| Some((found, self.values.get(number)?)))
    }

    /// Every occurrence of every word in the text, with what it stands for.
    pub(crate) fn every<'t>(&self, text: &'t str) -> impl Iterator<Item = (Match<'t>, &T)> {
        (self.words.every(text))
            .filter_map(|(number, found)| Some((found, self.values.get(number)?)))
    }
}

/// Numbered words by their first two characters.
#[derive(Debug, Clone)]
struct Index {
    pairs: PairSet,
    /// The bit of its first two characters and the number of each word, in that order, so the word
    /// with the lowest number comes first.
    rows: Vec<(u32, u32)>,
    /// For each 64 bits, where their rows begin, and where the last end.
    starts: Vec<u32>,
    /// The words of one character, and their numbers.
    single: Vec<(char, u32)>,
    sieve: Sieve,
}

/// Where a word may begin in a text.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Byte offset.
    start: usize,
    first: char,
    second: Option<char>,
}

impl Index {
    /// The index of words, each given as its characters.
    fn of(words: impl Iterator<Item = impl Iterator<Item = char>>) -> Self {
        let heads = words.filter_map(|mut chars| Some((chars.next()?, chars.next())));
        let heads: Vec<(char, Option<char>)> = heads.collect();
        let pairs = heads.iter().filter_map(|(a, b)| Some((*a, (*b)?)));
        let pairs = PairSet::of(pairs);
        let (mut rows, mut single) = (Vec::with_capacity(heads.len()), Vec::new());
        for ((first, second), number) in heads.into_iter().zip(0..) {
            match second {
                Some(second) => rows.push((pairs.bit(first, second), number)),
                None => single.push((first, number)),
            }
        }
        rows.sort_unstable();
        let starts = (0..=pairs.size() / 64).zip(0..);
        let starts = starts.map(|(_, block)| rows.partition_point(|(bit, _)| bit / 64 < block));
        Self {
            starts: starts.filter_map(|at| u32::try_from(at).ok()).collect(),
            sieve: Sieve::of(single.iter().map(|(c, _)| *c)),
            pairs,
            rows,
            single,
        }
    }

    /// Whether a word may begin with these characters; few do of which it is not true.
    fn may_hold(&self, first: char, second: Option<char>) -> bool {
        second.is_some_and(|second| self.pairs.may_hold(first, second))
            || self.sieve.may_hold(first)
    }

    /// The places of a text where a word may begin.
    fn places(&self, text: &str) -> impl Iterator<Item = Place> {
        let mut chars = text.char_indices();
        let mut next = chars.next();
        let all = std::iter::from_fn(move || {
            let (start, first) = next?;
            next = chars.next();
            let second = next.map(|(_, second)| second);
            Some(Place {
                start,
                first,
                second,
            })
        });
        all.filter(|place| self.may_hold(place.first, place.second))
    }

    /// The numbers of the words that may begin so, in order; words of one character come last.
    fn numbers(&self, first: char, second: Option<char>) -> impl Iterator<Item = usize> {
        let bit = second.map_or(u32::MAX, |second| self.pairs.bit(first, second));
        let block = bit as usize / 64;
        let place = |block: usize| self.starts.get(block).map_or(0, |at| *at as usize);
        let rows = self.rows.get(place(block)..place(block + 1));
        let rows = rows.unwrap_or_default().iter();
        let longer = rows.filter(move |(own, _)| *own == bit);
        let single = (self.single.iter()).filter(move |(own, _)| *own == first);
        (longer.map(|(_, number)| *number))
            .chain(single.map(|(_, number)| *number))
            .map(|number| number as usize)
    }
}

/// A bit set of characters, by the last nine bits of their code points, that rejects most others.
///
/// A set has few words of one character; the bit set fits in a cache line.
#[derive(Debug, Clone)]
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
