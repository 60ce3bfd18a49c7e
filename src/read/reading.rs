//! What was read of all inputs: one catalogue, the places of its parts, and the account.

use std::collections::BTreeMap;

use serde_json::Value;

use super::record::{Chunk, Content, DocumentReading, Failure, RecordNotice};
use crate::Error;
use crate::dialect::ValueTrace;
use crate::i18n::Argument;
use crate::model::{Catalogue, covers};
use crate::source::origins::Origin;
use crate::source::{Document, Location, Notice, NoticeCode, Origins};

/// What was read: the catalogue, where each part stood, what was noticed, and the account.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Reading {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Where each part of it was read from.
    pub origins: Origins,
    /// What was noticed while reading, in the order of the inputs.
    pub notices: Vec<LocatedNotice>,
    /// What became of every record.
    pub account: Account,
    /// What became of every value that a dialect carried over, where the options ask for it.
    pub trace: Vec<LocatedTrace>,
    /// The documents and records that gave no item, as they were.
    pub failed: Vec<FailedRecord>,
    /// Elements that none of the documents so far collects.
    not_collected: Option<Vec<String>>,
    /// Faults of a source as a whole.
    repeated: BTreeMap<SourceFault, Repeated>,
}

/// A document or record that gave no item.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FailedRecord {
    /// Where it stands.
    pub location: Location,
    /// All of it: its text, or the cells of its row by their columns; `None` where it was not read.
    pub record: Option<Value>,
    /// Why it gave none.
    pub notices: Vec<Notice>,
}

/// What became of one value, and where it stood.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocatedTrace {
    /// Where the value stood.
    pub location: Location,
    /// Number of the record in its document, from 1.
    pub record: usize,
    /// What became of it.
    pub value: ValueTrace,
}

/// A notice and the record it belongs to.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocatedNotice {
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
    pub failed: Vec<Location>,
}

/// A fault that a source repeats in many records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SourceFault {
    dialect: Option<String>,
    code: NoticeCode,
    arguments: Vec<(&'static str, Argument)>,
    /// The document, where the fault is one file's.
    document: Option<u32>,
}

/// The notice that tells of a repeated fault, by its number, and how often the fault was met.
#[derive(Debug, Clone, Copy)]
struct Repeated {
    notice: usize,
    count: usize,
}

impl Account {
    /// Whether every document and record gave an item.
    pub fn is_complete(&self) -> bool {
        self.failed.is_empty()
    }
}

/// Whether a notice of this code tells of a source, not of one record.
pub(crate) fn is_of_source(code: NoticeCode) -> bool {
    matches!(code, NoticeCode::UnknownField | NoticeCode::InterfaceWords)
}

impl Reading {
    /// Where a notice stands.
    pub fn locate(&self, notice: &LocatedNotice) -> Option<Location> {
        let document = self.origins.document(notice.document)?;
        Some(document.locate(notice.base, notice.notice.span))
    }

    /// Takes over what a document gave after its last chunk, and what is said of it as a whole.
    fn add_document(&mut self, mut read: DocumentReading<'_>) {
        self.account.documents += 1;
        self.account.records += read.records;
        let document = self.add_chunk(&mut read);
        if let Some(not_collected) = read.not_collected() {
            self.not_collected = Some(match self.not_collected.take() {
                Some(known) => in_both(&known, &not_collected),
                None => not_collected,
            });
        }
        if let Some((header, spans)) = read.header
            && !self.origins.has_header()
        {
            let items = std::mem::take(&mut self.catalogue.items);
            self.catalogue = header;
            self.catalogue.items = items;
            self.origins.set_header(Origin {
                document,
                base: 0,
                spans,
            });
        }
    }

    /// Takes over what has been read of a document, and leaves it ready for more; gives its number.
    fn add_chunk(&mut self, read: &mut DocumentReading<'_>) -> u32 {
        let dialect = read.dialect.map(|dialect| dialect.name.as_str());
        let Chunk {
            document,
            keys,
            mut items,
            spans,
            notices,
            failures,
            traces,
        } = read.take_chunk();
        let number = self.origins.add_document(document.with_keys(keys));
        let first = self.catalogue.items.len();
        self.account.items += items.len();
        if first == 0 {
            self.catalogue.items = items;
        } else {
            self.catalogue.items.append(&mut items);
        }
        for (spans, base) in spans {
            self.origins.add_item(Origin {
                document: number,
                base,
                spans,
            });
        }
        if let Some(document) = self.origins.document(number) {
            self.trace
                .extend(traces.into_iter().map(|trace| LocatedTrace {
                    location: document.locate(trace.base, trace.value.span),
                    record: trace.record,
                    value: trace.value,
                }));
            for failure in failures {
                let failed = FailedRecord::of(failure, document);
                self.account.failed.push(failed.location.clone());
                self.failed.push(failed);
            }
        }
        for RecordNotice { notice, item, base } in notices {
            let notice = LocatedNotice {
                notice,
                item: item.map(|index| first + index),
                document: number,
                base,
            };
            self.add_notice(notice, dialect);
        }
        number
    }

