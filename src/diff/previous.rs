//! The previous version of a catalogue in little memory: digests of keys, and the values of elements.

use std::collections::HashMap;
use std::fs::File;
use std::io;
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

const NOT_FOUND: Text = Text::new(
    "上一版里没有找到这个事项",
    "the previous version has no such item",
);
const AMBIGUOUS_KEY: Text = Text::new(
    "上一版里有几个事项编码相同，不知道是哪一个",
    "several items of the previous version have this key",
);
const NOT_UNDERSTOOD: Text = Text::new(
    "上一版的这个事项没有读懂",
    "the item of the previous version was not understood",
);

/// Replaces the row of a key that several items share.
const SHARED_KEY: u32 = u32::MAX;

/// The previous version of a catalogue, which a new version is checked against
/// ([`Checker::previous`](crate::Checker::previous)).
#[derive(Debug, Clone, Default)]
pub struct Previous {
    /// The input as the user named it.
    pub(crate) name: String,
    rows: Rows,
    /// For each of the [`SURE`] keys, the sorted digests of the items' keys with their rows; [`SHARED_KEY`] for
    /// a key that several items share.
    by_key: [Vec<(u64, u32)>; SURE.len()],
    /// Digests of the codes of items that are not cancelled; empty once all items have been added.
    live: Vec<u64>,
    /// Codes that only cancelled items have, with the name of the first such item.
    retired: HashMap<String, String>,
    not_collected: Vec<String>,
    /// Documents and records that could not be read as items.
    pub(crate) lost: Vec<Location>,
    /// Values that the tool lost.
    pub(crate) missing: Vec<MissingValue>,
}

/// An item of the previous version, and its changes since then.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct PreviousItem {
    /// The previous version of the item, without fields that no dialect knows.
    pub item: ServiceItem,
    /// The changes from the previous version to the new one.
    pub changes: Vec<Change>,
}

impl Previous {
    /// Creates the previous version from a reading; `name` is its name in a report.
    pub fn new(name: impl Into<String>, reading: &Reading) -> Self {
        let mut previous = Self::default();
        previous.add(&reading.catalogue.items);
        previous.finish(name.into(), reading)
    }

    /// Reads the previous version a few items at a time; only the values of their elements are kept.
    ///
    /// # Errors
    ///
    /// As for [`read_path`](crate::read_path).
    pub fn read(path: impl Into<PathBuf>, options: &ReadOptions) -> Result<Self, Error> {
        Self::read_spilling(path, options, usize::MAX, || {
            Err(io::ErrorKind::Unsupported.into())
        })
    }

    /// Reads the previous version like [`read`](Self::read), but keeps only about `max_bytes` of its values in
    /// memory; the others go to a file, which `file` creates empty and open for reading and writing.
    ///
    /// # Errors
    ///
    /// As for [`read_path`](crate::read_path), and [`Error::Spill`] if the file cannot be written.
    pub fn read_spilling(
        path: impl Into<PathBuf>,
        options: &ReadOptions,
        max_bytes: usize,
        mut file: impl FnMut() -> io::Result<File>,
    ) -> Result<Self, Error> {
        let paths = [path.into()];
        let mut previous = Self::default();
        let mut add = |window: &mut Reading| {
            previous.add(&window.catalogue.items);
            let spilled = previous.rows.spill(max_bytes, &mut file);
            spilled.map_err(|source| Error::Spill { source })
        };
        let whole = read_in_windows(Inputs::Paths(&paths), options, Some(&mut add))?;
        let [path] = paths;
        Ok(previous.finish(path.display().to_string(), &whole))
    }

