//! Long tables: one row per element of an item, with the element's name in one column and its value in another.

use std::collections::HashMap;

use super::aside::{above, aside};
use super::heading::HEADING_ROWS;
use super::joins::Joins;
use super::record::DocumentReading;
use super::sheet_notes::{note_aside, note_beside, note_cells};
use crate::dialect::Dialect;
use crate::source::cells::{Row, Sheet};
use crate::source::numbering::Numbering;
use crate::source::{Entry, Node, NodeKind, Span, pairs};

/// Minimum number of known element names in the label column.
const FEWEST_NAMES: usize = 3;

/// Columns with filling instructions or row numbers, which are not about the item.
const GUIDANCE: &[&str] = &[
    "填写说明",
    "填报说明",
    "填写要求",
    "填报要求",
    "是否必填",
    "必填",
    "是否必填项",
    "排序号",
    "排序",
    "序号",
    "顺序号",
    "sort",
    "orderno",
    "order_no",
    "sort_no",
    "seq",
    "row_no",
    "rowno",
];

/// The columns of a long table.
pub(super) struct Long {
    header: usize,
    label: usize,
    value: usize,
    /// The columns that identify the item of a row.
    keys: Vec<usize>,
    /// Approximate number of items.
    pub(super) items: usize,
}

impl Long {
    /// Finds the columns of a sheet, if it is a long table.
    pub(super) fn of(sheet: &Sheet, dialect: &Dialect) -> Option<Self> {
        if sheet.before > 0 || sheet.unreadable.is_some() {
            return None;
        }
        let mut rows = sheet.rows.iter().take(HEADING_ROWS).enumerate();
        rows.find_map(|(at, row)| {
            let label = row.iter().position(pairs::is_label)?;
            let mut values = row.iter().enumerate();
            let (value, _) = values.find(|(at, name)| *at != label && pairs::is_value(name))?;
            let below = || sheet.rows.iter().skip(at + 1).filter(|row| !row.is_blank());
            let labels = below().filter_map(|row| row.get(label)).map(str::trim);
            let mut labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
            labels.sort_unstable();
            labels.dedup();
            let known = labels
                .iter()
                .filter(|label| dialect.knows_label(label))
                .count();
            let is_long = known >= FEWEST_NAMES
                && known * 2 >= labels.len()
                && labels.iter().any(|label| dialect.names_items(label));
            is_long.then(|| Self {
                header: at,
                label,
                value,
                keys: keys(row, label, value, dialect),
                items: below()
                    .filter_map(|row| row.get(label))
                    .filter(|label| dialect.names_items(label.trim()))
                    .count(),
            })
        })
    }

    /// Reads the items of the table.
    pub(super) fn read<'s>(
        &self,
        read: &mut DocumentReading<'_>,
        number: usize,
        sheet: &'s Sheet,
        joins: &mut Joins<'s>,
    ) {
        note_cells(read, number, sheet);
        let mut records: Vec<Record<'s>> = Vec::new();
        let mut known: HashMap<Vec<&'s str>, usize> = HashMap::new();
        let Some(header) = sheet.rows.get(self.header) else {
            return;
        };
        let mut used = Vec::new();
        for (at, row) in sheet.rows.iter().enumerate() {
            let label = row.get(self.label).unwrap_or_default().trim();
            if row.is_blank() || at == self.header || row.iter().eq(header.iter()) {
                continue;
            }
            if at < self.header || label.is_empty() || aside(row).is_some() {
                note_aside(read, number, at, row, above(row));
                continue;
            }
            used.push(at);
            let key: Vec<&str> = (self.keys.iter())
                .map(|column| row.get(*column).unwrap_or_default().trim())
                .collect();
            // Without key columns, an item begins with the same element as the item before.
            let begins = self.keys.is_empty()
                && records.last().is_none_or(|last| {
                    last.node
                        .entries()
                        .first()
                        .is_some_and(|first| first.key == label)
                });
            let record = match known.get(&key) {
                Some(record) if !begins => *record,
                _ => {
                    records.push(Record::at(Span::cell(number, at, self.label)));
                    known.insert(key, records.len() - 1);
                    records.len() - 1
                }
            };
            if let Some(record) = records.get_mut(record) {
                self.row(read, number, at, (header, row), joins.dialect(), record);
            }
        }
        note_beside(read, number, sheet, &|row| used.binary_search(&row).is_ok());
        for Record { mut node, .. } in records {
            joins.attach(&mut node);
            read.record(node, 0);
        }
    }

    /// Adds a row to its record.
    fn row<'s>(
        &self,
        read: &mut DocumentReading<'_>,
        number: usize,
        at: usize,
        (header, row): (Row<'s>, Row<'s>),
        dialect: &Dialect,
        record: &mut Record<'s>,
    ) {
        let label = row.get(self.label).unwrap_or_default().trim();
        for (column, text) in row.iter().enumerate() {
            let name = header.get(column).unwrap_or_default().trim();
            let is_blank = text.trim().is_empty();
            let key = if column == self.value {
                label.to_owned()
            } else if is_blank {
                continue;
            } else if column == self.label || is_guidance(name) || dialect.ignores(name) {
                read.around(1);
                continue;
            } else if self.keys.contains(&column) {
                // Each row of an item repeats its key.
                let said = record.node.get(name).and_then(Node::text);
                if said == Some(text) {
                    read.around(1);
                    continue;
                }
                name.to_owned()
            } else {
                format!("{label}.{name}")
            };
            record.add(&key, text, Span::cell(number, at, column), dialect);
        }
    }
}

