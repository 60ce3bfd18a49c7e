//! Rows nested in a record: materials, steps, fees.

use std::collections::BTreeSet;

use serde_json::Value;

use super::apply::{Applier, Source, TablePath};
use super::compose::compose;
use super::fate::Fate;
use super::file::FieldMapping;
use super::index::FieldIndex;
use super::names::{join, normal};
use super::output::ReadContext;
use super::target::{entry, set, string, tree};
use super::value::left;
use super::words::{brief, standing};
use crate::model::elements::{Field, ITEM};
use crate::prose::is_filler;
use crate::source::{Node, NodeKind, Notice, NoticeCode, Span};
use crate::vocabulary::ContactWay;

impl<'a> Applier<'_, 'a> {
    /// Converts a list of rows.
    pub(super) fn rows(
        &mut self,
        field: &FieldMapping,
        index: Option<&FieldIndex>,
        source: &Source<'_, 'a>,
        out: &mut Node<'a>,
    ) {
        let node = source.node;
        let nodes = match &node.kind {
            NodeKind::List(nodes) => nodes.as_slice(),
            NodeKind::Table(_) => std::slice::from_ref(node),
            _ => {
                let words = node.plain_text().unwrap_or_default();
                self.used(source, field, None, &[]);
                if !is_filler(&words) {
                    self.unread(source, &field.to, &[words]);
                }
                return;
            }
        };
        let mut list: Vec<Node<'a>> = Vec::new();
        if let Some(line) = &field.line {
            self.lines(field, line, nodes, source, &mut list);
        } else if let Some(index) = index {
            let inner = join(&self.owner, &field.to.element());
            let outer = std::mem::replace(&mut self.owner, inner);
            for (number, row) in in_order(nodes, index) {
                let kept = format!("{}.{}", source.kept, number + 1);
                if !row.is_table() {
                    let odd = Source {
                        node: row,
                        path: source.path.clone(),
                        kept,
                    };
                    self.odd_row(field, &odd);
                    continue;
                }
                let mut made = Node::table(row.span);
                let at = TablePath {
                    path: &source.path,
                    kept: &kept,
                };
                self.table(index, row, &mut made, at);
                if !made.entries().is_empty() {
                    list.push(made);
                }
            }
            self.owner = outer;
        }
        if list.is_empty() {
            return;
        }
        // An element that is not a list takes the rows in turn: the first one is used, and values
        // of later rows that differ are kept in the extensions.
        let element = ITEM.find(&join(&self.owner, &field.to.element()));
        if element.is_some_and(|element| !element.is_list) {
            let is_contact =
                |known: &Field| known.group.is_some_and(|of| of.field("ways").is_some());
            if element.is_some_and(is_contact) {
                list.iter_mut().for_each(add_ways);
            }
            return list
                .into_iter()
                .for_each(|row| self.put(field, source, row, out));
        }
        let span = source.node.span;
        let kind = NodeKind::List(list);
        self.put(field, source, Node { span, kind }, out);
    }

    /// Keeps an entry of a list of rows that is no row, unless it is blank.
    fn odd_row(&mut self, field: &FieldMapping, source: &Source<'_, 'a>) {
        self.used(source, field, None, &[]);
        let words = source.node.plain_text().unwrap_or_default();
        if !is_filler(&words) {
            self.unread(source, &field.to, &[words]);
        }
    }

    /// Puts the output of rows at the field's target.
    fn put(
        &mut self,
        field: &FieldMapping,
        source: &Source<'_, 'a>,
        value: Node<'a>,
        out: &mut Node<'a>,
    ) {
        let Some(other) = set(out, field.to.parts(), value, &mut self.claims.said) else {
            return;
        };
        let to = field.to.to_string();
        self.notices.push(
            Notice::new(
                NoticeCode::Contradiction,
                self.place_of(&to),
                source.node.span,
            )
            .with("first", to)
            .with("kept", standing(out, field.to.parts()))
            .with("second", &source.path)
            .with("other", brief(&other.to_json())),
        );
        self.keep(source, Fate::Contradiction);
    }

    /// Joins all rows into one text and reads it; each row's values keep the span of the row.
    fn lines(
        &mut self,
        field: &FieldMapping,
        line: &str,
        rows: &[Node<'a>],
        source: &Source<'_, 'a>,
        list: &mut Vec<Node<'a>>,
    ) {
        let mut texts: Vec<String> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let kept = format!("{}.{}", source.kept, number + 1);
            let at = TablePath {
                path: &source.path,
                kept: &kept,
            };
            let (text, span) = self.line(field, line, row, at);
            texts.push(self.cleaned(&text, field, span));
            spans.push(span);
        }
        let text = texts.join("\n");
        let context = ReadContext {
            vocabulary: field.to.vocabulary(&self.owner),
            target: Some(&field.to),
            ..ReadContext::default()
        };
        let made = field.operation().read(&text, context);
        let first = spans.first().copied().unwrap_or(source.node.span);
        match &made.value {
            Some(Value::Array(values)) if values.len() == spans.len() => {
                let values = values.iter().zip(&spans);
                list.extend(values.map(|(value, span)| tree(value.clone(), *span)));
            }
            Some(value) => {
                // It is unknown which row contributed which part, so all rows are represented by
                // the whole, at the first span.
                let values = match value {
                    Value::Array(values) => values.as_slice(),
                    value => std::slice::from_ref(value),
                };
                list.extend(values.iter().map(|value| tree(value.clone(), first)));
                for span in spans {
                    self.claims.said.link(span, first);
                }
            }
            None => {}
        }
        let left = left(made.value.as_ref().unwrap_or(&Value::Null), &made.unread);
        self.used(source, field, made.value, &left);
        if !left.is_empty() {
            self.unread(source, &field.to, &left);
        }
    }

    /// The text of a row, and the span of its longest field.
    fn line(
        &mut self,
        field: &FieldMapping,
        line: &str,
        row: &Node<'a>,
        at: TablePath<'_>,
    ) -> (String, Span) {
        let composed = compose(line, row);
        let used = composed.names;
        for entry in row.entries() {
            let known = used.contains(&entry.key.as_ref())
                || field.ignore.iter().any(|name| *name == entry.key);
            if !known && !entry.value.is_blank() {
                self.unknown(&Source {
                    node: &entry.value,
                    path: join(at.path, &entry.key),
                    kept: join(at.kept, &entry.key),
                });
            }
        }
        let span = composed.span.unwrap_or(row.span);
        for node in composed.nodes {
            self.claims.said.add(node, span);
        }
        (composed.text, span)
    }
}

