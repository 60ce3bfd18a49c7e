//! Items as the values of their elements, in little memory: a value that several items share is kept once.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::model::ServiceItem;
use crate::model::elements::{Field, GUIDE, Group, ITEM};
use crate::prose::text_digest;

/// Elements of no use in a comparison: fields that no dialect knows, and remarks for this tool.
const LEFT_OUT: &[&str] = &["extensions", "suppressions", "deviations", "source_url"];

/// The value of one element, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    element: u16,
    value: String,
}

/// The value of one element, by its number.
#[derive(Debug, Clone, Copy)]
struct Kept {
    element: u16,
    value: u32,
}

/// Items as the values of their elements.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// The values, one after the other.
    values: String,
    /// The end of each value.
    ends: Vec<usize>,
    /// The values of the items, one after the other.
    kept: Vec<Kept>,
    /// The end of each item among them.
    items: Vec<usize>,
    /// The numbers of the values by their digests, while items are added.
    numbers: HashMap<u64, u32>,
}

impl Rows {
    /// The number of items.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Adds an item.
    pub(super) fn add(&mut self, item: &ServiceItem) {
        for Part { element, value } in parts(item) {
            let value = self.number(&value);
            self.kept.push(Kept { element, value });
        }
        self.items.push(self.kept.len());
    }

    /// Drops what only the addition of items needs.
    pub(super) fn close(&mut self) {
        self.numbers = HashMap::new();
        self.values.shrink_to_fit();
    }

    /// The number of a value, which is kept if it is new.
    fn number(&mut self, value: &str) -> u32 {
        let digest = text_digest(value);
        let known = self.numbers.get(&digest).copied();
        // Two values with one digest are both kept.
        if let Some(known) = known.filter(|known| self.value(*known) == value) {
            return known;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.values.push_str(value);
        self.ends.push(self.values.len());
        self.numbers.insert(digest, number);
        number
    }

    fn value(&self, number: u32) -> &str {
        let text = &self.values;
        part(&self.ends, number as usize)
            .and_then(|range| text.get(range))
            .unwrap_or_default()
    }

    /// The elements of an item with their values.
    fn row(&self, item: usize) -> impl Iterator<Item = (u16, &str)> {
        let kept = part(&self.items, item).and_then(|range| self.kept.get(range));
        let kept = kept.unwrap_or_default().iter();
        kept.map(|kept| (kept.element, self.value(kept.value)))
    }

    /// Whether the values of an item are these.
    pub(super) fn are(&self, item: usize, parts: &[Part]) -> bool {
        let parts = parts.iter().map(|part| (part.element, part.value.as_str()));
        self.row(item).eq(parts)
    }

    /// An item, without the elements that were left out.
    pub(super) fn item(&self, item: usize) -> Option<ServiceItem> {
        restored(self.row(item))
    }
}

/// One of several ranges that follow each other, of which the ends are known.
fn part(ends: &[usize], number: usize) -> Option<std::ops::Range<usize>> {
    let start = match number.checked_sub(1) {
        Some(before) => *ends.get(before)?,
        None => 0,
    };
    Some(start..*ends.get(number)?)
}

/// The values of an item.
pub(super) fn parts(item: &ServiceItem) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Ok(Value::Object(mut values)) = serde_json::to_value(item) {
        // The elements of the guide are shared apart.
        if let Some(Value::Object(guide)) = values.remove("guide") {
            add(GUIDE, ITEM.fields.len(), guide, &mut parts);
        }
        add(ITEM, 0, values, &mut parts);
    }
    parts
}

/// Adds the values of the elements of a group, of which the first one has this number.
fn add(group: &Group, first: usize, values: Map<String, Value>, parts: &mut Vec<Part>) {
    for (key, value) in values {
        let known = group.fields.iter().position(|field| field.key == key);
        let known = known.filter(|_| !LEFT_OUT.contains(&key.as_str()));
        let element = known.and_then(|at| u16::try_from(first + at).ok());
        parts.extend(element.map(|element| Part {
            element,
            value: value.to_string(),
        }));
    }
}

/// The item with these values, without the elements that were left out.
pub(super) fn item_of(parts: &[Part]) -> Option<ServiceItem> {
    restored(parts.iter().map(|part| (part.element, part.value.as_str())))
}

fn restored<'v>(row: impl Iterator<Item = (u16, &'v str)>) -> Option<ServiceItem> {
    let (mut values, mut guide) = (Map::new(), Map::new());
    for (element, value) in row {
        let element = usize::from(element);
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
        let mut rows = Rows::default();
        [&one, &other, &one]
            .into_iter()
            .for_each(|item| rows.add(item));
        rows.close();
        assert_eq!((rows.len(), rows.ends.len()), (3, 4));
        assert_eq!(rows.item(1).as_ref(), Some(&other));
        assert_eq!(rows.item(2).as_ref(), Some(&one));
        assert!(rows.are(0, &parts(&one)) && !rows.are(1, &parts(&one)));
        assert_eq!(item_of(&parts(&one)), Some(one));
    }
}
