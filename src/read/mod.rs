//! From files to a catalogue: formats, dialects and the account of every record.

mod document;
mod files;
mod guess;
mod loss;
#[cfg(feature = "tables")]
mod table;

use std::path::{Path as FilePath, PathBuf};

use crate::Error;
use crate::model::{Catalogue, covers};
use crate::normalize::{Dialect, Traced};
use crate::source::origins::Origin;
use crate::source::{Format, Location, Notice, Origins};

use document::DocumentReading;
pub use guess::guess_dialect;
pub use loss::{FieldLoss, Loss, LossSample, loss};
#[cfg(feature = "tables")]
pub(crate) use table::columns;

/// A single TOML or JSON document, or line of NDJSON, beyond this many bytes is refused (64 MiB).
pub const MOST_BYTES: u64 = 64 << 20;

/// How inputs are to be read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The dialect of the inputs; `None` recognises it from the fields.
    pub dialect: Option<Dialect>,
    /// The format of all inputs; `None` goes by the names' endings.
    pub format: Option<Format>,
    /// The encoding of tables, such as `gb18030`; `None` recognises it.
    pub encoding: Option<String>,
    /// Whether [`Reading::trace`] tells what became of every value that a dialect carried over.
    pub trace: bool,
}

impl ReadOptions {
    /// Reads with this dialect.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = Some(dialect);
        self
    }

    /// Reads everything as this format.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Tells what became of every value.
    #[must_use]
    pub fn trace(mut self) -> Self {
        self.trace = true;
        self
    }

    /// Reads tables in this encoding.
    #[must_use]
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }
}

/// What was read: the catalogue, where each part stood, what was noticed, and the account.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Reading {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Where each part of it was read from.
    pub origins: Origins,
    /// What was noticed while reading, in the order of the inputs.
    pub notices: Vec<Placed>,
    /// What became of every record.
    pub account: Account,
    /// Elements that none of the documents so far collects.
    lacking: Option<Vec<String>>,
    /// What became of every value that a dialect carried over, where the options ask for it.
    pub trace: Vec<TracedValue>,
}

/// What became of one value, and where it stood.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TracedValue {
    /// Where the value stood.
    pub location: Location,
    /// Number of the record in its document, from 1.
    pub record: usize,
    /// What became of it.
    pub traced: Traced,
}

/// A notice and the record it belongs to.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The notice.
    pub notice: Notice,
    /// Number of the item it belongs to; `None` for a record that gave none, or for the document.
    pub item: Option<usize>,
    /// Number of the document.
    pub(crate) document: u32,
    /// Byte at which the record starts.
    pub(crate) base: u64,
}

/// What became of every record of the inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// Documents that were read.
    pub documents: usize,
    /// Records found in them.
    pub records: usize,
    /// Items made of them.
    pub items: usize,
    /// Documents and records that gave no item.
    pub lost: Vec<Location>,
}

impl Account {
    /// Whether every byte and record gave an item.
    pub fn is_complete(&self) -> bool {
        self.lost.is_empty()
    }
}

impl Reading {
    /// Where a notice stands.
    pub fn locate(&self, placed: &Placed) -> Option<Location> {
        let document = self.origins.document(placed.document)?;
        Some(document.locate(placed.base, placed.notice.spot))
    }

    /// Says in the catalogue what no document collects. An element that one of several sources
    /// collects is held against the items of all of them.
    fn settle(&mut self) {
        for element in self.lacking.take().into_iter().flatten() {
            if !self.catalogue.not_collected.contains(&element) {
                self.catalogue.not_collected.push(element);
            }
        }
    }

