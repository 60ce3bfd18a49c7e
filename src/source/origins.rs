//! Origins: from paths in the model back to locations in the source.

use std::fmt;
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bytes::count;
use super::cells::{Sheet, cell_name};
use super::excerpt::{Excerpt, Marked, mark};
use super::node::Span;
use super::span_map::{Keys, SpanMap, Spans};
use super::{Format, json, toml};
use crate::path::Path;

/// The source locations of all parts of a catalogue.
///
/// Rules know only paths; the report looks them up here.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    documents: Vec<Arc<Document>>,
    /// The origin of the catalogue's own fields, with its document, which is kept as long as the fields.
    header: Option<(Arc<Document>, Origin)>,
    items: Vec<Origin>,
}

/// A document that was read: a file or standard input.
#[derive(Debug, Default)]
pub struct Document {
    /// The name as given by the user.
    pub name: String,
    body: Body,
    /// Number of lines before the body.
    before: u64,
    /// The keys of the document's records.
    keys: Keys,
    lines: OnceLock<Vec<usize>>,
    /// Number of characters before each block of the text.
    characters: OnceLock<Vec<usize>>,
}

/// Size in bytes of the blocks whose characters are counted once, for columns far along a line.
const BLOCK_BYTES: usize = 1 << 10;

/// The part of a document that is kept for excerpts.
#[derive(Debug, Default)]
pub(crate) enum Body {
    /// Nothing, because the document could not be read.
    #[default]
    Unread,
    /// The text.
    Text(String),
    /// The sheets of a table.
    #[cfg_attr(
        not(feature = "tables"),
        expect(dead_code, reason = "only tables have sheets")
    )]
    Sheets(Vec<Sheet>),
}

/// The origin of one item, or of the catalogue's own fields.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// Index of the document.
    pub(crate) document: u32,
    /// Byte offset of the record in the document.
    pub(crate) base: u64,
    /// The spans of the parts of the item.
    pub(crate) places: Places,
}

/// How the spans of a record's parts are found.
#[derive(Debug, Clone)]
pub(crate) enum Places {
    /// Kept, because something was left out of the record.
    Kept(SpanMap),
    /// Kept, because a dialect made the record from other fields.
    Carried(SpanMap),
    /// Not kept: the record's text is parsed again on demand, which is rare for records without findings.
    InText(Format),
    /// Not kept, for JSON read by the fast path: its spans are found without a tree.
    InJson,
}

/// A span in one of the documents that were read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceSpan {
    /// Index of the document.
    pub(crate) document: u32,
    /// Byte offset of the record.
    pub(crate) base: u64,
    /// The span within the record.
    pub(crate) span: Span,
}

/// The location of something in a source.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[schemars(title = "位置")]
#[non_exhaustive]
pub struct Location {
    /// The file as the user named it; `-` is standard input.
    #[schemars(title = "文件")]
    pub file: String,
    /// Line, from 1.
    #[schemars(title = "行")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column in characters, from 1.
    #[schemars(title = "列")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// End line, from 1.
    #[schemars(title = "末行")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<u64>,
    /// End column in characters, from 1, exclusive.
    #[schemars(title = "末列")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<u64>,
    /// The name of the sheet.
    #[schemars(title = "工作表")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell, such as `C5`.
    #[schemars(title = "单元格")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Number of the record in a table, from 1, not counting the header.
    #[schemars(title = "记录")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// The header of the column.
    #[schemars(title = "字段")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// `items.toml:5:1`, `items.xlsx:甲!C5`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let (Some(sheet), Some(cell)) = (&self.sheet, &self.cell) {
            return write!(f, ":{sheet}!{cell}");
        }
        for part in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{part}")?;
        }
        Ok(())
    }
}

impl Document {
    pub(crate) fn new(name: String, body: Body) -> Self {
        Self {
            name,
            body,
            ..Self::default()
        }
    }

    /// Sets the keys of the document's records.
    pub(crate) fn with_keys(self, keys: Keys) -> Self {
        Self { keys, ..self }
    }

    /// Sets the number of lines before the body, if it is a part of a text.
    pub(crate) fn after(self, before: u64) -> Self {
        Self { before, ..self }
    }

    /// Whether this is the first or the only document of its file.
    pub(crate) fn is_first(&self) -> bool {
        self.before == 0
    }

    /// The full text of a span.
    pub(crate) fn text_at(&self, base: u64, span: Span) -> Option<&str> {
        let (Span::Bytes { start, end }, Some(text)) = (span, self.text()) else {
            return None;
        };
        let range = absolute(base, start, text)..absolute(base, end, text);
        text.get(range).filter(|text| !text.is_empty())
    }

