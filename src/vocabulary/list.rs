//! The common parts of all vocabularies: the list, its entries and the trait.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use schemars::{Schema, json_schema};

use crate::prose::{fold, squeeze};

/// Maximum length of a word in characters; longer texts are sentences, which are similar to no entry.
const LONGEST_WORD: usize = 40;

/// Minimum similarity of a word and an entry for the entry to be suggested.
const ALIKE: f64 = 0.5;

/// Marks that may surround a word; no word of a list begins or ends with one.
const LOOSE: [char; 20] = [
    '（', '）', '(', ')', '【', '】', '[', ']', '《', '》', '“', '”', '"', '\'', '‘', '’', '。',
    '，', '；', '、',
];

/// The origin of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Origin {
    /// A national standard or the national exchange tables. An entry without a code is an addition
    /// of this crate that the exchange does not have.
    National,
    /// This crate, for an element without a national list.
    Own,
}

/// One entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Term {
    /// The name of the enum variant, such as `Licence`.
    pub variant: &'static str,
    /// The Chinese term, such as 行政许可, as used in files.
    pub term: &'static str,
    /// The code in the national exchange column, such as `01`; `None` if the exchange has none.
    pub code: Option<&'static str>,
    /// The English name, for readers who do not know Chinese.
    pub english: &'static str,
    /// Aliases that mean this entry and no other one of the list.
    pub aliases: &'static [&'static str],
}

impl Term {
    /// The similarity of a word to the term and its aliases, from 0 to 1.
    fn likeness(&self, word: &str) -> f64 {
        self.aliases
            .iter()
            .map(|alias| likeness(alias, word))
            .fold(likeness(self.term, word), f64::max)
    }
}

/// A vocabulary as data: its name, its origin and its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct List {
    /// Name in `snake_case`, such as `item_type`.
    pub id: &'static str,
    /// Chinese name of the element, such as 事项类型.
    pub name: &'static str,
    /// The origin of the list.
    pub origin: Origin,
    /// The column of the national exchange tables, such as `task_type`; several are separated by
    /// commas.
    pub column: Option<&'static str>,
    /// The entries, in the order of their codes.
    pub terms: &'static [Term],
}

impl List {
    /// The entry whose term, alias or national code equals this text.
    pub fn find(&self, text: &str) -> Option<&'static Term> {
        let by = |is: &dyn Fn(&Term) -> bool| self.terms.iter().find(|term| is(term));
        by(&|term| term.term == text)
            .or_else(|| by(&|term| term.aliases.contains(&text)))
            .or_else(|| by(&|term| term.code == Some(text)))
    }

    /// The entry that a respelled word means: an alias or code, in full width, with spaces, or in
    /// stray brackets or quotes.
    pub(crate) fn respelled(&self, word: &str) -> Option<&'static Term> {
        let word = squeeze(word);
        let bare = word.trim_matches(LOOSE);
        let folded = fold(bare);
        let mut spellings = [word.as_ref(), bare, folded.as_ref()].into_iter();
        spellings.find_map(|word| self.find(word))
    }

    /// The entry that a word was probably meant to be, as a suggestion.
    ///
    /// Compares with the terms and their aliases. Returns `None` if no entry is similar enough, or
    /// if two entries are equally similar.
    ///
    /// ```
    /// use shixiang::vocabulary::{ItemType, Vocabulary};
    ///
    /// let nearest = ItemType::LIST.nearest("行政许克").map(|term| term.term);
    /// assert_eq!(nearest, Some("行政许可"));
    /// assert_eq!(ItemType::LIST.nearest("天气晴朗"), None);
    /// ```
    pub fn nearest(&self, word: &str) -> Option<&'static Term> {
        let word = word.trim();
        if word.is_empty() || word.chars().count() > LONGEST_WORD {
            return None;
        }
        if let Some(term) = self.find(word) {
            return Some(term);
        }
        let mut best = None;
        let mut highest = 0.0;
        for term in self.terms {
            let score = term.likeness(word);
            match score.total_cmp(&highest) {
                Ordering::Greater => {
                    highest = score;
                    best = Some(term);
                }
                Ordering::Equal => best = None,
                Ordering::Less => {}
            }
        }
        best.filter(|_| highest >= ALIKE)
    }

    /// The JSON schema of the list: a string enum with terms, variants, English names, codes and
    /// aliases.
    pub(super) fn schema(&self) -> Schema {
        let column = |of: fn(&Term) -> &'static str| self.terms.iter().map(of).collect::<Vec<_>>();
        json_schema!({
            "type": "string",
            "title": self.name,
            "enum": column(|term| term.term),
            "x-enum-varnames": column(|term| term.variant),
            "x-enum-descriptions": column(|term| term.english),
            "x-enum-codes": column(|term| term.code.unwrap_or_default()),
            "x-enum-aliases": self.terms.iter().map(|term| term.aliases).collect::<Vec<_>>(),
        })
    }
}

