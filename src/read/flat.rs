//! Denormalised tables with a row per material or fee, in which the item's cells are merged,
//! repeated or written once.

use crate::dialect::{Dialect, Join};
use crate::source::cells::{Row, Sheet};
use crate::source::{Entry, Node, NodeKind, Span};

/// The grouping of the rows of such a table into records.
pub(super) struct Flat<'d> {
    /// The field of a record that holds its rows.
    into: &'d str,
    /// For each column, whether it belongs to the row rather than to the item.
    of_row: Vec<bool>,
    /// The indexes of the rows of each record.
    records: Vec<Vec<usize>>,
}

/// The kind of a column according to the dialect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It belongs to the item.
    Item,
    /// It belongs to the row.
    Row,
    /// It may belong to either: the values decide.
    Open,
}

/// Whether a column belongs to one of the lists of an item that rows may represent.
pub(super) fn names_part(name: &str, dialect: &Dialect) -> bool {
    let mut joins = dialect.file.joins.iter().filter(|join| !join.single);
    joins.any(|join| dialect.knows_of_row(&join.into, name))
}

/// The column of a key of a join, under the likeliest of its names.
pub(super) fn key_column(names: &[String], key: &str, dialect: &Dialect) -> Option<usize> {
    let columns = names.iter().enumerate().filter_map(|(at, name)| {
        let place = dialect.stands_for(name, key)?;
        Some((place, at))
    });
    columns.min().map(|(_, at)| at)
}

/// The column of what a join is recognised by.
pub(super) fn part_column(
    names: &[String],
    join: &Join,
    wanted: &str,
    dialect: &Dialect,
) -> Option<usize> {
    let is_wanted = |name: &String| dialect.stands_in_row(&join.into, name, wanted);
    names.iter().position(is_wanted)
}

/// Whether a table with these columns may be the product of the records and a joined table.
pub(super) fn may_be_flat(names: &[String], dialect: &Dialect) -> bool {
    join_of(names, dialect).is_some()
}

/// The join whose columns are among those of the records.
fn join_of<'d>(names: &[String], dialect: &'d Dialect) -> Option<&'d Join> {
    (dialect.file.joins.iter()).find(|join| {
        let has_part = |name: &String| part_column(names, join, name, dialect).is_some();
        let has_key = |name: &String| key_column(names, name, dialect).is_some();
        !join.single
            && join.recognise.iter().all(has_part)
            && join.key.iter().any(has_key)
            && names.iter().any(|name| dialect.names_items(name))
    })
}

impl<'d> Flat<'d> {
    /// Groups the rows of a table into records; `None` if every record has one row and some cell
    /// lists several parts.
    pub(super) fn new(sheet: &Sheet, rows: &[usize], dialect: &'d Dialect) -> Option<Self> {
        let names = &sheet.header;
        let join = join_of(names, dialect)?;
        let kinds = kinds(names, join, dialect);
        let keys: Vec<usize> = (join.key.iter())
            .filter_map(|key| key_column(names, key, dialect))
            .collect();
        let mut records: Vec<Vec<usize>> = Vec::new();
        for at in rows {
            let belongs = (records.last().and_then(|record| record.first()))
                .and_then(|first| sheet.rows.get(*first))
                .zip(sheet.rows.get(*at))
                .is_some_and(|(first, row)| continues(first, row, &kinds, &keys));
            match records.last_mut().filter(|_| belongs) {
                Some(record) => record.push(*at),
                None => records.push(vec![*at]),
            }
        }
        let named =
            (join.recognise.iter()).filter_map(|name| part_column(names, join, name, dialect));
        let mut named = named.flat_map(|column| rows.iter().map(move |row| (row, column)));
        let is_list = |(row, column): (&usize, usize)| {
            let row = sheet.rows.get(*row);
            row.and_then(|row| row.get(column))
                .is_some_and(holds_several)
        };
        if records.iter().all(|record| record.len() < 2) && named.any(is_list) {
            return None;
        }
        let of_row = (kinds.iter().enumerate())
            .map(|(column, kind)| match kind {
                Kind::Item => false,
                Kind::Row => true,
                Kind::Open => (records.iter()).any(|record| differs(sheet, record, column)),
            })
            .collect();
        Some(Self {
            into: &join.into,
            of_row,
            records,
        })
    }

    /// The indexes of the rows of each record.
    pub(super) fn records(&self) -> &[Vec<usize>] {
        &self.records
    }