    /// The size of the text in bytes; tables count as the maximum.
    fn bytes(&self) -> usize {
        match &self.body {
            Body::Unread => 0,
            Body::Text(text) => text.len(),
            Body::Sheets(_) => usize::MAX,
        }
    }

    /// The text of the document, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.body {
            Body::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The byte offsets of line starts.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let text = self.text().unwrap_or_default();
            let ends = memchr::memchr_iter(b'\n', text.as_bytes());
            std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
        })
    }

    /// The line (from 0) of a byte offset, and the offset of its start.
    fn line_of(&self, at: usize) -> (usize, usize) {
        let lines = self.lines();
        let line = lines
            .partition_point(|start| *start <= at)
            .saturating_sub(1);
        (line, lines.get(line).copied().unwrap_or_default())
    }

    /// The number of characters in a range of the text.
    fn characters(&self, text: &str, range: std::ops::Range<usize>) -> usize {
        let bytes = text.as_bytes();
        let characters = |range: std::ops::Range<usize>| {
            // All but the first byte of a character begin with the bits 10.
            count(bytes.get(range).unwrap_or_default(), |byte| {
                byte & 0xc0 != 0x80
            })
        };
        if range.len() <= BLOCK_BYTES {
            return characters(range);
        }
        let blocks = self.characters.get_or_init(|| {
            let blocks = 0..=bytes.len() / BLOCK_BYTES;
            let blocks = blocks.scan(0, |sum, block| {
                let before = *sum;
                let start = block * BLOCK_BYTES;
                *sum += characters(start..(start + BLOCK_BYTES).min(bytes.len()));
                Some(before)
            });
            blocks.collect()
        });
        let before = |at: usize| {
            let block = at / BLOCK_BYTES;
            blocks.get(block).copied().unwrap_or_default() + characters(block * BLOCK_BYTES..at)
        };
        before(range.end) - before(range.start)
    }

    /// The spans of the parts of a record.
    fn spans<'d>(&'d self, origin: &'d Origin) -> Spans<'d> {
        let text = self.text().unwrap_or_default();
        let text = text
            .get(absolute(origin.base, 0, text)..)
            .unwrap_or_default();
        let root = match &origin.places {
            Places::Kept(map) | Places::Carried(map) => return map.open(&self.keys),
            Places::InJson => return json::spans(text),
            Places::InText(Format::Toml) => return toml::spans(text),
            Places::InText(Format::Ndjson) => {
                json::parse(text.split('\n').next().unwrap_or_default()).0
            }
            Places::InText(_) => json::parse(text).0,
        };
        root.map(Spans::of).unwrap_or_default()
    }

    pub(crate) fn locate(&self, base: u64, span: Span) -> Location {
        let mut location = Location {
            file: self.name.clone(),
            ..Location::default()
        };
        match (span, &self.body) {
            (Span::Bytes { start, end }, Body::Text(text)) => {
                let place = |offset| {
                    let at = absolute(base, offset, text);
                    let (line, line_start) = self.line_of(at);
                    let column = self.characters(text, line_start..at) as u64 + 1;
                    (Some(self.before + line as u64 + 1), Some(column))
                };
                (location.line, location.column) = place(start);
                (location.end_line, location.end_column) = place(end.max(start));
            }
            (
                Span::Cell {
                    sheet, row, column, ..
                },
                Body::Sheets(sheets),
            ) => {
                let Some(sheet) = sheets.get(usize::from(sheet)) else {
                    return location;
                };
                location.line = sheet.line_of(row, column);
                if let Some(file) = &sheet.file {
                    location.file.clone_from(file);
                }
                location.sheet.clone_from(&sheet.name);
                if sheet.name.is_some() {
                    location.cell = Some(if sheet.is_turned {
                        cell_name(column, row)
                    } else {
                        cell_name(row, column)
                    });
                }
                location.record = row
                    .checked_sub(sheet.header_row)
                    .filter(|record| *record > 0)
                    .map(u64::from);
                // Rows above the header have cells, but no fields.
                location.field = sheet
                    .header
                    .get(column as usize)
                    .filter(|name| !name.is_empty() && row >= sheet.header_row)
                    .cloned();
            }
            _ => {}
        }
        location
    }

    /// The empty cell for a missing element in the first of `rows` that has one.
    fn empty_cell(&self, rows: &[Span], element: &str) -> Option<Span> {
        let Body::Sheets(sheets) = &self.body else {
            return None;
        };
        rows.iter().find_map(|span| {
            let Span::Cell { sheet, row, .. } = *span else {
                return None;
            };
            let column = sheets.get(usize::from(sheet))?.empty_cell(row, element)?;
            Some(Span::cell(sheet.into(), row as usize, column as usize))
        })
    }

    /// The lines around a span, with the part to mark if it occurs there, or else the whole span.
    pub(crate) fn excerpt(&self, base: u64, span: Span, marked: Marked<'_>) -> Option<Excerpt> {
        match (span, &self.body) {
            (Span::Bytes { start, end }, Body::Text(text)) => {
                let start = absolute(base, start, text);
                let end = absolute(base, end, text).max(start);
                let marked = mark(text, start..end, marked);
                let (line, line_start) = self.line_of(marked.start);
                // Only the first line is marked: the rest can be a whole table.
                let next_line = self.lines().get(line + 1);
                let line_end = next_line.map_or(text.len(), |next| next - 1);
                let first_line = self.before + line as u64 + 1;
                Excerpt::of(text, line_start..line_end, marked, first_line)
            }
            (
                Span::Cell {
                    sheet, row, column, ..
                },
                Body::Sheets(sheets),
            ) => {
                let sheet = sheets.get(usize::from(sheet))?;
                let text = sheet.row(row)?.get(column as usize)?;
                if text.is_empty() {
                    return None;
                }
                let marked = mark(text, 0..text.len(), marked);
                let line_start = text.get(..marked.start)?.rfind('\n').map_or(0, |at| at + 1);
                let rest = text.get(line_start..)?;
                let line_end = rest.find('\n').map_or(text.len(), |at| line_start + at);
                let first_line = sheet.line_of(row, column).unwrap_or(u64::from(row) + 1);
                Excerpt::of(text, line_start..line_end, marked, first_line)
            }
            _ => None,
        }
    }
}

