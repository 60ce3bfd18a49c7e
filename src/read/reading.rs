//! The result of reading all inputs: one catalogue, its origins, and the account.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::account::{Fates, HiddenRows};
use super::again::ChunkItems;
use super::answer::{Announced, Answers, Shortfall};
use super::fields::FieldsRead;
use super::record::{
    Chunk, Content, DocumentReading, Failure, Missing, RecordNotice, RecordTrace, Uncollected,
};
use crate::dialect::ValueTrace;
use crate::i18n::{Argument, Language};
use crate::model::{Catalogue, covers};
use crate::source::origins::{Origin, Places};
use crate::source::{Document, Location, Notice, NoticeCode, Origins, SourceSpan};

/// The result of reading: the catalogue, its origins, the notices and the account.
///
/// Reading never fails because of bad data, so check [`account`](Self::account) before relying on
/// the catalogue: it shows how many records gave an item. [`Checker::check`](crate::Checker::check)
/// turns the notices into findings, uses the origins to locate all findings, and makes the verdict
/// "incomplete" if something was lost.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Reading {
    /// The catalogue being checked.
    pub catalogue: Catalogue,
    /// The source locations of the parts of the catalogue.
    pub origins: Origins,
    /// Notices of the reader, in the order of the inputs.
    pub notices: Vec<LocatedNotice>,
    /// The account of all records.
    pub account: Account,
    /// The fate of every value that a dialect handled, if the options ask for it.
    pub trace: Vec<LocatedTrace>,
    /// The documents and records that gave no item, unchanged.
    pub failed: Vec<FailedRecord>,
    /// Elements that the source may or may not collect, because it has filled fields that are unknown.
    pub not_known: Vec<String>,
    /// Filled fields that no dialect knows, because of which elements are in [`not_known`](Self::not_known).
    pub unknown_fields: Vec<String>,
    /// Known fields with content of which not a single value was understood.
    pub unread_fields: Vec<String>,
    /// The fields by whether any value was read.
    pub(crate) fields: FieldsRead,
    /// The items of each chunk.
    pub(crate) chunks: Vec<ChunkItems>,
    /// Elements that none of the documents so far collects.
    not_collected: Option<Vec<String>>,
    /// Elements not collected by the first chunk of the current document.
    pub(super) open: Option<Vec<Uncollected>>,
    is_doubtful: bool,
    /// Problems of a source as a whole.
    repeated: BTreeMap<SourceFault, Repeated>,
    /// Totals stated by responses.
    answers: Answers,
}

/// Number of failed records whose reasons are kept to the end.
const MAX_FIRST_FAILED: usize = 20;

/// A document or record that gave no item.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailedRecord {
    /// Its location.
    pub location: Location,
    /// Its content: the text, or the cells of the row by column; `None` if it was not read.
    pub record: Option<Value>,
    /// The reasons why it gave no item.
    pub notices: Vec<Notice>,
}

/// The fate of one value, with its location.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocatedTrace {
    /// The location of the value.
    pub location: Location,
    /// Number of the record in its document, from 1.
    pub record: usize,
    /// The fate of the value.
    pub value: ValueTrace,
}

/// A notice with the record it belongs to.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocatedNotice {
    /// The notice.
    pub notice: Notice,
    /// Index of the item it belongs to; `None` for a record that gave none, or for the document.
    pub item: Option<usize>,
    /// Index of the document.
    document: u32,
    /// Byte offset of the record.
    base: u64,
}

impl LocatedNotice {
    /// Whether the other is this notice after counting. The same notice at the same place in two
    /// files is distinguished by order.
    pub(crate) fn is_earlier_of(&self, counted: &Self) -> bool {
        let (one, other) = (&self.notice, &counted.notice);
        (one.code, one.span, self.base) == (other.code, other.span, counted.base)
            && one.path == other.path
            && other.arguments.starts_with(&one.arguments)
    }

    /// The span of the notice; it need not be the span of a value.
    pub(crate) fn span(&self) -> SourceSpan {
        SourceSpan {
            document: self.document,
            base: self.base,
            span: self.notice.span,
        }
    }
}