    /// The record of these rows, and the number of cells that only repeat the first row.
    pub(super) fn record<'s>(
        &self,
        sheet: &'s Sheet,
        number: usize,
        rows: &[usize],
    ) -> Option<(Node<'s>, usize)> {
        let mut record: Option<Node<'s>> = None;
        let mut parts = Vec::new();
        let mut repeated = 0;
        for at in rows {
            let row = sheet.rows.get(*at)?;
            let mut whole = sheet.record(number, sheet.before + at, row);
            let NodeKind::Table(entries) = &mut whole.kind else {
                continue;
            };
            let (of_row, of_item): (Vec<Entry<'s>>, Vec<_>) =
                entries.drain(..).partition(|entry| self.is_of_row(entry));
            if let Some(first) = of_row.first().filter(|_| !of_row.iter().all(is_blank)) {
                parts.push(Node {
                    span: first.value.span,
                    kind: NodeKind::Table(of_row),
                });
            }
            if let Some(record) = &mut record {
                for entry in of_item {
                    // A note on a further row is not a repetition.
                    if is_own(sheet, &entry) {
                        record.inherit(entry);
                    } else if !is_blank(&entry) {
                        repeated += 1;
                    }
                }
            } else {
                whole.kind = NodeKind::Table(of_item);
                record = Some(whole);
            }
        }
        let mut record = record?;
        if let (NodeKind::Table(entries), Some(first)) = (&mut record.kind, parts.first()) {
            entries.push(Entry {
                key: self.into.to_owned().into(),
                key_span: first.span,
                value: Node {
                    span: first.span,
                    kind: NodeKind::List(parts),
                },
            });
        }
        Some((record, repeated))
    }

    fn is_of_row(&self, entry: &Entry<'_>) -> bool {
        let Span::Cell { column, .. } = entry.key_span else {
            return false;
        };
        (self.of_row.get(column as usize)).is_some_and(|of_row| *of_row)
    }
}

/// Whether it is not a cell, but words beside one.
fn is_own(sheet: &Sheet, entry: &Entry<'_>) -> bool {
    let Span::Cell { row, column, .. } = entry.key_span else {
        return false;
    };
    let cell = sheet.row(row).and_then(|row| row.get(column as usize));
    !sheet.beside.is_empty() && entry.value.text() != cell
}

/// Whether a cell names several parts.
fn holds_several(cell: &str) -> bool {
    const JOINTS: &[char] = &['\n', '；', ';', '、', '，', ',', '和', '及', '与'];
    cell.trim().contains(JOINTS)
}

fn is_blank(entry: &Entry<'_>) -> bool {
    entry.value.is_blank()
}

fn kinds(names: &[String], join: &Join, dialect: &Dialect) -> Vec<Kind> {
    let is_key = |name: &str| {
        let mut keys = join.key.iter();
        keys.any(|key| dialect.stands_for(name, key).is_some())
    };
    (names.iter())
        .map(|name| {
            let in_rows = dialect.knows_of_row(&join.into, name);
            let in_items = dialect.knows(name) && !dialect.ignores(name);
            match (in_items || is_key(name), in_rows) {
                (true, false) => Kind::Item,
                (false, true) => Kind::Row,
                _ => Kind::Open,
            }
        })
        .collect()
}

/// Whether a row continues the record of `first`: its item cells are equal or blank, and it has row cells.
fn continues(first: Row<'_>, row: Row<'_>, kinds: &[Kind], keys: &[usize]) -> bool {
    let cell = |row: Row<'_>, column: usize| row.get(column).unwrap_or_default().trim().to_owned();
    let same = |column: usize| {
        let said = cell(row, column);
        said.is_empty() || said == cell(first, column)
    };
    let columns = |wanted: Kind| {
        let kinds = kinds.iter().enumerate();
        kinds.filter_map(move |(column, kind)| (*kind == wanted).then_some(column))
    };
    let is_named = keys.iter().any(|key| !cell(first, *key).is_empty());
    let says_more = columns(Kind::Row).any(|column| !cell(row, column).is_empty());
    // A row without a key that differs in an item column belongs to another item whose key is missing.
    let repeats = columns(Kind::Item).all(same);
    is_named && says_more && repeats
}

/// Whether a column has a different value further down in the record.
fn differs(sheet: &Sheet, record: &[usize], column: usize) -> bool {
    let cell = |at: &usize| {
        let row = sheet.rows.get(*at)?;
        Some(row.get(column).unwrap_or_default().trim())
    };
    let mut cells = record.iter().filter_map(cell);
    let first = cells.next().unwrap_or_default();
    cells.any(|cell| !cell.is_empty() && cell != first)
}
