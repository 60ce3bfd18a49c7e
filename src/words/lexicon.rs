//! One walk over a text that tells which of the searched sets have a word in it.

use std::borrow::Cow;

use super::chars::{CharSet, PairSet};

/// Calls a macro with the sets that rules search for in the texts of an item. Some are those of
/// `phrases.toml`, the others word sets; the words of an open one may be the user's.
macro_rules! searched {
    ($with:ident) => {
        $with! {
            phrases { PHRASE, TEMPLATE, SLIP }
            sets {
                APPLICANT_FORM, FORM_HANDED_IN, GARBLED, NO_PAPERS_WANTED, SET_DOCUMENT_ENDING,
                STEP_ASKS_PAPERS
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

/// All words that are searched for, by their first two characters.
///
/// An automaton would take a step for each byte of a text and has to be built first. This looks at
/// each character whether some word begins with it, and at the next only then.
#[derive(Debug)]
pub(crate) struct Lexicon {
    first: CharSet,
    pairs: PairSet,
    /// The words by the bits of their first two characters.
    words: Vec<Word>,
    /// For each 64 bits, where their words begin, and where the last end.
    starts: Vec<usize>,
    /// Words of one character.
    single: Vec<(char, Hits)>,
}

#[derive(Debug)]
struct Word {
    bit: usize,
    text: Cow<'static, str>,
    hits: Hits,
}

impl Lexicon {
    /// The lexicon of these words, each with its set.
    pub(super) fn of(all: Vec<(Cow<'static, str>, Set)>) -> Self {
        let two = |text: &str| {
            let mut chars = text.chars();
            Some((chars.next()?, chars.next()?))
        };
        let pairs = PairSet::of(all.iter().filter_map(|(text, _)| two(text)));
        let first = CharSet::of(all.iter().filter_map(|(text, _)| text.chars().next()));
        let mut single: Vec<(char, Hits)> = Vec::new();
        let mut words: Vec<Word> = Vec::with_capacity(all.len());
        for (text, set) in all {
            let hits = Hits::of(set);
            match two(&text) {
                Some((a, b)) => words.push(Word {
                    bit: pairs.bit(a, b),
                    text,
                    hits,
                }),
                None => single.extend(text.chars().map(|c| (c, hits))),
            }
        }
        words.sort_by(|a, b| a.bit.cmp(&b.bit).then_with(|| a.text.cmp(&b.text)));
        words.dedup_by(|next, known| {
            let same = next.text == known.text;
            if same {
                known.hits.add(next.hits);
            }
            same
        });
        let starts = (0..=pairs.size() / 64)
            .map(|block| words.partition_point(|word| word.bit < block * 64))
            .collect();
        Self {
            first,
            pairs,
            words,
            starts,
            single,
        }
    }

    /// The sets that have a word in the text.
    pub(crate) fn hits(&self, text: &str) -> Hits {
        let mut hits = Hits::default();
        let mut chars = text.chars();
        while let Some(first) = chars.next() {
            if !self.first.holds(first) {
                continue;
            }
            let rest = chars.as_str();
            if let Some(second) = rest.chars().next()
                && self.pairs.may_hold(first, second)
            {
                hits.add(self.beginning(text, text.len() - rest.len(), first, second));
            }
            for (c, own) in &self.single {
                if *c == first {
                    hits.add(*own);
                }
            }
        }
        hits
    }

    /// The sets that have a word whose first character ends at this place.
    fn beginning(&self, text: &str, end: usize, first: char, second: char) -> Hits {
        let mut hits = Hits::default();
        let bit = self.pairs.bit(first, second);
        let here = text
            .as_bytes()
            .get(end - first.len_utf8()..)
            .unwrap_or_default();
        let from = self.starts.get(bit / 64).copied().unwrap_or_default();
        let to = self.starts.get(bit / 64 + 1).copied().unwrap_or_default();
        for word in self.words.get(from..to).unwrap_or_default() {
            if word.bit == bit && here.starts_with(word.text.as_bytes()) {
                hits.add(word.hits);
            }
        }
        hits
    }
}
