//! Finds, in one pass over a text, the sets of which a word occurs in it.

use std::borrow::Cow;

use super::gate::{Gate, Known};

/// Calls a macro with the sets that rules search the texts of an item for: those of `phrases.toml`,
/// word sets, open word sets, which users may change, and the built-in words of dated facts.
macro_rules! searched {
    ($with:ident) => {
        $with! {
            phrases { PHRASE, TEMPLATE, SLIP }
            sets {
                APPLICANT_FORM, DEPARTMENT_GIVES_OUT, DEPARTMENT_ITSELF, FETCHED, FORM_HANDED_IN, GARBLED, HANDLER_ENDING,
                LEFT_OPEN, NO_PAPERS_WANTED, OFFICE_LOOKS_IT_UP, ON_THE_SPOT, SET_DOCUMENT_ENDING, SEVERAL_ANNOUNCED,
                STEP_ASKS_PAPERS, TERM_OF_FIELD
            }
            open { VAGUE }
            dated { FORMER_NAME }
        }
    };
}

macro_rules! numbered {
    ($($kind:ident { $($set:ident),+ })+) => {
        /// The sets that rules search texts for: the three kinds of phrases, then the word sets, each
        /// under the name of its static.
        #[allow(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            reason = "named as the statics are"
        )]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Set { $($($set,)+)+ }
    };
}

searched!(numbered);
pub(super) use searched;

/// The searched sets of which a word occurs in one or several texts, as a bit set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hits(u64);

impl Hits {
    /// The hits of a text that was not searched: a word of any set may occur.
    pub(crate) const UNKNOWN: Self = Self(u64::MAX);

    const fn of(set: Set) -> Self {
        Self(1 << set as u64)
    }

    /// Whether a word of the set occurs.
    pub(crate) const fn any(self, set: Set) -> bool {
        self.0 & Self::of(set).0 != 0
    }

    /// Adds the hits of another text.
    pub(crate) const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// All words that rules search for, with their sets.
#[derive(Debug)]
pub(crate) struct Lexicon {
    gate: Gate,
    /// The words with their sets, sorted by the slot of their beginnings.
    words: Vec<(Cow<'static, str>, Hits)>,
    /// Index of the first word of each slot, and the end of the last words.
    starts: Vec<u32>,
}

impl Lexicon {
    /// Creates the lexicon of these words, each given with its set.
    pub(super) fn of(all: Vec<(Cow<'static, str>, Set)>) -> Self {
        let gate = Gate::of(all.iter().map(|(word, _)| word.as_ref()));
        let all = all.into_iter().filter(|(word, _)| !word.is_empty());
        let mut words: Vec<_> = all.map(|(word, set)| (word, Hits::of(set))).collect();
        let slot = |(word, _): &(Cow<'_, str>, Hits)| Beginning::of(word).slot();
        words.sort_by_key(slot);
        let starts =
            (0..=Beginning::SLOTS).map(|first| words.partition_point(|word| slot(word) < first));
        Self {
            gate,
            starts: starts.filter_map(|at| u32::try_from(at).ok()).collect(),
            words,
        }
    }

    /// The words that may begin so, with their sets.
    fn beginning_with(&self, beginning: Beginning) -> &[(Cow<'static, str>, Hits)] {
        let slot = beginning.slot();
        let words = match self.starts.get(slot..slot + 2) {
            Some(&[from, to]) => self.words.get(from as usize..to as usize),
            _ => None,
        };
        words.unwrap_or_default()
    }

    /// Starts a search of a text.
    pub(crate) fn search<'l, 't>(&'l self, text: &'t str) -> Search<'l, 't> {
        Search {
            lexicon: self,
            text,
            known: self.gate.before_any(),
            hits: Hits::default(),
        }
    }

    /// The sets of which a word occurs in the text.
    #[cfg(test)]
    pub(super) fn hits(&self, text: &str) -> Hits {
        let mut search = self.search(text);
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            search.step(c, text.len() - chars.as_str().len());
        }
        search.hits
    }
}

/// A hash of the characters that the gate compares of a word, from the last to the first, so that it can be
/// computed where the gate opens.
#[derive(Debug, Clone, Copy, Default)]
struct Beginning(u64);

impl Beginning {
    const SLOTS: usize = 1 << 12;

    fn of(word: &str) -> Self {
        let chars: Vec<char> = word.chars().take(Gate::PLACES).collect();
        let before = |own: Self, c: &char| own.before(*c);
        chars.iter().rev().fold(Self::default(), before)
    }

    /// The same characters with one more before them.
    const fn before(self, c: char) -> Self {
        Self((self.0.rotate_left(5) ^ c as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn slot(self) -> usize {
        // The upper bits of a product are well mixed.
        usize::try_from(self.0 >> (u64::BITS - Self::SLOTS.trailing_zeros())).unwrap_or_default()
    }
}

/// A search of a text, driven by a caller that iterates over its characters anyway.
#[derive(Debug)]
pub(crate) struct Search<'l, 't> {
    lexicon: &'l Lexicon,
    text: &'t str,
    known: Known,
    /// The sets of which a word occurs in the text so far.
    pub(crate) hits: Hits,
}

impl Search<'_, '_> {
    /// Consumes the character that ends at `end`.
    #[inline]
    pub(crate) fn step(&mut self, c: char, end: usize) {
        self.known = self.lexicon.gate.after(self.known, c);
        if self.known.may_hold() {
            self.look(end);
        }
    }

    /// Looks up the words that may have begun shortly before `end`.
    #[cold]
    fn look(&mut self, end: usize) {
        let Self { lexicon, text, .. } = *self;
        let before = text.get(..end).unwrap_or_default();
        let mut beginning = Beginning::default();
        for ((start, c), place) in before.char_indices().rev().zip(0..Gate::PLACES) {
            beginning = beginning.before(c);
            if !lexicon.gate.has_begun(self.known, place) {
                continue;
            }
            let rest = text.as_bytes().get(start..).unwrap_or_default();
            for (word, own) in lexicon.beginning_with(beginning) {
                if rest.starts_with(word.as_bytes()) {
                    self.hits.add(*own);
                }
            }
        }
    }
}
