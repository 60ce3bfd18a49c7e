//! Parts of a workbook that `calamine` does not report: hidden rows and columns, words beside cells, and the expanded
//! size of OpenDocument tables.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read};

use calamine::Dimensions;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::beside::{self, Link};
use super::cells::{Beside, BesideKind};
use super::limits::{FEW_CELLS, MOST_ROWS, TOO_LARGE, TOO_MANY, most_area, most_text};
use super::number_formats::NumberFormats;
use super::xml::{Archive, add_text, attribute, elements, number, reader};
use crate::i18n::Text;

/// Maximum unpacked size of the parts of a workbook (1 GiB).
const MAX_UNPACKED_BYTES: u64 = 1 << 30;
/// Maximum number of columns of an OpenDocument table; calamine reads no more.
const MAX_COLUMNS: u64 = 16_384;

/// Facts from the parts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The unpacked size of the parts in bytes. It is measured, because the sizes that the archive states may be wrong.
    pub(super) size: u64,
    /// The words that number formats show beside numbers.
    pub(super) formats: NumberFormats,
    /// The facts about each sheet, by name.
    pub(super) sheets: HashMap<String, Said>,
}

/// Facts about a sheet from the parts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its hidden rows, from 0: the first and the last of each run.
    pub(super) hidden: Vec<(u32, u32)>,
    /// Its hidden columns, likewise.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// The styles of cells whose number format shows more than the number.
    pub(super) styles: HashMap<(u32, u32), u64>,
    /// The words outside its cells.
    pub(super) beside: Vec<Beside>,
    /// Its merged areas, if calamine does not report them.
    pub(super) merged: Vec<Dimensions>,
}

/// Examines the parts of a workbook.
///
/// # Errors
///
/// Parts that are too large, and OpenDocument tables that require too much.
pub(super) fn look(bytes: &[u8]) -> Result<Parts, Text> {
    look_within(bytes, MAX_UNPACKED_BYTES)
}

fn look_within(bytes: &[u8], max_unpacked: u64) -> Result<Parts, Text> {
    // A workbook in the format before 2007 is not an archive.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(Parts {
            size: bytes.len() as u64,
            ..Parts::default()
        });
    };
    let (size, marked_parts) = measure(&mut archive, max_unpacked)?;
    let mut parts = Parts {
        size,
        formats: NumberFormats::of(&mut archive),
        ..Parts::default()
    };
    if let Ok(content) = archive.by_name("content.xml") {
        parts.sheets = open_document(BufReader::new(content), size)?;
    }
    for (name, path) in sheets_by_path(&mut archive) {
        let mut said = Said::default();
        let (mut links, mut pages) = (Vec::new(), Vec::new());
        let has_facts = marked_parts.contains(&path) || !parts.formats.is_empty();
        if has_facts && let Ok(sheet) = archive.by_name(&path) {
            said.look(
                BufReader::new(sheet),
                &parts.formats,
                &mut links,
                &mut pages,
            );
        }
        said.beside = beside::of_sheet(&mut archive, &path, links, &pages);
        parts.sheets.insert(name, said);
    }
    Ok(parts)
}

/// Byte sequences that show that a part has hidden rows, links, page headers or footers.
const MARKS: [&str; 4] = ["hidden=", "hyperlink", "Header>", "Footer>"];

/// The size of all parts, and the parts that contain one of the marks.
fn measure(archive: &mut Archive<'_>, max_unpacked: u64) -> Result<(u64, Vec<String>), Text> {
    let mut size = 0;
    let mut marked_parts = Vec::new();
    let longest = MARKS.iter().map(|mark| mark.len()).max().unwrap_or(0);
    let mut buffer = [0; 1 << 14];
    for number in 0..archive.len() {
        let Ok(part) = archive.by_index(number) else {
            continue;
        };
        let name = part.name().map(Cow::into_owned).unwrap_or_default();
        let mut part = part.take(max_unpacked + 1 - size);
        let mut has_mark = false;
        // The end of the previous read, in case a mark begins there.
        let mut tail: Vec<u8> = Vec::new();
        // A truncated part counts up to its end; the truncation is reported when the part is read.
        while let Ok(read @ 1..) = part.read(&mut buffer) {
            size += read as u64;
            if has_mark {
                continue;
            }
            tail.extend(buffer.iter().take(read));
            has_mark = MARKS.iter().any(|mark| holds(&tail, mark.as_bytes()));
            tail.drain(..tail.len().saturating_sub(longest - 1));
        }
        if size > max_unpacked {
            return Err(TOO_LARGE);
        }
        if has_mark {
            marked_parts.push(name);
        }
    }
    Ok((size, marked_parts))
}

