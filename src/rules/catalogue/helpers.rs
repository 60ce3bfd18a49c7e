//! Values that items of a catalogue share, and the items whose value differs from the most frequent one.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::engine::{Facts, ItemFacts};
use crate::facts::{alike, digest, item_at, sound_base_code};
use crate::i18n::Argument;
use crate::prose::text_key;

/// The base code with the item's name, which identify the same handling item in every body.
pub(super) fn handling_item(item: &ItemFacts<'_>) -> Option<String> {
    let name = text_key(item.name());
    let code = sound_base_code(item)?;
    (!name.is_empty()).then(|| format!("{code} {name}"))
}

/// An item whose value differs from the most frequent one of its group, with the evidence for both values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odd {
    /// The item.
    pub(super) item: usize,
    /// The first item with the most frequent value; if several values are equally frequent, the first of them.
    pub(super) other: usize,
    /// The second item with the most frequent value, if there is one.
    pub(super) second: Option<usize>,
    /// Number of items with the usual value.
    alike: usize,
    /// Number of items with a value.
    all: usize,
    /// The first of the items with the latest effective date, if these agree and other items took effect earlier.
    pub(super) newest: Option<(usize, NaiveDate)>,
}

impl Odd {
    /// The items with the usual value for a message: the first, and the number of the others.
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

/// The digest of an item's key, its index, the digest of its value and the day it took effect (0 if unknown).
type Said = [u64; 4];

/// Items whose `value` differs from the most frequent one of their group: the items in use with the same `key`.
///
/// `value` returns the value in the form in which it is compared.
pub(super) fn odd_ones(
    facts: &Facts,
    key: impl Fn(&ItemFacts<'_>) -> Option<String>,
    value: impl Fn(&ItemFacts<'_>) -> Option<String>,
) -> impl Iterator<Item = Odd> {
    let said = facts.sorted(|at, item| {
        let key = digest(&key(item).filter(|_| item.is_in_use())?);
        let value = digest(&value(item)?);
        let day = item.effective_date().map(|date| date.num_days_from_ce());
        let day = day.and_then(|day| u64::try_from(day).ok());
        Some([key, at as u64, value, day.unwrap_or_default()])
    });
    alike(said).flat_map(|group| odd_of(&group))
}

fn odd_of(said: &[Said]) -> Vec<Odd> {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for [_, _, value, _] in said {
        *counts.entry(*value).or_default() += 1;
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let count = |value: u64| counts.get(&value).copied().unwrap_or_default();
    // `max_by_key` returns the last of equal elements, so the list is iterated in reverse.
    let usual = (said.iter().rev()).max_by_key(|[_, _, value, _]| count(*value));
    let Some([_, other, usual, _]) = usual else {
        return Vec::new();
    };
    let newest = newest(said);
    let mut alike = said.iter().filter(|[_, _, value, _]| value == usual);
    let second = alike.nth(1).map(|[_, item, ..]| item_at(*item));
    let differing = said.iter().filter(|[_, _, value, _]| value != usual);
    let odd = differing.map(|[_, item, ..]| Odd {
        item: item_at(*item),
        other: item_at(*other),
        second,
        alike: count(*usual),
        all: said.len(),
        newest,
    });
    odd.collect()
}

fn newest(said: &[Said]) -> Option<(usize, NaiveDate)> {
    let dated = said.iter().filter(|[_, _, _, day]| *day > 0);
    let last = dated.clone().map(|[_, _, _, day]| *day).max()?;
    let mut newest = dated.clone().filter(|[_, _, _, day]| *day == last);
    let [_, first, said_last, _] = newest.next()?;
    let agree = newest.all(|[_, _, value, _]| value == said_last);
    let is_later = dated.clone().any(|[_, _, _, day]| *day < last);
    let date = NaiveDate::from_num_days_from_ce_opt(last.try_into().ok()?)?;
    (agree && is_later).then_some((item_at(*first), date))
}

/// The name of an item.
pub(super) fn name_of(facts: &Facts, index: usize) -> String {
    facts
        .get(index)
        .map_or_else(String::new, |item| item.name().to_owned())
}

/// The name of an item for a message, with the body that runs it.
pub(super) fn shown(facts: &Facts, index: usize) -> String {
    let Some(item) = facts.get(index) else {
        return String::new();
    };
    match item.body() {
        Some(body) => format!("{}（{body}）", item.name()),
        None => item.name().to_owned(),
    }
}
