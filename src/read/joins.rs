//! Joined tables, whose rows belong to the records of the main table.

use std::borrow::Cow;
use std::collections::HashMap;

use super::aside::aside;
use super::flat::key_column;
use super::link::{Column, is_of_row, link};
use super::record::{Content, DocumentReading, Failure, no_item};
use crate::dialect::{Dialect, Join};
use crate::i18n::{Argument, Text};
use crate::source::cells::Sheet;
use crate::source::{Entry, Node, NodeKind};

/// The joined tables of a document, with their rows by the key of the record.
pub(super) struct Joins<'s> {
    dialect: &'s Dialect,
    sheets: Vec<JoinedSheet<'s>>,
    /// Whether there is a single record: a table without a key belongs to it.
    is_single: bool,
}

/// A joined table.
pub(super) struct JoinedSheet<'s> {
    number: usize,
    sheet: &'s Sheet,
    join: &'s Join,
    /// For each key of the join that is a column of the table, its rows by value.
    rows: Vec<(&'s str, HashMap<&'s str, Vec<usize>>)>,
    /// The foreign-key column and the column of the main table that it refers to, if they were found by their values
    /// instead of by name.
    linked: Option<(&'s str, &'s str)>,
    /// For each row, whether a record has taken it.
    taken: Vec<bool>,
}

