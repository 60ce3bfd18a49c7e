//! HTML tables while they are read, cell by cell.

use std::collections::BTreeMap;
use std::mem::take;

use html5gum::{HtmlString, Spanned};

use super::beside;
use super::cells::{Beside, BesideKind, Row, Rows, Sheet};
use super::limits::{MAX_TEXT_BYTES, TOO_MANY, most_area};
use super::parts::hide;

/// Maximum number of columns that a cell may span, as in browsers.
const MAX_COLUMNS: usize = 1000;
/// Maximum number of rows that a cell may span, as in browsers.
const MAX_ROWS: usize = 65_534;

/// A cell being read.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    columns: usize,
    rows: usize,
    /// Targets of the links in the cell.
    pub(super) links: Vec<String>,
    /// The text of a note on the cell; `is_note` is set while text belongs to the note.
    pub(super) note: String,
    pub(super) is_note: bool,
}

impl Cell {
    /// Adds text, collapsing white space between words into one blank.
    pub(super) fn push(&mut self, text: &str, keeps_lines: bool) {
        if self.is_note {
            return self.note.push_str(text);
        }
        for char in text.chars() {
            match char {
                '\n' if keeps_lines => self.text.push('\n'),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                // Non-breaking spaces only keep empty cells from collapsing.
                '\u{a0}' => self.text.push(' '),
                char => self.text.push(char),
            }
        }
    }

    pub(super) fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// The size of a table, with its spanned cells filled in.
#[derive(Default)]
struct Size {
    /// Number of bytes of text.
    text: usize,
    /// Number of cells in the document.
    written: u64,
    /// Number of cells in the document and of the cells that they span.
    filled: u64,
    is_too_large: bool,
}

impl Size {
    /// Counts a filled cell with a text of this length; returns whether the table is too large with it.
    fn fills(&mut self, length: usize) -> bool {
        self.text += length;
        self.filled += 1;
        self.is_too_large |= self.text > MAX_TEXT_BYTES || self.filled > most_area(self.written);
        self.is_too_large
    }
}

/// A table being read.
#[derive(Default)]
pub(super) struct Table {
    rows: Rows,
    lines: Vec<u64>,
    row: Option<Vec<String>>,
    pub(super) cell: Option<Cell>,
    /// Cells that span into following rows: text and remaining rows, by column.
    spanned: BTreeMap<usize, (usize, String)>,
    size: Size,
    /// Whether the current row is hidden; the runs of hidden rows so far are in `hidden`.
    pub(super) is_hidden: bool,
    hidden: Vec<(u32, u32)>,
    /// Links and notes of cells.
    beside: Vec<Beside>,
}

/// The target of a link, if it is another page.
pub(super) fn link(
    attributes: &BTreeMap<HtmlString, Spanned<HtmlString>>,
    name: &str,
) -> Option<String> {
    let href = std::str::from_utf8(attributes.get(name.as_bytes())?)
        .ok()?
        .trim();
    let is_script = href.to_ascii_lowercase().starts_with("javascript:") && !href.contains("//");
    (!href.is_empty() && !href.starts_with('#') && !is_script).then(|| href.to_owned())
}

/// Whether a row with these attributes is hidden.
pub(super) fn hides(attributes: &BTreeMap<HtmlString, Spanned<HtmlString>>) -> bool {
    let value = |name: &str| {
        let value = attributes.get(name.as_bytes())?;
        std::str::from_utf8(value).ok()
    };
    let style: String = (value("style").unwrap_or_default().chars())
        .filter(|char| !char.is_whitespace())
        .collect();
    value("hidden").is_some()
        || value("ss:hidden").is_some_and(|hidden| hidden == "1")
        || style.to_ascii_lowercase().contains("display:none")
}

impl Table {
    /// Whether the table has several columns and so is not the page's layout, in whose cells other tables are placed.
    pub(super) fn is_wide(&self) -> bool {
        const FEWEST: usize = 3;
        self.rows.get(0).is_some_and(|row| row.len() >= FEWEST)
    }

