//! Turns records into items: from document trees to the model, with the account of each record.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use serde_json::Value;

use super::account::{Fates, HiddenRows, Ledger, Settled};
use super::again::Wanted;
use super::answer::Announced;
pub(super) use super::failure::{Content, Failure};
use super::fields::FieldsRead;
use super::options::ReadOptions;
use crate::dialect::{Claims, Coverage, Dialect, Fate, ValueTrace};
use crate::error::cause;
use crate::i18n::{Argument, Text};
use crate::model::elements::CATALOGUE;
use crate::model::{Catalogue, ServiceItem};
use crate::path::Path;
use crate::source::origins::{Body, Places};
use crate::source::span_map::{Keys, SpanMap};
use crate::source::{
    Decoded, Document, Format, Made, Node, Notice, NoticeCode, Span, Straight, decode, straight,
};

/// The result of reading one document.
#[derive(Debug, Default)]
pub(super) struct DocumentReading<'d> {
    /// The whole document or, if it is passed on in chunks, the current chunk.
    pub(super) chunk: Chunk,
    /// The catalogue's own fields with their spans.
    pub(super) header: Option<(Catalogue, SpanMap)>,
    /// The dialect of the current records.
    pub(super) dialect: Option<&'d Dialect>,
    /// Facts about the records in each dialect; lines of one file may be in different dialects.
    dialect_facts: Vec<DialectFacts<'d>>,
    /// Number of records so far, including earlier chunks.
    pub(super) records: usize,
    /// Number of records in earlier chunks.
    records_before: usize,
    /// The items that are wanted, if not all of them are.
    wanted: Option<Wanted>,
    /// The fields of records in a dialect, by whether any value was read.
    pub(super) fields: FieldsRead,
    /// Whether the current or an earlier chunk has items.
    pub(super) gave_items: bool,
    /// Whether to record the fate of each value.
    trace: bool,
    /// The format of the text, if records are read from it directly.
    format: Option<Format>,
}

/// Facts about the records in one dialect.
#[derive(Debug)]
struct DialectFacts<'d> {
    dialect: Option<&'d Dialect>,
    /// The elements that the records can fill.
    coverage: Coverage,
    /// Number of values of unknown fields.
    unknown: usize,
}

/// The elements that a source does not collect.
#[derive(Debug, Clone, Default)]
pub(super) struct Uncollected {
    pub(super) elements: Vec<String>,
    /// Whether there are unknown fields, so that some may be collected after all.
    pub(super) is_doubtful: bool,
}

/// A scalar that was lost: a fault of the tool.
#[derive(Debug)]
pub(super) struct Missing {
    pub(super) path: String,
    pub(super) span: Span,
    pub(super) base: u64,
}

/// The result of reading one chunk of a document.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The chunk of the document, for excerpts.
    pub(super) document: Document,
    pub(super) keys: Keys,
    pub(super) items: Vec<ServiceItem>,
    /// For each item, the spans of its parts and the byte offset of its record.
    pub(super) places: Vec<(Places, u64)>,
    pub(super) notices: Vec<RecordNotice>,
    pub(super) failures: Vec<Failure>,
    pub(super) traces: Vec<RecordTrace>,
    pub(super) fates: Fates,
    pub(super) missing: Vec<Missing>,
    pub(super) hidden: HiddenRows,
    /// The fields around records that do not describe them.
    pub(super) left_out: BTreeSet<String>,
    /// The totals stated by responses, each with its offset.
    pub(super) announced: Vec<(Announced, u64)>,
}

/// A notice about a record or about the document.
#[derive(Debug, Clone)]
pub(super) struct RecordNotice {
    pub(super) notice: Notice,
    /// Index of the item in the chunk; `None` if the record gave none.
    pub(super) item: Option<usize>,
    /// Byte offset of the record.
    pub(super) base: u64,
}

/// The fate of one value of a record.
#[derive(Debug)]
pub(super) struct RecordTrace {
    pub(super) value: ValueTrace,
    /// Number of the record in the document, from 1.
    pub(super) record: usize,
    /// Byte offset of the record.
    pub(super) base: u64,
}

