//! Judges fields by name: names that dialects and the registry know, and words in names.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::dialect::{Operation, all, find, normal, usual_operation, without_notes};
use crate::model::elements::{Field, Group, ITEM};

/// An element that a field's name suggests.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    pub(super) to: String,
    pub(super) read: Operation,
    /// Strength of the match: known names first, then by number of matching words.
    pub(super) weight: usize,
    /// The kind of text that the values must have.
    pub(super) looks: Option<Looks>,
}

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Looks {
    /// Words, rather than codes, numbers, dates or answers.
    Words,
    /// The name of a public body.
    Body,
}

/// The weight of a known name.
pub(super) const KNOWN: usize = 1000;
/// The weight of a known name inside a longer one.
const WEIGHT_INSIDE: usize = 200;
/// The weight of a name similar to a known one.
const WEIGHT_SIMILAR: usize = 50;

/// The content of `clues.toml`.
#[derive(Debug, Deserialize)]
struct Clues {
    clue: Vec<Clue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clue {
    /// The list to whose rows the clue applies; empty for records.
    #[serde(default)]
    of: String,
    to: String,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
    /// Words that give the name another meaning.
    #[serde(default)]
    not: String,
    looks: Option<Looks>,
}

static CLUES: LazyLock<Vec<Clue>> = LazyLock::new(|| {
    toml::from_str::<Clues>(include_str!("clues.toml")).map_or_else(|_| Vec::new(), |all| all.clue)
});

/// A known name.
#[derive(Debug, Clone)]
struct KnownName {
    owner: String,
    name: String,
    /// The name without its parents.
    last: String,
    to: String,
    read: Operation,
    /// Whether it is from the dialect `elements`, which reads any province's table.
    is_common: bool,
}

static NAMES: LazyLock<Vec<KnownName>> = LazyLock::new(|| {
    let mut names = Vec::new();
    // The dialect `elements` goes first, then the national columns.
    let mut dialects: Vec<_> = all().iter().collect();
    dialects.sort_by_key(|dialect| match dialect.name.as_str() {
        "elements" => 0,
        "exchange" => 1,
        _ => 2,
    });
    for dialect in dialects {
        let is_common = dialect.name == "elements";
        for field in &dialect.file.fields {
            let owner = if field.rows.is_empty() {
                String::new()
            } else {
                field.target().trim_end_matches("[]").to_owned()
            };
            let alone = std::slice::from_ref(field);
            let fields = if field.rows.is_empty() {
                alone
            } else {
                &field.rows
            };
            for field in fields.iter().filter(|field| {
                let is_plain = field.constant.is_none() && field.rows.is_empty();
                is_plain && field.operation() != Operation::Keep && field.when.is_none()
            }) {
                let read = field.operation();
                let known = field.from.iter().map(|from| KnownName {
                    owner: owner.clone(),
                    name: normal(from).into_owned(),
                    last: last_segment(from),
                    to: field.target(),
                    read,
                    is_common,
                });
                names.extend(known);
            }
        }
    }
    add_registry(ITEM, "", &mut names);
    names
});

/// Adds the names and columns of the registry itself.
fn add_registry(group: &'static Group, base: &str, names: &mut Vec<KnownName>) {
    for field in group.fields {
        let path = crate::dialect::join(base, field.key);
        let (owner, to) = (String::new(), path.clone());
        let is_own = base.is_empty();
        add_element(field, &owner, &to, is_own, names);
        let Some(inner) = field.group.filter(|_| field.key != "says") else {
            continue;
        };
        if field.is_list {
            for field in inner.fields {
                add_element(field, &path, field.key, true, names);
            }
        } else if base.matches('.').count() < 3 {
            add_registry(inner, &path, names);
        }
    }
}

/// Adds the columns of an element, and its key or its path.
fn add_element(
    field: &'static Field,
    owner: &str,
    to: &str,
    with_key: bool,
    names: &mut Vec<KnownName>,
) {
    let Some(read) = usual_operation(to, owner) else {
        return;
    };
    let key = with_key.then_some(field.key);
    let path = (!with_key).then_some(to);
    let all = field.columns.iter().copied().chain(key).chain(path);
    names.extend(all.map(|name| KnownName {
        owner: owner.to_owned(),
        name: normal(name).into_owned(),
        last: normal(name).into_owned(),
        to: to.to_owned(),
        read,
        is_common: false,
    }));
}

fn last_segment(path: &str) -> String {
    normal(path.rsplit('.').next().unwrap_or_default()).into_owned()
}

/// Names that mean nothing without their parents.
const AMBIGUOUS_NAMES: &[&str] = &[
    "name", "id", "code", "type", "value", "title", "url", "time", "status", "text", "kind",
    "note", "remark", "content", "sort",
];

/// The elements that a name suggests, best first; `owner` is the list whose rows have the field.
pub(super) fn leads(name: &str, owner: &str) -> Vec<Lead> {
    let wanted = normal(name);
    let bare = without_notes(&wanted).unwrap_or_else(|| wanted.clone().into_owned());
    let end = last_segment(&bare);
    let mut leads: Vec<Lead> = Vec::new();
    // Names that the dialect `elements` understands count as known.
    let understood = find("elements").and_then(|elements| elements.field_of(name, owner));
    leads.extend(understood.map(|field| Lead {
        to: field.target(),
        read: field.operation(),
        weight: KNOWN,
        looks: None,
    }));
    let names = NAMES.iter().filter(|known| known.owner == owner);
    for known in names.clone() {
        let is_end = known.last == end && !AMBIGUOUS_NAMES.contains(&end.as_str());
        if known.name == wanted || known.name == bare || is_end {
            leads.push(lead(known, KNOWN));
        }
    }
    let words = english_words(name);
    for clue in CLUES.iter().filter(|clue| clue.of == owner) {
        if let Some(weight) = clue.weight(&bare, &words)
            && let Some(read) = usual_operation(&clue.to, owner)
        {
            leads.push(Lead {
                to: clue.to.clone(),
                read,
                weight,
                looks: clue.looks,
            });
        }
    }
    for known in names.filter(|known| known.is_common) {
        let count = known.name.chars().count();
        // In English a preceding word changes the meaning: parentTaskName.
        let is_inside =
            bare.contains(&known.name) && (!known.name.is_ascii() || bare.starts_with(&known.name));
        if count > 3 && is_inside {
            leads.push(lead(known, WEIGHT_INSIDE + count));
        } else if count.abs_diff(bare.chars().count()) < 3
            && strsim::normalized_levenshtein(&known.name, &bare) >= 0.7
        {
            leads.push(lead(known, WEIGHT_SIMILAR));
        }
    }
    leads.sort_by_key(|lead| std::cmp::Reverse(lead.weight));
    leads
}

fn lead(known: &KnownName, weight: usize) -> Lead {
    Lead {
        to: known.to.clone(),
        read: known.read,
        weight,
        looks: None,
    }
}

/// The words of an English name, the same for `promiseDay`, `promise_day` and `PROMISE-DAY`.
fn english_words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for char in name.chars() {
        let starts = char.is_ascii_uppercase() && was_lower;
        if (starts || !char.is_ascii_alphanumeric())
            && words.last().is_some_and(|word| !word.is_empty())
        {
            words.push(String::new());
        }
        was_lower = char.is_ascii_lowercase();
        if let Some(word) = words.last_mut()
            && char.is_ascii_alphanumeric()
        {
            word.push(char.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether an English name contains a word, or is a single run of letters that starts or ends with it.
fn has_word(words: &[String], word: &str) -> bool {
    match words {
        [one] if one != word && word.len() > 3 => one.starts_with(word) || one.ends_with(word),
        words => words.iter().any(|own| own == word),
    }
}

impl Clue {
    /// The weight of the match with a name, by the length of the matching words; `None` unless the name has a word of
    /// every group and none of `not`.
    fn weight(&self, name: &str, words: &[String]) -> Option<usize> {
        let mut excluded = self.not.split('|').filter(|word| !word.is_empty());
        if excluded.any(|word| name.contains(word)) {
            return None;
        }
        let has = |groups: &[String], is: &dyn Fn(&str) -> bool| {
            let mut weight = 0;
            for group in groups {
                let found = group.split('|').filter(|word| is(word));
                weight += 30 + found.map(|word| word.chars().count()).max()?;
            }
            (weight > 0).then_some(weight)
        };
        let zh = has(&self.zh, &|word| name.contains(word));
        zh.or_else(|| has(&self.en, &|word| has_word(words, word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clue_leads_to_an_element() {
        assert!(toml::from_str::<Clues>(include_str!("clues.toml")).is_ok());
        for clue in &*CLUES {
            assert!(usual_operation(&clue.to, &clue.of).is_some(), "{clue:?}");
        }
    }
}
