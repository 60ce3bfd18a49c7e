//! What the XML parts of a workbook say that its reader does not: which rows are hidden, and how many
//! cells an OpenDocument table stands for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::limits::{FEW_CELLS, MOST_ROWS, TOO_LARGE, TOO_MANY, most_area, most_text};
use crate::i18n::Text;

/// The most bytes that the parts of a workbook may have when they are unpacked (1 GiB).
const MAX_UNPACKED_BYTES: u64 = 1 << 30;
/// The most columns of an OpenDocument table, beyond which its reader does not go.
const MOST_COLUMNS: u64 = 16_384;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What the parts of a workbook say.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Their size in bytes, measured: the sizes that the archive states may be wrong.
    pub(super) size: u64,
    /// What they say of each sheet, by its name.
    pub(super) sheets: HashMap<String, Said>,
}

/// What the parts of a workbook say of a sheet.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its hidden rows, from 0: the first and the last of each run.
    pub(super) hidden: Vec<(u32, u32)>,
    /// Its merged areas, if the reader does not tell them.
    pub(super) merged: Vec<Dimensions>,
}

/// Looks through the parts of a workbook.
///
/// # Errors
///
/// Parts that are too large, and OpenDocument tables that ask for too much.
pub(super) fn look(bytes: &[u8]) -> Result<Parts, Text> {
    // A workbook in the format before 2007 is no archive.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(Parts {
            size: bytes.len() as u64,
            ..Parts::default()
        });
    };
    let (size, hiding) = measure(&mut archive)?;
    let mut parts = Parts {
        size,
        ..Parts::default()
    };
    if let Ok(content) = archive.by_name("content.xml") {
        parts.sheets = open_document(BufReader::new(content), size)?;
    }
    for (name, path) in sheets_by_path(&mut archive) {
        if hiding.contains(&path)
            && let Ok(sheet) = archive.by_name(&path)
        {
            let hidden = hidden_rows(BufReader::new(sheet));
            let merged = Vec::new();
            parts.sheets.insert(name, Said { hidden, merged });
        }
    }
    Ok(parts)
}

/// The size of all parts, and those in which something is hidden.
fn measure(archive: &mut Archive<'_>) -> Result<(u64, Vec<String>), Text> {
    const MARK: &[u8] = b"hidden=";
    let mut size = 0;
    let mut hiding = Vec::new();
    let mut buffer = [0; 1 << 14];
    for number in 0..archive.len() {
        let Ok(part) = archive.by_index(number) else {
            continue;
        };
        let name = part.name().map(Cow::into_owned).unwrap_or_default();
        let mut part = part.take(MAX_UNPACKED_BYTES + 1 - size);
        let mut hides = false;
        // What may be the beginning of the mark at the end of the last read.
        let mut tail: Vec<u8> = Vec::new();
        // A part that breaks off counts as far as it goes; it is reported where it is read.
        while let Ok(read @ 1..) = part.read(&mut buffer) {
            size += read as u64;
            if hides {
                continue;
            }
            tail.extend(buffer.iter().take(read));
            hides = tail.windows(MARK.len()).any(|window| window == MARK);
            tail.drain(..tail.len().saturating_sub(MARK.len() - 1));
        }
        if size > MAX_UNPACKED_BYTES {
            return Err(TOO_LARGE);
        }
        if hides {
            hiding.push(name);
        }
    }
    Ok((size, hiding))
}

fn reader<R: BufRead>(part: R) -> Reader<R> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

/// Calls back with each element of a part as it begins (`true`) and ends; a fault of the syntax ends it
/// and is reported where the part is read.
fn elements<R: BufRead>(part: R, each: &mut dyn FnMut(&Event<'_>)) {
    let mut reader = reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => each(&event),
        }
        buffer.clear();
    }
}

/// The value of an attribute, whatever its namespace.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    unescape(&found.value).ok().map(Cow::into_owned)
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u64> {
    attribute(element, name)?.trim().parse().ok()
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

/// The hidden rows of a sheet of an Office Open XML workbook.
fn hidden_rows<R: BufRead>(sheet: R) -> Vec<(u32, u32)> {
    let mut hidden = Vec::new();
    let mut next = 0;
    elements(sheet, &mut |event| {
        if let Event::Start(row) = event
            && row.local_name().as_ref() == "row"
        {
            // A row without a number follows the one before it.
            let at = number(row, "r").map_or(next, |row| row.saturating_sub(1));
            next = at.saturating_add(1);
            if attribute(row, "hidden").is_some_and(|hidden| is_true(&hidden)) {
                hide(&mut hidden, at, at);
            }
        }
    });
    hidden
}

fn is_true(value: &str) -> bool {
    value == "1" || value == "true"
}

/// Adds a run of hidden rows, which is after all others.
pub(super) fn hide(hidden: &mut Vec<(u32, u32)>, from: u64, to: u64) {
    let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else {
        return;
    };
    match hidden.last_mut() {
        Some((_, last)) if *last + 1 == from => *last = to,
        _ => hidden.push((from, to)),
    }
}

/// An OpenDocument table being measured.
#[derive(Debug, Default)]
struct Table {
    name: String,
    said: Said,
    /// The rows so far, and those down to the last with content.
    rows: u64,
    used_rows: u64,
    /// The columns of the row at hand, and those up to the last with content.
    columns: u64,
    used_columns: u64,
    /// How often the row at hand stands.
    repeats: u64,
    /// How often the cell at hand stands, and whether it has content.
    cell_repeats: u64,
    /// The bytes of text in the cell at hand.
    text: u64,
    has_content: bool,
    /// The most columns of a row.
    width: u64,
    /// Cells with content as they stand in the file.
    found: u64,
    /// Cells that its reader makes of the rows before it repeats them.
    unrolled: u64,
    /// Cells with content, and bytes of text, as often as they stand.
    filled: u64,
    texts: u64,
}

/// Measures the tables of an OpenDocument workbook, in which one cell or row may stand for a million, and
/// notes what is hidden and merged in them.
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
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
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
        self.cell_repeats = repeats.min(MOST_COLUMNS.saturating_sub(self.columns));
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
                self.columns + columns.min(MOST_COLUMNS) - 1,
            );
            if let (Some(start), Some(end)) = (at(self.rows, self.columns), end) {
                self.said.merged.push(Dimensions { start, end });
            }
        }
    }

    fn end_cell(&mut self) {
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

    /// Whether it asks for more than a table may.
    fn check(&self, size: u64) -> Result<(), Text> {
        let most_area = most_area(self.found);
        let asks_for_much = self.used_rows.saturating_mul(self.width) > most_area
            || self.unrolled > most_area
            || self.filled > size.max(FEW_CELLS)
            // A cell that is not at its end is text that its reader already holds.
            || self.texts.max(self.text) > most_text(size);
        if asks_for_much { Err(TOO_MANY) } else { Ok(()) }
    }
}