/// The reason for a table or list without a record.
pub(super) const NO_RECORDS: Text = Text::new("里面没有事项", "it contains no item");
/// The reason for a record of which no value went into the model.
const NO_VALUE_READ: Text = Text::new("没有一个值读进要素", "no value of it went into an element");
/// The reason for a document without content.
pub(super) const EMPTY: Text = Text::new("文件是空的", "the file is empty");

/// The notice that a record or document gave no item, with the reason.
pub(super) fn no_item(span: Span, what: impl Into<Argument>) -> Notice {
    Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", what)
}

impl<'d> DocumentReading<'d> {
    pub(super) fn new(name: &str, options: &ReadOptions) -> Self {
        let mut read = Self {
            trace: options.trace,
            ..Self::default()
        };
        read.set_body(name, Body::Unread);
        read
    }

    /// A document of which nothing could be read.
    pub(super) fn refused(name: &str, notice: Notice) -> Self {
        let mut read = Self::new(name, &ReadOptions::default());
        read.fail(Failure::new(0, Span::Nowhere, vec![notice]));
        read
    }

    /// A document that the system could not read.
    pub(super) fn unreadable(name: &str, error: &io::Error) -> Self {
        Self::refused(name, unreadable(cause(error)))
    }

    /// The reading of a chunk without wanted items; `None` if some item may be wanted.
    pub(super) fn passed_over(
        name: &str,
        options: &ReadOptions,
        wanted: Option<&Wanted>,
    ) -> Option<Self> {
        let wanted = wanted?;
        let count = wanted.all_others()?;
        let mut read = Self::new(name, options).wanting(Some(wanted.clone()));
        for _ in 0..count {
            read.passes_over(0);
        }
        Some(read)
    }

    /// Limits the reading to the wanted items.
    pub(super) fn wanting(self, wanted: Option<Wanted>) -> Self {
        Self { wanted, ..self }
    }

    /// Passes over the next record if its item is not wanted, adding a blank item instead; returns whether it did.
    fn passes_over(&mut self, base: u64) -> bool {
        let is_other = |wanted: &Wanted| !wanted.has(self.chunk.items.len());
        if !self.wanted.as_ref().is_some_and(is_other) {
            return false;
        }
        self.records += 1;
        self.chunk.items.push(ServiceItem::default());
        self.chunk.places.push((Places::InJson, base));
        true
    }

    /// The number of records since the last call.
    pub(super) fn records_since(&mut self) -> usize {
        let before = std::mem::replace(&mut self.records_before, self.records);
        self.records - before
    }

    /// Sets the format of the text.
    pub(super) fn of(self, format: Format) -> Self {
        Self {
            format: Some(format),
            ..self
        }
    }

    /// Reads records whose text differs from the document, so that all spans must be kept.
    pub(super) fn apart(&mut self, read: impl FnOnce(&mut Self)) {
        let format = self.format.take();
        read(self);
        self.format = format;
    }

    /// Keeps the body of the document for excerpts.
    pub(super) fn set_body(&mut self, name: &str, body: Body) {
        self.chunk.document = Document::new(name.to_owned(), body);
    }

    /// The name of the document.
    pub(super) fn name(&self) -> &str {
        &self.chunk.document.name
    }

    /// Sets the dialect of the following records.
    pub(super) fn set_dialect(&mut self, dialect: Option<&'d Dialect>) {
        self.dialect = dialect;
    }