/// Characters that reverse the meaning of a word, like 非 in 非必要.
const NEGATIONS: [char; 5] = ['不', '非', '无', '未', '免'];

/// The similarity of two words, from 0 to 1; containment raises it.
///
/// A word and its opposite, such as 必须 and 不必须, have the similarity 0.
fn likeness(listed: &str, word: &str) -> f64 {
    if listed.contains(NEGATIONS) != word.contains(NEGATIONS) {
        return 0.0;
    }
    let likeness = strsim::normalized_damerau_levenshtein(listed, word);
    let several = |text: &str| text.chars().nth(1).is_some();
    let inside = several(word) && listed.contains(word) || several(listed) && word.contains(listed);
    if inside {
        0.4f64.mul_add(likeness, 0.6)
    } else {
        likeness
    }
}

/// A vocabulary: the list of words an element may take, with an escape for unlisted words.
///
/// Reading never loses a word: an unlisted one becomes `Other`, which a check reports.
///
/// ```
/// use shixiang::vocabulary::{ItemType, Vocabulary};
///
/// assert_eq!(ItemType::parse("行政许可"), ItemType::Licence);
/// assert_eq!(ItemType::parse("审批"), ItemType::Other("审批".to_owned()));
/// assert_eq!(ItemType::recognise(" 01 "), Some(ItemType::Licence));
/// assert_eq!(ItemType::Licence.code(), Some("01"));
/// ```
pub trait Vocabulary: Sized {
    /// The vocabulary as data.
    const LIST: &'static List;

    /// The Chinese term, or the unlisted word.
    fn term(&self) -> &str;

    /// Whether the value is in the list; always false for `Other`, whatever its word.
    fn is_listed(&self) -> bool;

    /// The value whose Chinese term equals this text, or `Other`.
    fn parse(text: &str) -> Self;

    /// The entry of the list; `None` for an unlisted word.
    fn entry(&self) -> Option<&'static Term> {
        if !self.is_listed() {
            return None;
        }
        Self::LIST
            .terms
            .iter()
            .find(|term| term.term == self.term())
    }

    /// The code in the national exchange column, if the list and the entry have one.
    fn code(&self) -> Option<&'static str> {
        self.entry().and_then(|term| term.code)
    }

    /// The listed value this text means: by its term, an alias or its national code.
    ///
    /// Ignores surrounding white space and nothing else. Returns `None` if the text is not in the
    /// list.
    fn recognise(text: &str) -> Option<Self> {
        Self::LIST
            .find(text.trim())
            .map(|term| Self::parse(term.term))
    }

    /// All listed values, in list order.
    fn listed() -> impl Iterator<Item = Self> {
        Self::LIST.terms.iter().map(|term| Self::parse(term.term))
    }
}

/// Deserializes any string as a word of the vocabulary.
pub(super) struct Words<V>(PhantomData<V>);

impl<V> Words<V> {
    /// Creates the visitor.
    pub(super) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<V: Vocabulary> serde::de::Visitor<'_> for Words<V> {
    type Value = V;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a word for {} ({})", V::LIST.name, V::LIST.id)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<V, E> {
        Ok(V::parse(text))
    }
}
