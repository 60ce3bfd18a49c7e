//! Reads a table whose rows are records.

use std::collections::BTreeMap;

use super::aside::{above, aside, is_half_a_header, is_header_again};
use super::flat::Flat;
use super::heading::are_labels;
use super::joins::Joins;
use super::options::ReadOptions;
use super::record::DocumentReading;
use super::sheet_notes::{note_aside, note_beside, note_cells, note_subheads};
use super::subheads::{Subheads, subhead};
use super::tables::OtherTables;
use crate::dialect::{Assembly, Dialect};
use crate::path::Path;
use crate::source::cells::{Row, Sheet, Subhead};
use crate::source::{Node, Notice, NoticeCode};

/// Number of rows that are probably records.
pub(super) fn count_records(sheet: &Sheet) -> usize {
    let first = sheet.first_record().saturating_sub(sheet.before);
    let rows = sheet.rows.iter().skip(first);
    rows.filter(|row| !row.is_blank() && aside(*row).is_none())
        .count()
}

/// The rows of a sheet, sorted by kind.
struct Sorted {
    /// The indexes of the records.
    records: Vec<usize>,
    /// The headings in force from a row on.
    headed: BTreeMap<usize, Subheads>,
    /// The headings in force at the end.
    heads: Subheads,
}

/// Separates the records of a sheet or chunk from its other rows, which are noted.
fn sort_rows(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    dialect: &Dialect,
    options: &ReadOptions,
) -> Sorted {
    let mut tables = OtherTables::new(dialect);
    note_above_header(read, number, sheet, &mut tables);
    let heads = Subheads::of(sheet);
    let mut sorted = Sorted {
        records: Vec::new(),
        headed: BTreeMap::from([(0, heads.clone())]),
        heads,
    };
    let from = sheet.first_record().saturating_sub(sheet.before);
    for (index, row) in sheet.rows.iter().enumerate().skip(from) {
        if row.iter().eq(&sheet.header) {
            tables.end();
        } else if row.is_blank() || options.skip_hidden && sheet.hides(index) {
            // Hidden rows are noted together.
        } else if let Some(words) = words_of_aside(sheet, index, row) {
            note_aside(read, number, sheet.before + index, row, words);
        } else if tables.take(index, row, is_half_a_header(row, &sheet.header), false) {
            // It is reported with its table.
        } else if let Some(head) = subhead(row, &sheet.header).filter(|_| !dialect.assembles()) {
            let ended = sorted.enter(sheet, index, head);
            note_subheads(read, number, &ended);
        } else {
            sorted.heads.used();
            sorted.records.push(index);
        }
    }
    tables.fail(read, number, sheet);
    let is_record = |row: usize| {
        let index = row.checked_sub(sheet.before);
        index.is_some_and(|index| sorted.records.binary_search(&index).is_ok())
    };
    note_beside(read, number, sheet, &is_record);
    sorted
}

/// Notes the rows above the header, apart from those of other tables.
fn note_above_header(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    tables: &mut OtherTables<'_>,
) {
    let rows_above = sheet.rows_above.saturating_sub(sheet.before);
    for (index, row) in sheet.rows.iter().take(rows_above).enumerate() {
        if !row.is_blank() && !tables.take(index, row, false, true) {
            note_aside(read, number, sheet.before + index, row, above(row));
        }
    }
    tables.end();
}

/// The text of a row that is not a record: labels below the header, the header again, a total, a note.
fn words_of_aside(sheet: &Sheet, index: usize, row: Row<'_>) -> Option<String> {
    let names = &sheet.header;
    let is_below_header = sheet.before + index == sheet.first_record();
    let has_header_below = sheet.rows_above < sheet.header_row as usize;
    let is_header =
        is_below_header && are_labels(row, names) || is_header_again(row, names, has_header_below);
    if is_header {
        Some(above(row))
    } else {
        aside(row)
    }
}

