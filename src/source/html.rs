//! Tables of HTML pages and XML spreadsheets: many systems export them under the name of a workbook.

use std::collections::BTreeMap;
use std::mem::take;

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};

use super::beside;
use super::cells::{Beside, BesideKind, CellFault, Row, Rows, Sheet};
use super::encoding;
use super::limits::{MAX_TEXT_BYTES, TOO_MANY, most_area};
use super::parts::hide;

/// Maximum number of columns that a cell may span, as in browsers.
const MAX_COLUMNS: usize = 1000;
/// Maximum number of rows that a cell may span, as in browsers.
const MAX_ROWS: usize = 65_534;

/// Elements whose content begins or ends a line.
const LINES: &[&[u8]] = &[b"br", b"p", b"div", b"li"];
/// Elements whose content is not displayed.
const UNSHOWN: &[&[u8]] = &[b"script", b"style", b"title"];

/// Elements whose content is struck out.
const STRUCK: &[&[u8]] = &[b"del", b"s", b"strike"];

/// A page.
pub(crate) struct Document {
    /// Its tables, each as a sheet.
    pub(crate) tables: Vec<Sheet>,
    /// All of it as one table: the lines of its text, and the rows of its tables between them.
    pub(crate) page: Sheet,
    /// The rows of that which are text outside of tables.
    pub(crate) outside: Vec<usize>,
    /// The rows of that which are headings, with their levels.
    pub(crate) headings: Vec<(u8, usize)>,
    /// The rows that are of the site rather than of the page.
    pub(crate) frame: Vec<usize>,
    /// The rows that go on with the line before them, where that can be told.
    pub(crate) runs_on: Vec<usize>,
    /// Its text.
    pub(crate) text: String,
}

/// Reads the tables of a page, each as a sheet; spanned cells are filled.
pub(crate) fn tables(bytes: &[u8], label: Option<&str>) -> Vec<Sheet> {
    document(bytes, label).tables
}

/// Reads a page.
pub(crate) fn document(bytes: &[u8], label: Option<&str>) -> Document {
    let decoded = encoding::decode(bytes, label);
    let mut page = Page {
        keeps_lines: decoded.text.trim_start().starts_with("<?xml"),
        text: &decoded.text,
        line: 1,
        counted: 0,
        open: Vec::new(),
        is_shown: true,
        sheets: Vec::new(),
        loose: Cell::default(),
        whole: Sheet::default(),
        outside: Vec::new(),
        headings: Vec::new(),
        frame: Vec::new(),
        is_frame: false,
        level: None,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(decoded.text.as_str(), emitter);
    for Ok(token) in tokens {
        page.take(token);
    }
    page.end_loose();
    while let Some(table) = page.open.pop() {
        page.close(table);
    }
    let Page {
        sheets: mut tables,
        mut whole,
        outside,
        headings,
        frame,
        ..
    } = page;
    let several = tables.len() > 1;
    for (index, sheet) in tables.iter_mut().enumerate() {
        sheet.name = several.then(|| format!("表{}", index + 1));
        if decoded.is_faulty {
            note_faults(sheet, decoded.encoding);
        }
    }
    if decoded.is_faulty {
        note_faults(&mut whole, decoded.encoding);
    }
    Document {
        tables,
        page: whole,
        outside,
        headings,
        frame,
        runs_on: Vec::new(),
        text: decoded.text,
    }
}

/// Notes the cells with bytes that are not text.
fn note_faults(sheet: &mut Sheet, encoding: &'static str) {
    let mut faulty = Vec::new();
    for (number, row) in sheet.rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            if cell.contains(char::REPLACEMENT_CHARACTER) {
                faulty.push((number, column));
            }
        }
    }
    for (row, column) in faulty {
        sheet.fault(row, column, CellFault::NoText(encoding));
    }
}

/// A page being read, token by token.
struct Page<'p> {
    text: &'p str,
    /// The line of the last offset asked for, from 1; the offset is in `counted`.
    line: u64,
    counted: usize,
    /// Whether line breaks of the source are those of the text, as in XML.
    keeps_lines: bool,
    /// The tables that are open, from the outermost.
    open: Vec<Table>,
    is_shown: bool,
    sheets: Vec<Sheet>,
    /// The line of text outside of tables that is being read.
    loose: Cell,
    /// All rows so far, those of text included, and which these are.
    whole: Sheet,
    outside: Vec<usize>,
    /// The headings so far: level and row of each.
    headings: Vec<(u8, usize)>,
    /// The rows of text in a menu or at the foot, and whether one of these is open.
    frame: Vec<usize>,
    is_frame: bool,
    /// The level of the heading that is open.
    level: Option<u8>,
}