impl<'s> JoinedSheet<'s> {
    /// Indexes a sheet with a known header; `is_read` selects its rows. Records are those of `mains`.
    pub(super) fn new(
        number: usize,
        sheet: &'s Sheet,
        join: &'s Join,
        (dialect, mains): (&Dialect, &[&'s Sheet]),
        is_read: &dyn Fn(usize) -> bool,
    ) -> Self {
        let first = sheet.first_record().saturating_sub(sheet.before);
        let mut rows = Vec::new();
        let name = |column: usize| sheet.header.get(column).map(String::as_str);
        let mut keys: Vec<(&str, usize)> = join
            .key
            .iter()
            .filter_map(|key| Some((key.as_str(), key_column(&sheet.header, key, dialect)?)))
            .collect();
        // A column that identifies the rows of the joined table itself is not a certain reference.
        let is_certain = |(_, column): &(&str, usize)| !name(*column).is_some_and(is_of_row);
        let linked = match mains {
            [main] if dialect.file.initials && !keys.iter().any(is_certain) => {
                link(&columns(sheet), &columns(main)).and_then(|(row, record)| {
                    Some((row, (name(row)?, main.header.get(record)?.as_str())))
                })
            }
            _ => None,
        };
        if let Some((column, (name, _))) = linked {
            keys = vec![(name, column)];
        }
        for (key, column) in keys {
            let mut by: HashMap<&str, Vec<usize>> = HashMap::new();
            for (at, row) in sheet.rows.iter().enumerate().skip(first) {
                if let Some(value) = row.get(column).map(str::trim)
                    && !value.is_empty()
                    && is_read(at)
                {
                    by.entry(value).or_default().push(at);
                }
            }
            rows.push((key, by));
        }
        Self {
            number,
            sheet,
            join,
            rows,
            linked: linked.map(|(_, names)| names),
            taken: (0..sheet.rows.len()).map(|at| !is_read(at)).collect(),
        }
    }

    /// The reason why a row could not be joined: the table has none of the known keys, or else `otherwise`.
    fn orphan(&self, otherwise: Text) -> Argument {
        if !self.rows.is_empty() {
            return otherwise.into();
        }
        let keys = self.join.key.join("、");
        Argument::Both {
            zh: format!("附表没有认得的关联字段（{keys}），不知道这一行属于哪个事项"),
            en: format!(
                "the joined table has none of the known keys ({keys}), so this row cannot be assigned to an item"
            ),
        }
    }

    /// The rows that belong to a record, without the key column.
    fn rows_of(&mut self, record: &Node<'_>, dialect: &Dialect, is_single: bool) -> Vec<Node<'s>> {
        let (linked, join) = (self.linked, self.join);
        let is_key = |name: &str| {
            let mut keys = join.key.iter();
            linked.map_or_else(
                || keys.any(|key| dialect.stands_for(name, key).is_some()),
                |(row, _)| name == row,
            )
        };
        if self.rows.is_empty() && is_single {
            let first = self.sheet.first_record().saturating_sub(self.sheet.before);
            let rows = self.sheet.rows.iter().enumerate().skip(first);
            let rows: Vec<usize> = rows
                .filter(|(at, row)| !row.is_blank() && self.taken.get(*at) == Some(&false))
                .filter(|(_, row)| aside(*row).is_none())
                .map(|(at, _)| at)
                .collect();
            return rows.iter().filter_map(|row| self.take(*row)).collect();
        }
        for (index, (key, by)) in self.rows.iter().enumerate() {
            let of = self.join.of.get(index).or(self.join.of.first());
            let of = of.map_or(*key, String::as_str);
            let value = match self.linked {
                Some((_, name)) => record.get(name).and_then(Node::text).map(str::to_owned),
                None => value_of(record, of, dialect),
            };
            let Some(found) = value.and_then(|value| by.get(value.trim())) else {
                continue;
            };
            let mut nodes = Vec::new();
            for row in found.clone() {
                let Some(mut node) = self.take(row) else {
                    continue;
                };
                if let NodeKind::Table(entries) = &mut node.kind {
                    entries.retain(|entry| !is_key(&entry.key));
                }
                nodes.push(node);
            }
            return nodes;
        }
        Vec::new()
    }

    /// Marks a row as taken and returns it as a node.
    fn take(&mut self, row: usize) -> Option<Node<'s>> {
        if let Some(taken) = self.taken.get_mut(row) {
            *taken = true;
        }
        let cells = self.sheet.rows.get(row)?;
        Some(
            self.sheet
                .record(self.number, self.sheet.before + row, cells),
        )
    }
}

/// The columns of a sheet with their values.
fn columns(sheet: &Sheet) -> Vec<Column<'_>> {
    let first = sheet.first_record().saturating_sub(sheet.before);
    let names = sheet.header.iter().enumerate();
    let columns = names.map(|(at, name)| {
        let rows = sheet.rows.iter().skip(first);
        let values = rows.filter_map(|row| row.get(at).map(str::trim));
        let values = values.filter(|value| !value.is_empty());
        Column {
            name,
            values: values.map(Cow::Borrowed).collect(),
        }
    });
    columns.collect()
}

/// The value of a record's field under any of its names: 事项名称, 业务办理项名称.
fn value_of(record: &Node<'_>, field: &str, dialect: &Dialect) -> Option<String> {
    let values = record.entries().iter().filter_map(|entry| {
        let place = dialect.stands_for(&entry.key, field)?;
        Some((place, entry.value.text()?))
    });
    let (_, value) = values.min_by_key(|(place, _)| *place)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

impl<'s> Joins<'s> {
    pub(super) fn new(dialect: &'s Dialect, sheets: Vec<JoinedSheet<'s>>, is_single: bool) -> Self {
        Self {
            dialect,
            sheets,
            is_single,
        }
    }

    /// The dialect of the records.
    pub(super) fn dialect(&self) -> &'s Dialect {
        self.dialect
    }

    /// Adds the joined rows to a record.
    pub(super) fn attach(&mut self, record: &mut Node<'s>) {
        for table in &mut self.sheets {
            let mut rows = table
                .rows_of(record, self.dialect, self.is_single)
                .into_iter();
            let Some(first) = rows.next() else { continue };
            let span = first.span;
            let value = if table.join.single {
                first
            } else {
                Node {
                    span,
                    kind: NodeKind::List(std::iter::once(first).chain(rows).collect()),
                }
            };
            if let NodeKind::Table(entries) = &mut record.kind {
                entries.push(Entry {
                    key: table.join.into.clone().into(),
                    key_span: span,
                    value,
                });
            }
        }
    }

    /// Reports the rows of joined tables that belong to no record.
    pub(super) fn fail_orphans(&self, read: &mut DocumentReading<'_>) {
        const ORPHAN: Text = Text::new(
            "附表的这一行找不到所属的事项",
            "this row of a joined table matches no item",
        );
        for table in &self.sheets {
            let what = table.orphan(ORPHAN);
            let rows = table.sheet.rows.iter().zip(&table.taken).enumerate();
            let before = table.sheet.before;
            let first = table.sheet.first_record().saturating_sub(before);
            for (number, (row, taken)) in rows.skip(first) {
                if *taken || row.is_blank() {
                    continue;
                }
                let node = table.sheet.record(table.number, before + number, row);
                let failure = Failure::new(0, node.span, vec![no_item(node.span, what.clone())]);
                read.fail(failure.with(Content::Cells(node.to_json())));
            }
        }
    }
}
