//! Pages and texts: read table by table, or as a whole if they are written like a form.

use std::collections::BTreeSet;

use super::document;
use super::form::is_form;
use super::form_row::may_name;
use super::options::ReadOptions;
use super::record::{Content, DocumentReading, Failure, no_item};
use super::sheets::{NO_TABLE, Role, read_alone, role};
use crate::dialect::Dialect;
use crate::i18n::Text;
use crate::path::Path;
use crate::prose::{Mark, clipped, mark};
use crate::source::cells::{Row, Sheet};
use crate::source::csv::Faults;
use crate::source::html::{self, Document};
use crate::source::{Notice, NoticeCode, Span, text_page};

/// The field that a heading with the name of an item becomes.
const NAME: &str = "事项名称";
/// Suffixes of headings after the name of the item.
const GUIDES: &[&str] = &["办事指南", "服务指南", "办理指南", "一次性告知"];
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
    let lines = page.page.lines.iter();
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    // For each row of the page, the index of its row in `rows`.
    let mut places = Vec::new();
    for (at, (row, line)) in page.page.rows.iter().zip(lines).enumerate() {
        if page.frame.contains(&at) {
            places.push(rows.len());
            continue;
        }
        let mut cells = labelled(row, dialect);
        // A row that is marked up as a label has its value in the next row, even if the label is unknown.
        if let [text] = *cells
            && named_above(page, at).is_some_and(|name| !dialect.knows_label(name))
            && let Some((_, above)) = rows.last_mut()
            && above.len() == 1
        {
            above.push(text.to_owned());
            places.push(rows.len().saturating_sub(1));
            continue;
        }
        if let [text] = *cells
            && page.runs_on.contains(&at)
            && let Some((_, above)) = rows.last_mut()
            && let [label, value] = above.as_mut_slice()
        {
            // A line numbered like the last label begins another element, known or not.
            let is_next = mark(text).map(Mark::style) == mark(label).map(Mark::style);
            match text
                .split_once(['：', ':'])
                .filter(|(name, _)| is_next && may_name(name))
            {
                Some((name, said)) if !said.trim().is_empty() => cells = vec![name, said.trim()],
                _ if is_next && mark(text).is_some() || text.ends_with(['：', ':']) => {}
                _ if dialect.knows_label(text) => {}
                _ => {
                    let above = at.checked_sub(1).and_then(|at| page.page.rows.get(at));
                    if !above.is_some_and(|above| is_wrapped(above, text)) {
                        value.push('\n');
                    }
                    value.push_str(text);
                    cells.clear();
                }
            }
        }
        if !cells.is_empty() {
            rows.push((*line, cells.into_iter().map(str::to_owned).collect()));
        }
        places.push(rows.len().saturating_sub(1));
    }
    let is_named = |(_, cells): &(u64, Vec<String>)| {
        let before = cells.len().saturating_sub(1);
        // The label may follow the name of a group, unless it is ambiguous: 名称 may be the header of a column.
        let names = |(at, name): (usize, &String)| {
            dialect.names_items(name) && (at == 0 || !dialect.stands_alone(name))
        };
        cells.iter().take(before).enumerate().any(names)
    };
    if !rows.iter().any(is_named) {
        let headings = page.headings.iter();
        let headings = headings.filter_map(|(level, at)| Some((*level, *places.get(*at)?)));
        name_items(&mut rows, &headings.collect::<Vec<_>>(), dialect);
    }
    if !rows.iter().any(is_named) {
        for (_, cells) in &mut rows {
            if let [title] = cells.as_slice()
                && let Some(name) = guide_of(title, dialect)
            {
                *cells = vec![NAME.to_owned(), name.to_owned()];
            }
        }
    }
    let mut forms: Vec<Sheet> = Vec::new();
    for row in rows {
        let is_full = forms
            .last()
            .is_none_or(|form| form.rows.len() > PART_ROWS && is_named(&row));
        if is_full {
            forms.push(Sheet::default());
        }
        if let Some(form) = forms.last_mut() {
            form.lines.push(row.0);
            form.rows.push(row.1);
        }
    }
    if let [form] = forms.as_mut_slice() {
        form.faults.clone_from(&page.page.faults);
    }
    let are_forms = !forms.is_empty() && forms.iter().all(|form| is_form(form, dialect));
    are_forms.then_some(forms)
}

/// The text of the row above, if it is marked up as the label of this row.
fn named_above(page: &Document, at: usize) -> Option<&str> {
    let above = at.checked_sub(1)?;
    let is_name = page.labels.contains(&above) && !page.labels.contains(&at);
    let is_heading = page
        .headings
        .iter()
        .any(|(level, row)| *row == above && !(b'3'..=b'6').contains(level));
    let name = page.page.rows.get(above)?.iter().next()?;
    (is_name && !is_heading && may_name(name.trim_end_matches(['：', ':']))).then_some(name)
}

