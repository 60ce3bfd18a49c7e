//! The reference catalogue: the list of a higher level that a catalogue is held against.

use std::collections::HashSet;

use super::{Facts, ItemFacts};
use crate::prose::text_key;
use crate::read::{MissingValue, Reading};
use crate::source::Location;

/// The list of items of a higher level, such as a province's catalogue, which a local one is checked
/// against ([`Checker::reference`](crate::Checker::reference)).
#[derive(Debug, Default)]
pub struct ReferenceCatalogue {
    /// The input as the user named it.
    pub(crate) name: String,
    /// What it calls itself, or else the input.
    pub(crate) title: String,
    /// The facts of its items.
    pub(crate) facts: Facts,
    /// Documents and records that gave no item.
    pub(crate) lost: Vec<Location>,
    /// Values that the tool lost.
    pub(crate) missing: Vec<MissingValue>,
    codes: HashSet<String>,
    names: HashSet<String>,
}

impl ReferenceCatalogue {
    /// The reference catalogue as it was read; `name` is what to call it in a report.
    pub fn new(name: impl Into<String>, reading: &Reading) -> Self {
        let facts = Facts::of(&reading.catalogue.items);
        let codes = facts.iter().filter_map(ItemFacts::base_code);
        let names = facts
            .iter()
            .flat_map(|item| [Some(item.name()), item.catalogue_name()]);
        let name = name.into();
        let title = reading.catalogue.name.clone();
        Self {
            title: title.unwrap_or_else(|| name.clone()),
            name,
            codes: codes.map(str::to_owned).collect(),
            names: names.flatten().map(text_key).collect(),
            lost: reading.account.failed.clone(),
            missing: reading.account.missing.clone(),
            facts,
        }
    }

    /// Whether it has an item with the base code or a name of this one.
    pub(crate) fn knows(&self, item: ItemFacts<'_>) -> bool {
        let names = [Some(item.name()), item.catalogue_name()];
        (item.base_code()).is_some_and(|code| self.codes.contains(code))
            || (names.into_iter().flatten()).any(|name| self.names.contains(&text_key(name)))
    }
}