/// An absolute byte offset in the document, on a character boundary.
fn absolute(base: u64, offset: u32, text: &str) -> usize {
    let at = usize::try_from(base).unwrap_or(usize::MAX);
    let mut at = at.saturating_add(offset as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Origins {
    pub(crate) fn add_document(&mut self, document: Document) -> u32 {
        let number = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        self.documents.push(Arc::new(document));
        number
    }

    /// The size of the documents.
    pub(crate) fn bytes(&self) -> usize {
        let sizes = self.documents.iter().map(|document| document.bytes());
        sizes.fold(0, usize::saturating_add)
    }

    /// Drops the items and their documents.
    pub(crate) fn forget(&mut self) {
        self.items.clear();
        self.documents.clear();
    }

    pub(crate) fn add_item(&mut self, origin: Origin) {
        self.items.push(origin);
    }

    pub(crate) fn set_header(&mut self, origin: Origin) {
        let document = self.documents.get(origin.document as usize);
        self.header = document.map(|document| (Arc::clone(document), origin));
    }

    pub(crate) fn has_header(&self) -> bool {
        self.header.is_some()
    }

    fn origin(&self, item: Option<usize>) -> Option<(&Document, &Origin)> {
        match item {
            Some(index) => {
                let origin = self.items.get(index)?;
                Some((self.document(origin.document)?, origin))
            }
            None => self.header.as_ref().map(|header| (&*header.0, &header.1)),
        }
    }

    /// Whether an item, or with `None` the catalogue's own fields, is in our own format.
    pub(crate) fn is_own(&self, item: Option<usize>) -> bool {
        self.origin(item)
            .is_some_and(|(_, origin)| !matches!(origin.places, Places::Carried(_)))
    }

    pub(crate) fn text_at(&self, at: SourceSpan) -> Option<&str> {
        self.document(at.document)?.text_at(at.base, at.span)
    }

    /// The documents that were read.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().map(Arc::as_ref)
    }

    pub(crate) fn document(&self, number: u32) -> Option<&Document> {
        self.documents.get(number as usize).map(Arc::as_ref)
    }

    /// The location of a path in an item; with `None` as item, in the catalogue's own fields.
    ///
    /// A path that does not exist is located at its nearest existing ancestor.
    pub fn locate(&self, item: Option<usize>, path: &Path) -> Option<Location> {
        let (document, origin) = self.origin(item)?;
        Some(document.locate(origin.base, document.spans(origin).find(path)))
    }

    /// Starts a look-up of many locations, item by item.
    pub(crate) fn lookup(&self) -> Lookup<'_> {
        Lookup {
            origins: self,
            open: None,
        }
    }

    /// The excerpt at a path, with `quote` marked if it occurs there.
    pub fn excerpt(
        &self,
        item: Option<usize>,
        path: &Path,
        quote: Option<&str>,
    ) -> Option<Excerpt> {
        let (document, origin) = self.origin(item)?;
        document.excerpt(origin.base, document.spans(origin).find(path), quote.into())
    }
}

