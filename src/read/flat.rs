//! Denormalised tables with a row per material, step or fee, or for one of each, in which the item's cells are merged,
//! repeated or written once.

use crate::dialect::{Dialect, Join};
use crate::source::cells::{Row, Sheet};
use crate::source::{Entry, Node, NodeKind, Span};

/// The grouping of the rows of a denormalised table into records.
pub(super) struct Flat<'d> {
    /// The fields of a record that hold its rows.
    into: Vec<&'d str>,
    /// For each column that belongs to a row rather than to the item, the index of its list in `into`.
    of_row: Vec<Option<usize>>,
    /// The indexes of the rows of each record.
    records: Vec<Vec<usize>>,
}

/// The kind of a column according to the dialect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It belongs to the item.
    Item,
    /// It belongs to the row of the join with this index.
    Row(usize),
    /// It may belong to either: the values decide.
    Open(usize),
}

/// Whether a column belongs to one of the lists of an item that rows may represent.
pub(super) fn names_part(name: &str, dialect: &Dialect) -> bool {
    let mut joins = dialect.file.joins.iter().filter(|join| !join.single);
    joins.any(|join| dialect.knows_of_row(&join.into, name))
}

/// The column of a key of a join; if several match, the one whose name fits best.
pub(super) fn key_column(names: &[String], key: &str, dialect: &Dialect) -> Option<usize> {
    let columns = names.iter().enumerate().filter_map(|(at, name)| {
        let place = dialect.stands_for(name, key)?;
        Some((place, at))
    });
    columns.min().map(|(_, at)| at)
}

/// The column of a field that a join is recognised by.
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
    !joins_of(names, dialect).is_empty()
}

/// The joins whose columns are among those of the records.
fn joins_of<'d>(names: &[String], dialect: &'d Dialect) -> Vec<&'d Join> {
    let mut joins: Vec<&Join> = Vec::new();
    for join in &dialect.file.joins {
        // 环节 may list all steps in one cell, unless another column has details of each.
        let of_rows = |name: &String| {
            dialect.knows_of_row(&join.into, name)
                && !is_of_item(name, join, dialect)
                // A name that is written for the list is not translated to one of a column.
                && !(name.is_ascii() && dialect.knows_label(name))
        };
        let has_part = |name: &String| {
            let column = part_column(names, join, name, dialect);
            let part = column.and_then(|at| names.get(at));
            part.is_some_and(|part| {
                !dialect.is_alone_in_row(&join.into, part)
                    || names.iter().any(|name| name != part && of_rows(name))
            })
        };
        let has_key = |name: &String| key_column(names, name, dialect).is_some();
        let is_one = !join.single
            && join.recognise.iter().all(has_part)
            && join.key.iter().any(has_key)
            && names.iter().any(|name| dialect.names_items(name));
        if is_one && joins.iter().all(|other| other.into != join.into) {
            joins.push(join);
        }
    }
    joins
}

