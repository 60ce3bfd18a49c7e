//! The previous version of a catalogue, kept in little memory: of keys only digests, of items the values of
//! their elements.

use std::collections::HashMap;
use std::path::PathBuf;

use super::align::SURE;
use super::change::Change;
use super::item;
use super::rows::{Rows, item_of, parts};
use super::walk::Uncollected;
use crate::Error;
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::text_digest;
use crate::read::{Inputs, MissingValue, ReadOptions, Reading, read_in_windows};
use crate::source::Location;
use crate::vocabulary::ItemStatus;

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

/// The previous version of a catalogue, which a new version is checked against
/// ([`Checker::previous`](crate::Checker::previous)).
#[derive(Debug, Clone, Default)]
pub struct Previous {
    /// The input as the user named it.
    pub(crate) name: String,
    rows: Rows,
    /// The rows by the digest of each of the [`SURE`] keys of the items; `None` for a key that several items
    /// share.
    by_key: [HashMap<u64, Option<u32>>; SURE.len()],
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
        previous.add(&reading.catalogue.items);
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
        let mut add = |window: &mut Reading| {
            previous.add(&window.catalogue.items);
            Ok(())
        };
        let whole = read_in_windows(Inputs::Paths(&paths), options, Some(&mut add))?;
        let [path] = paths;
        Ok(previous.of(path.display().to_string(), &whole))
    }

    fn add(&mut self, items: &[ServiceItem]) {
        for item in items {
            let index = u32::try_from(self.rows.len()).ok();
            self.rows.add(item);
            for (key, known) in SURE.iter().zip(&mut self.by_key) {
                let Some(key) = key(item) else { continue };
                (known.entry(text_digest(&key)))
                    .and_modify(|index| *index = None)
                    .or_insert(index);
            }
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
        self.rows.close();
        for row in 0..self.rows.len() {
            if self.retired.is_empty() {
                break;
            }
            let item =
                (self.rows.item(row)).filter(|item| item.status != Some(ItemStatus::Cancelled));
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

    /// The number of its items.
    pub(crate) fn items(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has an item with this key.
    pub(crate) fn has(&self, key: &str) -> bool {
        let [.., by_key] = &self.by_key;
        by_key.contains_key(&text_digest(key.trim()))
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
        let is = parts(new);
        if self.rows.are(was, &is) {
            return Ok(None);
        }
        let (Some(old), Some(new)) = (self.rows.item(was), item_of(&is)) else {
            return Err(NOT_RESTORED);
        };
        // Two keys with one digest are as good as impossible, but not quite.
        if SURE.iter().all(|key| key(&old) != key(&new)) {
            return Err(NONE);
        }
        let uncollected = Uncollected {
            old: &self.not_collected,
            new: not_collected,
        };
        let changes = item(&old, &new, uncollected).0;
        Ok(Some(PreviousItem { item: old, changes }))
    }

    /// The row of an item: by its key and name, or else by its key.
    fn find(&self, item: &ServiceItem) -> Result<usize, Text> {
        for (key, known) in SURE.iter().zip(&self.by_key) {
            let Some(found) = key(item).and_then(|key| known.get(&text_digest(&key))) else {
                continue;
            };
            return found.map(|row| row as usize).ok_or(SEVERAL);
        }
        Err(NONE)
    }
}

/// The codes of an item that are filled.
fn codes(item: &ServiceItem) -> impl Iterator<Item = &str> {
    let codes = item.codes().into_iter().filter_map(|(_, code)| code);
    codes.map(str::trim).filter(|code| !code.is_empty())
}