    fn add(&mut self, items: &[ServiceItem]) {
        for item in items {
            let row = u32::try_from(self.rows.len()).unwrap_or(SHARED_KEY);
            self.rows.add(item);
            for (key, known) in SURE.iter().zip(&mut self.by_key) {
                known.extend(key(item).map(|key| (text_digest(&key), row)));
            }
            if item.status == Some(ItemStatus::Cancelled) {
                for code in codes(item) {
                    self.retired
                        .entry(code.to_owned())
                        .or_insert_with(|| item.name.clone());
                }
            } else {
                self.live.extend(codes(item).map(text_digest));
            }
        }
    }

    /// Indexes the items that were added, and takes over the facts about the whole catalogue.
    fn finish(mut self, name: String, whole: &Reading) -> Self {
        self.rows.close();
        for known in &mut self.by_key {
            known.sort_unstable();
            known.dedup_by(|(key, _), (first, row)| {
                let is_shared = key == first;
                *row = if is_shared { SHARED_KEY } else { *row };
                is_shared
            });
            known.shrink_to_fit();
        }
        // Several items can share the code of an implementation item: it is in use as long as one of them is.
        let mut live = std::mem::take(&mut self.live);
        live.sort_unstable();
        self.retired
            .retain(|code, _| live.binary_search(&text_digest(code)).is_err());
        Self {
            name,
            not_collected: [whole.catalogue.not_collected.as_slice(), &whole.not_known].concat(),
            lost: whole.account.failed.clone(),
            missing: whole.account.missing.clone(),
            ..self
        }
    }

    /// Number of items.
    pub(crate) fn items(&self) -> usize {
        self.rows.len()
    }

    /// Whether the previous version has an item with this key.
    pub(crate) fn has(&self, key: &str) -> bool {
        let [.., by_key] = &self.by_key;
        row_of(by_key, key.trim()).is_some()
    }

    /// The name of the cancelled item with this code, if only cancelled items had the code.
    pub(crate) fn retired(&self, code: &str) -> Option<&str> {
        self.retired.get(code).map(String::as_str)
    }

    /// The previous version of an item, if it differs from the new one; `not_collected` are the elements that
    /// the new version does not collect.
    ///
    /// # Errors
    ///
    /// Returns the reason why the previous version of the item is unknown.
    pub(crate) fn changed(
        &self,
        new: &ServiceItem,
        not_collected: &[String],
    ) -> Result<Option<PreviousItem>, Text> {
        let row = self.find(new)?;
        let new_parts = parts(new);
        if self.rows.are(row, &new_parts) {
            return Ok(None);
        }
        let (Some(old), Some(new)) = (self.rows.item(row), item_of(&new_parts)) else {
            return Err(NOT_UNDERSTOOD);
        };
        // Two keys can have the same digest, though that is very unlikely.
        if SURE.iter().all(|key| key(&old) != key(&new)) {
            return Err(NOT_FOUND);
        }
        let uncollected = Uncollected {
            old: &self.not_collected,
            new: not_collected,
        };
        let changes = item(&old, &new, uncollected).changes;
        Ok(Some(PreviousItem { item: old, changes }))
    }

    /// Finds the row of an item by its key and name, or else by its key.
    fn find(&self, item: &ServiceItem) -> Result<usize, Text> {
        for (key, known) in SURE.iter().zip(&self.by_key) {
            match key(item).and_then(|key| row_of(known, &key)) {
                Some(SHARED_KEY) => return Err(AMBIGUOUS_KEY),
                Some(row) => return Ok(row as usize),
                None => {}
            }
        }
        Err(NOT_FOUND)
    }
}

/// The row of the item with this key; [`SHARED_KEY`] if several items have it.
fn row_of(known: &[(u64, u32)], key: &str) -> Option<u32> {
    let digest = text_digest(key);
    let at = known.binary_search_by_key(&digest, |(digest, _)| *digest);
    known.get(at.ok()?).map(|(_, row)| *row)
}

/// The codes of an item that are not blank.
fn codes(item: &ServiceItem) -> impl Iterator<Item = &str> {
    let codes = item.codes().into_iter().filter_map(|(_, code)| code);
    codes.map(str::trim).filter(|code| !code.is_empty())
}
