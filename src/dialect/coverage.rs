//! Coverage: the elements a source collects, that is, those the fields in its records can fill.
//!
//! A guide is not to blame for an element its export has no column for. An element that no field
//! maps to is "not collected", reported once for the source; one whose field is empty is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::file::FieldMapping;
use super::index::FieldIndex;
use super::loaded::Dialect;
use super::names::join;
use super::operation::Operation;
use super::ticks::element_of;
use super::units::heading_unit;
use crate::model::elements::{Group, ITEM};
use crate::prose::number;
use crate::source::{Entry, Node, NodeKind};

/// The elements that the fields seen so far can fill, as dotted paths.
#[derive(Debug, Clone, Default)]
pub(crate) struct Coverage {
    elements: BTreeSet<String>,
    /// For each list that has been empty so far, the elements that its rows could fill.
    unseen: BTreeMap<String, BTreeSet<String>>,
    /// Leaf fields that were already examined.
    seen: BTreeSet<String>,
}

impl Coverage {
    /// Examines the fields of another record.
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

    /// Adds the coverage of later records.
    pub(crate) fn extend(&mut self, later: Self) {
        self.elements.extend(later.elements);
        for (element, inside) in later.unseen {
            self.unseen.entry(element).or_insert(inside);
        }
        self.seen.extend(later.seen);
    }

