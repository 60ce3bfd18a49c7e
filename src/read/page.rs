//! Pages and texts: read table by table, or as a whole if they are written like a form.

use super::document;
use super::form::is_form;
use super::options::ReadOptions;
use super::page_rows::{names_item, page_rows};
use super::record::{Content, DocumentReading, Failure, no_item};
use super::role::{Role, role};
use super::sheets::{NO_TABLE, read_alone};
use crate::dialect::Dialect;
use crate::i18n::Text;
use crate::path::Path;
use crate::prose::clipped;
use crate::source::cells::Sheet;
use crate::source::csv::Faults;
use crate::source::html::{self, Document};
use crate::source::{Notice, NoticeCode, Span, text_page};

/// After more rows than this, the next item begins a new form.
const PART_ROWS: usize = 200;
/// Maximum length of an excerpt from the text of a page, in characters.
const MAX_WORDS: usize = 80;

const OUTSIDE: Text = Text::new(
    "表格外面的文字写了要素，没有读",
    "text outside of the tables says something of elements; it was not read",
);

/// Reads a page or a document in XML.
pub(super) fn read<'o>(name: &str, bytes: &[u8], options: &'o ReadOptions) -> DocumentReading<'o> {
    let mut page = html::document(bytes, options.encoding.as_deref());
    let reader = options.reader_of_forms();
    if page.tables.is_empty()
        && let Some(read) = document::xml(name, &page.text, options)
    {
        return read;
    }
    if let Some(forms) = reader.and_then(|dialect| forms(&page, dialect)) {
        let mut read = read_alone(name, forms, Faults::default(), options);
        note_lines(&mut read, &lines(&page, &page.frame));
        return read;
    }
    if page.tables.is_empty() {
        let mut read = DocumentReading::new(name, options);
        let lines = lines(&page, &page.outside);
        read.refused_cells(lines.len());
        let failure = Failure::new(0, Span::Nowhere, vec![no_item(Span::Nowhere, NO_TABLE)]);
        read.fail(failure.with(Content::Cells(serde_json::json!(lines))));
        return read;
    }
    let tables = std::mem::take(&mut page.tables);
    let mut read = read_alone(name, tables, Faults::default(), options);
    note_outside(&mut read, &page, reader);
    read
}

/// Whether a page is read as a whole, not table by table.
pub(super) fn is_whole(bytes: &[u8], options: &ReadOptions) -> bool {
    let page = html::document(bytes, options.encoding.as_deref());
    page.tables.is_empty()
        || (options.reader_of_forms()).is_some_and(|dialect| forms(&page, dialect).is_some())
}

/// Converts a page into forms; `None` if a table of it is a list of records, or if its rows do not make forms.
///
/// A long page becomes several forms, since the number of rows of a form is limited.
fn forms(page: &Document, dialect: &Dialect) -> Option<Vec<Sheet>> {
    if page.outside.is_empty() && page.tables.len() < 2 {
        return None;
    }
    let is_list = |sheet: &Sheet| matches!(role(sheet, dialect), Role::Main(_) | Role::Long(_));
    if page.tables.iter().any(is_list) {
        return None;
    }
    let mut forms: Vec<Sheet> = Vec::new();
    for (line, cells) in page_rows(page, dialect) {
        let is_full = forms
            .last()
            .is_none_or(|form| form.rows.len() > PART_ROWS && names_item(&cells, dialect));
        if is_full {
            forms.push(Sheet::default());
        }
        if let Some(form) = forms.last_mut() {
            form.lines.push(line);
            form.rows.push(cells);
        }
    }
    if let [form] = forms.as_mut_slice() {
        form.faults.clone_from(&page.page.faults);
    }
    let are_forms = !forms.is_empty() && forms.iter().all(|form| is_form(form, dialect));
    are_forms.then_some(forms)
}

/// Reads a text with headings, or lines such as `受理条件：…`; `None` if the text has another form.
pub(super) fn read_text<'o>(
    name: &str,
    bytes: &[u8],
    options: &'o ReadOptions,
) -> Option<DocumentReading<'o>> {
    let page = text_page::document(bytes, options.encoding.as_deref())?;
    let forms = forms(&page, options.reader_of_forms()?)?;
    Some(read_alone(name, forms, Faults::default(), options))
}

/// The texts of the rows with the given indexes.
fn lines(page: &Document, rows: &[usize]) -> Vec<String> {
    let rows = rows.iter().filter_map(|at| page.page.rows.get(*at));
    rows.map(|row| row.iter().collect()).collect()
}

/// Reports the text outside of tables: as not read if it has labels, otherwise as a notice.
fn note_outside(read: &mut DocumentReading<'_>, page: &Document, reader: Option<&Dialect>) {
    let lines = lines(page, &page.outside);
    let says = |line: &String| {
        let label = line.split(['：', ':']).next().unwrap_or_default();
        reader.is_some_and(|dialect| dialect.knows_label(label) && !dialect.stands_alone(label))
    };
    if lines.iter().any(says) {
        let notice = no_item(Span::Nowhere, OUTSIDE);
        let content = Content::Cells(serde_json::json!(lines));
        read.refused_cells(lines.len());
        return read.fail(Failure::new(0, Span::Nowhere, vec![notice]).with(content));
    }
    note_lines(read, &lines);
}

/// Adds a notice of lines that belong to no item.
fn note_lines(read: &mut DocumentReading<'_>, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    read.around(lines.len());
    let words = clipped(&lines.join(" "), MAX_WORDS);
    let what = Text::new("表格外面的文字", "text outside of the tables");
    let notice = Notice::new(NoticeCode::RowBesideRecords, Path::default(), Span::Nowhere);
    read.notice(notice.with("what", what).with("words", words), None, 0);
}
