//! Sheets in which the names of elements are not in a header: tables on their side, where they begin the rows and each
//! further column is an item; and forms, where they stand beside what they say, several to a row, with lists of
//! materials or steps below.

use std::collections::HashSet;

use super::aside::above;
use super::flat::names_part;
use super::options::ReadOptions;
use super::record::DocumentReading;
use super::sheet_notes::note_aside;
use crate::dialect::{self, Dialect, GROUP};
use crate::source::cells::{Row, Rows, Sheet};
use crate::source::{Entry, Node, NodeKind, Span};

/// A table with more rows is not transposed: no item has so many elements.
const MOST_ROWS: usize = 400;
/// Number of columns searched for the names: a number and the name of a group may precede them.
const NAME_COLUMNS: usize = 3;
/// Minimum number of element names in the first column.
const FEWEST_NAMES: usize = 3;

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
    let alone = sheet.rows.iter().all(|row| {
        let cells = row.iter().map(str::trim).collect::<HashSet<_>>();
        cells.iter().filter(|cell| knows(dialect, cell)).count() < 2
    });
    alone && (0..NAME_COLUMNS).any(|column| names(sheet, column, dialect))
}

fn knows(dialect: &Dialect, cell: &str) -> bool {
    // Longer texts are not names.
    !cell.is_empty()
        && cell.len() < 100
        && dialect.knows(cell)
        && !dialect.ignores(&dialect::normal(cell))
}

/// Whether a column has the names of elements, each once, with the name of the item among them.
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
        && known.iter().any(|name| dialect.names_items(name))
        && has_values()
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
        rows.push(cells);
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

/// The fewest rows with names that show that a sheet is a form.
const FEWEST_ROWS: usize = 2;

/// A cell, or several merged ones.
struct Cell<'s> {
    column: usize,
    text: &'s str,
    is_label: bool,
}

/// What a row of a form is.
enum FormRow<'s> {
    /// Names with what they say, and what else stands there.
    Pairs(Vec<(Cell<'s>, Vec<Cell<'s>>)>, Vec<Cell<'s>>),
    /// The header of a list below.
    Header,
    /// Anything else; in a list, a row of it.
    Other,
}

/// The cells of a row that say something; those of a merged area once.
fn cells<'s>(row: Row<'s>, dialect: &Dialect) -> Vec<Cell<'s>> {
    let mut cells: Vec<Cell<'s>> = Vec::new();
    for (column, text) in row.iter().enumerate() {
        let text = text.trim();
        if text.is_empty() || cells.last().is_some_and(|last| last.text == text) {
            continue;
        }
        // What ends with a colon may be a label as well.
        let is_label = dialect.knows_label(text) && !dialect.ignores(text);
        cells.push(Cell {
            column,
            text,
            is_label,
        });
    }
    cells
}

fn row_of<'s>(row: Row<'s>, dialect: &Dialect) -> FormRow<'s> {
    let cells = cells(row, dialect);
    let labels = cells.iter().filter(|cell| cell.is_label).count();
    let is_part = |cell: &Cell<'_>| names_part(cell.text, dialect) || dialect.ignores(cell.text);
    let parts = cells.iter().filter(|cell| is_part(cell)).count();
    if cells.len() > 1 && parts == cells.len() {
        return FormRow::Header;
    }
    if labels == 0 {
        return FormRow::Other;
    }
    let (mut pairs, mut others): (Vec<(Cell<'s>, Vec<Cell<'s>>)>, Vec<_>) = Default::default();
    for cell in cells {
        match pairs.last_mut() {
            _ if cell.is_label => pairs.push((cell, Vec::new())),
            Some((_, values)) => values.push(cell),
            None => others.push(cell),
        }
    }
    FormRow::Pairs(pairs, others)
}

