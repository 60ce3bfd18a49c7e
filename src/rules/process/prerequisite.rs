//! Resolves prerequisites to the items of a catalogue.

use std::collections::{HashMap, HashSet};

use crate::engine::{Facts, ItemFacts};
use crate::prose::text_key;

/// Items by key, code and name, limited to those that prerequisites refer to.
pub(super) struct Known(HashMap<String, usize>);

impl Known {
    /// The items of a catalogue; if several share a name, the first counts.
    pub(super) fn of(facts: &Facts) -> Self {
        let mut wanted = HashSet::new();
        for item in facts.iter() {
            let keys = item.prerequisites().map(text_key);
            wanted.extend(keys.filter(|key| !key.is_empty()));
        }
        Self(facts.first_by_name(&wanted, keys))
    }

    /// The item with this key, code or name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.0.get(&text_key(name)).copied()
    }
}

/// The names and codes by which an item is referred to.
fn keys(item: &ItemFacts<'_>) -> Vec<String> {
    let codes = [
        item.base_code(),
        item.implementation_code(),
        item.handling_code(),
        item.source_id(),
        item.catalogue_name(),
        Some(item.name()),
    ];
    let key = text_key(&item.key());
    codes
        .into_iter()
        .flatten()
        .chain(item.aliases())
        .map(text_key)
        .chain([key])
        .collect()
}