impl Sorted {
    /// Enters a heading, given by its column and text; returns those that end here and had no record.
    fn enter(&mut self, sheet: &Sheet, index: usize, head: (usize, &str)) -> Vec<Subhead> {
        let (column, text) = head;
        let ended = self.heads.enter(sheet.before + index, column, text);
        self.headed.insert(index, self.heads.clone());
        ended
    }

    /// Adds the headings in force for a row to its record.
    fn inherit(&self, node: &mut Node<'_>, number: usize, row: usize) {
        if let Some((_, heads)) = self.headed.range(..=row).next_back() {
            heads.entries(number).for_each(|entry| node.inherit(entry));
        }
    }
}

/// Reads the records of a sheet or chunk; returns the headings in force at its end.
pub(super) fn read_rows<'s>(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &'s Sheet,
    joins: &mut Joins<'s>,
    options: &ReadOptions,
) -> Subheads {
    note_cells(read, number, sheet);
    let sorted = sort_rows(read, number, sheet, joins.dialect(), options);
    match read.dialect.filter(|dialect| dialect.assembles()) {
        // The dialect takes precedence over the layout.
        Some(dialect) => assemble(read, number, sheet, joins, &sorted.records, dialect),
        None => read_each(read, number, sheet, joins, &sorted),
    }
    sorted.heads
}

/// Assembles records from several rows each, as the dialect says.
fn assemble<'s>(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &'s Sheet,
    joins: &mut Joins<'s>,
    records: &[usize],
    dialect: &Dialect,
) {
    let mut assembly = Assembly::new(dialect);
    let mut rows = Vec::new();
    for index in records {
        if let Some(row) = sheet.rows.get(*index) {
            let mut node = sheet.record(number, sheet.before + index, row);
            assembly.fill(&mut node);
            joins.attach(&mut node);
            rows.push(node);
            note_ragged(read, number, sheet, *index, None);
        }
    }
    for record in assembly.group(rows) {
        read.record(record, 0);
    }
}

/// Reads a record from each row, or from each group of rows if the table has one for each part of an item.
fn read_each<'s>(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &'s Sheet,
    joins: &mut Joins<'s>,
    sorted: &Sorted,
) {
    let flat = Flat::new(sheet, &sorted.records, joins.dialect());
    let groups = match &flat {
        Some(flat) => flat.records().to_vec(),
        None => sorted.records.iter().map(|row| vec![*row]).collect(),
    };
    for rows in groups {
        let Some(first) = rows.first().copied() else {
            continue;
        };
        let made = match &flat {
            Some(flat) => flat.record(sheet, number, &rows),
            None => sheet.rows.get(first).map(|row| {
                let node = sheet.record(number, sheet.before + first, row);
                (node, 0)
            }),
        };
        let Some((mut node, repeated)) = made else {
            continue;
        };
        sorted.inherit(&mut node, number, first);
        if sheet.is_group {
            node.inherit(sheet.group(number));
        }
        joins.attach(&mut node);
        read.around(repeated);
        let item = read.record(node, 0);
        for index in rows {
            note_ragged(read, number, sheet, index, item);
        }
    }
}

/// Reports a row of text that is too wide or narrow, which reveals a broken quote.
///
/// All rows of a workbook are as wide as its sheet.
fn note_ragged(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    index: usize,
    item: Option<usize>,
) {
    let names = &sheet.header;
    let named = names.iter().rposition(|name| !name.trim().is_empty());
    let width = named.map_or(0, |at| at + 1);
    let Some(row) = sheet.rows.get(index).filter(|_| sheet.name.is_none()) else {
        return;
    };
    if row.len() != width && row.len() != names.len() {
        let span = sheet.record(number, sheet.before + index, row).span;
        let notice = Notice::new(NoticeCode::RaggedRow, Path::default(), span)
            .with("cells", row.len())
            .with("columns", width);
        read.notice(notice, item, 0);
    }
}
