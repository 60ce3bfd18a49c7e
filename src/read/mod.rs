//! From files to a catalogue: formats, dialects and the account of every record.

mod document;
mod files;
#[cfg(feature = "tables")]
mod table;

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};

use serde_json::Value;

use crate::Error;
use crate::dialect::{Dialect, Traced};
use crate::i18n::Argument;
use crate::model::{Catalogue, covers};
use crate::source::origins::{Body, Origin};
use crate::source::{Document, Format, Location, Notice, NoticeCode, Origins};

use document::DocumentReading;
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
    /// The documents and records that gave no item, as they were.
    pub(crate) unconverted: Vec<Unconverted>,
    /// Faults of a source as a whole: which notice tells of each, and how often it was met.
    repeated: BTreeMap<Repeated, (usize, usize)>,
}

/// A document or record that gave no item.
#[derive(Debug, Clone)]
pub(crate) struct Unconverted {
    /// Where it stands.
    pub(crate) location: Location,
    /// All of it: its text, or the cells of its row by their columns; `None` where it was not read.
    pub(crate) record: Option<Value>,
    /// Why it gave none.
    pub(crate) notices: Vec<Notice>,
}

/// A fault that a source repeats: its dialect, what it is, and the document where it is one file's.
type Repeated = (
    Option<String>,
    NoticeCode,
    Vec<(&'static str, Argument)>,
    Option<u32>,
);

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
        Some(document.locate(placed.base, placed.notice.span))
    }

    /// Says in the catalogue what no document collects, and how often a source repeats a fault. An
    /// element that one of several sources collects is held against the items of all of them.
    fn settle(&mut self) {
        for element in self.lacking.take().into_iter().flatten() {
            if !self.catalogue.not_collected.contains(&element) {
                self.catalogue.not_collected.push(element);
            }
        }
        for (number, count) in std::mem::take(&mut self.repeated).into_values() {
            if let Some(placed) = self.notices.get_mut(number) {
                placed.notice.arguments.push(("count", count.into()));
            }
        }
    }

    fn add(&mut self, mut read: DocumentReading) {
        self.account.documents += 1;
        let number = self.add_piece(&mut read);
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
        self.account.records += read.records;
        if read.gave_items {
            let mut lacking = read.not_collected;
            lacking.extend(read.coverage.not_collected());
            self.lacking = Some(match self.lacking.take() {
                Some(known) => in_both(&known, &lacking),
                None => lacking,
            });
        }
    }

    /// Takes over what has been read of a document, and leaves it ready for more.
    fn add_piece(&mut self, read: &mut DocumentReading) -> u32 {
        let empty = Document::new(read.document.name.clone(), Body::Unread);
        let document = std::mem::replace(&mut read.document, empty);
        let keys = std::mem::take(&mut read.keys);
        let number = self.origins.add_document(document.with_keys(keys));
        let first = self.catalogue.items.len();
        self.account.items += read.items.len();
        read.gave_items |= !read.items.is_empty();
        if first == 0 {
            std::mem::swap(&mut self.catalogue.items, &mut read.items);
        } else {
            self.catalogue.items.append(&mut read.items);
        }
        for (trace, base) in read.places.drain(..) {
            self.origins.add_item(Origin {
                document: number,
                base,
                trace,
            });
        }
        let document = self.origins.document(number);
        let traced = read.trace.iter_mut().flat_map(|trace| trace.drain(..));
        (self.trace).extend(traced.filter_map(|(traced, record, base)| {
            Some(TracedValue {
                location: document?.locate(base, traced.span),
                record,
                traced,
            })
        }));
        for lost in read.lost.drain(..) {
            let Some(document) = document else { continue };
            let location = document.locate(lost.base, lost.span);
            let text = || document.text_at(lost.base, lost.extent).map(Value::from);
            self.account.lost.push(location.clone());
            self.unconverted.push(Unconverted {
                location,
                record: lost.cells.or_else(text),
                notices: lost.notices,
            });
        }
        for (notice, item, base) in std::mem::take(&mut read.notices) {
            self.notice(
                Placed {
                    notice,
                    item: item.map(|index| first + index),
                    document: number,
                    base,
                },
                read.dialect.as_ref(),
            );
        }
        number
    }

    /// Adds a notice. A field that no dialect knows, or interface words, are one fault of the source,
    /// however many records and files have them: the first notice of each keeps the count.
    fn notice(&mut self, mut placed: Placed, dialect: Option<&String>) {
        if is_of_source(placed.notice.code) {
            // A sheet that holds no records is a fault of its file.
            let field = placed.notice.code == NoticeCode::UnknownField;
            let of_file = field && placed.notice.path.steps().is_empty();
            let key = (
                dialect.cloned(),
                placed.notice.code,
                placed.notice.arguments.clone(),
                of_file.then_some(placed.document),
            );
            if let Some((_, count)) = self.repeated.get_mut(&key) {
                *count += 1;
                return;
            }
            self.repeated.insert(key, (self.notices.len(), 1));
            placed.item = None;
        }
        self.notices.push(placed);
    }

    /// Forgets the items read so far and all that belongs to them; what is said of the inputs as a
    /// whole stays.
    fn forget(&mut self) {
        self.catalogue.items.clear();
        self.origins.forget();
        self.trace.clear();
        self.unconverted.clear();
        let mut kept: Vec<usize> = self.repeated.values().map(|(number, _)| *number).collect();
        kept.sort_unstable();
        let notices = std::mem::take(&mut self.notices);
        self.notices = (notices.into_iter().enumerate())
            .filter(|(number, _)| kept.binary_search(number).is_ok())
            .map(|(_, placed)| placed)
            .collect();
        for (number, _) in self.repeated.values_mut() {
            *number = kept.binary_search(number).unwrap_or_default();
        }
    }
}

