//! Finds, in one pass over a text, the sets of which a word occurs in it.

use std::borrow::Cow;

use super::gate::{Gate, Known};
use super::index::WordMap;

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
    words: WordMap<Hits>,
    gate: Gate,
}

impl Lexicon {
    /// Creates the lexicon of these words, each given with its set.
    pub(super) fn of(mut all: Vec<(Cow<'static, str>, Set)>) -> Self {
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        let words = all.chunk_by(|(a, _), (b, _)| a == b).filter_map(|same| {
            let mut hits = Hits::default();
            same.iter().for_each(|(_, set)| hits.add(Hits::of(*set)));
            Some((same.first()?.0.clone(), hits))
        });
        Self {
            gate: Gate::of(all.iter().map(|(word, _)| word.as_ref())),
            words: WordMap::of(words),
        }
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
        let before = self.text.get(..end).unwrap_or_default();
        for back in self.lexicon.gate.begun(self.known) {
            let Some((start, _)) = before.char_indices().nth_back(back - 1) else {
                continue;
            };
            let hits = &mut self.hits;
            self.lexicon
                .words
                .each_at(self.text, start, |own| hits.add(*own));
        }
    }
}
