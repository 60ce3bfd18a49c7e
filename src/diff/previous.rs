//! The previous version of a catalogue, kept in little memory: each item as the values of its elements, equal
//! ones kept once.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::align::SURE;
use super::change::Change;
use super::item;
use super::walk::Uncollected;
use crate::Error;
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::model::elements::{Group, ITEM};
use crate::read::{Inputs, MissingValue, ReadOptions, Reading, read_in_windows};
use crate::source::Location;
use crate::vocabulary::ItemStatus;

/// Elements of no use in a comparison: fields that no dialect knows, and remarks for this tool.
const LEFT_OUT: &[&str] = &["extensions", "suppressions", "deviations", "source_url"];

const NONE: Text = Text::new(
    "上一版里没有找到这个事项",
    "the previous version has no such item",
);
const SEVERAL: Text = Text::new(
    "上一版里有几个事项编码相同，不知道是哪一个",
    "several items of the previous version have this key",
);
const NOT_RESTORED: Text = Text::new(
    "上一版的这个事项没有读懂",
    "the item of the previous version was not understood",
);

/// An item as the values of its elements.
type Row = Box<[Kept]>;

/// The value of one element, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    key: &'static str,
    in_guide: bool,
    value: Arc<str>,
}

/// The previous version of a catalogue, which a new version is checked against
/// ([`Checker::previous`](crate::Checker::previous)).
#[derive(Debug, Clone, Default)]
pub struct Previous {
    /// The input as the user named it.
    pub(crate) name: String,
    rows: Vec<Row>,
    /// The rows by each of the [`SURE`] keys of the items; `None` for a key that several items share.
    by_key: [HashMap<String, Option<usize>>; SURE.len()],
    /// The keys of the items.
    keys: HashSet<String>,
    /// The codes that only cancelled items have, with the name of the first.
    retired: HashMap<String, String>,
    not_collected: Vec<String>,
    /// Documents and records that gave no item.
    pub(crate) lost: Vec<Location>,
    /// Values that the tool lost.
    pub(crate) missing: Vec<MissingValue>,
}

/// An item of the previous version, and the changes since.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct PreviousItem {
    /// The item as it was, without fields that no dialect knows.
    pub item: ServiceItem,
    /// The changes since.
    pub changes: Vec<Change>,
}

impl Previous {
    /// The previous version from a reading; `name` is its name in a report.
    pub fn new(name: impl Into<String>, reading: &Reading) -> Self {
        let mut previous = Self::default();
        previous.add(&reading.catalogue.items, &mut HashSet::new());
        previous.of(name.into(), reading)
    }

    /// Reads the previous version, some items at a time: only the values of each are kept.
    ///
    /// # Errors
    ///
    /// As for [`read_path`](crate::read_path).
    pub fn read(path: impl Into<PathBuf>, options: &ReadOptions) -> Result<Self, Error> {
        let paths = [path.into()];
        let mut previous = Self::default();
        let mut pool = HashSet::new();
        let mut add = |window: &mut Reading| {
            previous.add(&window.catalogue.items, &mut pool);
            Ok(())
        };
        let whole = read_in_windows(Inputs::Paths(&paths), options, Some(&mut add))?;
        let [path] = paths;
        Ok(previous.of(path.display().to_string(), &whole))
    }

    fn add(&mut self, items: &[ServiceItem], pool: &mut HashSet<Arc<str>>) {
        for item in items {
            let index = self.rows.len();
            self.rows.push(row(item, pool));
            for (key, known) in SURE.iter().zip(&mut self.by_key) {
                let Some(key) = key(item) else { continue };
                (known.entry(key))
                    .and_modify(|index| *index = None)
                    .or_insert(Some(index));
            }
            self.keys.insert(item.key());
            if item.status == Some(ItemStatus::Cancelled) {
                for code in codes(item) {
                    (self.retired.entry(code.to_owned())).or_insert_with(|| item.name.clone());
                }
            }
        }
    }