/// Whether a notice of this code tells of a source, not of one record.
pub(crate) fn is_of_source(code: NoticeCode) -> bool {
    matches!(code, NoticeCode::UnknownField | NoticeCode::InterfaceWords)
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
    read_in_pieces(Inputs::Paths(paths), options, None)
}

/// Somebody who takes what was read so far.
pub(crate) type Taker<'t> = &'t mut dyn FnMut(&mut Reading) -> Result<(), Error>;

/// What is to be read.
#[derive(Debug)]
pub(crate) enum Inputs<'i> {
    /// Files and directories.
    Paths(&'i [PathBuf]),
    /// One document in memory.
    Memory(&'i str, Vec<u8>, Format),
}

/// Reads as [`read_paths`] does. Where there is somebody to take them, items are handed on piece by
/// piece and then forgotten; what is said of the inputs as a whole comes back.
pub(crate) fn read_in_pieces(
    inputs: Inputs<'_>,
    options: &ReadOptions,
    mut taker: Option<Taker<'_>>,
) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    let inputs = match inputs {
        Inputs::Paths(paths) => {
            let inputs = files::list(paths, options)?;
            #[cfg(feature = "tables")]
            let inputs = table::together(inputs, options);
            inputs
        }
        Inputs::Memory(name, bytes, format) => {
            vec![files::Input::Memory(name.to_owned(), bytes, format)]
        }
    };
    for input in inputs {
        let read = {
            let reading = &mut reading;
            let mut pass = taker.as_mut().map(|take| {
                move |read: &mut DocumentReading| {
                    reading.add_piece(read);
                    take(reading)?;
                    reading.forget();
                    Ok(())
                }
            });
            let pass = pass.as_mut().map(|pass| pass as document::Taker<'_>);
            match input {
                files::Input::Ready(read) => *read,
                files::Input::File { path, format } => {
                    document::read_file(&path, format, options, pass)?
                }
                #[cfg(feature = "tables")]
                files::Input::Opened(file) => table::alone(file.read, file.sheets, options),
                files::Input::Memory(name, bytes, format) => {
                    document::read_bytes(&name, bytes, format, options, pass)?
                }
            }
        };
        reading.add(read);
        if let Some(take) = &mut taker {
            take(&mut reading)?;
            reading.forget();
        }
    }
    reading.settle();
    Ok(reading)
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
    // Reading from memory leaves nothing to fail.
    read_in_pieces(Inputs::Memory(name, bytes, format), options, None).unwrap_or_default()
}
