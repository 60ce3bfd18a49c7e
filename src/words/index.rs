//! An index of words by their first and last bytes, so that few words are compared with a text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use super::chars::BitSet;

/// An occurrence of a word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<'t> {
    /// The word, as a slice of the text.
    pub(crate) word: &'t str,
    /// Byte offset of its start.
    pub(crate) start: usize,
}

/// Words with two indexes, by their first and by their last characters, each built on first use.
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
        let ends = || {
            self.all
                .iter()
                .map(|word| (first_bytes(word.as_bytes()), word.len()))
        };
        self.first.get_or_init(|| Index::of(ends()))
    }

    fn last(&self) -> &Index {
        let ends = || {
            self.all
                .iter()
                .map(|word| (last_bytes(word.as_bytes()), word.len()))
        };
        self.last.get_or_init(|| Index::of(ends()))
    }

    /// A word by its number.
    pub(super) fn word(&self, number: usize) -> Option<&str> {
        self.all.get(number).map(AsRef::as_ref)
    }

    /// Whether the text equals one of the words.
    pub(super) fn is(&self, text: &str) -> bool {
        let bytes = first_bytes(text.as_bytes());
        self.longest(self.first(), bytes, |word| word == text)
            .is_some()
    }

    /// The number of the longest word that the text starts with.
    pub(super) fn start_of(&self, text: &str) -> Option<usize> {
        let starts = |word: &str| text.as_bytes().starts_with(word.as_bytes());
        self.longest(self.first(), first_bytes(text.as_bytes()), starts)
    }

    /// The number of the longest word that the text ends with.
    pub(super) fn end_of(&self, text: &str) -> Option<usize> {
        let ends = |word: &str| text.as_bytes().ends_with(word.as_bytes());
        self.longest(self.last(), last_bytes(text.as_bytes()), ends)
    }

    /// All occurrences in the text, with the numbers of the words: leftmost-longest, without
    /// overlap.
    pub(super) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Match<'t>)> {
        let index = self.first();
        let mut done = 0;
        index.places(text).filter_map(move |(start, bytes)| {
            if start < done {
                return None;
            }
            let (number, word) = self.at(index, text, start, bytes).next()?;
            done = start + word.len();
            Some((number, Match { word, start }))
        })
    }

    /// Every occurrence of every word in the text, with the numbers of the words.
    pub(super) fn every<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Match<'t>)> {
        let index = self.first();
        index.places(text).flat_map(move |(start, bytes)| {
            let here = self.at(index, text, start, bytes);
            here.map(move |(number, word)| (number, Match { word, start }))
        })
    }

    /// The words at a byte offset of the text, longest first.
    fn at<'t>(
        &self,
        index: &Index,
        text: &'t str,
        start: usize,
        bytes: u64,
    ) -> impl Iterator<Item = (usize, &'t str)> {
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        index.numbers(bytes).filter_map(move |number| {
            let word = self.word(number)?;
            // The index has already compared the first eight bytes.
            let here = word.len() <= 8 || rest.starts_with(word.as_bytes());
            let end = start + word.len();
            here.then(|| text.get(start..end))
                .flatten()
                .map(|word| (number, word))
        })
    }

    /// The number of the longest word with these bytes that `fits` accepts.
    fn longest(&self, index: &Index, bytes: u64, fits: impl Fn(&str) -> bool) -> Option<usize> {
        if !index.may_hold(bytes) {
            return None;
        }
        index
            .numbers(bytes)
            .find(|number| self.word(*number).is_some_and(&fits))
    }
}

/// A map from words to values that finds its keys in a text.
///
/// An automaton would take a step per byte and have to be built first. This map only tests whether some word
/// begins with a character and the next one, and compares the whole words if so.
#[derive(Debug, Clone)]
pub(crate) struct WordMap<T> {
    words: Words,
    values: Vec<T>,
}

impl<T> WordMap<T> {
    /// Creates a map of these words; equal words keep their order.
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

    /// All occurrences in the text with the values of the words: leftmost-longest, without overlap.
    pub(crate) fn find_all<'t>(&self, text: &'t str) -> impl Iterator<Item = (Match<'t>, &T)> {
        self.words
            .find_all(text)
            .filter_map(|(number, found)| Some((found, self.values.get(number)?)))
    }

    /// The words.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.all.iter().map(AsRef::as_ref)
    }

    /// Every occurrence of every word in the text, with its value.
    pub(crate) fn every<'t>(&self, text: &'t str) -> impl Iterator<Item = (Match<'t>, &T)> {
        self.words
            .every(text)
            .filter_map(|(number, found)| Some((found, self.values.get(number)?)))
    }
}

/// Words by the bytes at one end: six (two Chinese characters), or fewer for shorter words.
#[derive(Debug, Clone)]
struct Index {
    begins: Begins,
    long: Bucket<6>,
    /// Words of three to five bytes, such as one Chinese character.
    short: Bucket<3>,
    /// Words of one or two bytes.
    tiny: Bucket<1>,
}

impl Index {
    /// Creates the index of words, each given as the bytes at one end and its length.
    fn of(words: impl Iterator<Item = (u64, usize)>) -> Self {
        let mut rows: [Vec<Row>; 3] = Default::default();
        let [long, short, tiny] = &mut rows;
        let mut begins = Begins::default();
        for ((bytes, length), number) in words.zip(0..) {
            begins.add(bytes, length);
            let rows = match length {
                6.. => &mut *long,
                3..6 => &mut *short,
                _ => &mut *tiny,
            };
            let mask = u64::MAX >> (64 - 8 * length.clamp(1, 8));
            rows.push(Row {
                bytes: bytes & mask,
                mask,
                number,
            });
        }
        let [long, short, tiny] = rows;
        Self {
            begins,
            long: Bucket::of(long),
            short: Bucket::of(short),
            tiny: Bucket::of(tiny),
        }
    }

