//! The same items in other catalogues: what one channel shows of them.

use std::collections::HashMap;

use crate::engine::Counterpart;
use crate::model::ServiceItem;
use crate::read::Reading;

/// A second catalogue that says what one channel shows of the same items.
#[derive(Debug, Clone)]
pub struct View {
    /// Its name, such as 移动端.
    pub name: String,
    /// What was read of it.
    pub reading: Reading,
}

/// Items of a view by key; of several with one key the first counts.
pub(super) fn keys(view: &View) -> HashMap<String, usize> {
    let mut keys = HashMap::new();
    for (index, item) in view.reading.catalogue.items.iter().enumerate() {
        keys.entry(item.key()).or_insert(index);
    }
    keys
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