    /// Adds a notice. A field that no dialect knows, or interface words, are one fault of the source,
    /// however many records and files have them: the first notice of each keeps the count.
    fn add_notice(&mut self, mut located: LocatedNotice, dialect: Option<&str>) {
        let notice = &located.notice;
        if is_of_source(notice.code) {
            // A sheet that holds no records is a fault of its file.
            let of_file = notice.code == NoticeCode::UnknownField && notice.path.steps().is_empty();
            let fault = SourceFault {
                dialect: dialect.map(str::to_owned),
                code: notice.code,
                arguments: notice.arguments.clone(),
                document: of_file.then_some(located.document),
            };
            if let Some(repeated) = self.repeated.get_mut(&fault) {
                repeated.count += 1;
                return;
            }
            let notice = self.notices.len();
            let repeated = Repeated { notice, count: 1 };
            self.repeated.insert(fault, repeated);
            located.item = None;
        }
        self.notices.push(located);
    }

    /// Forgets the items read so far and all that belongs to them; what is said of the inputs as a
    /// whole stays.
    fn forget(&mut self) {
        self.catalogue.items.clear();
        self.origins.forget();
        self.trace.clear();
        self.failed.clear();
        let mut kept: Vec<usize> = self.repeated.values().map(|fault| fault.notice).collect();
        kept.sort_unstable();
        let notices = std::mem::take(&mut self.notices);
        self.notices = (notices.into_iter().enumerate())
            .filter(|(number, _)| kept.binary_search(number).is_ok())
            .map(|(_, notice)| notice)
            .collect();
        for fault in self.repeated.values_mut() {
            fault.notice = kept.binary_search(&fault.notice).unwrap_or_default();
        }
    }

    /// Says in the catalogue what no document collects, and how often a source repeats a fault. An
    /// element that one of several sources collects is held against the items of all of them.
    fn finish(&mut self) {
        for element in self.not_collected.take().into_iter().flatten() {
            if !self.catalogue.not_collected.contains(&element) {
                self.catalogue.not_collected.push(element);
            }
        }
        for fault in std::mem::take(&mut self.repeated).into_values() {
            if let Some(located) = self.notices.get_mut(fault.notice) {
                (located.notice.arguments).push(("count", fault.count.into()));
            }
        }
    }
}

impl FailedRecord {
    fn of(failure: Failure, document: &Document) -> Self {
        Self {
            location: document.locate(failure.base, failure.span),
            record: match failure.content {
                Content::Text(span) => document.text_at(failure.base, span).map(Value::from),
                Content::Cells(cells) => Some(cells),
            },
            notices: failure.notices,
        }
    }
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

/// What is called with each chunk.
pub(crate) type OnChunk<'s> = &'s mut dyn FnMut(&mut Reading) -> Result<(), Error>;

/// Where documents go: into one reading, whole, or chunk by chunk to a caller who then has them
/// forgotten.
pub(super) struct Sink<'s> {
    reading: Reading,
    on_chunk: Option<OnChunk<'s>>,
}

impl<'s> Sink<'s> {
    pub(super) fn new(on_chunk: Option<OnChunk<'s>>) -> Self {
        Self {
            reading: Reading::default(),
            on_chunk,
        }
    }

    /// Whether documents are wanted in chunks.
    pub(super) fn takes_chunks(&self) -> bool {
        self.on_chunk.is_some()
    }

    /// Takes what has been read of a document so far.
    pub(super) fn chunk(&mut self, read: &mut DocumentReading<'_>) -> Result<(), Error> {
        self.reading.add_chunk(read);
        self.hand_on()
    }

    /// Takes a document, or the rest of it.
    pub(super) fn document(&mut self, read: DocumentReading<'_>) -> Result<(), Error> {
        self.reading.add_document(read);
        self.hand_on()
    }

    fn hand_on(&mut self) -> Result<(), Error> {
        if let Some(on_chunk) = &mut self.on_chunk {
            on_chunk(&mut self.reading)?;
            self.reading.forget();
        }
        Ok(())
    }

    /// The reading, when all is read.
    pub(super) fn finish(mut self) -> Reading {
        self.reading.finish();
        self.reading
    }
}
