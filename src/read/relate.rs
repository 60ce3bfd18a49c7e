//! Lists beside that of the records, whose rows refer to them: `{"items": […], "materials": [{"itemId": …}]}`.

use std::borrow::Cow;
use std::collections::HashMap;

use super::link::{Column, link};
use super::locate::DEEPEST;
use crate::dialect::{Dialect, Join};
use crate::source::{Entry, Node, NodeKind};

/// Moves rows into the records that they refer to; rows without a record stay in their list. Returns the number of
/// references removed, which only repeat the keys of the records.
pub(super) fn relate(root: &mut Node<'_>, dialect: &Dialect) -> usize {
    if !dialect.file.initials {
        return 0;
    }
    relate_below(root, dialect, DEEPEST)
}

fn relate_below(node: &mut Node<'_>, dialect: &Dialect, depth: usize) -> usize {
    let NodeKind::Table(entries) = &mut node.kind else {
        return 0;
    };
    let is_main = |entry: &Entry<'_>| {
        let mut nodes = nodes(&entry.value).iter();
        nodes.any(|node| dialect.is_record(node)) && join_of(&entry.value, dialect).is_none()
    };
    let Some(main) = entries.iter().position(is_main) else {
        let inner = entries.iter_mut().filter(|_| depth > 0);
        return inner
            .map(|entry| relate_below(&mut entry.value, dialect, depth - 1))
            .sum();
    };
    let mut moved = 0;
    for at in 0..entries.len() {
        let join = entries
            .get(at)
            .and_then(|entry| join_of(&entry.value, dialect));
        if let Some(join) = join.filter(|_| at != main)
            && let Ok([records, rows]) = entries.get_disjoint_mut([main, at])
        {
            moved += attach(&mut records.value, &mut rows.value, join);
        }
    }
    moved
}

/// The tables of a list.
fn nodes<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match &node.kind {
        NodeKind::List(nodes) => nodes,
        _ => &[],
    }
}

/// The join whose rows a list may hold.
fn join_of<'d>(list: &Node<'_>, dialect: &'d Dialect) -> Option<&'d Join> {
    let first = nodes(list).first()?;
    let has = |join: &Join, wanted: &String| {
        let mut entries = first.entries().iter();
        entries.any(|entry| dialect.stands_in_row(&join.into, &entry.key, wanted))
    };
    let mut joins = dialect.file.joins.iter();
    joins.find(|join| {
        join.recognise.iter().all(|wanted| has(join, wanted))
            && !first
                .entries()
                .iter()
                .any(|entry| dialect.names_items(&entry.key))
    })
}

/// The values of a list of tables by their keys.
fn columns<'n>(list: &'n Node<'_>) -> Vec<Column<'n>> {
    let mut columns: Vec<Column<'n>> = Vec::new();
    let mut places: HashMap<&'n str, usize> = HashMap::new();
    for entry in nodes(list).iter().flat_map(Node::entries) {
        let Some(value) = value(&entry.value) else {
            continue;
        };
        let at = *places.entry(&entry.key).or_insert(columns.len());
        if at == columns.len() {
            columns.push(Column {
                name: &entry.key,
                values: Vec::new(),
            });
        }
        if let Some(column) = columns.get_mut(at) {
            column.values.push(Cow::Owned(value));
        }
    }
    columns
}

fn value(node: &Node<'_>) -> Option<String> {
    let text = node.plain_text().filter(|_| node.is_scalar())?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Moves the rows to their records.
fn attach<'a>(records: &mut Node<'a>, rows: &mut Node<'a>, join: &Join) -> usize {
    let (of_rows, of_records) = (columns(rows), columns(records));
    let Some((row, record)) = link(&of_rows, &of_records) else {
        return 0;
    };
    let name = |columns: &[Column<'_>], at: usize| columns.get(at).map(|one| one.name.to_owned());
    let (Some(row_key), Some(record_key)) = (name(&of_rows, row), name(&of_records, record)) else {
        return 0;
    };
    let (NodeKind::List(records), NodeKind::List(list)) = (&mut records.kind, &mut rows.kind)
    else {
        return 0;
    };
    let by: HashMap<String, usize> = records
        .iter()
        .enumerate()
        .filter_map(|(at, record)| Some((value(record.get(&record_key)?)?, at)))
        .collect();
    let mut moved = 0;
    let mut left = Vec::new();
    for mut row in std::mem::take(list) {
        let at = row
            .get(&row_key)
            .and_then(value)
            .and_then(|key| by.get(&key));
        let Some(record) = at.and_then(|at| records.get_mut(*at)) else {
            left.push(row);
            continue;
        };
        row.take(&row_key);
        moved += 1;
        let NodeKind::Table(entries) = &mut record.kind else {
            continue;
        };
        match entries
            .iter_mut()
            .find(|entry| entry.key == join.into)
            .map(|entry| &mut entry.value.kind)
        {
            Some(NodeKind::List(nodes)) => nodes.push(row),
            _ => entries.push(Entry {
                key: join.into.clone().into(),
                key_span: row.span,
                value: Node {
                    span: row.span,
                    kind: NodeKind::List(vec![row]),
                },
            }),
        }
    }
    *list = left;
    moved
}