    fn add(&mut self, read: DocumentReading) {
        let number = self.origins.add_document(read.document);
        let first = self.catalogue.items.len();
        self.account.documents += 1;
        self.account.records += read.records;
        let gave_items = !read.items.is_empty();
        self.account.items += read.items.len();
        for (item, trace, base) in read.items {
            self.catalogue.items.push(item);
            self.origins.add_item(Origin {
                document: number,
                base,
                trace,
            });
        }
        if let Some((header, trace)) = read.header
            && !self.origins.has_header()
        {
            let items = std::mem::take(&mut self.catalogue.items);
            self.catalogue = header;
            self.catalogue.items = items;
            self.origins.set_header(Origin {
                document: number,
                base: 0,
                trace,
            });
        }
        if gave_items {
            let mut lacking = read.not_collected;
            lacking.extend(read.coverage.not_collected());
            self.lacking = Some(match self.lacking.take() {
                Some(known) => in_both(&known, &lacking),
                None => lacking,
            });
        }
        let document = self.origins.document(number);
        let traced = read.trace.into_iter().flatten();
        (self.trace).extend(traced.filter_map(|(traced, record, base)| {
            Some(TracedValue {
                location: document?.locate(base, traced.spot),
                record,
                traced,
            })
        }));
        let lost = read.lost.iter();
        (self.account.lost)
            .extend(lost.filter_map(|(base, spot)| Some(document?.locate(*base, *spot))));
        self.notices
            .extend(read.notices.into_iter().map(|(notice, item, base)| Placed {
                notice,
                item: item.map(|index| first + index),
                document: number,
                base,
            }));
    }
}

/// Reads a file or a directory.
///
/// A directory with a `catalogue.toml` is read as that file says, any other file by file in the
/// order of their names.
///
/// # Errors
///
/// Where nothing exists under the name, or its format is not known. What is wrong *in* the files
/// is no error: it is in [`Reading::notices`] and [`Reading::account`].
pub fn read_path(path: impl AsRef<FilePath>, options: &ReadOptions) -> Result<Reading, Error> {
    read_paths(&[path.as_ref().to_path_buf()], options)
}

/// Reads several files and directories as one catalogue, in their order.
///
/// # Errors
///
/// As [`read_path`].
pub fn read_paths(paths: &[PathBuf], options: &ReadOptions) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    let inputs = files::list(paths, options)?;
    #[cfg(feature = "tables")]
    let inputs = together(inputs, options);
    for input in inputs {
        match input {
            files::Input::Ready(read) => reading.add(*read),
            files::Input::File { path, format } => {
                reading.add(document::read_file(&path, format, options));
            }
        }
    }
    reading.settle();
    Ok(reading)
}

/// Reads tables that belong together as one: a main table and its second tables in files of their own.
#[cfg(feature = "tables")]
fn together(inputs: Vec<files::Input>, options: &ReadOptions) -> Vec<files::Input> {
    let is_table = |input: &files::Input| match input {
        files::Input::File { format, .. } => matches!(format, Format::Csv | Format::Workbook),
        files::Input::Ready(_) => false,
    };
    if inputs.iter().filter(|input| is_table(input)).count() < 2 {
        return inputs;
    }
    let at = inputs.iter().position(is_table).unwrap_or_default();
    let mut tables = Vec::new();
    let mut rest = Vec::new();
    for input in inputs {
        match input {
            files::Input::File { path, format }
                if matches!(format, Format::Csv | Format::Workbook) =>
            {
                tables.push((path, format));
            }
            other => rest.push(other),
        }
    }
    let reads = table::read_set(tables, options).into_iter();
    let ready = reads.map(|read| files::Input::Ready(Box::new(read)));
    rest.splice(at..at, ready);
    rest
}

/// The elements that both lists say, by themselves or with all around them.
fn in_both(a: &[String], b: &[String]) -> Vec<String> {
    let within = |list: &[String], path: &str| list.iter().any(|element| covers(element, path));
    let mut both: Vec<String> = (a.iter().filter(|path| within(b, path)))
        .chain(b.iter().filter(|path| within(a, path)))
        .cloned()
        .collect();
    both.sort();
    both.dedup();
    both
}

/// Reads one document from memory.
///
/// ```
/// use shixiang::{read_str, ReadOptions, source::Format};
///
/// let reading = read_str("a.toml", "name = \"食品经营许可\"", Format::Toml, &ReadOptions::default());
/// assert_eq!(reading.catalogue.items[0].name, "食品经营许可");
/// assert!(reading.account.is_complete());
/// ```
pub fn read_str(name: &str, text: &str, format: Format, options: &ReadOptions) -> Reading {
    read_bytes(name, text.as_bytes().to_vec(), format, options)
}

/// Reads one document from memory, its encoding as it is.
pub fn read_bytes(name: &str, bytes: Vec<u8>, format: Format, options: &ReadOptions) -> Reading {
    let mut reading = Reading::default();
    reading.add(document::read_bytes(name, bytes, format, options));
    reading.settle();
    reading
}