    /// Completes it with facts about the whole catalogue.
    fn of(mut self, name: String, whole: &Reading) -> Self {
        // Items of an implementation item share its code: it is in use as long as one of them is.
        for row in &self.rows {
            if self.retired.is_empty() {
                break;
            }
            let item = restored(row).filter(|item| item.status != Some(ItemStatus::Cancelled));
            for code in item.iter().flat_map(codes) {
                self.retired.remove(code);
            }
        }
        Self {
            name,
            not_collected: [whole.catalogue.not_collected.as_slice(), &whole.not_known].concat(),
            lost: whole.account.failed.clone(),
            missing: whole.account.missing.clone(),
            ..self
        }
    }

    /// The keys of its items.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// The name of the cancelled item that had this code, if no other item had it.
    pub(crate) fn retired(&self, code: &str) -> Option<&str> {
        self.retired.get(code).map(String::as_str)
    }

    /// The item as it was, if it is not the same as now; `not_collected` are the elements that the new
    /// version does not collect.
    ///
    /// # Errors
    ///
    /// The reason why the previous version of the item is unknown.
    pub(crate) fn changed(
        &self,
        new: &ServiceItem,
        not_collected: &[String],
    ) -> Result<Option<PreviousItem>, Text> {
        let was = self.find(new)?;
        let is = row(new, &mut HashSet::new());
        if *was == is {
            return Ok(None);
        }
        let (Some(old), Some(new)) = (restored(was), restored(&is)) else {
            return Err(NOT_RESTORED);
        };
        let uncollected = Uncollected {
            old: &self.not_collected,
            new: not_collected,
        };
        let changes = item(&old, &new, uncollected).0;
        Ok(Some(PreviousItem { item: old, changes }))
    }

    /// The row of an item: by its key and name, or else by its key.
    fn find(&self, item: &ServiceItem) -> Result<&Row, Text> {
        for (key, known) in SURE.iter().zip(&self.by_key) {
            let Some(found) = key(item).and_then(|key| known.get(&key)) else {
                continue;
            };
            let row = found.and_then(|index| self.rows.get(index));
            return row.ok_or(SEVERAL);
        }
        Err(NONE)
    }
}

/// The codes of an item that are filled.
fn codes(item: &ServiceItem) -> impl Iterator<Item = &str> {
    let codes = item.codes().into_iter().filter_map(|(_, code)| code);
    codes.map(str::trim).filter(|code| !code.is_empty())
}

/// The values of an item; `pool` has the values kept so far.
fn row(item: &ServiceItem, pool: &mut HashSet<Arc<str>>) -> Row {
    let mut row = Vec::new();
    if let Ok(Value::Object(values)) = serde_json::to_value(item) {
        add(ITEM, false, values, &mut row, pool);
    }
    row.into_boxed_slice()
}

fn add(
    group: &'static Group,
    in_guide: bool,
    values: Map<String, Value>,
    row: &mut Vec<Kept>,
    pool: &mut HashSet<Arc<str>>,
) {
    for (key, value) in values {
        let Some(field) = group
            .field(&key)
            .filter(|_| !LEFT_OUT.contains(&key.as_str()))
        else {
            continue;
        };
        match value {
            // Its elements are shared apart.
            Value::Object(inner) if !in_guide && key == "guide" => {
                if let Some(group) = field.group {
                    add(group, true, inner, row, pool);
                }
            }
            value => row.push(Kept {
                key: field.key,
                in_guide,
                value: kept(&value.to_string(), pool),
            }),
        }
    }
}

fn kept(text: &str, pool: &mut HashSet<Arc<str>>) -> Arc<str> {
    if let Some(known) = pool.get(text) {
        return Arc::clone(known);
    }
    let text = Arc::<str>::from(text);
    pool.insert(Arc::clone(&text));
    text
}

/// The item of a row.
fn restored(row: &Row) -> Option<ServiceItem> {
    let (mut values, mut guide) = (Map::new(), Map::new());
    for kept in row {
        let value = serde_json::from_str(&kept.value).ok()?;
        let map = if kept.in_guide {
            &mut guide
        } else {
            &mut values
        };
        map.insert(kept.key.to_owned(), value);
    }
    if !guide.is_empty() {
        values.insert("guide".to_owned(), Value::Object(guide));
    }
    serde_json::from_value(Value::Object(values)).ok()
}