/// The rows with their positions; if the index is loose and every row has a different number, in that order.
fn in_order<'n, 'a>(nodes: &'n [Node<'a>], index: &FieldIndex) -> Vec<(usize, &'n Node<'a>)> {
    const NUMBERS: &[&str] = &[
        "序号",
        "排序",
        "顺序",
        "顺序号",
        "#",
        "px",
        "sn",
        "seq",
        "sort",
        "材料序号",
        "材料顺序",
        "环节序号",
        "环节顺序",
        "步骤序号",
    ];
    let mut rows: Vec<(usize, &Node<'a>)> = nodes.iter().enumerate().collect();
    let number = |row: &Node<'_>| -> Option<u32> {
        let mut entries = row.entries().iter();
        let of_row = entries.find(|entry| NUMBERS.contains(&&*normal(&entry.key)))?;
        of_row.value.plain_text()?.trim().parse().ok()
    };
    if index.is_loose {
        let numbers: Option<Vec<u32>> = nodes.iter().map(number).collect();
        let different =
            |numbers: &Vec<u32>| numbers.iter().collect::<BTreeSet<_>>().len() == numbers.len();
        if numbers.is_some_and(|numbers| different(&numbers)) {
            rows.sort_by_key(|(_, row)| number(row));
        }
    }
    rows
}

/// Derives the ways of a contact from its parts, if it states none.
fn add_ways(contact: &mut Node<'_>) {
    if contact.get("ways").is_some() {
        return;
    }
    let parts = [
        ("phones", ContactWay::Telephone),
        ("address", ContactWay::Window),
        ("url", ContactWay::Online),
        ("email", ContactWay::Email),
    ];
    let ways: Vec<Node<'_>> = parts
        .iter()
        .filter_map(|(key, way)| Some(string(&way.to_string(), contact.get(key)?.span)))
        .collect();
    let Some(span) = ways.first().map(|way| way.span) else {
        return;
    };
    if let NodeKind::Table(entries) = &mut contact.kind {
        let kind = NodeKind::List(ways);
        entries.push(entry("ways", Node { span, kind }));
    }
}
