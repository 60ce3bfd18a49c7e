//! Transposed tables: element names begin the rows, and each further column is an item.

use std::collections::{BTreeSet, HashSet};

use super::flat::names_part;
use super::options::ReadOptions;
use crate::dialect::{self, Dialect};
use crate::source::cells::{Row, Rows, Sheet};
use crate::source::{Span, pairs};

/// Maximum number of rows of a transposed table: no item has more elements.
pub(super) const MOST_ROWS: usize = 400;
/// The name that replaces the label of the first row (要素) if the row has the names of the items.
const NAME: &str = "事项名称";
/// The name that replaces the label of the first row if the row only counts the items, and a row below names them.
const NUMBER: &str = "序号";
/// Number of columns searched for the names: a number and the name of a group may precede them.
const NAME_COLUMNS: usize = 3;
/// At most one in this many names of a column may have a known name before it.
const MOST_GROUPS: usize = 5;
/// Minimum number of element names in the first column.
pub(super) const FEWEST_NAMES: usize = 3;

/// Whether a table is clearly transposed: one column has the names, and no row has two of them,
/// unlike a header or a form with several names per line.
pub(super) fn is_upright(sheet: &Sheet, options: &ReadOptions) -> bool {
    let Some(dialect) = options
        .dialect
        .as_ref()
        .or_else(|| dialect::find("elements"))
    else {
        return false;
    };
    if sheet.rows.len() > MOST_ROWS || sheet.before > 0 {
        return false;
    }
    let known = |row: Row<'_>, from: usize, to: usize| {
        let cells = row.iter().skip(from).take(to - from).map(str::trim);
        let cells = cells.filter(|cell| knows(dialect, cell));
        cells.collect::<HashSet<_>>().len()
    };
    let alone = |column: usize| {
        // Before the names of several rows is the name of their group, which may itself be a known name.
        let before: usize = sheet.rows.iter().map(|row| known(row, 0, column)).sum();
        let in_column: usize = sheet
            .rows
            .iter()
            .map(|row| known(row, column, column + 1))
            .sum();
        let mut rows = sheet.rows.iter();
        before * MOST_GROUPS <= in_column
            && rows.all(|row| known(row, column, row.len().max(column)) < 2)
    };
    (0..NAME_COLUMNS).any(|column| {
        names(sheet, column, dialect) && alone(column) && !goes_on(sheet, column, dialect)
    }) && !sheet.rows.iter().any(|row| is_list_header(row, dialect))
}

/// Whether a row has the column names of a list, such as the materials of a form: 材料名称, 材料形式, 必要性.
fn is_list_header(row: Row<'_>, dialect: &Dialect) -> bool {
    let names: BTreeSet<&str> = (row.iter().map(str::trim))
        .filter(|cell| !cell.is_empty())
        .collect();
    names.len() > 1 && names.iter().all(|name| names_part(name, dialect))
}

/// Whether a sheet is a form rather than transposed: it has a single item, some of whose values are in rows without a
/// name, or below their name.
fn goes_on(sheet: &Sheet, column: usize, dialect: &Dialect) -> bool {
    let filled =
        |row: &Row<'_>, column: usize| row.get(column).is_some_and(|cell| !cell.trim().is_empty());
    let rows = || sheet.rows.iter();
    let is_single = rows().all(|row| (column + 2..row.len()).all(|other| !filled(&row, other)));
    let has_no_name = |row: &Row<'_>| !filled(row, column) && filled(row, column + 1);
    let has_no_value = |row: &Row<'_>| filled(row, column) && !filled(row, column + 1);
    let is_name = |row: &Row<'_>| knows(dialect, row.get(column).unwrap_or_default().trim());
    let stands_below = |(above, row): (Row<'_>, Row<'_>)| {
        is_name(&above) && has_no_value(&above) && !is_name(&row) && has_no_value(&row)
    };
    is_single
        && (rows().skip(1).any(|row| has_no_name(&row))
            || rows().zip(rows().skip(1)).any(stands_below))
}

fn knows(dialect: &Dialect, cell: &str) -> bool {
    // Longer texts are not names.
    !cell.is_empty()
        && cell.len() < 100
        && dialect.knows(cell)
        && !dialect.ignores(&dialect::normal(cell))
}

/// Whether more than half of a column are names of elements, each once, and one row has the names of the items.
fn names(sheet: &Sheet, column: usize, dialect: &Dialect) -> bool {
    let cells = || {
        let cells = sheet.rows.iter().filter_map(|row| row.get(column));
        cells.map(str::trim).filter(|cell| !cell.is_empty())
    };
    let known: Vec<&str> = cells().filter(|cell| knows(dialect, cell)).collect();
    let once: HashSet<&str> = known.iter().copied().collect();
    let has_values = || {
        let mut rows = sheet.rows.iter();
        rows.any(|row| {
            row.iter()
                .skip(column + 1)
                .any(|cell| !cell.trim().is_empty())
        })
    };
    known.len() >= FEWEST_NAMES
        && once.len() == known.len()
        && known.len() * 2 > cells().count()
        && (known.iter().any(|name| dialect.names_items(name)) || names_columns(sheet, column))
        && has_values()
}

/// Whether the first row is the header, with the names of the items: 要素, 甲, 乙. It is not if another row has their
/// names, as below 项目, 事项1, 事项2.
fn names_columns(sheet: &Sheet, column: usize) -> bool {
    if names_items_below(sheet, column) {
        return false;
    }
    is_label_row(sheet, column)
}

/// Whether a row below the first has the names of the items.
fn names_items_below(sheet: &Sheet, column: usize) -> bool {
    let mut below = sheet.rows.iter().skip(1);
    below.any(|row| row.get(column).is_some_and(|cell| cell.trim() == NAME))
}

/// Whether the first row has the header of a label column, and no header of a value column.
fn is_label_row(sheet: &Sheet, column: usize) -> bool {
    let first = sheet.rows.get(0);
    let cell = first.and_then(|row| row.get(column)).unwrap_or_default();
    pairs::is_label(cell) && first.is_some_and(|row| !row.iter().any(pairs::is_value))
}

/// Transposes a table back: its columns become rows. Locations remain those of the file.
pub(super) fn turn(sheet: &mut Sheet) {
    let width = sheet.rows.iter().map(Row::len).max().unwrap_or_default();
    let mut rows = Rows::default();
    for column in 0..width {
        let cells = sheet
            .rows
            .iter()
            .map(|row| row.get(column).unwrap_or_default());
        let is_named = names_columns(sheet, column);
        // A first row that only counts the items becomes their number.
        let is_counted = names_items_below(sheet, column)
            && is_label_row(sheet, column)
            && dialect::find("elements").is_some_and(|elements| {
                let label = sheet.rows.get(0).and_then(|row| row.get(column));
                !elements.knows(label.unwrap_or_default().trim())
            });
        rows.push(cells.enumerate().map(|(at, cell)| match at {
            0 if is_named => NAME,
            0 if is_counted => NUMBER,
            _ => cell,
        }));
    }
    sheet.rows = rows;
    sheet.is_turned = true;
    std::mem::swap(&mut sheet.hidden, &mut sheet.hidden_columns);
    for (span, _) in &mut sheet.faults {
        if let Span::Cell { row, column, .. } = span {
            std::mem::swap(row, column);
        }
    }
    for one in &mut sheet.beside {
        one.at = one.at.map(|(row, column)| (column, row));
    }
    sheet.beside.sort_by_key(|one| one.at);
}
