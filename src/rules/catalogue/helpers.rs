//! Values that items of a catalogue share, and the items that differ from most.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::engine::{Facts, ItemFacts};
use crate::facts::{alike, digest, item_at, sound_base_code};
use crate::i18n::Argument;
use crate::prose::text_key;

/// The base code with the item's name: the same handling item in any body.
pub(super) fn handling_item(item: &ItemFacts<'_>) -> Option<String> {
    let name = text_key(item.name());
    let code = sound_base_code(item)?;
    (!name.is_empty()).then(|| format!("{code} {name}"))
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

/// What an item says: digests of its key and of its value, with the item between them and the day it took effect.
type Said = [u64; 4];

/// The items that do not say the usual in their group: those with one `key` that are in use; `value` is
/// what an item says in the form in which it is compared.
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
    // The last of equals wins `max_by_key`, so the list is walked from its end.
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