    /// Examines a record or row; `base` is the element its fields are relative to.
    fn table(&mut self, index: &FieldIndex, node: &Node<'_>, prefix: &str, base: &str) {
        for entry in node.entries() {
            let path = join(prefix, &entry.key);
            let place = format!("{base}:{path}");
            if self.seen.contains(&place) {
                continue;
            }
            let Some(known) = index.known(&path) else {
                if index.is_loose
                    && base.is_empty()
                    && let Some(element) = element_of(&path, &entry.value)
                {
                    self.elements.insert(element.to_owned());
                } else if entry.value.is_blank() {
                    // A later value may be a tick.
                    continue;
                }
                self.seen.insert(place);
                continue;
            };
            let mut opens = known.inner;
            for (number, _) in index.uses(known, &entry.value) {
                let Some(field) = index.fields.get(number) else {
                    continue;
                };
                if let Some(Some(inner)) = index.rows.get(number) {
                    opens = true;
                    self.rows(field, inner, &entry.value, base);
                } else if field.operation() == Operation::Limit
                    && !states_unit(index, field, &path, entry, node)
                {
                    // This value had no unit; a later one may.
                    opens = true;
                    let limit = join(base, &field.to.element());
                    let parts = ["amount", "immediate", "excludes", "text"];
                    self.elements
                        .extend(parts.iter().map(|part| join(&limit, part)));
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

    /// Examines the columns of a list of rows.
    fn rows(&mut self, field: &FieldMapping, index: &FieldIndex, node: &Node<'_>, base: &str) {
        let element = join(base, &field.to.element());
        let rows = tables(node);
        if !rows.is_empty() {
            return rows
                .iter()
                .for_each(|row| self.table(index, row, "", &element));
        }
        // A list that is empty in every record is still collected.
        self.unseen.entry(element).or_insert_with(|| {
            let mut inside = BTreeSet::new();
            fill(field, base, &mut inside);
            inside
        });
    }

    /// The elements that can be filled, including those of lists without rows.
    fn filled(mut self) -> BTreeSet<String> {
        for (element, inside) in self.unseen {
            let within = format!("{element}.");
            let has = self
                .elements
                .range(within.clone()..)
                .next()
                .is_some_and(|known| known.starts_with(&within));
            if !has {
                self.elements.extend(inside);
            }
        }
        self.elements
    }

    /// The elements of the model that no field seen can fill, outermost only.
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

impl Dialect {
    /// The elements that a field of this name can fill: in a record, or in the rows of a field
    /// named `rows`. A table of records may also have a row per list element.
    #[cfg(feature = "tables")]
    pub(crate) fn elements_of(&self, name: &str, rows: Option<&str>) -> BTreeSet<String> {
        let mut elements = BTreeSet::new();
        let mut look = |index: &FieldIndex, base: &str| {
            let uses = index.known(name).map_or(&[][..], |known| &known.uses);
            let fields = uses
                .iter()
                .filter_map(|(field, _)| index.fields.get(*field));
            fields.for_each(|field| fill(field, base, &mut elements));
        };
        if rows.is_none() {
            look(&self.index, "");
        }
        let joined = self.file.joins.iter().map(|join| join.into.as_str());
        let joined: Vec<&str> = rows.map_or_else(|| joined.collect(), |rows| vec![rows]);
        for into in joined {
            let uses = self.index.known(into).map_or(&[][..], |known| &known.uses);
            for (field, _) in uses {
                if let (Some(field), Some(Some(inner))) =
                    (self.index.fields.get(*field), self.index.rows.get(*field))
                {
                    look(inner, &field.to.element());
                }
            }
        }
        elements
    }
}

fn lacking(elements: &BTreeSet<String>, group: &Group, base: &str, missing: &mut Vec<String>) {
    let partly = |path: &str| {
        let inside = format!("{path}.");
        let next = elements.range(inside.clone()..).next();
        next.is_some_and(|element| element.starts_with(&inside))
    };
    for field in group.fields {
        let path = join(base, field.key);
        // A column of charges also states whether there are any.
        let states = |other: &&str| {
            let other = join(base, other);
            elements.contains(&other) || partly(&other)
        };
        if elements.contains(&path) {
            continue;
        }
        let partly = partly(&path);
        match field.group {
            Some(group) if partly => lacking(elements, group, &path, missing),
            _ if partly || (!field.is_apart && field.or.iter().any(states)) => {}
            _ => missing.push(path),
        }
    }
}

/// Adds the elements that a field can fill, whatever its value.
fn fill(field: &FieldMapping, base: &str, elements: &mut BTreeSet<String>) {
    let element = join(base, &field.to.element());
    if !field.rows.is_empty() {
        return field
            .rows
            .iter()
            .for_each(|row| fill(row, &element, elements));
    }
    match parts(field.operation()) {
        [] => {
            elements.insert(element);
        }
        parts => elements.extend(parts.iter().map(|part| join(&element, part))),
    }
}

/// Whether a limit is given with its unit: in the value, the heading, a separate field or the dialect.
fn states_unit(
    index: &FieldIndex,
    field: &FieldMapping,
    path: &str,
    entry: &Entry<'_>,
    node: &Node<'_>,
) -> bool {
    let units = field.units();
    let outer = path.strip_suffix(entry.key.as_ref()).unwrap_or_default();
    let is_unit = |key: &str| {
        units
            .iter()
            .any(|unit| unit.strip_prefix(outer) == Some(key))
    };
    // A number in Chinese characters, such as 二十, states no unit either.
    let in_words = |text: String| text.contains(char::is_alphabetic) && number(&text).is_none();
    field.fixed_unit().is_some()
        || heading_unit(field, path).is_some()
        || node.entries().iter().any(|other| {
            is_unit(&other.key)
                || field.is_unit(&index.heading(&other.key), &index.heading(&entry.key))
        })
        || entry.value.plain_text().is_some_and(in_words)
}

/// The tables of a list, or a single table.
fn tables<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match &node.kind {
        NodeKind::List(nodes) => nodes,
        NodeKind::Table(_) => std::slice::from_ref(node),
        _ => &[],
    }
}

/// The parts of an element that an operation can fill; empty means the element as a whole.
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
        // The usual parts of a text of blocks. Actor and limit occur in few texts, but if one step
        // states them, the others are expected to as well.
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
    use crate::vocabulary::Profile;
    use crate::{Checker, ReadOptions, read_str, rules};

    /// Missing-element rules that do not apply to items of this table, and those that report one.
    fn judged(column: &str, value: &str) -> (Vec<&'static str>, Vec<&'static str>) {
        let text = format!("事项名称,实施主体,事项类型,{column}\n甲,某局,行政许可,{value}\n");
        let reading = read_str("a.csv", &text, Format::Csv, &ReadOptions::default());
        let report = Checker::new().profile(Profile::Audit).check(&reading);
        let unjudged = report.not_judged.keys().map(|entry| entry.rule);
        let found = report.findings.iter().map(|finding| finding.rule);
        let missing = found.filter(|rule| rules::missing_element(rule).is_some());
        (unjudged.collect(), missing.map(|rule| rule.code).collect())
    }

    #[test]
    fn an_empty_column_lacks_the_element_that_a_filled_one_states() {
        let columns = [
            ("收费标准", "不收费"),
            ("收费标准", "每证5元"),
            ("法人主题分类", "设立变更"),
            ("别名", "办餐馆证"),
        ];
        for (column, value) in columns {
            let (without, _) = judged("行使内容", value);
            let (filled_unjudged, filled) = judged(column, value);
            let (unjudged, missing) = judged(column, "");
            // The rules that the column satisfies.
            let satisfied = without
                .iter()
                .filter(|code| !filled.contains(code) && !filled_unjudged.contains(code));
            let satisfied: Vec<_> = satisfied.collect();
            assert!(!satisfied.is_empty(), "{column}：{value}");
            for code in satisfied {
                assert!(missing.contains(code), "{column}: {code} {unjudged:?}");
            }
        }
    }

    #[test]
    fn a_column_of_numbers_collects_no_units() {
        let unjudged = |column: &str, values: [&str; 2]| {
            let [first, second] = values;
            let text = format!("事项名称,实施主体,{column}\n甲,某局,{first}\n乙,某局,{second}\n");
            let reading = read_str("a.csv", &text, Format::Csv, &ReadOptions::default());
            let lacking = &reading.catalogue.not_collected;
            lacking
                .iter()
                .any(|element| element == "guide.time_limit.promised.unit")
        };
        assert!(unjudged("承诺办结时限", ["5", "20"]));
        assert!(unjudged("承诺办结时限", ["5", ""]));
        assert!(!unjudged("承诺办结时限", ["5", "20个工作日"]));
        assert!(!unjudged("承诺办结时限（工作日）", ["5", "20"]));
        assert!(!unjudged(
            "承诺办结时限单位,承诺办结时限",
            [",5", "工作日,20"]
        ));
    }

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
