//! Lifts the rows of the cases of an item into the item: `"情形": [{"情形名称": "延续", "申请材料": [{…}]}]`.

use super::index::FieldIndex;
use crate::source::{Entry, Node, NodeKind};

/// Name of the row's field for the case in which the row applies.
const CONDITION: &str = "适用情形";

/// Maximum number of fields beside the rows of a case; with more, it is an item of its own.
const MAX_OTHER_FIELDS: usize = 3;

/// Lifts the rows of cases into the record itself, each row with the name of its case as its condition.
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
            lift_rows(index, case, &mut lifted);
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

/// Whether a table is a case: it has rows, a name and few other fields, none of which is certainly the item's.
fn is_case(index: &FieldIndex, case: &Node<'_>) -> bool {
    let entries = case.entries();
    let others = entries.iter().filter(|entry| !is_rows(index, entry));
    let is_certain = |entry: &&Entry<'_>| index.fields_of(&entry.key).any(|field| !field.alone);
    entries.iter().any(|entry| is_rows(index, entry))
        && others.clone().count() <= MAX_OTHER_FIELDS
        && !others.clone().any(|entry| is_certain(&entry))
        && others.filter(|entry| is_name(entry)).count() == 1
}

fn is_name(entry: &Entry<'_>) -> bool {
    let key = entry.key.to_lowercase();
    entry.value.text().is_some()
        && ["名称", "name", "mc", "title"]
            .iter()
            .any(|end| key.ends_with(end))
}

/// Moves the rows of a case to `lifted`; the name of the case becomes the condition of each row.
fn lift_rows<'a>(index: &FieldIndex, case: &mut Node<'a>, lifted: &mut Vec<Entry<'a>>) {
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
