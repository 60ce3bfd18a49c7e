//! Values that items of a catalogue share, and the items that differ from most.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::engine::{Facts, ItemFacts};
use crate::facts::sound_base_code;
use crate::i18n::Argument;
use crate::prose::text_key;

/// The base code with the item's name: the same handling item in any body.
pub(super) fn handling_item(item: ItemFacts<'_>) -> Option<String> {
    let name = text_key(item.name());
    let code = sound_base_code(item)?;
    (!name.is_empty()).then(|| format!("{code} {name}"))
}

/// The matter of an item: its base code, or else its name.
pub(super) fn matter(item: ItemFacts<'_>) -> String {
    sound_base_code(item).unwrap_or_else(|| text_key(item.catalogue_name().unwrap_or(item.name())))
}

/// An item that says something else than most of its group, with what speaks for either.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odd {
    /// The item.
    pub(super) item: usize,
    /// The first item with the most frequent value; of equally many the first.
    pub(super) other: usize,
    /// The second item with it, if there is one.
    pub(super) second: Option<usize>,
    /// Number of items with the usual value.
    alike: usize,
    /// Number of items with a value.
    all: usize,
    /// The first of the items that took effect last, if these agree and others took effect before.
    pub(super) newest: Option<(usize, NaiveDate)>,
}

impl Odd {
    /// The items with the usual value: the first, and how many more.
    pub(super) fn who(&self, facts: &Facts) -> Argument {
        let first = shown(facts, self.other);
        if self.alike == 1 {
            return first.into();
        }
        let (alike, all, more) = (self.alike, self.all, self.alike - 1);
        Argument::Both {
            zh: format!("{first}等{alike}处（共{all}处）"),
            en: format!("{first} and {more} more (of {all})"),
        }
    }
}

/// The items that do not say the usual in their group: those with one `key` that are in use; `value` is
/// what an item says in the form in which it is compared.
pub(super) fn odd_ones(
    facts: &Facts,
    key: impl Fn(ItemFacts<'_>) -> Option<String>,
    value: impl Fn(ItemFacts<'_>) -> Option<String>,
) -> Vec<Odd> {
    let mut odd = Vec::new();
    for group in facts.groups(|item| key(item).filter(|_| item.is_in_use())) {
        let said: Vec<(usize, String)> = (group.into_iter())
            .filter_map(|index| Some((index, value(facts.get(index)?)?)))
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, value) in &said {
            *counts.entry(value).or_default() += 1;
        }
        if counts.len() < 2 {
            continue;
        }
        let count = |value: &str| counts.get(value).copied().unwrap_or_default();
        // The last of equals wins `max_by_key`, so the list is walked from its end.
        let usual = said.iter().rev().max_by_key(|(_, value)| count(value));
        let Some((other, usual)) = usual else {
            continue;
        };
        let newest = newest(facts, &said);
        let mut alike = said.iter().filter(|(_, value)| value == usual);
        let second = alike.nth(1).map(|(item, _)| *item);
        let differing = said.iter().filter(|(_, value)| value != usual);
        odd.extend(differing.map(|(item, _)| Odd {
            item: *item,
            other: *other,
            second,
            alike: count(usual),
            all: said.len(),
            newest,
        }));
    }
    odd
}

fn newest(facts: &Facts, said: &[(usize, String)]) -> Option<(usize, NaiveDate)> {
    let dated = (said.iter())
        .filter_map(|(index, value)| Some((facts.get(*index)?.effective_date()?, *index, value)));
    let last = dated.clone().map(|(date, ..)| date).max()?;
    let mut newest = dated.clone().filter(|(date, ..)| *date == last);
    let (_, first, said_last) = newest.next()?;
    let agree = newest.all(|(_, _, value)| value == said_last);
    let is_later = dated.clone().any(|(date, ..)| date < last);
    (agree && is_later).then_some((first, last))
}

/// The name of an item in a message, with the body that runs it.
pub(super) fn shown(facts: &Facts, index: usize) -> String {
    let Some(item) = facts.get(index) else {
        return String::new();
    };
    match item.body() {
        Some(body) => format!("{}（{body}）", item.name()),
        None => item.name().to_owned(),
    }
}
