//! Turns records into items: the joint between document trees and the model, with the account of
//! each record.

use std::io;

use serde_json::Value;

use super::options::ReadOptions;
use crate::dialect::{Coverage, Dialect, ValueTrace};
use crate::i18n::Text;
use crate::model::{Catalogue, ServiceItem};
use crate::path::Path;
use crate::source::origins::Body;
use crate::source::span_map::{Keys, SpanMap};
use crate::source::{Document, Node, Notice, NoticeCode, Span, decode};

/// The result of reading one document.
#[derive(Debug, Default)]
pub(super) struct DocumentReading<'d> {
    /// All of it or, if it is passed on in chunks, the current chunk.
    pub(super) chunk: Chunk,
    /// The catalogue's own fields with their spans.
    pub(super) header: Option<(Catalogue, SpanMap)>,
    /// The dialect of its records.
    pub(super) dialect: Option<&'d Dialect>,
    pub(super) coverage: Coverage,
    /// Number of records so far, including earlier chunks.
    pub(super) records: usize,
    /// Whether this or an earlier chunk has items.
    pub(super) gave_items: bool,
    /// Whether to record the fate of each value.
    trace: bool,
}

/// The result of reading one chunk of a document.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The chunk of the document, for excerpts.
    pub(super) document: Document,
    pub(super) keys: Keys,
    pub(super) items: Vec<ServiceItem>,
    /// For each item, the spans of its parts and the byte offset of its record.
    pub(super) spans: Vec<(SpanMap, u64)>,
    pub(super) notices: Vec<RecordNotice>,
    pub(super) failures: Vec<Failure>,
    pub(super) traces: Vec<RecordTrace>,
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

/// A document or record that gave no item.
#[derive(Debug)]
pub(super) struct Failure {
    /// Byte offset of the record.
    pub(super) base: u64,
    /// The span to point at.
    pub(super) span: Span,
    /// Its content.
    pub(super) content: Content,
    /// The reasons why it gave none.
    pub(super) notices: Vec<Notice>,
}

/// The content of a record that gave no item.
#[derive(Debug)]
pub(super) enum Content {
    /// The text of this span; nothing if the span is empty.
    Text(Span),
    /// The cells of a row by column.
    Cells(Value),
}

impl Failure {
    /// The record at `span` gave no item.
    pub(super) fn new(base: u64, span: Span, notices: Vec<Notice>) -> Self {
        Self {
            base,
            span,
            content: Content::Text(span),
            notices,
        }
    }

    /// Adds the content of the record.
    pub(super) fn with(self, content: Content) -> Self {
        Self { content, ..self }
    }
}

/// A table or list without a record in it.
pub(super) const NO_RECORDS: Text = Text::new("里面没有事项", "it contains no item");
/// A document without content.
pub(super) const EMPTY: Text = Text::new("文件是空的", "the file is empty");

