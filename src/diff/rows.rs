//! Stores items as the values of their elements, in little memory: a value that several items share is
//! stored once.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io;

use serde_json::{Map, Value};

use crate::model::ServiceItem;
use crate::model::elements::{Field, GUIDE, Group, ITEM};
use crate::spill::Pile;

/// Elements that are not compared: fields that no dialect knows, and remarks for this tool.
const IGNORED_ELEMENTS: &[&str] = &["extensions", "suppressions", "deviations", "source_url"];

/// Maximum number of recent values that are remembered, so that they are not stored again.
const MAX_RECENT_VALUES: usize = 1 << 17;

/// The value of one element, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct ElementValue {
    element: u16,
    value: String,
}

/// Index entry of a stored item.
#[derive(Debug, Clone, Copy)]
struct StoredItem {
    /// Position of the list of its elements in the pile.
    at: u64,
    size: u32,
    /// A digest of its values.
    digest: u64,
}

/// The number of an element, and the position and size of its value in the pile.
type Entry = (u16, u64, usize);

/// Items, stored as the values of their elements.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// The values, and for each item the list of its [`Entry`]s.
    pile: Pile,
    items: Vec<StoredItem>,
    /// Positions of recent values by digest and size; empty once all items have been added.
    recent: HashMap<(u64, usize), u64>,
    /// Randomly keyed, so that no input can be crafted to have a certain digest.
    digests: RandomState,
}

impl Rows {
    /// The number of items.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Adds an item.
    pub(super) fn add(&mut self, item: &ServiceItem) {
        let parts = parts(item);
        let entries = parts
            .iter()
            .map(|ElementValue { element, value }| (*element, self.store(value), value.len()));
        let entries: Vec<Entry> = entries.collect();
        // Serializing numbers into memory cannot fail.
        let list = serde_json::to_vec(&entries).unwrap_or_default();
        self.items.push(StoredItem {
            at: self.pile.add(&list),
            size: u32::try_from(list.len()).unwrap_or_default(),
            digest: self.digests.hash_one(&parts),
        });
    }

    /// Moves bytes beyond the memory bound to a file, which `make` creates on first use.
    pub(super) fn spill(
        &mut self,
        past: usize,
        make: &mut dyn FnMut() -> io::Result<File>,
    ) -> io::Result<()> {
        self.pile.spill(past, make)
    }

    /// Frees the memory that is only needed while items are added.
    pub(super) fn close(&mut self) {
        self.recent = HashMap::new();
        self.items.shrink_to_fit();
        self.pile.close();
    }

    /// The position of a value; stores it, unless it is among the recent ones.
    fn store(&mut self, value: &str) -> u64 {
        let key = (self.digests.hash_one(value), value.len());
        if let Some(known) = self.recent.get(&key) {
            return *known;
        }
        if self.recent.len() >= MAX_RECENT_VALUES {
            self.recent.clear();
        }
        let at = self.pile.add(value.as_bytes());
        self.recent.insert(key, at);
        at
    }

    /// Whether the stored item has these values.
    pub(super) fn are(&self, item: usize, parts: &[ElementValue]) -> bool {
        let row = self.items.get(item);
        row.is_some_and(|row| row.digest == self.digests.hash_one(parts))
    }

    /// Restores an item, without the elements in [`IGNORED_ELEMENTS`].
    pub(super) fn item(&self, item: usize) -> Option<ServiceItem> {
        let row = self.items.get(item)?;
        let list = self.pile.get(row.at, row.size as usize).ok()?;
        let entries: Vec<Entry> = serde_json::from_slice(&list).ok()?;
        let parts = entries.into_iter().map(|(element, at, size)| {
            let value = String::from_utf8(self.pile.get(at, size).ok()?.into_owned()).ok()?;
            Some(ElementValue { element, value })
        });
        item_of(&parts.collect::<Option<Vec<ElementValue>>>()?)
    }
}

/// The values of an item.
pub(super) fn parts(item: &ServiceItem) -> Vec<ElementValue> {
    let mut parts = Vec::new();
    if let Ok(Value::Object(mut values)) = serde_json::to_value(item) {
        // The elements of the guide are stored one by one, so that each can be shared.
        if let Some(Value::Object(guide)) = values.remove("guide") {
            add(GUIDE, ITEM.fields.len(), guide, &mut parts);
        }
        add(ITEM, 0, values, &mut parts);
    }
    parts
}

/// Adds the values of the elements of a group; `first` is the number of its first element.
fn add(group: &Group, first: usize, values: Map<String, Value>, parts: &mut Vec<ElementValue>) {
    for (key, value) in values {
        let at = group.fields.iter().position(|field| field.key == key);
        let at = at.filter(|_| !IGNORED_ELEMENTS.contains(&key.as_str()));
        let element = at.and_then(|at| u16::try_from(first + at).ok());
        parts.extend(element.map(|element| ElementValue {
            element,
            value: value.to_string(),
        }));
    }
}

/// The item with these values, without the elements in [`IGNORED_ELEMENTS`].
pub(super) fn item_of(parts: &[ElementValue]) -> Option<ServiceItem> {
    let (mut values, mut guide) = (Map::new(), Map::new());
    for ElementValue { element, value } in parts {
        let element = usize::from(*element);
        let value = serde_json::from_str(value).ok()?;
        let of_guide = element.checked_sub(ITEM.fields.len());
        let (map, field): (_, Option<&Field>) = match of_guide {
            Some(at) => (&mut guide, GUIDE.fields.get(at)),
            None => (&mut values, ITEM.fields.get(element)),
        };
        map.insert(field?.key.to_owned(), value);
    }
    if !guide.is_empty() {
        values.insert("guide".to_owned(), Value::Object(guide));
    }
    serde_json::from_value(Value::Object(values)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_as_they_were_and_equal_values_are_kept_once() {
        let item = |name: &str| -> ServiceItem {
            let text =
                format!("name = '{name}'\nversion = 2\n[guide]\nconditions = '年满18周岁'\n");
            toml::from_str(&text).unwrap()
        };
        let (one, other) = (item("甲"), item("乙"));
        // In memory, in a file, and in both.
        for past in [usize::MAX, 0, 60] {
            let mut rows = Rows::default();
            let mut files = 0;
            let mut make = || {
                files += 1;
                let name = format!("shixiang-rows-{}-{past}", std::process::id());
                let path = std::env::temp_dir().join(name);
                let mut options = File::options();
                let file = options.read(true).write(true).create_new(true).open(&path);
                std::fs::remove_file(path)?;
                file
            };
            for item in [&one, &other, &one] {
                rows.add(item);
                rows.spill(past, &mut make).unwrap();
            }
            rows.close();
            assert_eq!((rows.len(), rows.recent.len()), (3, 0));
            let values = ["\"甲\"", "\"乙\"", "2", "\"年满18周岁\""];
            let listed: usize = rows.items.iter().map(|row| row.size as usize).sum();
            let size = values.concat().len() + listed;
            assert_eq!(rows.pile.add(b""), size as u64);
            assert_eq!(rows.item(0).as_ref(), Some(&one));
            assert_eq!(rows.item(1).as_ref(), Some(&other));
            assert_eq!(rows.item(2).as_ref(), Some(&one));
            assert_eq!(rows.item(3), None);
            assert!(rows.are(0, &parts(&one)) && !rows.are(1, &parts(&one)));
            assert_eq!(files, usize::from(past != usize::MAX));
        }
        assert_eq!(item_of(&parts(&one)), Some(one));
    }
}