/// Looks up locations, keeping the spans of the last item, which may have thousands of findings.
#[derive(Debug)]
pub(crate) struct Lookup<'o> {
    origins: &'o Origins,
    open: Option<(Option<usize>, Spans<'o>)>,
}

/// A span that was found in its document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocumentSpan<'o> {
    pub(crate) document: &'o Document,
    base: u64,
    span: Span,
}

impl<'o> DocumentSpan<'o> {
    /// The location of the span for people.
    pub(crate) fn location(self) -> Location {
        self.document.locate(self.base, self.span)
    }

    /// The source text of the span; `None` for a cell.
    pub(crate) fn written(self) -> Option<&'o str> {
        self.document.text_at(self.base, self.span)
    }

    /// The byte range of the span in the document; `None` for a cell.
    pub(crate) fn range(self) -> Option<std::ops::Range<usize>> {
        let Span::Bytes { start, end } = self.span else {
            return None;
        };
        let base = usize::try_from(self.base).ok()?;
        Some(base + start as usize..base + end as usize)
    }

    /// Whether both are the same span of one document.
    pub(crate) fn is(self, other: Self) -> bool {
        (self.base, self.span) == (other.base, other.span)
    }

    /// The lines around the span, with the part to mark if it occurs there.
    pub(crate) fn excerpt(self, marked: Marked<'_>) -> Option<Excerpt> {
        self.document.excerpt(self.base, self.span, marked)
    }
}

impl<'o> Lookup<'o> {
    /// Resolves a span that is already known.
    pub(crate) fn known(&self, at: SourceSpan) -> Option<DocumentSpan<'o>> {
        Some(DocumentSpan {
            document: self.origins.document(at.document)?,
            base: at.base,
            span: at.span,
        })
    }

    /// Whether an item, or with `None` the catalogue's own fields, is in a format of the source.
    pub(crate) fn is_foreign(&self, item: Option<usize>) -> bool {
        self.origins
            .origin(item)
            .is_some_and(|(_, origin)| matches!(origin.places, Places::Carried(_)))
    }

    /// The span of a path of an item.
    pub(crate) fn find(&mut self, item: Option<usize>, path: &Path) -> Option<DocumentSpan<'o>> {
        self.look(item, |_, spans| Some(spans.find(path)))
    }

    /// The empty cell for a missing element, given without indexes; `path` is that of the element or its owner.
    pub(crate) fn find_empty(
        &mut self,
        item: Option<usize>,
        path: &Path,
        element: &str,
    ) -> Option<DocumentSpan<'o>> {
        let (document, _) = self.origins.origin(item)?;
        if !matches!(document.body, Body::Sheets(_)) {
            return None;
        }
        self.look(item, |document, spans| {
            document.empty_cell(&spans.rows(path), element)
        })
    }

    fn look(
        &mut self,
        item: Option<usize>,
        find: impl FnOnce(&Document, &Spans<'o>) -> Option<Span>,
    ) -> Option<DocumentSpan<'o>> {
        let (document, origin) = self.origins.origin(item)?;
        if self.open.as_ref().is_none_or(|(open, _)| *open != item) {
            self.open = Some((item, document.spans(origin)));
        }
        let span = find(document, &self.open.as_ref()?.1)?;
        Some(DocumentSpan {
            document,
            base: origin.base,
            span,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let document = Document::new("a.toml".into(), Body::Text("名称 = \"甲\"\nb = 1\n".into()));
        let at = document.locate(0, Span::bytes(9, 14));
        assert_eq!((at.line, at.column), (Some(1), Some(6)));
        let second = document.locate(0, Span::bytes(15, 16));
        assert_eq!((second.line, second.column), (Some(2), Some(1)));
    }

    #[test]
    fn columns_far_along_a_line_count_characters_too() {
        let text = format!("首行\n{}", "甲a乙".repeat(BLOCK_BYTES));
        let document = Document::new("a.json".into(), Body::Text(text.clone()));
        for (at, _) in text.char_indices().step_by(501) {
            let place = document.locate(0, Span::bytes(at, at));
            let line_start = if at < 7 { 0 } else { 7 };
            let column = text[line_start..at].chars().count() as u64 + 1;
            assert_eq!(place.column, Some(column), "{at}");
        }
    }
}
