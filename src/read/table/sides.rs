//! Second tables, whose rows belong to the records of the main one.

use std::collections::HashMap;

use super::{Role, column, row_node};
use crate::dialect::{self, Dialect, Join};
use crate::i18n::Text;
use crate::read::document::DocumentReading;
use crate::source::cells::Sheet;
use crate::source::{Entry, Kind, Node, Span};

/// The side tables: their rows by the key of the record they belong to.
pub(super) struct Sides<'s> {
    dialect: &'s Dialect,
    tables: Vec<SideTable<'s>>,
}

struct SideTable<'s> {
    number: usize,
    sheet: &'s Sheet,
    names: &'s [String],
    join: &'s Join,
    /// For each name of the key that the table has: its rows by their value.
    rows: Vec<(&'s str, HashMap<&'s str, Vec<usize>>)>,
    taken: Vec<bool>,
    first: usize,
}

impl<'s> Sides<'s> {
    pub(super) fn new(sheets: &'s [Sheet], roles: &'s [Role], dialect: &'s Dialect) -> Self {
        let mut tables = Vec::new();
        for (number, (sheet, role)) in sheets.iter().zip(roles).enumerate() {
            let Role::Side(heading, join) = role else {
                continue;
            };
            let Some(join) = dialect.file.joins.get(*join) else {
                continue;
            };
            let mut rows = Vec::new();
            for key in &join.key {
                let Some(column) = column(&heading.names, key) else {
                    continue;
                };
                let mut by: HashMap<&str, Vec<usize>> = HashMap::new();
                for (at, row) in sheet.rows.iter().enumerate().skip(heading.last + 1) {
                    if let Some(value) = row.get(column).map(str::trim)
                        && !value.is_empty()
                    {
                        by.entry(value).or_default().push(at);
                    }
                }
                rows.push((key.as_str(), by));
            }
            tables.push(SideTable {
                number,
                sheet,
                names: &heading.names,
                join,
                rows,
                taken: vec![false; sheet.rows.len()],
                first: heading.last + 1,
            });
        }
        Self { dialect, tables }
    }

    /// Puts the rows that belong to a record under it.
    pub(super) fn attach(&mut self, record: &mut Node<'s>) {
        for table in &mut self.tables {
            let mut nodes: Vec<Node<'s>> = Vec::new();
            for (index, (key, by)) in table.rows.iter().enumerate() {
                let of = table.join.of.get(index).or(table.join.of.first());
                let of = of.map_or(*key, String::as_str);
                // The main table may call the same thing otherwise: 事项名称, 业务办理项名称.
                let value = self.dialect.names_of(of).find_map(|name| {
                    let wanted = dialect::normal(name);
                    (record.entries().iter())
                        .find(|entry| dialect::normal(&entry.key) == wanted)
                        .and_then(|entry| entry.value.text())
                        .map(|text| text.trim().to_owned())
                });
                let Some(value) = value.filter(|value| !value.is_empty()) else {
                    continue;
                };
                let Some(found) = by.get(value.as_str()) else {
                    continue;
                };
                for row in found {
                    if let Some(taken) = table.taken.get_mut(*row) {
                        *taken = true;
                    }
                    if let Some(cells) = table.sheet.rows.get(*row) {
                        let mut node = row_node(table.number, *row, table.names, cells);
                        // The key has done its work.
                        let of_key = |name: &str| {
                            table
                                .join
                                .key
                                .iter()
                                .any(|key| dialect::normal(key) == dialect::normal(name))
                        };
                        if let Kind::Table(entries) = &mut node.kind {
                            entries.retain(|entry| !of_key(&entry.key));
                        }
                        nodes.push(node);
                    }
                }
                break;
            }
            if let (false, Kind::Table(entries)) = (nodes.is_empty(), &mut record.kind) {
                let span = nodes.first().map_or(Span::Nowhere, |node| node.span);
                if table.join.single {
                    if let Some(row) = nodes.into_iter().next() {
                        entries.push(Entry {
                            key: table.join.into.clone().into(),
                            key_spot: span,
                            value: row,
                        });
                    }
                    continue;
                }
                entries.push(Entry {
                    key: table.join.into.clone().into(),
                    key_spot: span,
                    value: Node {
                        span,
                        kind: Kind::List(nodes),
                    },
                });
            }
        }
    }

    /// Rows of side tables that belong to no record are lost, and said to be.
    pub(super) fn orphans(&self, read: &mut DocumentReading) {
        for table in &self.tables {
            let rows = table.sheet.rows.iter().zip(&table.taken);
            for (number, (row, taken)) in rows.enumerate().skip(table.first) {
                if !taken && !row.is_blank() {
                    let what = Text::new(
                        "附表的这一行找不到所属的事项",
                        "this row of a second table belongs to no item",
                    );
                    read.lose_row(&row_node(table.number, number, table.names, row), what);
                }
            }
        }
    }
}