/// The account of all records of the inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// Number of documents read.
    pub documents: usize,
    /// Number of records found in the documents.
    pub records: usize,
    /// Number of items made from the records.
    pub items: usize,
    /// Documents and records that gave no item.
    pub failed: Vec<Location>,
    /// The first failed documents and records with the reasons, without their content.
    pub first_failed: Vec<FailedRecord>,
    /// The fates of the scalars of the records.
    pub fates: Fates,
    /// Scalars that are missing from the result: a fault of the tool, never of the source.
    pub missing: Vec<MissingValue>,
    /// Hidden rows of tables.
    pub hidden: HiddenRows,
    /// Number of files that were [excluded](crate::ReadOptions::exclude) and not read.
    pub excluded: usize,
    /// The dialects of the records, by name.
    pub dialects: BTreeSet<String>,
    /// Fields around records that were ignored: they do not describe them, or the dialect ignores them.
    pub left_out: BTreeSet<String>,
    /// Lists that are longer according to the source than delivered.
    pub shortfalls: Vec<Shortfall>,
}

/// A scalar of a record that is missing from the result.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingValue {
    /// Its span.
    pub location: Location,
    /// Its path in the record.
    pub path: String,
}

/// A problem that a source repeats in many records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SourceFault {
    dialect: Option<String>,
    code: NoticeCode,
    arguments: Vec<(&'static str, Argument)>,
    /// The document, if the problem belongs to one file.
    document: Option<u32>,
}

/// The index of the notice for a repeated problem, with the number of occurrences.
#[derive(Debug, Clone, Copy)]
struct Repeated {
    notice: usize,
    count: usize,
}

impl Account {
    /// Whether there is at least one item, every document and record gave one, and no value or list entry is missing.
    pub fn is_complete(&self) -> bool {
        let Self {
            failed,
            missing,
            shortfalls,
            ..
        } = self;
        self.items > 0 && failed.is_empty() && missing.is_empty() && shortfalls.is_empty()
    }

    /// Whether another reading had the same documents and records, some of which may have been passed over.
    pub(crate) fn is_of_same(&self, other: &Self) -> bool {
        let counts = |account: &Self| (account.documents, account.records, account.items);
        counts(self) == counts(other) && self.failed == other.failed
    }
}

/// Whether notices with this code concern a source rather than one record.
pub(crate) fn is_of_source(code: NoticeCode) -> bool {
    matches!(
        code,
        NoticeCode::UnknownField
            | NoticeCode::InterfaceWords
            | NoticeCode::Form
            | NoticeCode::InPart
    )
}

impl Reading {
    /// The location of a notice.
    pub fn locate(&self, notice: &LocatedNotice) -> Option<Location> {
        let document = self.origins.document(notice.document)?;
        Some(document.locate(notice.base, notice.notice.span))
    }

    /// Adds the rest of a document after its last chunk, and the facts about it as a whole.
    pub(super) fn add_document(&mut self, mut read: DocumentReading<'_>) {
        self.account.documents += 1;
        self.account.records += read.records;
        let document = self.add_chunk(&mut read);
        self.fields.extend(std::mem::take(&mut read.fields));
        let names = read.dialects().map(|dialect| dialect.name.clone());
        self.account.dialects.extend(names);
        self.open = None;
        for uncollected in read.uncollected() {
            self.is_doubtful |= uncollected.is_doubtful;
            let known = self.not_collected.take();
            self.not_collected = Some(uncollected_by_all(known, uncollected.elements));
        }
        if let Some((header, spans)) = read.header {
            if self.origins.has_header() {
                return self.keep_header(&read.chunk.document.name, &header);
            }
            let items = std::mem::take(&mut self.catalogue.items);
            self.catalogue = header;
            self.catalogue.items = items;
            self.origins.set_header(Origin {
                document,
                base: 0,
                places: Places::Kept(spans),
            });
        }
    }

