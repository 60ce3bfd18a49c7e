//! Which elements a source collects at all: those that a field present in its records can fill.
//!
//! A guide cannot be blamed for an element its export has no column for. What no field leads to
//! is "not collected", said once for the source; what a field leads to and is empty is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Dialect, Field, FieldIndex, join};
use super::operation::Operation;
use crate::model::elements::{Group, ITEM};
use crate::source::{Node, NodeKind};

/// The elements that the fields seen so far can fill, as dotted paths.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    elements: BTreeSet<String>,
    /// What lists of which no row was seen could fill: they are collected, and empty.
    unseen: BTreeMap<String, BTreeSet<String>>,
    /// Source fields that hold no others and were looked at before.
    seen: BTreeSet<String>,
}

impl Coverage {
    /// Looks at the fields of one more record.
    pub(crate) fn look(&mut self, dialect: &Dialect, record: &Node<'_>) {
        if self.elements.is_empty() {
            for field in dialect
                .index
                .fields
                .iter()
                .filter(|field| field.from.is_empty())
            {
                fill(field, "", &mut self.elements);
            }
        }
        self.table(&dialect.index, record, "", "");
    }

    /// Looks at a record or row; `base` is the element that its fields are counted from.
    fn table(&mut self, index: &FieldIndex, node: &Node<'_>, prefix: &str, base: &str) {
        for entry in node.entries() {
            let path = join(prefix, &entry.key);
            let place = format!("{base}:{path}");
            if self.seen.contains(&place) {
                continue;
            }
            let Some(known) = index.known(&path) else {
                self.seen.insert(place);
                continue;
            };
            let mut opens = known.inner;
            for (number, _) in &known.uses {
                let Some(field) = index.fields.get(*number) else {
                    continue;
                };
                if let Some(Some(inner)) = index.rows.get(*number) {
                    opens = true;
                    self.rows(field, inner, &entry.value, base);
                } else {
                    fill(field, base, &mut self.elements);
                }
            }
            if !opens {
                self.seen.insert(place);
            }
            if known.inner {
                for table in tables(&entry.value) {
                    self.table(index, table, &path, base);
                }
            }
        }
    }

    /// Looks at a list of rows: what its columns can fill.
    fn rows(&mut self, field: &Field, index: &FieldIndex, node: &Node<'_>, base: &str) {
        let element = join(base, &field.to.element());
        let rows = tables(node);
        if !rows.is_empty() {
            return rows
                .iter()
                .for_each(|row| self.table(index, row, "", &element));
        }
        // A list may be empty in every record and is collected all the same.
        self.unseen.entry(element).or_insert_with(|| {
            let mut inside = BTreeSet::new();
            fill(field, base, &mut inside);
            inside
        });
    }

    /// The elements that can be filled, with those of lists that never had a row.
    fn filled(mut self) -> BTreeSet<String> {
        for (element, inside) in self.unseen {
            let within = format!("{element}.");
            let has = (self.elements.range(within.clone()..).next())
                .is_some_and(|known| known.starts_with(&within));
            if !has {
                self.elements.extend(inside);
            }
        }
        self.elements
    }

    /// The elements of the model that nothing seen can fill, none inside another.
    pub(crate) fn not_collected(self) -> Vec<String> {
        let elements = self.filled();
        let mut missing = Vec::new();
        if !elements.is_empty() {
            lacking(&elements, ITEM, "", &mut missing);
        }
        missing.sort_unstable();
        missing
    }
}

fn lacking(elements: &BTreeSet<String>, group: &Group, base: &str, missing: &mut Vec<String>) {
    for field in group.fields {
        let path = join(base, field.key);
        if elements.contains(&path) {
            continue;
        }
        let inside = format!("{path}.");
        let partly = (elements.range(inside.clone()..).next())
            .is_some_and(|element| element.starts_with(&inside));
        match field.group {
            Some(group) if partly => lacking(elements, group, &path, missing),
            _ if partly => {}
            _ => missing.push(path),
        }
    }
}

/// What a field can fill, whatever it holds.
fn fill(field: &Field, base: &str, elements: &mut BTreeSet<String>) {
    let element = join(base, &field.to.element());
    if !field.rows.is_empty() {
        return (field.rows.iter()).for_each(|row| fill(row, &element, elements));
    }
    match parts(field.read) {
        [] => {
            elements.insert(element);
        }
        parts => elements.extend(parts.iter().map(|part| join(&element, part))),
    }
}

/// The tables of a list, or a table alone.
fn tables<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match &node.kind {
        NodeKind::List(nodes) => nodes,
        NodeKind::Table(_) => std::slice::from_ref(node),
        _ => &[],
    }
}

/// The parts of an element that an operation can fill; none means the element as a whole.
fn parts(operation: Operation) -> &'static [&'static str] {
    match operation {
        Operation::Contact => &["ways", "phones", "address", "url", "email", "text"],
        Operation::Places => &["name", "address", "window", "phones"],
        Operation::Materials => &[
            "name",
            "medium",
            "necessity",
            "originals",
            "photocopies",
            "pieces",
            "form",
        ],
        // What a text of blocks says as a rule; who acts and how long it takes stands in few, and
        // where one step says it the others are asked for it all the same.
        Operation::Steps => &["name", "stage", "action", "criteria", "output"],
        Operation::Process => &[
            "steps.name",
            "steps.stage",
            "steps.action",
            "steps.criteria",
            "steps.output",
            "narrative",
            "flowchart",
        ],
        Operation::Names => &["name"],
        Operation::Bodies => &["name", "role"],
        _ => &[],
    }
}

#[cfg(all(test, feature = "tables"))]
mod tests {

    use crate::source::{Format, NoticeCode};
    use crate::{Checker, ReadOptions, read_str};

    #[test]
    fn a_column_that_is_not_there_is_not_collected_and_an_empty_one_is_missing() {
        let text = "事项名称,实施主体,是否收费\n甲,某局,\n乙,某局,\n";
        let reading = read_str("a.csv", text, Format::Csv, &ReadOptions::default());
        let lacking = &reading.catalogue.not_collected;
        assert!(
            lacking.iter().any(|element| element == "guide.time_limit"),
            "{lacking:?}"
        );
        assert!(
            !lacking.iter().any(|element| element == "guide.fees"),
            "{lacking:?}"
        );
        let report = Checker::new()
            .select(&["FEE001", "LIM002"])
            .unwrap()
            .check(&reading);
        let codes: Vec<_> = report
            .findings
            .iter()
            .map(|finding| finding.rule.code)
            .collect();
        assert_eq!(codes, ["FEE001", "FEE001"]);
        assert!(
            reading
                .notices
                .iter()
                .all(|placed| placed.notice.code != NoticeCode::UnknownField)
        );
    }
}
