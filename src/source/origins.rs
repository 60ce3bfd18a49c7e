//! From a path in the model back to the place in the source.

use std::fmt;
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cells::Sheet;
use super::node::Span;
use super::span_map::{Keys, SpanMap, Spans};
use crate::path::Path;

/// Where each part of a catalogue was read from.
///
/// Rules know paths only; whoever shows findings asks here.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    documents: Vec<Arc<Document>>,
    header: Option<Origin>,
    items: Vec<Origin>,
}

/// One document that was read: a file, or standard input.
#[derive(Debug, Default)]
pub struct Document {
    /// Its name, as the user gave it.
    pub name: String,
    body: Body,
    /// Lines of the document that stood before its body.
    before: u64,
    /// The keys of its records.
    keys: Keys,
    lines: OnceLock<Vec<usize>>,
}

/// What of a document is kept to show places in it.
#[derive(Debug, Default)]
pub(crate) enum Body {
    /// Nothing: it could not be read.
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

/// Where one item, or the catalogue's own part, comes from.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// Number of the document.
    pub(crate) document: u32,
    /// Byte of the document at which the record starts.
    pub(crate) base: u64,
    /// The places of its parts.
    pub(crate) spans: SpanMap,
}

/// A span in one of the documents that were read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceSpan {
    /// Number of the document.
    pub(crate) document: u32,
    /// Byte at which the record starts.
    pub(crate) base: u64,
    /// The span in the record.
    pub(crate) span: Span,
}

/// 位置 — where something stands in a source.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[non_exhaustive]
pub struct Location {
    /// 文件 — the file as the user named it; `-` is standard input.
    pub file: String,
    /// 行 — line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// 列 — column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// 末行 — line of the end, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<u64>,
    /// 末列 — column after the last character, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<u64>,
    /// 工作表 — the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// 单元格 — the cell, as `C5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// 记录 — number of the record in a table, from 1, the header not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// 字段 — the column's header.
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

/// A piece of a document to show, with the bytes in it that are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// The text.
    pub text: &'a str,
    /// The line its first line is, from 1.
    pub first_line: u64,
    /// The bytes of it that are meant.
    pub marked: std::ops::Range<usize>,
}

impl Document {
    pub(crate) fn new(name: String, body: Body) -> Self {
        Self {
            name,
            body,
            ..Self::default()
        }
    }

    /// The same, the keys of its records beside.
    pub(crate) fn with_keys(self, keys: Keys) -> Self {
        Self { keys, ..self }
    }

    /// A part of a text: so many lines stand before it.
    pub(crate) fn after(self, before: u64) -> Self {
        Self { before, ..self }
    }

    /// The text of a place, all of it.
    pub(crate) fn text_at(&self, base: u64, span: Span) -> Option<&str> {
        let (Span::Bytes { start, end }, Some(text)) = (span, self.text()) else {
            return None;
        };
        let range = absolute(base, start, text)..absolute(base, end, text);
        text.get(range).filter(|text| !text.is_empty())
    }

    fn text(&self) -> Option<&str> {
        match &self.body {
            Body::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The bytes at which lines start.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let text = self.text().unwrap_or_default();
            std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect()
        })
    }

    /// Line (from 0) of a byte, and the byte at which the line starts.
    fn line_of(&self, at: usize) -> (usize, usize) {
        let lines = self.lines();
        let line = lines
            .partition_point(|start| *start <= at)
            .saturating_sub(1);
        (line, lines.get(line).copied().unwrap_or_default())
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
                    let before = text.get(line_start..at).unwrap_or_default();
                    let column = before.chars().count() as u64 + 1;
                    (Some(self.before + line as u64 + 1), Some(column))
                };
                (location.line, location.column) = place(start);
                (location.end_line, location.end_column) = place(end.max(start));
            }
            (Span::Cell { sheet, row, column }, Body::Sheets(sheets)) => {
                let Some(sheet) = sheets.get(usize::from(sheet)) else {
                    return location;
                };
                location.line = sheet.line(row);
                if let Some(file) = &sheet.file {
                    location.file.clone_from(file);
                }
                location.sheet.clone_from(&sheet.name);
                if sheet.name.is_some() {
                    location.cell = Some(cell_name(row, column));
                }
                location.record = row
                    .checked_sub(sheet.header_row)
                    .filter(|record| *record > 0)
                    .map(u64::from);
                location.field = (sheet.header.get(column as usize))
                    .filter(|name| !name.is_empty())
                    .cloned();
            }
            _ => {}
        }
        location
    }

    /// The lines around a place, `quote` marked where it stands in it, else the whole place.
    pub(crate) fn excerpt(
        &self,
        base: u64,
        span: Span,
        quote: Option<&str>,
    ) -> Option<Excerpt<'_>> {
        match (span, &self.body) {
            (Span::Bytes { start, end }, Body::Text(text)) => {
                let start = absolute(base, start, text);
                let end = absolute(base, end, text).max(start);
                let marked = mark(text, start..end, quote);
                let (line, line_start) = self.line_of(marked.start);
                // Only the first line of what is meant: the rest can be a whole table.
                let line_end = (text.get(line_start..)?.find('\n'))
                    .map_or(text.len(), |length| line_start + length);
                let text = text.get(line_start..line_end)?.trim_end_matches('\r');
                let cut = |at: usize| at.saturating_sub(line_start).min(text.len());
                Some(Excerpt {
                    text,
                    first_line: self.before + line as u64 + 1,
                    marked: cut(marked.start)..cut(marked.end),
                })
            }
            (Span::Cell { sheet, row, column }, Body::Sheets(sheets)) => {
                let sheet = sheets.get(usize::from(sheet))?;
                let text = sheet.row(row)?.get(column as usize)?;
                let marked = mark(text, 0..text.len(), quote);
                let line_start = (text.get(..marked.start)?.rfind('\n')).map_or(0, |at| at + 1);
                let line_end =
                    (text.get(line_start..)?.find('\n')).map_or(text.len(), |at| line_start + at);
                let cut = |at: usize| at.clamp(line_start, line_end) - line_start;
                Some(Excerpt {
                    text: text.get(line_start..line_end)?,
                    first_line: sheet.line(row).unwrap_or(u64::from(row) + 1),
                    marked: cut(marked.start)..cut(marked.end),
                })
            }
            _ => None,
        }
    }
}