/// Whether a sheet is a form: names stand beside what they say, and each of them once for an item.
pub(super) fn is_form(sheet: &Sheet, dialect: &Dialect) -> bool {
    if sheet.rows.len() > MOST_ROWS || sheet.before > 0 || sheet.unreadable.is_some() {
        return false;
    }
    let mut names: Vec<&str> = Vec::new();
    let (mut rows, mut of_items) = (0, 0);
    for row in sheet.rows.iter() {
        let FormRow::Pairs(pairs, _) = row_of(row, dialect) else {
            continue;
        };
        // Names side by side are the header of a table.
        let said = pairs
            .iter()
            .filter(|(_, values)| !values.is_empty())
            .count();
        if said * 2 < pairs.len() {
            let is_wide = pairs.len() > 2;
            if is_wide {
                return false;
            }
            continue;
        }
        rows += 1;
        of_items += pairs
            .iter()
            .filter(|(label, _)| dialect.names_items(label.text))
            .count();
        names.extend(pairs.iter().map(|(label, _)| label.text));
    }
    let once: HashSet<&str> = names.iter().copied().collect();
    rows >= FEWEST_ROWS
        && of_items > 0
        && once.len() >= FEWEST_NAMES
        && names.len() <= once.len() * of_items
}

/// A record that is put together row by row.
struct Made<'s> {
    node: Node<'s>,
    has_name: bool,
}

/// The list that rows belong to: its name in the record, the names of its columns, its rows.
struct Listed<'s> {
    into: &'s str,
    names: Vec<&'s str>,
    rows: Vec<Node<'s>>,
}

/// Reads the items of a form.
///
/// Gives the rows that say something of them.
pub(super) fn read_form(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    dialect: &Dialect,
) -> HashSet<usize> {
    let mut used = HashSet::new();
    let mut records: Vec<Made<'_>> = Vec::new();
    let mut list: Option<Listed<'_>> = None;
    let mut groups: HashSet<&str> = HashSet::new();
    let start = || Made {
        node: Node::table(Span::cell(number, 0, 0)),
        has_name: false,
    };
    for (at, row) in sheet.rows.iter().enumerate() {
        let kind = row_of(row, dialect);
        let is_listed = list.is_some() && !row.is_blank();
        match kind {
            FormRow::Header => {
                close(&mut list, &mut records);
                list = listed(row, dialect);
                read.around(row.iter().filter(|cell| !cell.trim().is_empty()).count());
            }
            FormRow::Pairs(pairs, others) if !is_listed || is_of_item(&pairs, dialect) => {
                close(&mut list, &mut records);
                let names_one = pairs
                    .iter()
                    .any(|(label, _)| dialect.names_items(label.text));
                let begins = names_one && records.last().is_none_or(|made| made.has_name);
                if begins || records.is_empty() {
                    records.push(start());
                }
                let Some(made) = records.last_mut() else {
                    continue;
                };
                used.insert(at);
                made.has_name |= names_one;
                // What stands before the names of several rows is the name of their group.
                for cell in others.into_iter().filter(|cell| groups.insert(cell.text)) {
                    let key = Cell {
                        text: GROUP,
                        ..cell
                    };
                    made.node
                        .inherit(entry(number, at, &key, cell.column, cell.text));
                }
                for (key, span, text) in sheet.words_beside(number, at) {
                    push(&mut made.node, beside(key, span, text, &pairs));
                }
                for (label, values) in pairs {
                    read.around(1);
                    if values.is_empty() {
                        push(&mut made.node, entry(number, at, &label, label.column, ""));
                    }
                    for value in values {
                        let one = entry(number, at, &label, value.column, value.text);
                        push(&mut made.node, one);
                    }
                }
            }
            _ if row.is_blank() => close(&mut list, &mut records),
            _ => match &mut list {
                Some(list) if fits(row, list) => {
                    let mut node = listed_row(number, at, row, list);
                    for (key, span, text) in sheet.words_beside(number, at) {
                        push(&mut node, beside(key, span, text, &[]));
                    }
                    used.insert(at);
                    list.rows.push(node);
                }
                _ => {
                    close(&mut list, &mut records);
                    note_aside(read, number, at, row, above(row));
                }
            },
        }
    }
    close(&mut list, &mut records);
    for made in records {
        read.record(made.node, 0);
    }
    used
}

/// Whether a row in a list says something of the item after all.
fn is_of_item(pairs: &[(Cell<'_>, Vec<Cell<'_>>)], dialect: &Dialect) -> bool {
    pairs.first().is_some_and(|(label, _)| {
        !names_part(label.text, dialect) || dialect.names_items(label.text)
    })
}

