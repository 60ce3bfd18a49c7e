//! The phrases of `phrases.toml`: vague wording by element, and certain slips of the pen.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::index::{Match, WordMap};
use super::lexicon::Set;

/// Vague phrases with one piece of advice.
#[derive(Debug, Deserialize)]
pub(crate) struct Phrase {
    /// The phrases.
    pub(super) words: Vec<String>,
    /// The elements they are vague in.
    pub(crate) r#in: Vec<String>,
    /// Whether they are vague only as the whole text.
    #[serde(default)]
    pub(crate) whole: bool,
    /// Words that excuse the sentence.
    #[serde(default)]
    pub(crate) harmless: Vec<String>,
    /// Whether they are only worth a hint.
    #[serde(default)]
    pub(crate) hint: bool,
    /// What to write instead, in Chinese.
    pub(crate) zh: String,
    /// And in English.
    pub(crate) en: String,
}

impl Phrase {
    /// Whether it is vague in this element.
    pub(crate) fn is_in(&self, element: &str) -> bool {
        self.r#in.iter().any(|own| own == element)
    }
}

/// A slip of the pen, what was meant, and longer words in which it is right.
#[derive(Debug)]
pub(crate) struct Typo {
    /// What is written.
    pub(crate) wrong: String,
    /// What was meant.
    pub(crate) right: String,
    unless: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Table {
    /// Words that are never right twice on end.
    #[serde(default)]
    doubled: Vec<String>,
    #[serde(default)]
    slips: Vec<Vec<String>>,
    #[serde(default)]
    phrase: Vec<Phrase>,
}

impl Table {
    /// The slips of the table, and each doubled word.
    fn typos(&mut self) -> Vec<Typo> {
        let doubled = self.doubled.drain(..).map(|right| Typo {
            wrong: right.repeat(2),
            right,
            unless: Vec::new(),
        });
        let slips = self.slips.drain(..).filter_map(|row| {
            let mut words = row.into_iter();
            Some(Typo {
                wrong: words.next()?,
                right: words.next()?,
                unless: words.collect(),
            })
        });
        slips.chain(doubled).collect()
    }
}

/// What a word of the table stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Meaning {
    /// It is vague.
    Phrase(&'static Phrase),
    /// It is a slip of the pen.
    Typo(&'static Typo),
}

/// The table: its rows.
struct Rows {
    phrases: Vec<Phrase>,
    typos: Vec<Typo>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    // The table is part of the crate; a test reads it, so the default is never taken.
    let mut table: Table = toml::from_str(include_str!("phrases.toml")).unwrap_or_default();
    Rows {
        typos: table.typos(),
        phrases: table.phrase,
    }
});

/// The words of the table, with what each means: the same may be vague in several elements.
static MEANINGS: LazyLock<WordMap<Vec<Meaning>>> = LazyLock::new(|| {
    let mut by_word: BTreeMap<&str, Vec<Meaning>> = BTreeMap::new();
    for phrase in &ROWS.phrases {
        for word in &phrase.words {
            by_word
                .entry(word)
                .or_default()
                .push(Meaning::Phrase(phrase));
        }
    }
    for typo in &ROWS.typos {
        by_word
            .entry(&typo.wrong)
            .or_default()
            .push(Meaning::Typo(typo));
        // The longer word counts, so a word that is right hides the slip in it.
        for word in &typo.unless {
            by_word.entry(word).or_default();
        }
    }
    WordMap::of(by_word)
});

/// The words of the table in a text, leftmost and longest, with what they mean.
pub(crate) fn found(text: &str) -> impl Iterator<Item = (Match<'_>, Meaning)> {
    let found = MEANINGS.find_all(text);
    found.flat_map(|(found, meanings)| meanings.iter().map(move |meaning| (found, *meaning)))
}

/// The words that make a text worth reading, for the lexicon.
pub(super) fn searched() -> impl Iterator<Item = (&'static str, Set)> {
    let phrases = (ROWS.phrases.iter()).flat_map(|phrase| {
        let template = phrase.is_in("template").then_some(Set::TEMPLATE);
        let vague =
            (phrase.r#in.iter().any(|element| element != "template")).then_some(Set::PHRASE);
        let sets = template.into_iter().chain(vague);
        let words = phrase.words.iter().map(String::as_str);
        words.flat_map(move |word| sets.clone().map(move |set| (word, set)))
    });
    let slips = ROWS.typos.iter();
    phrases.chain(slips.map(|typo| (typo.wrong.as_str(), Set::SLIP)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_its_elements_are_known() {
        let table: Table = toml::from_str(include_str!("phrases.toml")).unwrap();
        assert!(table.phrase.len() > 8 && ROWS.typos.len() > 99);
        assert!(table.slips.iter().all(|row| row.len() > 1));
        for phrase in &table.phrase {
            for element in &phrase.r#in {
                assert!(
                    [
                        "name",
                        "template",
                        "material",
                        "note",
                        "condition",
                        "step",
                        "limit",
                        "visit",
                        "fee",
                        "answer"
                    ]
                    .contains(&element.as_str()),
                    "{element}"
                );
            }
            assert!(
                !phrase
                    .en
                    .contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
            );
        }
        for typo in &ROWS.typos {
            let longer = |word: &String| word.contains(&typo.wrong) && *word != typo.wrong;
            assert!(typo.wrong != typo.right, "{}", typo.wrong);
            assert!(typo.unless.iter().all(longer), "{}", typo.wrong);
        }
    }
}
