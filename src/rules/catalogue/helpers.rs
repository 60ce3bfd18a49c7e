//! What items of a catalogue have in common, and which of them differ from most.

use std::collections::HashMap;

use crate::code::{BaseCode, HandlingCode, ImplementationCode};
use crate::engine::{Facts, ItemFacts};
use crate::prose::{is_blank, text_key};

/// The well-formed base code of an item, stated or inside its other codes; not of a node.
pub(super) fn base_code(item: ItemFacts<'_>) -> Option<String> {
    let filled = |code: &&str| !is_blank(code);
    let stated = item.base_code().filter(filled).map(BaseCode::from);
    let inside = || {
        let stated = item.implementation_code().filter(filled);
        let code = match stated {
            Some(code) => ImplementationCode::from(code),
            None => HandlingCode::from(item.handling_code()?).implementation_code()?,
        };
        code.base_code()
    };
    let local = || {
        item.local_base_code()
            .map(|code| BaseCode::from(code.trim()))
    };
    let code = stated.or_else(inside).or_else(local)?;
    let sound = code.parts().is_ok_and(|parts| !parts.is_directory_node);
    sound.then(|| code.into_string())
}

/// The base code with the item's name: the same handling item, whoever runs it.
pub(super) fn handling_item(item: ItemFacts<'_>) -> Option<String> {
    let name = text_key(item.name());
    let code = base_code(item)?;
    (!name.is_empty()).then(|| format!("{code} {name}"))
}

/// An item that says something else than most of its group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odd {
    /// The item.
    pub(super) item: usize,
    /// The first item that says what most say; of equally many the first.
    pub(super) other: usize,
}

/// The items that do not say the usual in their group: those with one `key`; `value` is what an item
/// says in the form in which it is compared.
pub(super) fn odd_ones(
    facts: &Facts,
    key: impl Fn(ItemFacts<'_>) -> Option<String>,
    value: impl Fn(ItemFacts<'_>) -> Option<String>,
) -> Vec<Odd> {
    let mut odd = Vec::new();
    for group in facts.groups(key) {
        let said: Vec<(usize, String)> = (group.into_iter())
            .filter_map(|index| Some((index, value(facts.get(index)?)?)))
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, value) in &said {
            *counts.entry(value).or_default() += 1;
        }
        let count = |value: &str| counts.get(value).copied().unwrap_or_default();
        // The last of equals wins `max_by_key`, so the list is walked from its end.
        let usual = said.iter().rev().max_by_key(|(_, value)| count(value));
        let Some((other, usual)) = usual else {
            continue;
        };
        let differing = said.iter().filter(|(_, value)| value != usual);
        odd.extend(differing.map(|(item, _)| Odd {
            item: *item,
            other: *other,
        }));
    }
    odd
}

/// What an item is called in a message: its name and the body that runs it.
pub(super) fn shown(facts: &Facts, index: usize) -> String {
    let Some(item) = facts.get(index) else {
        return String::new();
    };
    match item.body() {
        Some(body) => format!("{}（{body}）", item.name()),
        None => item.name().to_owned(),
    }
}