/// Whether `bytes` contain `mark`. Searches for the last byte of a mark, which is rare.
fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    let Some((last, start)) = mark.split_last() else {
        return true;
    };
    let mut ends = bytes.iter().enumerate().filter(|(_, byte)| *byte == last);
    ends.any(|(at, _)| {
        bytes
            .get(..at)
            .is_some_and(|before| before.ends_with(start))
    })
}

/// The sheets of an Office Open XML workbook with the paths of their parts.
fn sheets_by_path(archive: &mut Archive<'_>) -> Vec<(String, String)> {
    let mut targets: HashMap<String, String> = HashMap::new();
    if let Ok(part) = archive.by_name("xl/_rels/workbook.xml.rels") {
        elements(BufReader::new(part), &mut |event| {
            if let Event::Start(element) = event
                && let (Some(id), Some(target)) =
                    (attribute(element, "Id"), attribute(element, "Target"))
            {
                targets.insert(id, target);
            }
        });
    }
    let mut sheets = Vec::new();
    if let Ok(part) = archive.by_name("xl/workbook.xml") {
        elements(BufReader::new(part), &mut |event| {
            if let Event::Start(element) = event
                && element.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) =
                    (attribute(element, "name"), attribute(element, "id"))
                && let Some(target) = targets.get(&id)
            {
                let path = match target.strip_prefix('/') {
                    Some(path) => path.to_owned(),
                    None => format!("xl/{target}"),
                };
                sheets.push((name, path));
            }
        });
    }
    sheets
}

impl Said {
    /// Examines a sheet of an Office Open XML workbook.
    fn look<R: BufRead>(
        &mut self,
        sheet: R,
        formats: &NumberFormats,
        links: &mut Vec<Link>,
        pages: &mut Vec<String>,
    ) {
        let mut next = 0;
        let mut page: Option<String> = None;
        let hides = |element: &BytesStart<'_>| {
            attribute(element, "hidden").is_some_and(|hidden| is_true(&hidden))
        };
        elements(sheet, &mut |event| match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    // A row without a number follows the previous one.
                    let at = number(element, "r").map_or(next, |row| row.saturating_sub(1));
                    next = at.saturating_add(1);
                    if hides(element) {
                        hide(&mut self.hidden, at, at);
                    }
                }
                "col" if hides(element) => {
                    let [first, last] = ["min", "max"].map(|name| number(element, name));
                    if let (Some(first @ 1..), Some(last @ 1..)) = (first, last)
                        && first <= last
                    {
                        hide(&mut self.hidden_columns, first - 1, last - 1);
                    }
                }
                "c" if !formats.is_empty() => {
                    let style = number(element, "s").filter(|style| formats.has(*style));
                    let at = || beside::cell(&attribute(element, "r")?);
                    self.styles
                        .extend(style.and_then(|style| Some((at()?, style))));
                }
                "hyperlink" => links.extend(Link::of(element)),
                name if is_page(name) => page = Some(String::new()),
                _ => {}
            },
            Event::End(element) if is_page(element.local_name().as_ref()) => {
                let said = page.take().filter(|said| !pages.contains(said));
                pages.extend(said);
            }
            event => {
                if let Some(page) = &mut page {
                    add_text(event, page);
                }
            }
        });
    }
}

/// Whether an element is a page header or footer.
fn is_page(name: &str) -> bool {
    const PAGE_ELEMENTS: [&str; 6] = [
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
    ];
    PAGE_ELEMENTS.contains(&name)
}

fn is_true(value: &str) -> bool {
    value == "1" || value == "true"
}

/// Adds a run of hidden rows after all others.
pub(super) fn hide(hidden: &mut Vec<(u32, u32)>, from: u64, to: u64) {
    let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else {
        return;
    };
    match hidden.last_mut() {
        Some((_, last)) if last.checked_add(1) == Some(from) => *last = to,
        _ => hidden.push((from, to)),
    }
}

/// An OpenDocument table being measured.
#[derive(Debug, Default)]
struct Table {
    name: String,
    said: Said,
    /// Number of rows so far, and of rows up to the last with content.
    rows: u64,
    used_rows: u64,
    /// Number of columns of the current row, and of columns up to the last with content.
    columns: u64,
    used_columns: u64,
    /// Number of columns described so far.
    described_columns: u64,
    /// Repetitions of the current row.
    repeats: u64,
    /// Repetitions of the current cell; whether it has content is in `has_content`.
    cell_repeats: u64,
    /// Number of bytes of text in the current cell.
    text: u64,
    has_content: bool,
    /// Whether a cell is open; whether it declares the type of its value is in `has_value`.
    in_cell: bool,
    has_value: bool,
    /// The words beside cells that are being read; `depth` is the number of open elements in them.
    words: Option<(BesideKind, String)>,
    depth: usize,
    /// Depth inside elements of a note that name its author or date.
    signature: usize,
    /// Maximum number of columns of a row.
    width: u64,
    /// Number of non-empty cells as written in the file.
    found: u64,
    /// Number of cells that calamine creates for the rows before it repeats them.
    unrolled: u64,
    /// Number of non-empty cells and of bytes of text, including repetitions.
    filled: u64,
    texts: u64,
}

