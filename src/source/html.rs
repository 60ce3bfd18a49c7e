//! Tables of HTML pages and XML spreadsheets, which many systems export with the file extension of a workbook.

use std::collections::BTreeMap;
use std::mem::take;

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};

use super::cells::{CellFault, Sheet};
use super::encoding;
use super::html_table::{Cell, Table, hides, link};

/// Elements whose content begins or ends a line.
const LINES: &[&[u8]] = &[b"br", b"p", b"div", b"li"];
/// Elements whose content is not displayed.
const UNSHOWN: &[&[u8]] = &[b"script", b"style", b"title"];

/// Classes of titles that are not heading elements. Their level is below that of all headings.
const TITLES: &[&str] = &[
    "title",
    "hd",
    "head",
    "header",
    "card-title",
    "item-title",
    "item-name",
    "card-header",
];
const TITLE_LEVEL: u8 = b'7';
/// Classes of the titles of sections.
const SECTIONS: &[&str] = &["tit", "title", "subtitle"];
/// Classes of elements that are the label of the text after them in the line.
const LABELS: &[&str] = &[
    "label",
    "lab",
    "lbl",
    "key",
    "name",
    "field",
    "item-label",
    "field-name",
];
/// Classes of tags, which are separate from the text around them.
const TAGS: &[&str] = &["tag", "badge", "mark", "tags"];
/// Maximum length of a label, in characters.
const LONGEST_LABEL: usize = 16;

/// Texts of links to the page where people apply.
const APPLY: &[&str] = &[
    "在线办理",
    "网上办理",
    "立即办理",
    "我要办理",
    "我要办",
    "马上办理",
    "去办理",
    "在线申办",
    "网上申办",
    "在线申报",
    "网上申报",
    "立即申报",
    "在线申请",
    "网上申请",
    "立即申请",
    "办理入口",
    "申报入口",
    "申请入口",
];
/// Label of the address of that page.
const APPLY_AT: &str = "网上办理地址";

/// Elements whose content is struck out.
const STRUCK: &[&[u8]] = &[b"del", b"s", b"strike"];

/// A page.
pub(crate) struct Document {
    /// The tables, each as a sheet.
    pub(crate) tables: Vec<Sheet>,
    /// The whole page as one sheet: the lines of text, with the rows of tables between them.
    pub(crate) page: Sheet,
    /// The rows of `page` that are text outside of tables.
    pub(crate) outside: Vec<usize>,
    /// The rows of `page` that are headings, with their levels.
    pub(crate) headings: Vec<(u8, usize)>,
    /// The rows of the site's menu and footer, and those that are hidden or struck out.
    pub(crate) frame: Vec<usize>,
    /// The rows known to continue the line before them, after a `br`.
    pub(crate) runs_on: Vec<usize>,
    /// The rows that are the label of the rows after them.
    pub(crate) labels: Vec<usize>,
    /// The decoded source of the page.
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
        left_out: LeftOut::default(),
        level: None,
        runs_on: Vec::new(),
        labels: Vec::new(),
        next: Next::default(),
        label: None,
        tag: None,
        link: None,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(decoded.text.as_str(), emitter);
    for Ok(token) in tokens {
        page.take(token);
    }
    page.strike(false);
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
        runs_on,
        labels,
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
        runs_on,
        labels,
        text: decoded.text,
    }
}

/// Marks the cells with bytes that could not be decoded.
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

/// Properties of the next line outside of tables.
#[derive(Default)]
struct Next {
    /// Whether the line is a title by its class.
    is_title: bool,
    /// Whether the line continues the one before.
    goes_on: bool,
    is_label: bool,
}

/// Whether elements are open whose text is left out.
#[derive(Default, Clone, Copy)]
struct LeftOut {
    /// A `nav` or `footer`.
    frame: bool,
    /// A hidden entry of a list.
    entry: bool,
}

