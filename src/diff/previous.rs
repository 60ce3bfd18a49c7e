//! The previous version of a catalogue, kept in little memory: of keys only digests, of items the values of
//! their elements.

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

/// Stands for the row of a key that several items share.
const SHARED: u32 = u32::MAX;

/// The previous version of a catalogue, which a new version is checked against
/// ([`Checker::previous`](crate::Checker::previous)).
#[derive(Debug, Clone, Default)]
pub struct Previous {
    /// The input as the user named it.
    pub(crate) name: String,
    rows: Rows,
    /// The digest of each of the [`SURE`] keys of the items, in order, with the row; [`SHARED`] for a key that
    /// several items share.
    by_key: [Vec<(u64, u32)>; SURE.len()],
    /// The digests of the codes of items that are in use, while items are added.
    live: Vec<u64>,
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
        Self::read_spilling(path, options, usize::MAX, || {
            Err(io::ErrorKind::Unsupported.into())
        })
    }

    /// Reads the previous version as [`read`](Self::read) does, and holds about so many bytes of its values in
    /// memory; beyond that they go to a file, which `file` creates, empty and open for reading and writing.
    ///
    /// # Errors
    ///
    /// As for [`read_path`](crate::read_path), and [`Error::Spill`] if the file cannot be written.
    pub fn read_spilling(
        path: impl Into<PathBuf>,
        options: &ReadOptions,
        past: usize,
        mut file: impl FnMut() -> io::Result<File>,
    ) -> Result<Self, Error> {
        let paths = [path.into()];
        let mut previous = Self::default();
        let mut add = |window: &mut Reading| {
            previous.add(&window.catalogue.items);
            let spilled = previous.rows.spill(past, &mut file);
            spilled.map_err(|source| Error::Spill { source })
        };
        let whole = read_in_windows(Inputs::Paths(&paths), options, Some(&mut add))?;
        let [path] = paths;
        Ok(previous.of(path.display().to_string(), &whole))
    }

    fn add(&mut self, items: &[ServiceItem]) {
        for item in items {
            let row = u32::try_from(self.rows.len()).unwrap_or(SHARED);
            self.rows.add(item);
            for (key, known) in SURE.iter().zip(&mut self.by_key) {
                known.extend(key(item).map(|key| (text_digest(&key), row)));
            }
            if item.status == Some(ItemStatus::Cancelled) {
                for code in codes(item) {
                    (self.retired.entry(code.to_owned())).or_insert_with(|| item.name.clone());
                }
            } else {
                self.live.extend(codes(item).map(text_digest));
            }
        }
    }

    /// Completes it with facts about the whole catalogue.
    fn of(mut self, name: String, whole: &Reading) -> Self {
        self.rows.close();
        for known in &mut self.by_key {
            known.sort_unstable();
            known.dedup_by(|(key, _), (first, row)| {
                let is_shared = key == first;
                *row = if is_shared { SHARED } else { *row };
                is_shared
            });
            known.shrink_to_fit();
        }
        // Items of an implementation item share its code: it is in use as long as one of them is.
        let mut live = std::mem::take(&mut self.live);
        live.sort_unstable();
        (self.retired).retain(|code, _| live.binary_search(&text_digest(code)).is_err());
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
        row_of(by_key, key.trim()).is_some()
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
            match key(item).and_then(|key| row_of(known, &key)) {
                Some(SHARED) => return Err(SEVERAL),
                Some(row) => return Ok(row as usize),
                None => {}
            }
        }
        Err(NONE)
    }
}

/// The row of the items with this key.
fn row_of(known: &[(u64, u32)], key: &str) -> Option<u32> {
    let digest = text_digest(key);
    let at = known.binary_search_by_key(&digest, |(digest, _)| *digest);
    known.get(at.ok()?).map(|(_, row)| *row)
}

/// The codes of an item that are filled.
fn codes(item: &ServiceItem) -> impl Iterator<Item = &str> {
    let codes = item.codes().into_iter().filter_map(|(_, code)| code);
    codes.map(str::trim).filter(|code| !code.is_empty())
}
