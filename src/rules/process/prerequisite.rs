//! The items of a catalogue by what prerequisites call them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::engine::{Facts, ItemFacts};
use crate::prose::text_key;

/// Items by key, code and name, as far as prerequisites call them.
pub(super) struct Known(HashMap<String, usize>);

impl Known {
    /// The items of a catalogue; of several that are called so, the first counts.
    pub(super) fn of(facts: &Facts) -> Self {
        let wanted = facts.iter().flat_map(ItemFacts::prerequisites);
        let wanted = wanted.map(text_key).filter(|key| !key.is_empty()).collect();
        Self(facts.first_by_name(&wanted, keys))
    }

    /// The item with this key, code or name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.0.get(&text_key(name)).copied()
    }
}

/// The names and codes by which an item is referred to.
fn keys(item: ItemFacts<'_>) -> impl Iterator<Item = Cow<'_, str>> {
    let codes = [
        item.base_code(),
        item.implementation_code(),
        item.handling_code(),
        item.source_id(),
        item.catalogue_name(),
        Some(item.name()),
    ];
    let key = text_key(&item.key());
    (codes.into_iter().flatten())
        .chain(item.aliases())
        .map(text_key)
        .chain([key])
        .map(Cow::from)
}