/// Whether a line continues the line above, which was wrapped at the width of the page.
fn is_wrapped(above: Row<'_>, text: &str) -> bool {
    /// Minimum width of a wrapped line; a character outside of ASCII counts twice.
    const NARROWEST: usize = 56;
    let Some(above) = above.iter().next() else {
        return false;
    };
    let width: usize = above
        .chars()
        .map(|char| if char.is_ascii() { 1 } else { 2 })
        .sum();
    width >= NARROWEST
        && above.ends_with(char::is_alphanumeric)
        && text.starts_with(char::is_alphanumeric)
        && mark(text).is_none()
}

/// Turns the headings that are names of items into fields: those of the lowest level at which no heading is a label,
/// and every heading has labels below it.
fn name_items(rows: &mut [(u64, Vec<String>)], headings: &[(u8, usize)], dialect: &Dialect) {
    let is_name = |text: &String| dialect.knows_label(text);
    let names = |level: u8| headings.iter().filter(move |(other, _)| *other == level);
    let names_items = |level: &u8| {
        names(*level).all(|(_, at)| {
            let next = headings
                .iter()
                .find(|(other, next)| next > at && other <= level);
            let end = next.map_or(rows.len(), |(_, next)| *next);
            let mut below = rows.get(at + 1..end).unwrap_or_default().iter();
            let own = rows.get(*at).and_then(|(_, cells)| cells.first());
            own.is_some_and(|text| !is_name(text))
                && below.any(|(_, cells)| cells.iter().any(is_name))
        })
    };
    let levels: BTreeSet<u8> = headings.iter().map(|(level, _)| *level).collect();
    let Some(level) = levels.into_iter().rfind(names_items) else {
        return;
    };
    let named: Vec<usize> = names(level).map(|(_, at)| *at).collect();
    for at in named {
        let Some((_, cells)) = rows.get_mut(at) else {
            continue;
        };
        let heading = cells.concat();
        let heading = mark(&heading).map_or(heading.as_str(), |mark| {
            heading.get(mark.length..).unwrap_or(&heading)
        });
        let name = GUIDES.iter().find_map(|guide| heading.strip_suffix(guide));
        let name = name
            .unwrap_or(heading)
            .trim()
            .trim_end_matches(['-', '—', ' ', '：']);
        *cells = vec![NAME.to_owned(), name.to_owned()];
    }
}

/// The name of the item in the title of a guide: `《…》服务指南`.
fn guide_of<'t>(title: &'t str, dialect: &Dialect) -> Option<&'t str> {
    const LONGEST: usize = 60;
    let title = title.trim();
    let name = GUIDES.iter().find_map(|guide| title.strip_suffix(guide))?;
    let name = name
        .trim()
        .trim_start_matches('《')
        .trim_end_matches('》')
        .trim();
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST;
    (is_name && !name.contains(['《', '：', '。']) && !dialect.knows_label(name)).then_some(name)
}

/// The cells of a row; a line `受理条件：…` or `【受理条件】…` is split into label and value.
fn labelled<'r>(row: Row<'r>, dialect: &Dialect) -> Vec<&'r str> {
    let cells: Vec<&str> = row.iter().collect();
    let [line] = *cells else {
        return cells;
    };
    // The title of a block may stand in brackets as a whole: `[事项名称：…]`.
    let bracketed = line
        .strip_prefix(['[', '【'])
        .and_then(|line| line.strip_suffix([']', '】']));
    let line = bracketed
        .filter(|line| !line.contains(['[', ']', '【', '】']))
        .unwrap_or(line);
    let in_brackets = line
        .strip_prefix('【')
        .and_then(|line| line.split_once('】'));
    if let Some(cells) = several(line, dialect) {
        return cells;
    }
    match in_brackets.or_else(|| line.split_once(['：', ':'])) {
        // A text in brackets at the beginning is a label, known or not.
        Some((label, value))
            if !value.trim().is_empty()
                && (dialect.knows_label(label) || in_brackets.is_some() && may_name(label)) =>
        {
            let value = value.trim_start_matches(['：', ':']);
            vec![label.trim(), value.trim()]
        }
        _ => cells,
    }
}

/// The cells of a line with several known labels and their values: `事项类型：行政许可　办件类型：承诺件`.
fn several<'r>(line: &'r str, dialect: &Dialect) -> Option<Vec<&'r str>> {
    let mut cells = Vec::new();
    let pieces = line
        .split(['\u{3000}', '\t'])
        .flat_map(|piece| piece.split("  "));
    for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
        let (label, value) = piece.split_once(['：', ':'])?;
        let is_pair = dialect.knows_label(label) && !value.trim().is_empty();
        cells.extend(is_pair.then_some([label.trim(), value.trim()])?);
    }
    (cells.len() > 2).then_some(cells)
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