    /// Begins a row, unless one is open.
    pub(super) fn start_row(&mut self, line: u64) {
        if self.row.is_none() {
            self.lines.push(line);
            self.row = Some(Vec::new());
        }
    }

    pub(super) fn start_cell(&mut self, attributes: &BTreeMap<HtmlString, Spanned<HtmlString>>) {
        let number = |name: &str| -> Option<usize> {
            let value = attributes.get(name.as_bytes())?;
            std::str::from_utf8(value).ok()?.trim().parse().ok()
        };
        let more = |name| number(name).map(|more| more.saturating_add(1));
        let columns = number("colspan").or_else(|| more("ss:mergeacross"));
        let rows = number("rowspan").or_else(|| more("ss:mergedown"));
        if let Some(index) = number("ss:index") {
            let before = index.saturating_sub(1).min(MAX_COLUMNS);
            // A skipped column may be a cell that spans from above.
            loop {
                self.fill_spanned();
                let row = self.row.get_or_insert_default();
                if row.len() >= before {
                    break;
                }
                row.push(String::new());
            }
        }
        self.cell = Some(Cell {
            text: String::new(),
            columns: columns.unwrap_or(1).clamp(1, MAX_COLUMNS),
            rows: rows.unwrap_or(1).clamp(1, MAX_ROWS),
            links: link(attributes, "ss:href").into_iter().collect(),
            ..Cell::default()
        });
    }

    pub(super) fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        self.fill_spanned();
        let row = self.row.get_or_insert_default();
        let place = u32::try_from(self.rows.len())
            .ok()
            .zip(u32::try_from(row.len()).ok());
        let links = cell.links.iter().map(|link| (BesideKind::Link, link));
        let notes = std::iter::once((BesideKind::Note, &cell.note));
        (self.beside).extend(
            links
                .chain(notes)
                .filter_map(|(kind, text)| Beside::new(kind, place, text)),
        );
        let text = cell.text.trim();
        self.size.written += 1;
        for _ in 0..cell.columns {
            if self.size.fills(text.len()) {
                return;
            }
            if cell.rows > 1 {
                let below = (cell.rows - 1, text.to_owned());
                self.spanned.insert(row.len(), below);
            }
            row.push(text.to_owned());
        }
    }

    /// Fills in cells that span from above, up to the first free column.
    fn fill_spanned(&mut self) {
        let row = self.row.get_or_insert_default();
        while let Some((rows, text)) = self.spanned.get_mut(&row.len()) {
            let column = row.len();
            if *rows > 1 && !self.size.fills(text.len()) {
                *rows -= 1;
                row.push(text.clone());
            } else {
                row.push(take(text));
                self.spanned.remove(&column);
            }
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.row.is_none() {
            return;
        }
        self.end_cell();
        self.fill_spanned();
        if let Some(row) = self.row.take() {
            if take(&mut self.is_hidden) {
                hide(
                    &mut self.hidden,
                    self.rows.len() as u64,
                    self.rows.len() as u64,
                );
            }
            self.rows.push(row.iter().map(String::as_str));
        }
    }

    /// The table as a sheet; `None` if it is empty.
    pub(super) fn sheet(mut self) -> Option<Sheet> {
        if self.row.is_some() {
            self.end_row();
        }
        if self.size.is_too_large {
            return Some(Sheet {
                unreadable: Some(TOO_MANY),
                ..Sheet::default()
            });
        }
        if self.rows.iter().all(Row::is_blank) {
            return None;
        }
        let header = self.rows.get(0)?.iter().map(str::to_owned).collect();
        Some(Sheet {
            header,
            lines: self.lines,
            beside: beside::of_cells(self.beside, &self.rows),
            rows: self.rows,
            hidden: self.hidden,
            ..Sheet::default()
        })
    }
}