/// Elements that begin and end a line of text outside of tables.
const BLOCKS: &[&[u8]] = &[
    b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"dt", b"dd", b"section", b"article", b"header",
    b"footer", b"nav", b"ul", b"ol", b"dl", b"table", b"body", b"form", b"option", b"button",
];

impl Page<'_> {
    /// Ends a line of text outside of tables.
    fn end_loose(&mut self) {
        let text = take(&mut self.loose.text);
        let text = text.trim();
        if text.is_empty() || self.keeps_lines {
            return;
        }
        let row = self.whole.rows.len();
        self.headings.extend(self.level.map(|level| (level, row)));
        self.frame.extend(self.is_frame.then_some(row));
        self.outside.push(row);
        self.whole.lines.push(self.line);
        self.whole.rows.push([text]);
    }

    /// Ends a table: it is a sheet, or the text of the cell that it is in.
    fn close(&mut self, table: Table) {
        let Some(sheet) = table.sheet() else {
            return;
        };
        let is_inner =
            (self.open.last()).is_some_and(|outer| outer.cell.is_some() && outer.is_wide());
        if is_inner && let Some(cell) = self.cell() {
            for row in sheet.rows.iter() {
                cell.end_line();
                cell.text
                    .push_str(&row.iter().collect::<Vec<_>>().join("|"));
            }
            return cell.end_line();
        }
        if self.open.is_empty() {
            for (row, line) in sheet.rows.iter().zip(&sheet.lines) {
                self.whole.rows.push(row.iter());
                self.whole.lines.push(*line);
            }
        }
        self.sheets.push(sheet);
    }

    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.end(&tag.name),
            Token::String(text) if self.is_shown => {
                let keeps_lines = self.keeps_lines;
                let text = String::from_utf8_lossy(&text);
                if let Some(cell) = self.cell() {
                    cell.push(&text, keeps_lines);
                } else if self.open.is_empty() {
                    self.loose.push(&text, false);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        if UNSHOWN.contains(&tag.name.as_slice()) {
            self.is_shown = tag.self_closing;
        }
        if self.open.is_empty() {
            self.block(&tag.name, tag.span.start, true);
        }
        match tag.name.as_slice() {
            b"table" => self.open.push(Table::default()),
            b"tr" | b"row" => {
                let line = self.line(tag.span.start);
                if let Some(table) = self.open.last_mut() {
                    table.end_row();
                    table.start_row(line);
                    table.is_hidden = hides(&tag.attributes);
                }
            }
            b"td" | b"th" | b"cell" => {
                let line = self.line(tag.span.start);
                if let Some(table) = self.open.last_mut() {
                    table.end_cell();
                    table.start_row(line);
                    table.start_cell(&tag.attributes);
                    if tag.self_closing && self.keeps_lines {
                        table.end_cell();
                    }
                }
            }
            b"a" => {
                if let Some(cell) = self.cell() {
                    cell.links.extend(link(&tag.attributes, "href"));
                }
            }
            b"comment" if self.keeps_lines => {
                if let Some(cell) = self.cell().filter(|_| !tag.self_closing) {
                    cell.is_note = true;
                }
            }
            b"input" => {
                if let Some(said) = entered(&tag.attributes) {
                    self.say(&said);
                }
            }
            // Of several choices, only the one that was made says something.
            b"option" => self.is_shown = tag.attributes.contains_key(b"selected".as_slice()),
            name if STRUCK.contains(&name) => self.strike(!tag.self_closing),
            name if LINES.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    /// Adds text to the cell or the line that is open.
    fn say(&mut self, text: &str) {
        if let Some(cell) = self.cell() {
            cell.push(text, false);
        } else if self.open.is_empty() {
            self.loose.push(text, false);
        }
    }

    /// Begins or ends text that is struck out: it does not count, but is kept beside the cell.
    fn strike(&mut self, begins: bool) {
        if let Some(cell) = self.cell() {
            cell.is_note = begins;
        }
    }

    /// Begins or ends a block outside of tables.
    fn block(&mut self, name: &[u8], at: usize, begins: bool) {
        if !BLOCKS.contains(&name) && !LINES.contains(&name) {
            return;
        }
        self.end_loose();
        if begins {
            self.line(at);
        }
        match name {
            [b'h', level @ b'1'..=b'6'] => self.level = begins.then_some(*level),
            b"nav" | b"footer" => self.is_frame = begins,
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.open.is_empty() {
            self.block(name, 0, false);
        }
        if UNSHOWN.contains(&name) || matches!(name, b"option" | b"select") {
            self.is_shown = true;
        }
        match name {
            name if STRUCK.contains(&name) => self.strike(false),
            b"table" => {
                if let Some(table) = self.open.pop() {
                    self.close(table);
                }
            }
            b"tr" | b"row" => {
                if let Some(table) = self.open.last_mut() {
                    table.end_row();
                }
            }
            b"td" | b"th" | b"cell" => {
                if let Some(table) = self.open.last_mut() {
                    table.end_cell();
                }
            }
            b"comment" => {
                if let Some(cell) = self.cell() {
                    cell.is_note = false;
                }
            }
            name if LINES.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.open.last_mut()?.cell.as_mut()
    }

    fn end_line(&mut self) {
        if let Some(cell) = self.cell() {
            cell.end_line();
        }
    }

    /// The line of an offset, which is not before the last one asked for.
    fn line(&mut self, at: usize) -> u64 {
        let passed = self.text.get(self.counted..at).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.counted = self.counted.max(at);
        self.line
    }
}

/// A cell being read.
#[derive(Default)]
struct Cell {
    text: String,
    columns: usize,
    rows: usize,
    /// Where its links lead.
    links: Vec<String>,
    /// What a note at it says, and whether its text is the note's.
    note: String,
    is_note: bool,
}

impl Cell {
    /// Adds text, collapsing white space between words into one blank.
    fn push(&mut self, text: &str, keeps_lines: bool) {
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
                // Non-breaking spaces only keep cells from collapsing.
                '\u{a0}' => self.text.push(' '),
                char => self.text.push(char),
            }
        }
    }

    fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// What a table takes once its spanned cells are filled.
#[derive(Default)]
struct Size {
    /// Number of bytes of text.
    text: usize,
    /// Number of cells that the document has.
    written: u64,
    /// Number of these and of the cells that they span.
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
struct Table {
    rows: Rows,
    lines: Vec<u64>,
    row: Option<Vec<String>>,
    cell: Option<Cell>,
    /// Cells that span into following rows: text and remaining rows, by column.
    spanned: BTreeMap<usize, (usize, String)>,
    size: Size,
    /// Whether the current row is hidden; the runs of hidden rows so far are in `hidden`.
    is_hidden: bool,
    hidden: Vec<(u32, u32)>,
    /// The links and notes of cells.
    beside: Vec<Beside>,
}

/// The address that an element leads to, if that is another page.
fn link(attributes: &BTreeMap<HtmlString, Spanned<HtmlString>>, name: &str) -> Option<String> {
    let href = std::str::from_utf8(attributes.get(name.as_bytes())?)
        .ok()?
        .trim();
    let is_script = href.to_ascii_lowercase().starts_with("javascript:") && !href.contains("//");
    (!href.is_empty() && !href.starts_with('#') && !is_script).then(|| href.to_owned())
}

/// What was entered into a field of a form, or whether it is ticked.
fn entered(attributes: &BTreeMap<HtmlString, Spanned<HtmlString>>) -> Option<String> {
    let value = |name: &str| {
        let value = attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value).trim().to_owned())
    };
    match value("type").unwrap_or_default().to_lowercase().as_str() {
        "checkbox" | "radio" => {
            let is_ticked = attributes.contains_key(b"checked".as_slice());
            Some(if is_ticked { "☑" } else { "□" }.to_owned())
        }
        "hidden" | "button" | "submit" | "reset" | "image" | "password" | "file" => None,
        _ => value("value"),
    }
}

/// Whether a row with these attributes is hidden.
fn hides(attributes: &BTreeMap<HtmlString, Spanned<HtmlString>>) -> bool {
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
    /// Whether it has several columns: a table in a cell of it is no part of the page's layout.
    fn is_wide(&self) -> bool {
        const FEWEST: usize = 3;
        self.rows.get(0).is_some_and(|row| row.len() >= FEWEST)
    }

    /// Begins a row, unless one is open.
    fn start_row(&mut self, line: u64) {
        if self.row.is_none() {
            self.lines.push(line);
            self.row = Some(Vec::new());
        }
    }

    fn start_cell(&mut self, attributes: &BTreeMap<HtmlString, Spanned<HtmlString>>) {
        let number = |name: &str| -> Option<usize> {
            let value = attributes.get(name.as_bytes())?;
            std::str::from_utf8(value).ok()?.trim().parse().ok()
        };
        let more = |name| number(name).map(|more| more.saturating_add(1));
        let columns = number("colspan").or_else(|| more("ss:mergeacross"));
        let rows = number("rowspan").or_else(|| more("ss:mergedown"));
        if let Some(index) = number("ss:index") {
            let before = index.saturating_sub(1).min(MAX_COLUMNS);
            // What is left out may be a cell that spans from above.
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

    fn end_cell(&mut self) {
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

    fn end_row(&mut self) {
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
    fn sheet(mut self) -> Option<Sheet> {
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