    /// Keeps the header of a further catalogue under `extensions`; a reading has one header.
    fn keep_header(&mut self, name: &str, header: &Catalogue) {
        let Ok(Value::Object(mut said)) = serde_json::to_value(header) else {
            return;
        };
        said.remove("include");
        if !said.is_empty() {
            let key = format!("其他目录 {name}");
            self.catalogue.extensions.insert(key, Value::Object(said));
        }
    }

    /// Adds the current chunk of a document and resets it for the next; returns the index of the document.
    pub(super) fn add_chunk(&mut self, read: &mut DocumentReading<'_>) -> u32 {
        let dialect = read.dialect.map(|dialect| dialect.name.as_str());
        let records = read.records_since();
        let Chunk {
            document,
            keys,
            mut items,
            places,
            notices,
            failures,
            traces,
            fates,
            missing,
            hidden,
            mut left_out,
            announced,
        } = read.take_chunk();
        self.account.fates.extend(&fates);
        self.account.hidden.read += hidden.read;
        self.account.hidden.skipped += hidden.skipped;
        self.account.left_out.append(&mut left_out);
        let number = self.origins.add_document(document.with_keys(keys));
        let first = self.catalogue.items.len();
        let before = self.account.items;
        self.chunks.push(ChunkItems::of(before, records, &places));
        self.account.items += items.len();
        if first == 0 {
            self.catalogue.items = items;
        } else {
            self.catalogue.items.append(&mut items);
        }
        for (places, base) in places {
            self.origins.add_item(Origin {
                document: number,
                base,
                places,
            });
        }
        self.add_located(number, traces, announced, missing);
        self.add_failures(number, failures);
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

    /// Adds what a chunk of a document says about its values.
    fn add_located(
        &mut self,
        number: u32,
        traces: Vec<RecordTrace>,
        announced: Vec<(Announced, u64)>,
        missing: Vec<Missing>,
    ) {
        let Some(document) = self.origins.document(number) else {
            return;
        };
        self.trace
            .extend(traces.into_iter().map(|trace| LocatedTrace {
                location: document.locate(trace.base, trace.value.span),
                record: trace.record,
                value: trace.value,
            }));
        for (said, base) in announced {
            let (at, span) = (document.locate(base, said.span), said.span);
            let place = SourceSpan {
                document: number,
                base,
                span,
            };
            self.answers.add(said, at, place);
        }
        for Missing { path, span, base } in missing {
            let location = document.locate(base, span);
            self.account.missing.push(MissingValue { location, path });
        }
    }

    /// Adds the records of a chunk that could not be read.
    fn add_failures(&mut self, number: u32, failures: Vec<Failure>) {
        let Some(document) = self.origins.document(number) else {
            return;
        };
        for failure in failures {
            let failed = FailedRecord::of(failure, document);
            if self.account.first_failed.len() < MAX_FIRST_FAILED {
                self.account.first_failed.push(FailedRecord {
                    location: failed.location.clone(),
                    record: None,
                    notices: failed.notices.clone(),
                });
            }
            self.account.failed.push(failed.location.clone());
            self.failed.push(failed);
        }
    }

    /// Adds a notice. Unknown fields and interface words are one problem of the source, however
    /// many records and files have them: the first notice counts them all.
    fn add_notice(&mut self, mut located: LocatedNotice, dialect: Option<&str>) {
        let notice = &located.notice;
        if is_of_source(notice.code) {
            // A sheet without records is a problem of its file, and so is its form.
            let of_file = match notice.code {
                NoticeCode::UnknownField => notice.path.steps().is_empty(),
                NoticeCode::InterfaceWords => false,
                _ => true,
            };
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

    /// The fields with content that no dialect knows, each once.
    fn unknown_fields(&self) -> Vec<String> {
        let unknown = self.notices.iter().map(|located| &located.notice);
        let unknown = unknown.filter(|notice| notice.code == NoticeCode::UnknownField);
        let fields = unknown.flat_map(|notice| &notice.arguments);
        let mut fields: Vec<String> = (fields.filter(|(name, _)| *name == "field"))
            .map(|(_, field)| field.get(Language::Chinese).to_owned())
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// The elements that are not, or may not be, collected by the inputs read so far.
    pub(crate) fn uncollected_so_far(&self) -> Vec<String> {
        let mut elements = self.not_collected.clone();
        for uncollected in self.open.iter().flatten() {
            elements = Some(uncollected_by_all(elements, uncollected.elements.clone()));
        }
        let mut elements = elements.unwrap_or_default();
        elements.extend_from_slice(&self.catalogue.not_collected);
        elements.extend_from_slice(&self.not_known);
        elements.sort_unstable();
        elements.dedup();
        elements
    }

    /// Drops the items read so far and everything that belongs to them; facts about the inputs as a
    /// whole are kept.
    pub(super) fn forget(&mut self) {
        self.catalogue.items.clear();
        self.origins.forget();
        self.trace.clear();
        self.failed.clear();
        let mut kept: Vec<usize> = self.repeated.values().map(|fault| fault.notice).collect();
        kept.sort_unstable();
        let notices = std::mem::take(&mut self.notices);
        self.notices = notices
            .into_iter()
            .enumerate()
            .filter(|(number, _)| kept.binary_search(number).is_ok())
            .map(|(_, notice)| notice)
            .collect();
        for fault in self.repeated.values_mut() {
            fault.notice = kept.binary_search(&fault.notice).unwrap_or_default();
        }
    }

    /// Sets the catalogue's elements that no document collects, and the counts of repeated
    /// problems. An element that one of several sources collects is expected of the items of all of
    /// them.
    pub(super) fn finish(&mut self) {
        let not_collected = self.not_collected.take().unwrap_or_default();
        if self.is_doubtful {
            self.not_known = not_collected;
            self.unknown_fields = self.unknown_fields();
        } else {
            for element in not_collected {
                if !self.catalogue.not_collected.contains(&element) {
                    self.catalogue.not_collected.push(element);
                }
            }
        }
        self.unread_fields = self.fields.names(false);
        for fault in std::mem::take(&mut self.repeated).into_values() {
            if let Some(located) = self.notices.get_mut(fault.notice) {
                set_count(&mut located.notice, fault.count);
            }
        }
        for (shortfall, at) in self.answers.shortfalls() {
            self.notices.push(LocatedNotice {
                notice: shortfall.notice(at.span),
                item: None,
                document: at.document,
                base: at.base,
            });
            self.account.shortfalls.push(shortfall);
        }
    }
}

/// Adds the number of occurrences to a problem of the source; a form counts once.
fn set_count(notice: &mut Notice, count: usize) {
    let is_one = matches!(notice.code, NoticeCode::Form | NoticeCode::InPart);
    if is_of_source(notice.code) && !is_one {
        notice.arguments.push(("count", count.into()));
    }
}

impl FailedRecord {
    fn of(mut failure: Failure, document: &Document) -> Self {
        for notice in &mut failure.notices {
            set_count(notice, 1);
        }
        Self {
            location: document.locate(failure.base, failure.span),
            record: match failure.content {
                Content::Text(span) => document.text_at(failure.base, span).map(Value::from),
                Content::Cells(cells) => Some(cells),
                Content::Bytes(bytes) => Some(as_bytes(&bytes)),
            },
            notices: failure.notices,
        }
    }
}

/// Invalid text as JSON: a lossy text for people, and the bytes in hex for programs.
fn as_bytes(bytes: &[u8]) -> Value {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let hex: String = digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect();
    serde_json::json!({ "text": String::from_utf8_lossy(bytes), "bytes": hex })
}

/// The elements that no document collects, with one more document.
fn uncollected_by_all(known: Option<Vec<String>>, uncollected: Vec<String>) -> Vec<String> {
    match known {
        Some(known) => covered_by_both(&known, &uncollected),
        None => uncollected,
    }
}

/// The elements that both lists cover, directly or through an enclosing element.
fn covered_by_both(a: &[String], b: &[String]) -> Vec<String> {
    let within = |list: &[String], path: &str| list.iter().any(|element| covers(element, path));
    let mut both: Vec<String> = (a.iter().filter(|path| within(b, path)))
        .chain(b.iter().filter(|path| within(a, path)))
        .cloned()
        .collect();
    both.sort();
    both.dedup();
    both
}
