//! Keys that identify items across catalogues.

use std::collections::HashSet;

use super::matter::{Codes, sound_code};
use super::{Facts, ItemFacts, digest, item_at};
use crate::code::BaseCode;
use crate::prose::text_key;
use crate::vocabulary::{ItemStatus, Vocabulary};

/// The items that two catalogues share.
#[derive(Debug, Default)]
pub(crate) struct Overlap {
    /// For each item of the first catalogue, whether the second has it.
    pub(crate) here: Vec<bool>,
    /// For each item of the second catalogue, whether the first has it.
    pub(crate) there: Vec<bool>,
}

impl Overlap {
    pub(crate) fn between(here: &Facts, there: &Facts) -> Self {
        Self {
            here: found_in(here, there),
            there: found_in(there, here),
        }
    }
}

/// For each item, whether the other catalogue has it, by base code, local code or name.
fn found_in(facts: &Facts, other: &Facts) -> Vec<bool> {
    let mut found = vec![false; facts.len()];
    let asked = facts.sorted(|at, item| {
        let keys = keys(item).into_iter();
        keys.map(move |key| [key.asked, at as u64])
            .collect::<Vec<_>>()
    });
    let mut offered = other.sorted(|_, item| {
        let keys = keys(item).into_iter().filter(|_| item.is_in_use());
        keys.map(|key| [key.offered]).collect::<Vec<_>>()
    });
    let mut next = offered.next();
    for [key, at] in asked {
        while next.is_some_and(|[offered]| offered < key) {
            next = offered.next();
        }
        if next == Some([key])
            && let Some(found) = found.get_mut(item_at(at))
        {
            *found = true;
        }
    }
    found
}

/// A key of an item.
struct Key {
    /// The digest under which a catalogue lists the item.
    offered: u64,
    /// The digest under which the item is looked up in the other catalogue.
    asked: u64,
}

impl Key {
    fn of(kind: &str, key: &str) -> Self {
        let key = digest(&(kind, key));
        Self {
            offered: key,
            asked: key,
        }
    }
}

fn keys(item: &ItemFacts<'_>) -> Vec<Key> {
    let mut keys: Vec<Key> = names(item).map(|name| Key::of("name", &name)).collect();
    keys.extend(local_code(item).map(|code| Key::of("local", code)));
    let Some(code) = sound_base_code(item) else {
        return keys;
    };
    keys.push(Key::of("code", &code));
    let parsed = BaseCode::from(code.as_str());
    if let (Ok(parts), Some(main)) = (parsed.parts(), parsed.main_item()) {
        // A main item without sub-items may be divided in the other catalogue.
        let kinds = ["whole", "part"];
        let [whole, part] = kinds.map(|kind| digest(&(kind, main)));
        let (offered, asked) = if parts.is_sub_item() {
            (part, whole)
        } else {
            (whole, part)
        };
        keys.push(Key { offered, asked });
    }
    keys
}

/// The numbering of the items of a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// The first two digits of the base codes: `00` for the national catalogue, or a province.
    prefixes: HashSet<String>,
    has_local_codes: bool,
}

impl Numbering {
    pub(crate) fn of(facts: &Facts) -> Self {
        let mut numbering = Self::default();
        for item in facts.iter().filter(ItemFacts::is_in_use) {
            numbering.has_local_codes |= local_code(&item).is_some();
            let code = sound_base_code(&item);
            if let Some(prefix) = code.as_deref().and_then(|code| code.get(..2))
                && !numbering.prefixes.contains(prefix)
            {
                numbering.prefixes.insert(prefix.to_owned());
            }
        }
        numbering
    }

    /// Whether an item has a base code or local code that this numbering does not use.
    pub(crate) fn is_other(&self, item: &ItemFacts<'_>) -> bool {
        let code = sound_base_code(item);
        let prefix = code.as_deref().and_then(|code| code.get(..2));
        prefix.is_some_and(|prefix| !self.prefixes.contains(prefix))
            || (local_code(item).is_some() && !self.has_local_codes)
    }
}

fn local_code<'i>(item: &'i ItemFacts<'_>) -> Option<&'i str> {
    let code = item.local_base_code().map(str::trim);
    code.filter(|code| !code.is_empty())
}

fn names(item: &ItemFacts<'_>) -> impl Iterator<Item = String> {
    let names = [Some(item.name()), item.catalogue_name()].into_iter();
    let keys = names.flatten().map(text_key);
    keys.filter(|name| !name.is_empty())
}

impl ItemFacts<'_> {
    /// Whether the item is in use.
    pub(crate) fn is_in_use(&self) -> bool {
        self.status() != Some(ItemStatus::Cancelled.term())
    }
}

/// The well-formed base code of an item, stated or within its other codes; `None` if it is that of a directory
/// node.
pub(crate) fn sound_base_code(item: &ItemFacts<'_>) -> Option<String> {
    sound_code(&Codes {
        base: item.base_code(),
        implementation: item.implementation_code(),
        handling: item.handling_code(),
        local_base: item.local_base_code(),
    })
}