impl<'d> Flat<'d> {
    /// Groups the rows of a table into records; `None` if every record has one row and some cell
    /// lists several parts.
    pub(super) fn new(sheet: &Sheet, rows: &[usize], dialect: &'d Dialect) -> Option<Self> {
        let names = &sheet.header;
        let joins = joins_of(names, dialect);
        let kinds = column_kinds(names, &joins, dialect);
        let keys: Vec<usize> = joins
            .first()?
            .key
            .iter()
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
        let named = joins.iter().flat_map(|join| {
            let names_of = move |name: &String| part_column(names, join, name, dialect);
            join.recognise.iter().filter_map(names_of)
        });
        let mut named = named.flat_map(|column| rows.iter().map(move |row| (row, column)));
        let is_list = |(row, column): (&usize, usize)| {
            let row = sheet.rows.get(*row);
            row.and_then(|row| row.get(column))
                .is_some_and(may_list_parts)
        };
        if records.iter().all(|record| record.len() < 2) && named.any(is_list) {
            return None;
        }
        let of_row = kinds
            .iter()
            .enumerate()
            .map(|(column, kind)| match kind {
                Kind::Item => None,
                Kind::Row(join) => Some(*join),
                Kind::Open(join) => records
                    .iter()
                    .any(|record| has_other_values(sheet, record, column))
                    .then_some(*join),
            })
            .collect();
        Some(Self {
            into: joins.iter().map(|join| join.into.as_str()).collect(),
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
        let mut parts: Vec<Vec<Node<'s>>> = vec![Vec::new(); self.into.len()];
        let mut repeated = 0;
        for at in rows {
            let row = sheet.rows.get(*at)?;
            let mut whole = sheet.record(number, sheet.before + at, row);
            let NodeKind::Table(entries) = &mut whole.kind else {
                continue;
            };
            let mut of_item = Vec::new();
            let mut of_rows: Vec<Vec<Entry<'s>>> = vec![Vec::new(); self.into.len()];
            for entry in entries.drain(..) {
                let list = self.list_of(&entry).and_then(|list| of_rows.get_mut(list));
                list.unwrap_or(&mut of_item).push(entry);
            }
            for (parts, of_row) in parts.iter_mut().zip(of_rows) {
                let Some(first) = of_row.iter().find(|entry| !is_blank(entry)) else {
                    continue;
                };
                // The product of two lists repeats each of them.
                if self.into.len() > 1 && parts.iter().any(|part| has_same_values(part, &of_row)) {
                    repeated += of_row.iter().filter(|entry| !is_blank(entry)).count();
                    continue;
                }
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
        for (into, parts) in self.into.iter().zip(parts) {
            if let (NodeKind::Table(entries), Some(first)) = (&mut record.kind, parts.first()) {
                entries.push(Entry {
                    key: (*into).to_owned().into(),
                    key_span: first.span,
                    value: Node {
                        span: first.span,
                        kind: NodeKind::List(parts),
                    },
                });
            }
        }
        Some((record, repeated))
    }

    /// The list that a cell belongs to, if it is not the item's.
    fn list_of(&self, entry: &Entry<'_>) -> Option<usize> {
        let Span::Cell { column, .. } = entry.key_span else {
            return None;
        };
        self.of_row.get(column as usize).copied().flatten()
    }
}

/// Whether a part of a record has the same values as the cells of another row.
fn has_same_values(part: &Node<'_>, cells: &[Entry<'_>]) -> bool {
    let said = |entries: &[Entry<'_>]| -> Vec<Option<String>> {
        entries
            .iter()
            .map(|entry| entry.value.plain_text())
            .collect()
    };
    said(part.entries()) == said(cells)
}

/// Whether an entry is not a cell, but words beside one.
fn is_own(sheet: &Sheet, entry: &Entry<'_>) -> bool {
    let Span::Cell { row, column, .. } = entry.key_span else {
        return false;
    };
    let cell = sheet.row(row).and_then(|row| row.get(column as usize));
    !sheet.beside.is_empty() && entry.value.text() != cell
}

/// Whether a cell may list several parts.
fn may_list_parts(cell: &str) -> bool {
    const PART_SEPARATORS: &[char] = &['\n', '；', ';', '、', '，', ',', '和', '及', '与'];
    cell.trim().contains(PART_SEPARATORS)
}

fn is_blank(entry: &Entry<'_>) -> bool {
    entry.value.is_blank()
}

/// Whether a column of a join may also describe the item: the dialect knows it, and not as the list itself.
fn is_of_item(name: &str, join: &Join, dialect: &Dialect) -> bool {
    let fills_list = dialect.fills_same(name, &join.into);
    dialect.knows(name) && !dialect.ignores(name) && !fills_list
}

fn column_kinds(names: &[String], joins: &[&Join], dialect: &Dialect) -> Vec<Kind> {
    let is_key = |name: &str| {
        let mut keys = joins.iter().flat_map(|join| &join.key);
        keys.any(|key| dialect.stands_for(name, key).is_some())
    };
    // A column known in several lists belongs to the list of the columns before it.
    let mut last = 0;
    names
        .iter()
        .map(|name| {
            let in_rows = |at: &usize| {
                let join = joins.get(*at);
                join.is_some_and(|join| dialect.knows_of_row(&join.into, name))
            };
            let owner = Some(last).filter(in_rows);
            let owner = owner.or_else(|| (0..joins.len()).find(in_rows));
            let join = owner.and_then(|at| joins.get(at));
            let in_items = match join {
                Some(join) => is_of_item(name, join, dialect),
                None => dialect.knows(name) && !dialect.ignores(name),
            };
            match (in_items || is_key(name), owner) {
                (true, None) => Kind::Item,
                (false, Some(owner)) => {
                    last = owner;
                    Kind::Row(owner)
                }
                (_, owner) => Kind::Open(owner.unwrap_or(last)),
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
    let columns = |is_wanted: fn(&Kind) -> bool| {
        let kinds = kinds.iter().enumerate();
        kinds.filter_map(move |(column, kind)| is_wanted(kind).then_some(column))
    };
    let is_named = keys.iter().any(|key| !cell(first, *key).is_empty());
    let has_row_cells =
        columns(|kind| matches!(kind, Kind::Row(_))).any(|column| !cell(row, column).is_empty());
    // A row without a key that differs in an item column belongs to another item whose key is missing.
    let repeats = columns(|kind| *kind == Kind::Item).all(same);
    is_named && has_row_cells && repeats
}

/// Whether a column has a different value further down in the record.
fn has_other_values(sheet: &Sheet, record: &[usize], column: usize) -> bool {
    let cell = |at: &usize| {
        let row = sheet.rows.get(*at)?;
        Some(row.get(column).unwrap_or_default().trim())
    };
    let mut cells = record.iter().filter_map(cell);
    let first = cells.next().unwrap_or_default();
    cells.any(|cell| !cell.is_empty() && cell != first)
}