fn entry<'s>(
    sheet: usize,
    row: usize,
    label: &Cell<'s>,
    column: usize,
    text: &'s str,
) -> Entry<'s> {
    Entry {
        key: label.text.into(),
        key_span: Span::cell(sheet, row, label.column),
        value: Node {
            span: Span::cell(sheet, row, column),
            kind: NodeKind::String(text.into()),
        },
    }
}

/// What stands beside a cell, under the name that stands for what is in the cell.
fn beside<'s>(
    key: String,
    span: Span,
    text: &'s str,
    pairs: &[(Cell<'s>, Vec<Cell<'s>>)],
) -> Entry<'s> {
    let Span::Cell { column, .. } = span else {
        return Entry {
            key: key.into(),
            key_span: span,
            value: Node {
                span,
                kind: NodeKind::String(text.into()),
            },
        };
    };
    let labels = pairs.iter().map(|(label, _)| label);
    let label = labels.rev().find(|label| label.column <= column as usize);
    let kind = key.rsplit('的').next().unwrap_or_default();
    let key = match label {
        Some(label) => format!("“{}”的{kind}", label.text),
        None => key,
    };
    Entry {
        key: key.into(),
        key_span: span,
        value: Node {
            span,
            kind: NodeKind::String(text.into()),
        },
    }
}

/// Adds a field; a second value of it goes under its number.
fn push<'s>(node: &mut Node<'s>, mut entry: Entry<'s>) {
    let NodeKind::Table(entries) = &mut node.kind else {
        return;
    };
    let key = entry.key.clone();
    let mut number = 2;
    while entries.iter().any(|known| known.key == entry.key) {
        entry.key = format!("{key}（第{number}处）").into();
        number += 1;
    }
    entries.push(entry);
}

/// The list that a header begins: of materials, fees or steps, by the names of its columns.
fn listed<'s>(row: Row<'s>, dialect: &'s Dialect) -> Option<Listed<'s>> {
    let names: Vec<&str> = row.iter().map(str::trim).collect();
    let known = |into: &str| {
        let filled = names.iter().filter(|name| !name.is_empty());
        filled
            .filter(|name| dialect.knows_of_row(into, name))
            .count()
    };
    let joins = dialect.file.joins.iter().filter(|join| !join.single);
    let into = joins
        .map(|join| join.into.as_str())
        .rev()
        .max_by_key(|into| known(into))?;
    Some(Listed {
        into,
        names,
        rows: Vec::new(),
    })
}

/// Whether a row has no more columns than the list.
fn fits(row: Row<'_>, list: &Listed<'_>) -> bool {
    let mut cells = row.iter().enumerate();
    let is_named = |column: usize| list.names.get(column).is_some_and(|name| !name.is_empty());
    // A row of one cell merged over all is a remark.
    let texts: HashSet<&str> = row
        .iter()
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    // Who signs below a list is no row of it.
    let is_signed = texts.iter().any(|text| text.ends_with(['：', ':']));
    texts.len() > 1
        && !is_signed
        && cells.all(|(column, cell)| cell.trim().is_empty() || is_named(column))
}

fn listed_row<'s>(number: usize, at: usize, row: Row<'s>, list: &Listed<'s>) -> Node<'s> {
    let mut node = Node::table(Span::cell(number, at, 0));
    for (column, (text, name)) in row.iter().zip(&list.names).enumerate() {
        if name.is_empty() {
            continue;
        }
        let label = Cell {
            column,
            text: name,
            is_label: true,
        };
        push(&mut node, entry(number, at, &label, column, text));
    }
    node
}

/// Puts the rows of a list into the record.
fn close<'s>(list: &mut Option<Listed<'s>>, records: &mut [Made<'s>]) {
    let Some(list) = list.take().filter(|list| !list.rows.is_empty()) else {
        return;
    };
    let Some(made) = records.last_mut() else {
        return;
    };
    let span = list.rows.first().map_or(Span::Nowhere, |row| row.span);
    let value = Node {
        span,
        kind: NodeKind::List(list.rows),
    };
    push(
        &mut made.node,
        Entry {
            key: list.into.into(),
            key_span: span,
            value,
        },
    );
}