    /// Facts about the records in the current dialect.
    fn dialect_facts(&mut self) -> Option<&mut DialectFacts<'d>> {
        let name = |dialect: Option<&'d Dialect>| dialect.map(|dialect| dialect.name.as_str());
        let wanted = name(self.dialect);
        let known = self
            .dialect_facts
            .iter()
            .position(|facts| name(facts.dialect) == wanted);
        let number = known.unwrap_or(self.dialect_facts.len());
        if known.is_none() {
            self.dialect_facts.push(DialectFacts {
                dialect: self.dialect,
                coverage: Coverage::default(),
                unknown: 0,
            });
        }
        self.dialect_facts.get_mut(number)
    }

    /// Reports a value without records as a failure.
    pub(super) fn unvisited(&mut self, path: &str, node: &Node<'_>, base: u64) {
        let what = if path.is_empty() {
            Argument::Both {
                zh: "这里没有认得的事项，没有读".to_owned(),
                en: "no item was recognised here; it was not read".to_owned(),
            }
        } else {
            Argument::Both {
                zh: format!("“{path}”里没有认得的事项，没有读"),
                en: format!("no item was recognised in {path:?}; it was not read"),
            }
        };
        self.book_refused(node);
        let notice = Notice::new(NoticeCode::NoItem, Path::default(), node.span);
        let failure = Failure::new(base, node.span, vec![notice.with("what", what)]);
        self.fail(failure.with(Content::of(node)));
    }

    /// Notes that a record or the document gave no item, with the reasons.
    pub(super) fn fail(&mut self, failure: Failure) {
        for notice in &failure.notices {
            self.notice(notice.clone(), None, failure.base);
        }
        self.chunk.failures.push(failure);
    }

    /// Notes that this span gave no item.
    pub(super) fn nothing_at(&mut self, span: Span, what: Text) {
        self.fail(Failure::new(0, span, vec![no_item(span, what)]));
    }

    /// Records that the system failed to read the rest of the document.
    pub(super) fn broken_off(&mut self, error: &io::Error, base: u64) {
        let notice = unreadable(cause(error));
        self.fail(Failure::new(base, Span::Nowhere, vec![notice]));
    }

    /// Adds a notice, about an item of this chunk if one is given.
    pub(super) fn notice(&mut self, notice: Notice, item: Option<usize>, base: u64) {
        let notice = RecordNotice { notice, item, base };
        self.chunk.notices.push(notice);
    }

    /// Counts a record that could not be read at all.
    pub(super) fn failed_record(&mut self, failure: Failure) {
        self.records += 1;
        self.fail(failure);
    }

    /// Reads one record that is a part of a document into an item; returns its index in this chunk.
    pub(super) fn record(&mut self, node: Node<'_>, base: u64) -> Option<usize> {
        self.read(node, base, None)
    }

    /// Reads one record that is all of a line or of the document, beginning at `base`.
    pub(super) fn lone_record(&mut self, node: Node<'_>, base: u64) -> Option<usize> {
        self.read(node, base, self.format)
    }

    fn read(&mut self, mut node: Node<'_>, base: u64, text: Option<Format>) -> Option<usize> {
        if self.passes_over(base) {
            return Some(self.chunk.items.len() - 1);
        }
        self.records += 1;
        let dialect = self.dialect;
        let trace = self.trace;
        let Some(dialect) = dialect else {
            self.dialect_facts();
            self.take_schema(&mut node);
            let decoded = decode::<ServiceItem>(&node, Made::Read);
            return self.settle(&node, decoded, Claims::default(), base, text);
        };
        dialect.open(&mut node);
        if let Some(facts) = self.dialect_facts() {
            facts.coverage.look(dialect, &node);
        }
        let mut notices = Vec::new();
        let carried = dialect.carry(&node, &mut notices, trace);
        let mut decoded = decode::<ServiceItem>(&carried.tree, Made::ByDialect);
        notices.append(&mut decoded.notices);
        decoded.notices = notices;
        self.settle(&node, decoded, carried.claims, base, None)
    }

    /// Fast path: reads a record of ours directly from its text, which is a whole line or document
    /// starting at `base`; `false` if anything in it may need the normal path.
    pub(super) fn sound_record(&mut self, text: &str, base: u64) -> bool {
        if self.format.is_none() || self.trace {
            return false;
        }
        let may_pass = self.wanted.as_ref().is_some_and(Wanted::are_alone);
        if may_pass && !text.trim_start().is_empty() && self.passes_over(base) {
            return true;
        }
        let Some(Straight { value, typed, kept }) = straight::<ServiceItem>(text) else {
            return false;
        };
        // A document that may be the header of a catalogue takes the normal path.
        let may_be_other = |key: &String| CATALOGUE.field(key).is_some();
        if value.extensions.keys().any(may_be_other) {
            return false;
        }
        // Duplicate keys in extensions collapse.
        if typed == 0 || value.extensions.values().map(count_scalars).sum::<usize>() != kept {
            return false;
        }
        self.records += 1;
        self.set_dialect(None);
        self.dialect_facts();
        self.chunk.fates.add(Fate::Typed, typed);
        self.chunk.fates.add(Fate::Kept, kept);
        self.chunk.items.push(value);
        self.chunk.places.push((Places::InJson, base));
        true
    }

    /// Settles the account of a record that was decoded, and takes over the item.
    fn settle<'a>(
        &mut self,
        source: &Node<'a>,
        decoded: Decoded<'_, 'a, ServiceItem>,
        claims: Claims,
        base: u64,
        text: Option<Format>,
    ) -> Option<usize> {
        let Decoded {
            value,
            mut notices,
            mut tree,
            taken,
        } = decoded;
        let ledger = Ledger::new(taken, claims, self.dialect);
        let settled = value.and_then(|mut item| {
            let settled = ledger.settle(
                source,
                &mut item.extensions,
                &mut tree,
                &mut self.fields,
                self.trace,
            );
            // A record with nothing but extensions is not an item.
            let is_item = !settled.fates.is_nothing();
            is_item.then_some((item, settled))
        });
        let Some((item, settled)) = settled else {
            if notices
                .iter()
                .all(|notice| notice.code.as_str().starts_with("NRM"))
            {
                notices.push(no_item(source.span, NO_VALUE_READ));
            }
            let content = Content::of(source);
            self.book_refused(source);
            self.fail(Failure::new(base, source.span, notices).with(content));
            return None;
        };
        let number = self.chunk.items.len();
        self.chunk.items.push(item);
        let places = match (text, &tree) {
            (Some(format), Cow::Borrowed(_)) => Places::InText(format),
            (None, _) if self.dialect.is_some() => {
                Places::Carried(SpanMap::of(&tree, &mut self.chunk.keys))
            }
            _ => Places::Kept(SpanMap::of(&tree, &mut self.chunk.keys)),
        };
        self.chunk.places.push((places, base));
        notices.extend(self.account(settled, base));
        for notice in notices {
            self.notice(notice, Some(number), base);
        }
        Some(number)
    }

    /// Adds a settled record or catalogue header to the account; returns its notices.
    fn account(&mut self, settled: Settled, base: u64) -> Vec<Notice> {
        self.chunk.fates.extend(&settled.fates);
        let unknown = settled.fates.count(Fate::Unknown);
        if let Some(facts) = self.dialect_facts() {
            facts.unknown += unknown;
        }
        let record = self.records;
        let traces = settled.traces.into_iter().map(|value| RecordTrace {
            value,
            record,
            base,
        });
        self.chunk.traces.extend(traces);
        let missing = settled.missing.into_iter();
        self.chunk
            .missing
            .extend(missing.map(|(path, span)| Missing { path, span, base }));
        settled.notices
    }

    /// Accounts for a value that gave no item; it stays in the list of failures.
    pub(super) fn book_refused(&mut self, node: &Node<'_>) {
        node.scalars(&mut |scalar| {
            let fate = if scalar.is_blank() {
                Fate::Empty
            } else {
                Fate::Refused
            };
            self.chunk.fates.add(fate, 1);
        });
    }

    /// Accounts for cells of rows that gave no item.
    #[cfg(feature = "tables")]
    pub(super) fn refused_cells(&mut self, count: usize) {
        self.chunk.fates.add(Fate::Refused, count);
    }

    /// Takes out the name of the schema, which a document or record of ours may state for editors.
    pub(super) fn take_schema(&mut self, node: &mut Node<'_>) {
        let is_named = node
            .get("$schema")
            .is_some_and(|name| name.text().is_some());
        if is_named && node.take("$schema").is_some() {
            self.around(1);
        }
    }

    /// Counts values around records that do not describe them as ignored.
    pub(super) fn around(&mut self, count: usize) {
        self.chunk.fates.add(Fate::Ignored, count);
    }

    /// Accounts for a value around records that does not describe them, by its path.
    pub(super) fn leave_out(&mut self, path: &str, node: &Node<'_>, base: u64) {
        self.around(node.count_scalars());
        if node.is_blank() {
            return;
        }
        if !self.chunk.left_out.contains(path) {
            self.chunk.left_out.insert(path.to_owned());
        }
        if self.trace {
            node.scalars(&mut |scalar| {
                let value = ValueTrace {
                    field: path.to_owned(),
                    span: scalar.span,
                    raw: scalar.plain_text().unwrap_or_default(),
                    fate: Fate::Ignored,
                    uses: Vec::new(),
                };
                let record = self.records;
                self.chunk.traces.push(RecordTrace {
                    value,
                    record,
                    base,
                });
            });
        }
    }

    /// Reads the header of a catalogue.
    pub(super) fn header(&mut self, root: &Node<'_>) {
        let Decoded {
            value,
            notices,
            mut tree,
            taken,
        } = decode::<Catalogue>(root, Made::Read);
        for notice in notices {
            self.notice(notice, None, 0);
        }
        let Some(mut header) = value else {
            return self.book_refused(root);
        };
        let ledger = Ledger::new(taken, Claims::default(), None);
        let settled = ledger.settle(
            root,
            &mut header.extensions,
            &mut tree,
            &mut self.fields,
            self.trace,
        );
        let spans = SpanMap::of(&tree, &mut self.chunk.keys);
        for notice in self.account(settled, 0) {
            self.notice(notice, None, 0);
        }
        self.header = Some((header, spans));
    }

    /// Takes over the next chunk of the document, which was read independently; the previous one
    /// was passed on.
    pub(super) fn absorb(&mut self, part: Self) {
        self.chunk = part.chunk;
        for trace in &mut self.chunk.traces {
            trace.record += self.records;
        }
        self.records += part.records;
        self.fields.extend(part.fields);
        for facts in part.dialect_facts {
            self.set_dialect(facts.dialect);
            if let Some(known) = self.dialect_facts() {
                known.coverage.extend(facts.coverage);
                known.unknown += facts.unknown;
            }
        }
        self.set_dialect(part.dialect);
    }

    /// The dialects of its records.
    pub(super) fn dialects(&self) -> impl Iterator<Item = &'d Dialect> {
        self.dialect_facts.iter().filter_map(|facts| facts.dialect)
    }

    /// Takes the current chunk, and resets the reading for the rest of the document.
    pub(super) fn take_chunk(&mut self) -> Chunk {
        self.gave_items |= !self.chunk.items.is_empty();
        let name = self.chunk.document.name.clone();
        let chunk = std::mem::take(&mut self.chunk);
        self.set_body(&name, Body::Unread);
        chunk
    }

    /// The elements that the document does not collect, by dialect; empty if it gave no item.
    pub(super) fn uncollected(&self) -> Vec<Uncollected> {
        if !self.gave_items {
            return Vec::new();
        }
        let lists = self.dialect_facts.iter().map(|facts| {
            let dialect = facts.dialect;
            let mut elements =
                dialect.map_or_else(Vec::new, |dialect| dialect.not_collected.clone());
            if !dialect.is_some_and(|dialect| dialect.collects_all) {
                elements.extend(facts.coverage.clone().not_collected());
            }
            Uncollected {
                elements,
                is_doubtful: facts.unknown > 0,
            }
        });
        lists.collect()
    }
}

/// The number of scalars in a value.
fn count_scalars(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(count_scalars).sum(),
        Value::Object(values) => values.values().map(count_scalars).sum(),
        _ => 1,
    }
}

/// The notice that a document could not be read.
pub(super) fn unreadable(reason: impl Into<Argument>) -> Notice {
    Notice::new(NoticeCode::Unreadable, Path::default(), Span::Nowhere).with("reason", reason)
}
