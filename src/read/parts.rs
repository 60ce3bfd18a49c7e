//! Splits sheets with several tables, one below the other, into a sheet for each table.

use super::aside::{is_half_a_header, is_header_again};
use super::form::is_form;
use super::heading::{is_another, main_heading};
use super::long::Long;
use super::options::ReadOptions;
use super::upright::is_upright;
use crate::dialect::Dialect;
use crate::source::cells::{Row, Rows, Sheet};

/// Maximum length of the title of a table, in characters.
const MAX_TITLE_CHARS: usize = 30;

/// Whether a sheet has another table below the first.
pub(super) fn has_several(sheet: &Sheet, options: &ReadOptions) -> bool {
    let reader = options.reader_of_forms();
    reader.is_some_and(|dialect| !starts(sheet, dialect, options).is_empty())
}

/// Splits sheets with several tables.
pub(super) fn split(sheets: Vec<Sheet>, options: &ReadOptions) -> Vec<Sheet> {
    let Some(dialect) = options.reader_of_forms() else {
        return sheets;
    };
    let parts = sheets.into_iter().flat_map(|sheet| {
        let starts = starts(&sheet, dialect, options);
        if starts.is_empty() {
            return vec![sheet];
        }
        let first = std::iter::once(0);
        let ends = starts.iter().copied().chain([sheet.rows.len()]);
        first
            .chain(starts.iter().copied())
            .zip(ends)
            .map(|(start, end)| part(&sheet, start, end))
            .collect()
    });
    parts.collect()
}

/// The first rows of further tables, which are their titles if they have any.
fn starts(sheet: &Sheet, dialect: &Dialect, options: &ReadOptions) -> Vec<usize> {
    let is_plain = sheet.before == 0
        && sheet.unreadable.is_none()
        && !sheet.is_hidden
        && sheet.hidden.is_empty()
        && sheet.hidden_columns.is_empty()
        && sheet.beside.is_empty()
        && sheet.faults.is_empty();
    if !is_plain || dialect.assembles() {
        return Vec::new();
    }
    let Some(heading) = main_heading(sheet, dialect) else {
        return Vec::new();
    };
    let mut names = heading.names;
    let mut has_two_rows = heading.first < heading.last;
    let mut starts = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate().skip(heading.last + 1) {
        let begins = || is_half_a_header(row, &names) || is_another(row, dialect, false);
        if row.is_blank() || is_header_again(row, &names, has_two_rows) || !begins() {
            continue;
        }
        names = row.iter().map(str::to_owned).collect();
        has_two_rows = false;
        let above = |at: &usize| at.checked_sub(1).and_then(|at| sheet.rows.get(at));
        let mut start = at;
        while start > heading.last + 1 && above(&start).is_some_and(|row| is_title(row)) {
            start -= 1;
        }
        starts.push(start);
    }
    if !starts.is_empty()
        && (Long::of(sheet, dialect).is_some()
            || is_form(sheet, dialect)
            || is_upright(sheet, options))
    {
        return Vec::new();
    }
    starts
}

/// Whether a row above a header is the title of its table, or empty.
fn is_title(row: Row<'_>) -> bool {
    let mut cells: Vec<&str> = row.iter().map(str::trim).collect();
    cells.retain(|cell| !cell.is_empty());
    cells.dedup();
    match *cells {
        [] => true,
        [title] => title.chars().count() <= MAX_TITLE_CHARS,
        _ => false,
    }
}

/// The rows from `start` to `end` as a sheet.
fn part(sheet: &Sheet, start: usize, end: usize) -> Sheet {
    let mut rows = Rows::default();
    for row in sheet.rows.iter().skip(start).take(end - start) {
        rows.push(row.iter());
    }
    let lines = sheet.lines.iter().skip(start).take(end - start);
    Sheet {
        file: sheet.file.clone(),
        name: sheet.name.clone(),
        before: start,
        lines: lines.copied().collect(),
        rows,
        ..Sheet::default()
    }
}
