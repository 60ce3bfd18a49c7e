//! The items of a catalogue by what prerequisites call them.

use std::collections::BTreeMap;

use crate::model::ServiceItem;
use crate::prose::text_key;

/// Items by key, code and name.
pub(super) struct Known(BTreeMap<String, usize>);

impl Known {
    /// The items of a catalogue; of several that are called so, the first counts.
    pub(super) fn of(items: &[ServiceItem]) -> Self {
        let mut known = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            let codes = [
                item.base_code.as_ref().map(|code| code.as_str().to_owned()),
                item.implementation_code
                    .as_ref()
                    .map(|code| code.as_str().to_owned()),
                item.handling_code
                    .as_ref()
                    .map(|code| code.as_str().to_owned()),
                item.source_id.clone(),
                item.catalogue_name.clone(),
            ];
            let names = [item.key(), item.name.clone()]
                .into_iter()
                .chain(item.aliases.clone());
            for name in codes.into_iter().flatten().chain(names) {
                known.entry(text_key(&name)).or_insert(at);
            }
        }
        Self(known)
    }

    /// The item that goes by this key, code or name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let key = text_key(name);
        self.0.get(&key).filter(|_| !key.is_empty()).copied()
    }
}
