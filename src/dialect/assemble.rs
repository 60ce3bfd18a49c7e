//! Records spread over several rows of a table: cells that repeat the one above, and rows that
//! belong to one record.

use std::collections::HashMap;

use super::apply::{Applier, Source};
use super::fate::Fate;
use super::index::FieldIndex;
use super::loaded::Dialect;
use super::names::{find, normal};
use super::value::path_of;
use super::words::{brief, shortened};
use crate::source::{Entry, Node, NodeKind, Notice, NoticeCode, Span};

/// Assembles records from consecutive rows of a table.
#[derive(Debug)]
pub(crate) struct Assembly<'d> {
    dialect: &'d Dialect,
    /// The last values of the fields that are filled down.
    last: HashMap<String, Node<'static>>,
}

impl<'d> Assembly<'d> {
    pub(crate) fn new(dialect: &'d Dialect) -> Self {
        Self {
            dialect,
            last: HashMap::new(),
        }
    }

    /// Fills the blank fields of a row with the value above.
    pub(crate) fn fill(&mut self, record: &mut Node<'_>) {
        let file = &self.dialect.file;
        let by = file.group.iter().flat_map(|group| &group.by);
        for name in file.fill_down.iter().chain(by) {
            if let Some(value) = find(record, name).filter(|value| !value.is_blank()) {
                let text = value.plain_text().unwrap_or_default();
                let span = value.span;
                let kind = NodeKind::String(text.into());
                self.last.insert(name.clone(), Node { span, kind });
                continue;
            }
            let Some(above) = self.last.get(name) else {
                continue;
            };
            let NodeKind::Table(entries) = &mut record.kind else {
                continue;
            };
            let wanted = normal(name);
            match entries
                .iter_mut()
                .find(|entry| normal(&entry.key) == wanted)
            {
                // The blank cell keeps its own span.
                Some(entry) => entry.value.kind = above.kind.clone(),
                None => entries.push(Entry {
                    key: name.clone().into(),
                    key_span: above.span,
                    value: above.clone(),
                }),
            }
        }
    }

    /// Groups rows into records; each record takes the position of its first row.
    pub(crate) fn group<'a>(&self, rows: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let file = &self.dialect.file;
        let Some(group) = &file.group else {
            return rows;
        };
        let index = self.dialect.index.rows_at(&group.into);
        let mut known: HashMap<Vec<String>, usize> = HashMap::new();
        let mut records: Vec<(Node<'a>, Vec<Node<'a>>)> = Vec::new();
        for mut row in rows {
            let text = |name: &String| {
                let value = find(&row, name).and_then(Node::plain_text);
                value.unwrap_or_default().trim().to_owned()
            };
            let key: Vec<String> = group.by.iter().map(text).collect();
            let is_blank = key.iter().all(String::is_empty);
            let number = known.get(&key).copied().filter(|_| !is_blank);
            let Some((record, rows)) = number.and_then(|number| records.get_mut(number)) else {
                known.insert(key, records.len());
                let first = split(&mut row, index);
                records.push((row, vec![first]));
                continue;
            };
            supply(record, &mut row, index);
            rows.push(row);
        }
        let with_rows = |(mut record, mut rows): (Node<'a>, Vec<Node<'a>>)| {
            rows.retain(|row| !row.entries().is_empty());
            if let NodeKind::Table(entries) = &mut record.kind {
                let span = rows.first().map_or(Span::Nowhere, |row| row.span);
                let kind = NodeKind::List(rows);
                entries.push(Entry {
                    key: group.into.clone().into(),
                    key_span: span,
                    value: Node { span, kind },
                });
            }
            record
        };
        records.into_iter().map(with_rows).collect()
    }
}

/// Moves the row's own fields out of the first row of a record.
fn split<'a>(record: &mut Node<'a>, index: Option<&FieldIndex>) -> Node<'a> {
    let mut row = Node::table(record.span);
    if let (NodeKind::Table(entries), NodeKind::Table(own)) = (&mut record.kind, &mut row.kind) {
        let all = std::mem::take(entries);
        (*own, *entries) = all.into_iter().partition(|entry| is_of_row(entry, index));
    }
    row
}

/// Moves values that the record lacks from a later row to the record.
fn supply<'a>(record: &mut Node<'a>, row: &mut Node<'a>, index: Option<&FieldIndex>) {
    let (NodeKind::Table(entries), NodeKind::Table(own)) = (&mut record.kind, &mut row.kind) else {
        return;
    };
    for entry in own {
        if is_of_row(entry, index) || entry.value.is_blank() {
            continue;
        }
        let same = entries.iter_mut().find(|known| known.key == entry.key);
        if let Some(known) = same.filter(|known| known.value.is_blank()) {
            std::mem::swap(&mut known.value, &mut entry.value);
        }
    }
}

fn is_of_row(entry: &Entry<'_>, index: Option<&FieldIndex>) -> bool {
    index.is_some_and(|index| index.known(&entry.key).is_some())
}

impl<'a> Applier<'_, 'a> {
    /// The rows of a record, reduced to their own fields: repeated values are accounted for by the
    /// record, contradicting ones are kept.
    pub(super) fn grouped(
        &mut self,
        source: &Source<'_, 'a>,
        record: &Node<'a>,
    ) -> Option<Node<'a>> {
        let group = self.dialect.file.group.as_ref()?;
        let NodeKind::List(rows) = &source.node.kind else {
            return None;
        };
        if source.path != group.into {
            return None;
        }
        let index = self.dialect.index.rows_at(&group.into);
        let mut out = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let mut own = Node::table(row.span);
            for entry in row.entries() {
                let of_record = record.get(&entry.key);
                match of_record.filter(|_| !is_of_row(entry, index)) {
                    Some(said) => self.repeated(source, number, entry, said),
                    None => {
                        if let NodeKind::Table(entries) = &mut own.kind {
                            entries.push(entry.clone());
                        }
                    }
                }
            }
            out.push(own);
        }
        let kind = NodeKind::List(out);
        let span = source.node.span;
        Some(Node { span, kind })
    }

    /// Accounts for a value of a row whose field the record also has.
    fn repeated(
        &mut self,
        source: &Source<'_, 'a>,
        number: usize,
        entry: &Entry<'a>,
        said: &Node<'a>,
    ) {
        if entry.value.is_blank() {
            return;
        }
        if entry.value.to_json() == said.to_json() {
            let mut first = None;
            said.scalars(&mut |scalar| first = first.or(Some(scalar.span)));
            if let Some(first) = first {
                self.claims.said.add(&entry.value, first);
            }
            return;
        }
        let again = Source {
            node: &entry.value,
            path: entry.key.to_string(),
            kept: format!("{}.{}.{}", source.kept, number + 1, entry.key),
        };
        let notice = Notice::new(
            NoticeCode::Contradiction,
            path_of("extensions"),
            entry.value.span,
        );
        self.notices.push(
            notice
                .with("first", &again.path)
                .with("kept", brief(&said.to_json()))
                .with("second", &again.path)
                .with("other", shortened(&entry.value)),
        );
        self.keep(&again, Fate::Contradiction);
    }
}