/// The columns that identify the item of a row: known fields and codes.
fn keys(header: Row<'_>, label: usize, value: usize, dialect: &Dialect) -> Vec<usize> {
    let columns = header.iter().enumerate();
    let others = columns.filter(|(column, name)| {
        let name = name.trim();
        *column != label
            && *column != value
            && !name.is_empty()
            && !is_guidance(name)
            && !dialect.ignores(name)
    });
    let is_key = |name: &str| {
        let name = name.trim().to_lowercase();
        dialect.knows_label(&name)
            || ["id", "编码", "编号", "代码", "标识", "code"]
                .iter()
                .any(|end| name.ends_with(end))
    };
    others
        .filter(|(_, name)| is_key(name))
        .map(|(column, _)| column)
        .collect()
}

fn is_guidance(name: &str) -> bool {
    GUIDANCE.contains(&name.trim().to_lowercase().as_str())
}

/// An item under construction.
struct Record<'s> {
    node: Node<'s>,
    numbering: Numbering,
}

impl<'s> Record<'s> {
    fn at(span: Span) -> Self {
        Self {
            node: Node::table(span),
            numbering: Numbering::default(),
        }
    }

    /// Adds a value. A repeated name extends it or, if the field takes only one value, gets a numbered key.
    fn add(&mut self, key: &str, text: &'s str, span: Span, dialect: &Dialect) {
        let NodeKind::Table(entries) = &mut self.node.kind else {
            return;
        };
        let entry = |key: &str| Entry {
            key: key.to_owned().into(),
            key_span: span,
            value: Node {
                span,
                kind: NodeKind::String(text.into()),
            },
        };
        // 材料-名称: the rows of a list one after the other.
        if let Some((list, name)) = key.split_once(['-', '—', '－'])
            && dialect.is_in_rows(list, name)
        {
            let at = self.numbering.position(entries, list);
            return add_to_list(entries, at, list, entry(name));
        }
        let known = self.numbering.position(entries, key);
        match known.and_then(|at| entries.get_mut(at)) {
            Some(known) if known.value.is_blank() => known.value = entry(key).value,
            Some(known) if dialect.takes_several(key) => known.value.append(entry(key).value),
            _ => self.numbering.push(entries, entry(key)),
        }
    }
}

/// Adds a field to the last row of the list at an index, or to a new row if the last one already has it.
fn add_to_list<'s>(entries: &mut Vec<Entry<'s>>, at: Option<usize>, list: &str, entry: Entry<'s>) {
    let span = entry.value.span;
    let at = at.unwrap_or_else(|| {
        entries.push(Entry {
            key: list.to_owned().into(),
            key_span: span,
            value: Node {
                span,
                kind: NodeKind::List(Vec::new()),
            },
        });
        entries.len() - 1
    });
    let Some(NodeKind::List(rows)) = entries.get_mut(at).map(|entry| &mut entry.value.kind) else {
        return;
    };
    let is_full = |row: &Node<'_>| row.get(&entry.key).is_some();
    if rows.last().is_none_or(is_full) {
        rows.push(Node::table(span));
    }
    if let Some(NodeKind::Table(row)) = rows.last_mut().map(|row| &mut row.kind) {
        row.push(entry);
    }
}