/// Measures the tables of an OpenDocument workbook, in which one cell or row may be repeated a million times, and
/// collects their hidden and merged parts.
fn open_document<R: BufRead>(content: R, size: u64) -> Result<HashMap<String, Said>, Text> {
    let mut tables: HashMap<String, Said> = HashMap::new();
    let mut table: Option<Table> = None;
    let mut reader = reader(content);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => break,
            Ok(Event::Start(element)) if element.local_name().as_ref() == "table" => {
                table = Some(Table {
                    name: attribute(&element, "name").unwrap_or_default(),
                    ..Table::default()
                });
            }
            Ok(Event::End(element)) if element.local_name().as_ref() == "table" => {
                if let Some(table) = table.take() {
                    tables.insert(table.name, table.said);
                }
            }
            Ok(event) => {
                if let Some(table) = &mut table {
                    table.take(&event);
                    table.check(size)?;
                }
            }
        }
        buffer.clear();
    }
    Ok(tables)
}

impl Table {
    fn take(&mut self, event: &Event<'_>) {
        if self.words.is_some() {
            return self.take_words(event);
        }
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "annotation" => self.words = Some((BesideKind::Note, String::new())),
                // Text in a box in a cell with a value is read with the cell.
                "text-box" | "custom-shape" if !self.in_cell || !self.has_value => {
                    self.words = Some((BesideKind::Shape, String::new()));
                }
                "a" if self.in_cell => {
                    let target = attribute(element, "href").filter(|href| !href.starts_with('#'));
                    let target = target.unwrap_or_default();
                    let link = Beside::new(BesideKind::Link, self.at(), &target);
                    self.said.beside.extend(link);
                }
                "table-column" => self.column(element),
                "table-row" => self.start_row(element),
                "table-cell" | "covered-table-cell" => self.start_cell(element),
                "s" => {
                    let blanks = number(element, "c").unwrap_or(1);
                    self.text = self.text.saturating_add(blanks);
                    self.has_content = true;
                }
                _ => {}
            },
            Event::Text(text) => {
                self.text = self.text.saturating_add(text.len() as u64);
                self.has_content |= !text.trim_ascii().is_empty();
            }
            Event::End(element) => match element.local_name().as_ref() {
                "table-row" => self.end_row(),
                "table-cell" | "covered-table-cell" => self.end_cell(),
                _ => {}
            },
            _ => {}
        }
    }

    /// The row and column of the current cell.
    fn at(&self) -> Option<(u32, u32)> {
        Some((self.rows.try_into().ok()?, self.columns.try_into().ok()?))
    }

    /// Collects the words of a note or a text box until it ends.
    fn take_words(&mut self, event: &Event<'_>) {
        let is_signature = |name: &str| ["creator", "date", "date-string"].contains(&name);
        match event {
            Event::Start(element) => {
                self.depth += 1;
                self.signature += usize::from(is_signature(element.local_name().as_ref()));
            }
            Event::End(_) if self.depth == 0 => {
                if let Some((kind, words)) = self.words.take() {
                    let at = self.at().filter(|_| kind == BesideKind::Note);
                    self.said.beside.extend(Beside::new(kind, at, &words));
                }
            }
            Event::End(element) => {
                self.depth -= 1;
                let name = element.local_name();
                if is_signature(name.as_ref()) {
                    self.signature = self.signature.saturating_sub(1);
                } else if name.as_ref() == "p"
                    && let Some((_, words)) = &mut self.words
                {
                    words.push('\n');
                }
            }
            event if self.signature == 0 => {
                if let Some((_, words)) = &mut self.words {
                    add_text(event, words);
                }
            }
            _ => {}
        }
    }

    fn column(&mut self, column: &BytesStart<'_>) {
        let repeats = number(column, "number-columns-repeated").unwrap_or(1);
        let repeats = repeats.min(MAX_COLUMNS.saturating_sub(self.described_columns));
        let is_shown = attribute(column, "visibility").is_none_or(|seen| seen == "visible");
        if !is_shown && repeats > 0 {
            let first = self.described_columns;
            hide(&mut self.said.hidden_columns, first, first + repeats - 1);
        }
        self.described_columns += repeats;
    }

    fn start_row(&mut self, row: &BytesStart<'_>) {
        let repeats = number(row, "number-rows-repeated").unwrap_or(1);
        self.repeats = repeats.min(MOST_ROWS.saturating_sub(self.rows));
        (self.columns, self.used_columns) = (0, 0);
        let is_shown = attribute(row, "visibility").is_none_or(|seen| seen == "visible");
        if !is_shown && self.repeats > 0 {
            hide(
                &mut self.said.hidden,
                self.rows,
                self.rows + self.repeats - 1,
            );
        }
    }

    fn start_cell(&mut self, cell: &BytesStart<'_>) {
        let repeats = number(cell, "number-columns-repeated").unwrap_or(1);
        self.in_cell = true;
        self.has_value = attribute(cell, "value-type").is_some();
        self.cell_repeats = repeats.min(MAX_COLUMNS.saturating_sub(self.columns));
        let values = [
            "value",
            "string-value",
            "date-value",
            "time-value",
            "boolean-value",
            "formula",
        ];
        let values = values.iter().filter_map(|name| attribute(cell, name));
        self.text = values.clone().map(|value| value.len() as u64).sum();
        self.has_content = values.count() > 0;
        let span = |name| number(cell, name).unwrap_or(1).max(1);
        let (rows, columns) = (span("number-rows-spanned"), span("number-columns-spanned"));
        if rows > 1 || columns > 1 {
            let at = |row: u64, column: u64| Some((row.try_into().ok()?, column.try_into().ok()?));
            let end = at(
                self.rows + rows.min(MOST_ROWS) - 1,
                self.columns + columns.min(MAX_COLUMNS) - 1,
            );
            if let (Some(start), Some(end)) = (at(self.rows, self.columns), end) {
                self.said.merged.push(Dimensions { start, end });
            }
        }
    }

    fn end_cell(&mut self) {
        self.in_cell = false;
        self.columns = self.columns.saturating_add(self.cell_repeats);
        if !self.has_content {
            return;
        }
        self.used_columns = self.columns;
        self.found += 1;
        let times = self.cell_repeats.saturating_mul(self.repeats);
        self.filled = self.filled.saturating_add(times);
        self.texts = self.texts.saturating_add(self.text.saturating_mul(times));
    }

    fn end_row(&mut self) {
        self.rows = self.rows.saturating_add(self.repeats);
        if self.used_columns > 0 {
            self.used_rows = self.rows;
            self.width = self.width.max(self.used_columns);
            self.unrolled = self.unrolled.saturating_add(self.used_columns);
        }
    }

    /// Checks whether the table requires more than is allowed.
    fn check(&self, size: u64) -> Result<(), Text> {
        let most_area = most_area(self.found);
        let is_too_large = self.used_rows.saturating_mul(self.width) > most_area
            || self.unrolled > most_area
            || self.filled > size.max(FEW_CELLS)
            // The text of the open cell counts as well.
            || self.texts.max(self.text) > most_text(size);
        if is_too_large { Err(TOO_MANY) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of two parts of this many equal bytes each.
    fn archive(bytes: usize) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["xl/media/one.bin", "xl/media/two.bin"] {
            archive
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(&vec![b' '; bytes]).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let bomb = archive(1 << 20);
        assert!(bomb.len() < 1 << 13, "{}", bomb.len());
        assert_eq!(look_within(&bomb, 2 << 20).unwrap().size, 2 << 20);
        // All parts count, not the largest.
        assert_eq!(look_within(&bomb, (2 << 20) - 1).unwrap_err(), TOO_LARGE);
        // The size that the archive states, in two places, is not trusted.
        let size = u32::to_le_bytes(1 << 20);
        let mut lying = bomb;
        while let Some(at) = lying.windows(4).position(|bytes| bytes == size) {
            lying.splice(at..at + 4, [1, 0, 0, 0]);
        }
        let found = look_within(&lying, 1 << 20);
        assert!(found.is_err() || found.is_ok_and(|parts| parts.size <= 1 << 20));
    }

    #[test]
    fn a_mark_is_found_across_reads() {
        for start in [0, 1, 100, (1 << 14) - 7, (1 << 14) - 3, 1 << 14] {
            let mut text = vec![b' '; start];
            text.extend_from_slice(b"<hyperlink");
            text.resize(start + (1 << 14), b' ');
            let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
            archive
                .start_file("a.xml", SimpleFileOptions::default())
                .unwrap();
            archive.write_all(&text).unwrap();
            let bytes = archive.finish().unwrap().into_inner();
            let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
            let (_, telling) = measure(&mut archive, MAX_UNPACKED_BYTES).unwrap();
            assert_eq!(telling, ["a.xml"], "{start}");
        }
    }
}