/// A page being read, token by token.
struct Page<'p> {
    text: &'p str,
    /// The line of the last offset that was looked up, from 1; the offset is in `counted`.
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
    /// All rows so far, including those of text; `outside` has the indices of the latter.
    whole: Sheet,
    outside: Vec<usize>,
    /// The headings so far: level and row of each.
    headings: Vec<(u8, usize)>,
    /// The rows of text in a `nav`, a `footer` or a hidden entry of a list, and of text that is struck out.
    frame: Vec<usize>,
    left_out: LeftOut,
    /// The level of the heading that is open.
    level: Option<u8>,
    /// The rows that continue the one before, and those that are labels.
    runs_on: Vec<usize>,
    labels: Vec<usize>,
    /// Properties of the next line.
    next: Next,
    /// The elements that are open as a label and as a tag.
    label: Option<HtmlString>,
    tag: Option<HtmlString>,
    /// Target of the open link, and the offset of its text in the line.
    link: Option<(String, usize)>,
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
        let titled = take(&mut self.next.is_title).then_some(TITLE_LEVEL);
        let level = self.level.or(titled);
        self.headings.extend(level.map(|level| (level, row)));
        let LeftOut { frame, entry } = self.left_out;
        self.frame.extend((frame || entry).then_some(row));
        self.runs_on
            .extend(take(&mut self.next.goes_on).then_some(row));
        self.labels
            .extend((take(&mut self.next.is_label) || level.is_some()).then_some(row));
        self.push_line(text);
    }

    /// Ends a table, which becomes a sheet, or text if it is in a cell of a wide table.
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
            self.begin_inline(tag);
        }
        match tag.name.as_slice() {
            b"table" => self.open.push(Table::default()),
            b"li" => {
                self.end_line();
                // A template of the page; `display: none` may only mean that the reader has to unfold the list.
                self.hide(tag.attributes.contains_key(b"hidden".as_slice()));
            }
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
            // Only the selected option is the value of the field.
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

    /// Begins or ends text that is struck out: in a table it is kept as a note of the cell, elsewhere it is a line
    /// that is left out.
    fn strike(&mut self, begins: bool) {
        if let Some(cell) = self.cell() {
            cell.is_note = begins;
        } else if self.open.is_empty() && !self.keeps_lines {
            self.loose.is_note = begins;
            let struck = take(&mut self.loose.note);
            if !struck.trim().is_empty() {
                self.frame.push(self.whole.rows.len());
                self.push_line(struck.trim());
            }
        }
    }

    /// Adds a line of text outside of tables.
    fn push_line(&mut self, text: &str) {
        self.outside.push(self.whole.rows.len());
        self.whole.lines.push(self.line);
        self.whole.rows.push([text]);
    }

    /// Begins or ends an entry of a list that is hidden: in a table it is kept as a note of the cell.
    fn hide(&mut self, begins: bool) {
        if self.open.is_empty() {
            self.left_out.entry = begins;
        } else if begins || take(&mut self.left_out.entry) {
            self.left_out.entry = begins;
            self.strike(begins);
        }
    }

    /// Begins or ends a block outside of tables.
    fn block(&mut self, name: &[u8], at: usize, begins: bool) {
        if !BLOCKS.contains(&name) && !LINES.contains(&name) {
            return;
        }
        // A stroke that is not ended ends with its paragraph.
        if name != b"br" {
            self.strike(false);
        }
        self.end_loose();
        if begins {
            self.line(at);
        }
        self.next.goes_on = name == b"br";
        self.next.is_label = begins && name == b"dt";
        match name {
            [b'h', level @ b'1'..=b'6'] => self.level = begins.then_some(*level),
            b"nav" | b"footer" => self.left_out.frame = begins,
            _ => {}
        }
    }

    /// Begins a link, or an element that is a title, a label or a tag by its class.
    fn begin_inline(&mut self, tag: &StartTag<usize>) {
        let class = tag.attributes.get(b"class".as_slice());
        let class = class.map_or_else(String::new, |class| {
            String::from_utf8_lossy(class).into_owned()
        });
        let is = |names: &[&str]| class.split_whitespace().any(|class| names.contains(&class));
        let is_line = self.loose.text.trim().is_empty();
        if is_line && tag.name.as_slice() == b"span" && is(SECTIONS) {
            self.next.is_label = true;
        } else if is_line && is(TITLES) {
            self.next.is_title = true;
        } else if is_line && (tag.name.as_slice() == b"label" || is(LABELS)) {
            self.label = Some(tag.name.clone());
        } else if is(TAGS) {
            self.end_loose();
            self.tag = Some(tag.name.clone());
        }
        if tag.name.as_slice() == b"a" {
            let to = link(&tag.attributes, "href").filter(|to| to.contains("//"));
            self.link = to.map(|to| (to, self.loose.text.len()));
        }
    }

    /// Ends a label, a tag or a link.
    fn end_inline(&mut self, name: &[u8]) {
        if self
            .label
            .as_ref()
            .is_some_and(|label| label.as_slice() == name)
        {
            self.label = None;
            let said = self.loose.text.trim();
            let is_name = !said.is_empty()
                && said
                    .chars()
                    .all(|char| char.is_alphanumeric() || "（）()、/".contains(char))
                && said.chars().count() <= LONGEST_LABEL;
            if is_name {
                self.loose.text.push('：');
            }
        }
        if self.tag.as_ref().is_some_and(|tag| tag.as_slice() == name) {
            self.tag = None;
            self.end_loose();
        }
        if name == b"a"
            && let Some((to, from)) = self.link.take()
            && let Some(said) = self.loose.text.get(from..)
            && APPLY.contains(&said.trim())
        {
            self.loose.text.truncate(from);
            self.end_loose();
            self.loose.text = format!("{APPLY_AT}：{to}");
            self.end_loose();
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.open.is_empty() {
            self.end_inline(name);
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
            b"li" => {
                self.hide(false);
                self.end_line();
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

    /// The line of an offset, which must not be before the last one that was looked up.
    fn line(&mut self, at: usize) -> u64 {
        let passed = self.text.get(self.counted..at).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.counted = self.counted.max(at);
        self.line
    }
}

/// The text in a field of a form, or a box that shows whether the field is ticked.
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