    /// Whether a word may start here; false positives are rare.
    #[inline]
    fn may_hold(&self, bytes: u64) -> bool {
        self.begins.may_hold(bytes) && self.may_hold_whole(bytes)
    }

    /// Whether a word may start here, by more bytes than those of the first character.
    fn may_hold_whole(&self, bytes: u64) -> bool {
        self.long.may_hold(bytes) || self.short.may_hold(bytes) || self.tiny.may_hold(bytes)
    }

    /// The numbers of the words that match these bytes, longer words first.
    fn numbers(&self, bytes: u64) -> impl Iterator<Item = usize> {
        self.long
            .numbers(bytes)
            .chain(self.short.numbers(bytes))
            .chain(self.tiny.numbers(bytes))
    }

    /// The byte offsets of a text at which a word may begin, and the bytes there.
    ///
    /// Works on bytes without decoding, because it runs for every character of every text.
    fn places(&self, text: &str) -> impl Iterator<Item = (usize, u64)> {
        let text = text.as_bytes();
        let mut next = 0;
        std::iter::from_fn(move || {
            while let Some([lead, ..]) = text.get(next..) {
                let start = next;
                next += width(*lead);
                let bytes = first_bytes(text.get(start..).unwrap_or_default());
                if self.may_hold(bytes) {
                    return Some((start, bytes));
                }
            }
            None
        })
    }
}

/// Number of bytes of a UTF-8 character, by its first byte.
const fn width(lead: u8) -> usize {
    match lead {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0.. => 4,
    }
}

/// A Bloom filter of the first three bytes of words (one Chinese character): a cheap test that nearly every
/// character fails.
#[derive(Debug, Clone)]
struct Begins {
    bits: [u64; Self::BLOCKS],
}

impl Default for Begins {
    fn default() -> Self {
        Self {
            bits: [0; Self::BLOCKS],
        }
    }
}

impl Begins {
    /// Number of blocks: small enough for all sets to fit into the cache, large enough for hundreds of words.
    const BLOCKS: usize = 64;

    fn add(&mut self, bytes: u64, length: usize) {
        if length < 3 {
            // A shorter word can be followed by any character.
            self.bits = [u64::MAX; Self::BLOCKS];
        }
        let (block, bit) = Self::place(bytes);
        if let Some(block) = self.bits.get_mut(block) {
            *block |= bit;
        }
    }

    fn may_hold(&self, bytes: u64) -> bool {
        let (block, bit) = Self::place(bytes);
        self.bits.get(block).is_some_and(|block| block & bit != 0)
    }

    const fn place(bytes: u64) -> (usize, u64) {
        // Fibonacci hashing, as in a [`BitSet`].
        let mixed = (bytes & 0xFF_FFFF).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 58) as usize, 1 << (mixed >> 52 & 63))
    }
}

/// The first eight bytes as one number, the first byte lowest.
fn first_bytes(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
    }
}

/// The last eight bytes as one number, the last byte lowest.
fn last_bytes(text: &[u8]) -> u64 {
    match text.last_chunk::<8>() {
        Some(bytes) => u64::from_be_bytes(*bytes),
        None => text.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
    }
}

/// A word as up to eight bytes at its start or end.
#[derive(Debug, Clone, Copy)]
struct Row {
    bytes: u64,
    /// Mask of the bytes that the word has.
    mask: u64,
    number: u32,
}

/// Words by their first `BYTES` bytes.
#[derive(Debug, Clone)]
struct Bucket<const BYTES: u32> {
    bits: BitSet,
    /// The words, sorted by the bit of their bytes, then by number.
    rows: Vec<Row>,
    /// Index of the first row of each 64 bits, and the end of the last rows.
    starts: Vec<u32>,
}

impl<const BYTES: u32> Bucket<BYTES> {
    fn of(mut rows: Vec<Row>) -> Self {
        let bits = BitSet::of(rows.iter().map(|row| Self::key(row.bytes)));
        let bit = |row: &Row| bits.bit(Self::key(row.bytes));
        rows.sort_unstable_by_key(|row| (bit(row), row.number));
        let starts =
            (0..=bits.size() / 64).map(|block| rows.partition_point(|row| bit(row) / 64 < block));
        Self {
            starts: starts.filter_map(|at| u32::try_from(at).ok()).collect(),
            bits,
            rows,
        }
    }

    const fn key(bytes: u64) -> u64 {
        bytes & u64::MAX >> (64 - 8 * BYTES)
    }

    fn may_hold(&self, bytes: u64) -> bool {
        !self.rows.is_empty() && self.bits.may_hold(Self::key(bytes))
    }

    fn numbers(&self, bytes: u64) -> impl Iterator<Item = usize> {
        let same = self.rows(bytes).iter();
        let same = same.filter(move |row| bytes & row.mask == row.bytes);
        same.map(|row| row.number as usize)
    }

    /// The words that may match these bytes.
    #[inline]
    fn rows(&self, bytes: u64) -> &[Row] {
        if !self.may_hold(bytes) {
            return &[];
        }
        let bit = self.bits.bit(Self::key(bytes));
        let rows = match self.starts.get(bit / 64..bit / 64 + 2) {
            Some(&[from, to]) if from < to => self.rows.get(from as usize..to as usize),
            _ => None,
        };
        rows.unwrap_or_default()
    }
}
