//! One walk over a text that tells which of the searched sets have a word in it.

use std::borrow::Cow;

use super::index::WordMap;

/// Calls a macro with the sets that rules search for in the texts of an item. Some are those of
/// `phrases.toml`, the others word sets; the words of an open one may be the user's.
macro_rules! searched {
    ($with:ident) => {
        $with! {
            phrases { PHRASE, TEMPLATE, SLIP }
            sets {
                APPLICANT_FORM, FETCHED, FORM_HANDED_IN, GARBLED, NO_PAPERS_WANTED, ON_THE_SPOT,
                SET_DOCUMENT_ENDING, STEP_ASKS_PAPERS
            }
            open { VAGUE }
        }
    };
}

macro_rules! numbered {
    ($($kind:ident { $($set:ident),+ })+) => {
        /// The sets that rules search for, named as the word sets are: vague phrases, instructions of
        /// templates and slips of the pen, and word sets.
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

/// Which of the searched sets have a word in a text, or in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hits(u64);

impl Hits {
    const fn of(set: Set) -> Self {
        Self(1 << set as u64)
    }

    /// Whether a word of the set occurs.
    pub(crate) const fn any(self, set: Set) -> bool {
        self.0 & Self::of(set).0 != 0
    }

    /// Adds those of another text.
    pub(crate) const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// All words that are searched for.
#[derive(Debug)]
pub(crate) struct Lexicon(WordMap<Hits>);

impl Lexicon {
    /// The lexicon of these words, each with its set.
    pub(super) fn of(mut all: Vec<(Cow<'static, str>, Set)>) -> Self {
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        let words = all.chunk_by(|(a, _), (b, _)| a == b).filter_map(|same| {
            let mut hits = Hits::default();
            same.iter().for_each(|(_, set)| hits.add(Hits::of(*set)));
            Some((same.first()?.0.clone(), hits))
        });
        Self(WordMap::of(words))
    }

    /// The sets that have a word in the text.
    pub(crate) fn hits(&self, text: &str) -> Hits {
        let mut hits = Hits::default();
        self.0.every(text).for_each(|(_, own)| hits.add(*own));
        hits
    }
}
