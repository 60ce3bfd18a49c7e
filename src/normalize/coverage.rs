//! Which elements a source collects at all: those that a field present in its records can fill.
//!
//! A guide cannot be blamed for an element its export has no column for. What no field leads to
//! is "not collected", said once for the source; what a field leads to and is empty is missing.

use std::collections::BTreeSet;

use serde_json::Value;

use super::dialect::{Dialect, Field, Plan, join};
use super::operation::Operation;
use super::{SCHEMA, settled};
use crate::source::Node;

/// The elements that the fields seen so far can fill, as dotted paths.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    elements: BTreeSet<String>,
    /// Source fields looked at before.
    seen: BTreeSet<String>,
}

impl Coverage {
    /// Looks at the fields of one more record.
    pub(crate) fn look(&mut self, dialect: &Dialect, record: &Node<'_>) {
        if self.elements.is_empty() {
            for field in dialect
                .plan
                .fields
                .iter()
                .filter(|field| field.from.is_empty())
            {
                self.fill(field, "");
            }
        }
        self.table(&dialect.plan, record, "");
    }

    fn table(&mut self, plan: &Plan, node: &Node<'_>, prefix: &str) {
        for entry in node.entries() {
            let path = join(prefix, &entry.key);
            let Some(known) = plan.known(&path) else {
                continue;
            };
            for (number, _) in &known.uses {
                let Some(field) = plan.fields.get(*number) else {
                    continue;
                };
                if self.seen.insert(format!("{path}/{number}")) {
                    self.fill(field, "");
                }
            }
            if known.inner {
                self.table(plan, &entry.value, &path);
            }
        }
    }

    fn fill(&mut self, field: &Field, base: &str) {
        let element = join(base, &field.to.element());
        if !field.rows.is_empty() {
            // A list may be empty in every record and is collected all the same.
            return (field.rows.iter()).for_each(|row| self.fill(row, &element));
        }
        match parts(field.read) {
            [] => {
                self.elements.insert(element);
            }
            parts => (self.elements).extend(parts.iter().map(|part| join(&element, part))),
        }
    }

    /// The elements of the model that nothing seen can fill, none inside another.
    pub(crate) fn not_collected(&self) -> Vec<String> {
        let mut missing = Vec::new();
        if !self.elements.is_empty() {
            self.lacking(&SCHEMA, "", &mut missing);
        }
        missing
    }

    fn lacking(&self, schema: &'static Value, base: &str, missing: &mut Vec<String>) {
        let schema = settled(schema);
        let properties = schema.get("properties").and_then(Value::as_object);
        for (key, property) in properties.into_iter().flatten() {
            let path = join(base, key);
            let inside = format!("{path}.");
            if self.elements.contains(&path) {
                continue;
            }
            let partly = (self.elements.range(inside.clone()..).next())
                .is_some_and(|element| element.starts_with(&inside));
            if partly {
                self.lacking(property, &path, missing);
            } else {
                missing.push(path);
            }
        }
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
        Operation::Names => &["name"],
        Operation::Bodies => &["name", "role"],
        _ => &[],
    }
}

#[cfg(all(test, feature = "tables"))]
mod tests {

    use crate::source::{Format, codes};
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
                .all(|placed| placed.notice.code != codes::UNKNOWN_FIELD)
        );
    }
}
