//! Cases of an item that have rows of their own: `"情形": [{"情形名称": "延续", "申请材料": [{…}]}]`.

use super::index::FieldIndex;
use crate::source::{Entry, Node, NodeKind};

/// The name of the field of a row that says when it applies.
const CONDITION: &str = "适用情形";

/// More fields beside its rows make what is called a case an item.
const MOST_FIELDS: usize = 3;

/// Lifts the rows of such cases into the record itself, each with its case as the condition.
pub(super) fn lift(index: &FieldIndex, record: &mut Node<'_>) {
    let NodeKind::Table(entries) = &mut record.kind else {
        return;
    };
    let mut lifted: Vec<Entry<'_>> = Vec::new();
    for entry in entries.iter_mut() {
        let NodeKind::List(cases) = &mut entry.value.kind else {
            continue;
        };
        let is_case = |case: &Node<'_>| is_case(index, case);
        if index.known(&entry.key).is_some() || cases.is_empty() || !cases.iter().all(is_case) {
            continue;
        }
        for case in cases.iter_mut() {
            take(index, case, &mut lifted);
        }
        cases.retain(|case| !case.entries().is_empty());
    }
    entries.retain(|entry| !matches!(&entry.value.kind, NodeKind::List(nodes) if nodes.is_empty()));
    for list in lifted {
        let same = entries.iter_mut().find(|entry| entry.key == list.key);
        match (same.map(|entry| &mut entry.value.kind), list.value.kind) {
            (Some(NodeKind::List(nodes)), NodeKind::List(rows)) => nodes.extend(rows),
            (_, kind) => entries.push(Entry {
                value: Node { kind, ..list.value },
                ..list
            }),
        }
    }
}

/// Whether an entry is a list of rows that the dialect knows.
fn is_rows(index: &FieldIndex, entry: &Entry<'_>) -> bool {
    let is_list = matches!(&entry.value.kind, NodeKind::List(nodes) if !nodes.is_empty());
    let rows = index.rows_at(&entry.key);
    is_list
        && entry.value.holds_tables()
        && rows.is_some_and(|rows| rows.known(CONDITION).is_some())
}

fn is_case(index: &FieldIndex, case: &Node<'_>) -> bool {
    let entries = case.entries();
    let others = entries.iter().filter(|entry| !is_rows(index, entry));
    let says = |entry: &&Entry<'_>| index.fields_of(&entry.key).any(|field| !field.alone);
    entries.iter().any(|entry| is_rows(index, entry))
        && others.clone().count() <= MOST_FIELDS
        && !others.clone().any(|entry| says(&entry))
        && others.filter(|entry| is_name(entry)).count() == 1
}

fn is_name(entry: &Entry<'_>) -> bool {
    let key = entry.key.to_lowercase();
    entry.value.text().is_some()
        && ["名称", "name", "mc", "title"]
            .iter()
            .any(|end| key.ends_with(end))
}

/// Takes the rows out of a case, and its name with them.
fn take<'a>(index: &FieldIndex, case: &mut Node<'a>, lifted: &mut Vec<Entry<'a>>) {
    let NodeKind::Table(entries) = &mut case.kind else {
        return;
    };
    let (rows, mut others): (Vec<_>, Vec<_>) = std::mem::take(entries)
        .into_iter()
        .partition(|entry| is_rows(index, entry));
    let name = others.iter().position(is_name).map(|at| others.remove(at));
    *entries = others;
    for mut list in rows {
        if let (NodeKind::List(nodes), Some(name)) = (&mut list.value.kind, &name) {
            for node in nodes {
                if let NodeKind::Table(row) = &mut node.kind {
                    row.push(Entry {
                        key: CONDITION.into(),
                        ..name.clone()
                    });
                }
            }
        }
        lifted.push(list);
    }
}
