//! Views: the same items in other catalogues, one per channel.

use std::collections::HashMap;

use crate::engine::Counterpart;
use crate::model::ServiceItem;
use crate::read::Reading;

/// A second catalogue that shows the same items as one channel publishes them.
#[derive(Debug, Clone)]
pub struct View {
    /// Its name, such as 移动端.
    pub name: String,
    /// What was read from it.
    pub reading: Reading,
}

/// The items of a view by key; if several share a key, the first counts.
pub(super) fn keys(view: &View) -> HashMap<String, usize> {
    let mut keys = HashMap::new();
    for (index, item) in view.reading.catalogue.items.iter().enumerate() {
        keys.entry(item.key()).or_insert(index);
    }
    keys
}

/// The names of the views that share no item with the catalogue.
pub(super) fn strangers(items: &[ServiceItem], views: &[View]) -> Vec<String> {
    let is_strange = |view: &&View| {
        let keys = keys(view);
        !items.iter().any(|item| keys.contains_key(&item.key()))
    };
    let strange = views.iter().filter(is_strange);
    strange.map(|view| view.name.clone()).collect()
}

pub(super) fn counterparts<'a>(
    item: &ServiceItem,
    views: &'a [View],
    by_key: &[HashMap<String, usize>],
) -> Vec<Counterpart<'a>> {
    if views.is_empty() {
        return Vec::new();
    }
    let key = item.key();
    (views.iter().zip(by_key).enumerate())
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
