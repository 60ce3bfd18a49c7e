//! Words by their first and last two characters, so that few are compared with a text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use super::chars::{PairSet, mixed, pair};

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
        let (head, _) = Head::at(text.as_bytes(), 0).unzip();
        self.longest(self.first(), head, |word| word == text)
            .is_some()
    }

    /// The number of the longest word that the text starts with.
    pub(super) fn start_of(&self, text: &str) -> Option<usize> {
        let starts = |word: &str| text.as_bytes().starts_with(word.as_bytes());
        let (head, _) = Head::at(text.as_bytes(), 0).unzip();
        self.longest(self.first(), head, starts)
    }

    /// The number of the longest word that the text ends with.
    pub(super) fn end_of(&self, text: &str) -> Option<usize> {
        let ends = |word: &str| text.as_bytes().ends_with(word.as_bytes());
        let mut chars = text.chars().rev();
        let head = chars.next().map(|last| Head::of(last, chars.next()));
        self.longest(self.last(), head, ends)
    }

    /// All occurrences in the text, with the numbers of the words: leftmost-longest, without
    /// overlap.
    pub(super) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Match<'t>)> {
        let index = self.first();
        let mut done = 0;
        index.places(text).filter_map(move |(start, head)| {
            if start < done {
                return None;
            }
            let (number, word) = self.at(index, text, start, head).next()?;
            done = start + word.len();
            Some((number, Match { word, start }))
        })
    }

    /// Every occurrence of every word in the text, with the numbers of the words.
    pub(super) fn every<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Match<'t>)> {
        let index = self.first();
        index.places(text).flat_map(move |(start, head)| {
            let here = self.at(index, text, start, head);
            here.map(move |(number, word)| (number, Match { word, start }))
        })
    }

    /// The words at a place of the text, longest first.
    fn at<'t>(
        &self,
        index: &Index,
        text: &'t str,
        start: usize,
        head: Head,
    ) -> impl Iterator<Item = (usize, &'t str)> {
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        index.numbers(head).filter_map(move |number| {
            let word = self.word(number)?;
            let here = rest.starts_with(word.as_bytes());
            let end = start + word.len();
            here.then(|| text.get(start..end))
                .flatten()
                .map(|word| (number, word))
        })
    }

    /// The number of the longest word with this head in an index of which `fits` is true.
    fn longest(
        &self,
        index: &Index,
        head: Option<Head>,
        fits: impl Fn(&str) -> bool,
    ) -> Option<usize> {
        let head = head.filter(|head| index.may_hold(*head))?;
        (index.numbers(head)).find(|number| self.word(*number).is_some_and(&fits))
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
    single: Vec<(u64, u32)>,
    sieve: Sieve,
}

/// The first characters of a word or of the rest of a text, each as its bytes in one number.
#[derive(Debug, Clone, Copy)]
struct Head {
    one: u64,
    /// Both, if there are two.
    two: Option<u64>,
}

impl Head {
    fn of(first: char, second: Option<char>) -> Self {
        Self {
            one: pair(first, None),
            two: second.map(|second| pair(first, Some(second))),
        }
    }

    /// The head of what starts at this byte of a text, and where its second character starts.
    ///
    /// Nothing is decoded: this is asked at every character of every text.
    fn at(text: &[u8], start: usize) -> Option<(Self, usize)> {
        let rest = text.get(start..)?;
        let width = width(*rest.first()?);
        let behind = rest.get(width).map(|lead| self::width(*lead));
        let window = match rest.first_chunk::<8>() {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => (rest.iter().rev()).fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        };
        let first = |bytes: usize| window & u64::MAX >> (64 - 8 * bytes.clamp(1, 8));
        let head = Self {
            one: first(width),
            two: behind.map(|more| first(width + more)),
        };
        Some((head, start + width))
    }
}

/// The number of bytes of a character, by its first byte.
const fn width(lead: u8) -> usize {
    match lead {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0.. => 4,
    }
}

impl Index {
    /// The index of words, each given as its characters.
    fn of(words: impl Iterator<Item = impl Iterator<Item = char>>) -> Self {
        let heads = words.filter_map(|mut chars| Some(Head::of(chars.next()?, chars.next())));
        let heads: Vec<Head> = heads.collect();
        let pairs = PairSet::of(heads.iter().filter_map(|head| head.two));
        let (mut rows, mut single) = (Vec::with_capacity(heads.len()), Vec::new());
        for (head, number) in heads.into_iter().zip(0..) {
            match head.two {
                Some(two) => rows.push((pairs.bit(two), number)),
                None => single.push((head.one, number)),
            }
        }
        rows.sort_unstable();
        let starts = (0..=pairs.size() / 64).zip(0..);
        let starts = starts.map(|(_, block)| rows.partition_point(|(bit, _)| bit / 64 < block));
        Self {
            starts: starts.filter_map(|at| u32::try_from(at).ok()).collect(),
            sieve: Sieve::of(single.iter().map(|(one, _)| *one)),
            pairs,
            rows,
            single,
        }
    }

    /// Whether a word may begin so; few do of which it is not true.
    fn may_hold(&self, head: Head) -> bool {
        head.two.is_some_and(|two| self.pairs.holds(two))
            || !self.single.is_empty() && self.sieve.may_hold(head.one)
    }

    /// The places of a text where a word may begin, in bytes, and what is there.
    fn places(&self, text: &str) -> impl Iterator<Item = (usize, Head)> {
        let text = text.as_bytes();
        let mut next = 0;
        std::iter::from_fn(move || {
            loop {
                let start = next;
                let (head, behind) = Head::at(text, start)?;
                next = behind;
                if self.may_hold(head) {
                    return Some((start, head));
                }
            }
        })
    }

    /// The numbers of the words that may begin so, in order; words of one character come last.
    fn numbers(&self, head: Head) -> impl Iterator<Item = usize> {
        let bit = head.two.map_or(u32::MAX, |two| self.pairs.bit(two));
        let block = bit as usize / 64;
        let place = |block: usize| self.starts.get(block).map_or(0, |at| *at as usize);
        let rows = self.rows.get(place(block)..place(block + 1));
        let rows = rows.unwrap_or_default().iter();
        let longer = rows.filter(move |(own, _)| *own == bit);
        let single = (self.single.iter()).filter(move |(own, _)| *own == head.one);
        (longer.map(|(_, number)| *number))
            .chain(single.map(|(_, number)| *number))
            .map(|number| number as usize)
    }
}

/// A bit set of characters, by nine bits of a hash, that rejects most others.
///
/// A set has few words of one character; the bit set fits in a cache line.
#[derive(Debug, Clone)]
struct Sieve([u64; 8]);

impl Sieve {
    fn of(chars: impl Iterator<Item = u64>) -> Self {
        let mut bits = [0; 8];
        for c in chars {
            let bit = Self::bit(c);
            if let Some(word) = bits.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        Self(bits)
    }

    fn bit(c: u64) -> usize {
        usize::try_from(mixed(c) >> 55).unwrap_or_default()
    }

    fn may_hold(&self, c: u64) -> bool {
        let bit = Self::bit(c);
        (self.0.get(bit / 64)).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}