/// A byte of the document, on a character boundary.
fn absolute(base: u64, offset: u32, text: &str) -> usize {
    let at = usize::try_from(base).unwrap_or(usize::MAX);
    let mut at = at.saturating_add(offset as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mark(text: &str, whole: std::ops::Range<usize>, quote: Option<&str>) -> std::ops::Range<usize> {
    let found = quote
        .filter(|quote| !quote.is_empty())
        .and_then(|quote| Some((text.get(whole.clone())?.find(quote)?, quote.len())));
    match found {
        Some((at, length)) => whole.start + at..whole.start + at + length,
        None => whole,
    }
}

/// `C5` for the third column of the fifth row, both from 0.
fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.reverse();
    let name: String = letters.into_iter().collect();
    format!("{name}{}", u64::from(row) + 1)
}

impl Origins {
    pub(crate) fn add_document(&mut self, document: Document) -> u32 {
        let number = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        self.documents.push(Arc::new(document));
        number
    }

    /// Forgets the items and the documents they stood in.
    pub(crate) fn forget(&mut self) {
        self.items.clear();
        self.documents.clear();
    }

    pub(crate) fn add_item(&mut self, origin: Origin) {
        self.items.push(origin);
    }

    pub(crate) fn set_header(&mut self, origin: Origin) {
        self.header = Some(origin);
    }

    pub(crate) fn has_header(&self) -> bool {
        self.header.is_some()
    }

    fn origin(&self, item: Option<usize>) -> Option<&Origin> {
        match item {
            Some(index) => self.items.get(index),
            None => self.header.as_ref(),
        }
    }

    /// The documents that were read.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().map(Arc::as_ref)
    }

    pub(crate) fn document(&self, number: u32) -> Option<&Document> {
        self.documents.get(number as usize).map(Arc::as_ref)
    }

    /// Where a path of an item stands; `None` as item is the catalogue's own part.
    ///
    /// A path that is not there is located at the nearest thing around it.
    pub fn locate(&self, item: Option<usize>, path: &Path) -> Option<Location> {
        let origin = self.origin(item)?;
        let document = self.documents.get(origin.document as usize)?;
        Some(document.locate(origin.base, origin.spans.find(path, &document.keys)))
    }

    /// The source text of a span, with `quote` marked in it where it stands there.
    pub(crate) fn excerpt_at(&self, at: SourceSpan, quote: Option<&str>) -> Option<Excerpt<'_>> {
        self.document(at.document)?.excerpt(at.base, at.span, quote)
    }

    /// For looking up many places, those of one item after another.
    pub(crate) fn lookup(&self) -> Lookup<'_> {
        Lookup {
            origins: self,
            open: None,
        }
    }

    /// The source text at a path, with `quote` marked in it where it stands there.
    pub fn excerpt(
        &self,
        item: Option<usize>,
        path: &Path,
        quote: Option<&str>,
    ) -> Option<Excerpt<'_>> {
        let origin = self.origin(item)?;
        let document = self.documents.get(origin.document as usize)?;
        document.excerpt(origin.base, origin.spans.find(path, &document.keys), quote)
    }
}

/// Looks places up. Those of an item are unpacked once for all that is asked of it in a row: an item
/// may have thousands of findings.
#[derive(Debug)]
pub(crate) struct Lookup<'o> {
    origins: &'o Origins,
    open: Option<(Option<usize>, Spans<'o>)>,
}

impl Lookup<'_> {
    /// A span as people read it.
    pub(crate) fn location(&self, at: SourceSpan) -> Option<Location> {
        let document = self.origins.document(at.document)?;
        Some(document.locate(at.base, at.span))
    }

    /// The span of a path of an item.
    pub(crate) fn find(&mut self, item: Option<usize>, path: &Path) -> Option<SourceSpan> {
        let origin = self.origins.origin(item)?;
        let document = self.origins.documents.get(origin.document as usize)?;
        if self.open.as_ref().is_none_or(|(open, _)| *open != item) {
            self.open = Some((item, origin.spans.open(&document.keys)));
        }
        Some(SourceSpan {
            document: origin.document,
            base: origin.base,
            span: self.open.as_ref()?.1.find(path),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(cell_name(4, 2), "C5");
        assert_eq!(cell_name(0, 26), "AA1");
        assert_eq!(cell_name(0, 701), "ZZ1");
        assert_eq!(cell_name(0, 702), "AAA1");
    }

    #[test]
    fn columns_count_characters() {
        let document = Document::new("a.toml".into(), Body::Text("名称 = \"甲\"\nb = 1\n".into()));
        let at = document.locate(0, Span::bytes(9, 14));
        assert_eq!((at.line, at.column), (Some(1), Some(6)));
        let second = document.locate(0, Span::bytes(15, 16));
        assert_eq!((second.line, second.column), (Some(2), Some(1)));
    }
}
