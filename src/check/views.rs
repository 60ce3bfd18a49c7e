//! Views: the same items in other catalogues, one per channel.

use std::collections::HashMap;

use super::fold::Causes;
use crate::engine::{Counterpart, Raised};
use crate::facts::Facts;
use crate::model::ServiceItem;
use crate::read::Reading;

/// A second catalogue that shows the same items as one channel publishes them.
#[derive(Debug, Clone)]
pub struct View {
    /// Its name, such as 移动端.
    pub name: String,
    /// The reading of it.
    pub reading: Reading,
}

/// The views of a run, with their facts and look-up tables.
#[derive(Debug)]
pub(super) struct Views<'v> {
    pub(super) all: &'v [View],
    /// For each view, the index of its items by key; if several share a key, the first counts.
    by_key: Vec<HashMap<String, usize>>,
    pub(super) facts: Vec<Facts>,
    /// The notices from reading the views.
    pub(super) raised: Vec<Raised>,
    /// The values in the views that are wrong by themselves.
    pub(super) causes: Causes,
}

impl<'v> Views<'v> {
    /// Prepares the views, given the notices from reading them.
    pub(super) fn new(all: &'v [View], raised: Vec<Raised>) -> Self {
        Self {
            all,
            by_key: all.iter().map(keys).collect(),
            facts: all
                .iter()
                .map(|view| Facts::of(&view.reading.catalogue.items))
                .collect(),
            causes: Causes::of(&raised),
            raised,
        }
    }

    /// The items with the same key in the views.
    pub(super) fn counterparts(&self, item: &ServiceItem) -> Vec<Counterpart<'v>> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let key = item.key();
        self.all
            .iter()
            .zip(&self.by_key)
            .enumerate()
            .filter_map(|(number, (view, keys))| {
                let index = *keys.get(&key)?;
                Some(Counterpart {
                    view: number,
                    name: &view.name,
                    index,
                    item: view.reading.catalogue.items.get(index)?,
                    not_collected: &view.reading.catalogue.not_collected,
                })
            })
            .collect()
    }

    /// The names of the views that share no item with the catalogue.
    pub(super) fn strangers(&self, facts: &Facts) -> Vec<String> {
        let is_strange = |(_, keys): &(&View, &HashMap<String, usize>)| {
            !facts
                .iter()
                .any(|item| keys.contains_key(item.key().as_ref()))
        };
        let strange = self.all.iter().zip(&self.by_key).filter(is_strange);
        strange.map(|(view, _)| view.name.clone()).collect()
    }
}

fn keys(view: &View) -> HashMap<String, usize> {
    let mut keys = HashMap::new();
    for (index, item) in view.reading.catalogue.items.iter().enumerate() {
        keys.entry(item.key()).or_insert(index);
    }
    keys
}