/// The notice that something gave no item.
pub(super) fn no_item(span: Span, what: Text) -> Notice {
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
        Self::refused(name, unreadable(reason(error)))
    }

    /// Keeps the body of the document for excerpts.
    pub(super) fn set_body(&mut self, name: &str, body: Body) {
        self.chunk.document = Document::new(name.to_owned(), body);
    }

    /// Sets the dialect of the following records.
    pub(super) fn set_dialect(&mut self, dialect: &'d Dialect) {
        self.dialect = Some(dialect);
    }

    /// Records that a record or the document gave no item, with the reasons.
    pub(super) fn fail(&mut self, failure: Failure) {
        for notice in &failure.notices {
            self.notice(notice.clone(), None, failure.base);
        }
        self.chunk.failures.push(failure);
    }

    /// Records that this span gave no item.
    pub(super) fn nothing_at(&mut self, span: Span, what: Text) {
        self.fail(Failure::new(0, span, vec![no_item(span, what)]));
    }

    /// The system failed to read the rest of the document.
    pub(super) fn broken_off(&mut self, error: &io::Error, base: u64) {
        let notice = unreadable(reason(error));
        self.fail(Failure::new(base, Span::Nowhere, vec![notice]));
    }

    /// Adds a notice about an item of this chunk, or about none.
    pub(super) fn notice(&mut self, notice: Notice, item: Option<usize>, base: u64) {
        let notice = RecordNotice { notice, item, base };
        self.chunk.notices.push(notice);
    }

    /// Counts a record that could not be read at all.
    pub(super) fn failed_record(&mut self, failure: Failure) {
        self.records += 1;
        self.fail(failure);
    }

    /// Reads one record into an item; returns its index in this chunk.
    pub(super) fn record(&mut self, mut node: Node<'_>, base: u64) -> Option<usize> {
        self.records += 1;
        let Some(dialect) = self.dialect else {
            return self.decoded(&mut node, base, Vec::new(), None);
        };
        let mut notices = Vec::new();
        self.coverage.look(dialect, &node);
        let mut canonical = if self.trace {
            let mut values = Vec::new();
            let canonical = dialect.trace(&node, &mut notices, &mut values);
            let record = self.records;
            let traces = values.into_iter().map(|value| RecordTrace {
                value,
                record,
                base,
            });
            self.chunk.traces.extend(traces);
            canonical
        } else {
            dialect.apply(&node, &mut notices)
        };
        self.decoded(&mut canonical, base, notices, Some(&node))
    }

    /// Decodes an item; `source` is the record that a dialect converted to the tree.
    fn decoded(
        &mut self,
        node: &mut Node<'_>,
        base: u64,
        mut notices: Vec<Notice>,
        source: Option<&Node<'_>>,
    ) -> Option<usize> {
        let span = node.span;
        let (item, mut faults) = decode::<ServiceItem>(node);
        notices.append(&mut faults);
        let Some(item) = item else {
            let of_cells = |source: &&Node<'_>| matches!(source.span, Span::Cell { .. });
            let content = match source.filter(of_cells) {
                Some(row) => Content::Cells(row.to_json()),
                None => Content::Text(span),
            };
            self.fail(Failure::new(base, span, notices).with(content));
            return None;
        };
        let number = self.chunk.items.len();
        self.chunk.items.push(item);
        let spans = SpanMap::of(node, &mut self.chunk.keys);
        self.chunk.spans.push((spans, base));
        for notice in notices {
            self.notice(notice, Some(number), base);
        }
        Some(number)
    }

    /// Takes what has been read so far, and resets the reading for more of the document.
    pub(super) fn take_chunk(&mut self) -> Chunk {
        self.gave_items |= !self.chunk.items.is_empty();
        let name = self.chunk.document.name.clone();
        let chunk = std::mem::take(&mut self.chunk);
        self.set_body(&name, Body::Unread);
        chunk
    }

    /// Elements that the document does not collect; `None` if it gave no item.
    pub(super) fn not_collected(&mut self) -> Option<Vec<String>> {
        if !self.gave_items {
            return None;
        }
        let declared = self.dialect.map(|dialect| dialect.not_collected.clone());
        let mut elements = declared.unwrap_or_default();
        elements.extend(std::mem::take(&mut self.coverage).not_collected());
        Some(elements)
    }
}

/// The notice that a document could not be read.
pub(super) fn unreadable(reason: Text) -> Notice {
    Notice::new(NoticeCode::Unreadable, Path::default(), Span::Nowhere).with("reason", reason)
}

/// The system error in words, in both languages for common errors.
fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Text::new("没有读取权限", "permission denied"),
        io::ErrorKind::NotFound => Text::new("文件不存在", "file not found"),
        io::ErrorKind::Unsupported => Text::new(
            "不是普通文件；管道、设备不读",
            "not a regular file; pipes and devices are not read",
        ),
        _ => Text::new("系统报告读取失败", "the system failed to read it"),
    }
}
