//! Pages: their tables, or the whole page if it is about one item.

use super::document;
use super::form::{count_items, is_form};
use super::options::ReadOptions;
use super::record::{Content, DocumentReading, Failure, no_item};
use super::sheets::{NO_TABLE, Role, read_alone, role};
use crate::dialect::Dialect;
use crate::i18n::Text;
use crate::path::Path;
use crate::prose::clipped;
use crate::source::cells::{Row, Rows, Sheet};
use crate::source::csv::Faults;
use crate::source::html::{self, Document};
use crate::source::{Notice, NoticeCode, Span};

/// Under this name the heading of a page says what it is about.
const NAME: &str = "事项名称";
/// What the heading of a page says beside the name of the item.
const GUIDES: &[&str] = &["办事指南", "服务指南", "办理指南", "一次性告知"];
/// Longest excerpt of the text of a page, in characters.
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
    if let Some(form) = reader.and_then(|dialect| of_one_item(&page, dialect)) {
        return read_alone(name, vec![form], Faults::default(), options);
    }
    if page.tables.is_empty() {
        let mut read = DocumentReading::new(name, options);
        let lines = lines(&page);
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

/// The page as one form, if it is about one item: its headings are names, and so is what stands in its tables.
fn of_one_item(page: &Document, dialect: &Dialect) -> Option<Sheet> {
    if page.outside.is_empty() && page.tables.len() < 2 {
        return None;
    }
    let is_list = |sheet: &Sheet| matches!(role(sheet, dialect), Role::Main(_) | Role::Long(_));
    if page.tables.iter().any(is_list) {
        return None;
    }
    let mut rows = Rows::default();
    let is_named = count_items(&page.page, dialect) > 0;
    for (at, row) in page.page.rows.iter().enumerate() {
        match page.heading.filter(|heading| *heading == at && !is_named) {
            Some(_) => {
                let heading = row.iter().collect::<String>();
                let name = GUIDES.iter().find_map(|guide| heading.strip_suffix(guide));
                rows.push([
                    NAME,
                    name.unwrap_or(&heading)
                        .trim_end_matches(['-', '—', ' ', '：']),
                ]);
            }
            None => rows.push(labelled(row, dialect)),
        }
    }
    let form = Sheet {
        rows,
        lines: page.page.lines.clone(),
        faults: page.page.faults.clone(),
        ..Sheet::default()
    };
    (is_form(&form, dialect) && count_items(&form, dialect) == 1).then_some(form)
}

/// The cells of a row; a line `受理条件：…` has two.
fn labelled<'r>(row: Row<'r>, dialect: &Dialect) -> Vec<&'r str> {
    let cells: Vec<&str> = row.iter().collect();
    let [line] = *cells else {
        return cells;
    };
    match line.split_once(['：', ':']) {
        Some((label, value)) if dialect.knows_label(label) && !value.trim().is_empty() => {
            vec![label.trim(), value.trim()]
        }
        _ => cells,
    }
}

/// The lines of text outside of tables.
fn lines(page: &Document) -> Vec<String> {
    let rows = page.outside.iter().filter_map(|at| page.page.rows.get(*at));
    rows.map(|row| row.iter().collect()).collect()
}

/// Tells of the text outside of tables.
fn note_outside(read: &mut DocumentReading<'_>, page: &Document, reader: Option<&Dialect>) {
    let lines = lines(page);
    if lines.is_empty() {
        return;
    }
    let words = clipped(&lines.join(" "), MAX_WORDS);
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
    read.around(lines.len());
    let what = Text::new("表格外面的文字", "text outside of the tables");
    let notice = Notice::new(NoticeCode::RowBesideRecords, Path::default(), Span::Nowhere);
    read.notice(notice.with("what", what).with("words", words), None, 0);
}
