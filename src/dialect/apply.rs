//! Applies a dialect to one record of a source, producing the tree of an item.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;

use super::condition::{Condition, Row};
use super::fate::{Claims, Fate, ValueUse};
use super::file::FieldMapping;
use super::in_words::in_words;
use super::index::FieldIndex;
use super::loaded::Dialect;
use super::names::{GROUP, PARENT, find_all, join};
use super::pattern::Pattern;
use super::target::{Target, TargetStep, entry, set, tree};
use super::ticks::element_of;
use crate::path::{Path, PathStep};
use crate::source::{Node, NodeKind, Notice, NoticeCode, Span};

/// The result of applying a dialect to a record.
#[derive(Debug)]
pub(crate) struct Carried<'a> {
    /// The tree of the item.
    pub(crate) tree: Node<'a>,
    pub(crate) claims: Claims,
}

/// The state of applying a dialect to one record.
pub(super) struct Applier<'w, 'a> {
    pub(super) dialect: &'w Dialect,
    /// Values kept unchanged, by path.
    extensions: Vec<(String, Node<'a>)>,
    pub(super) notices: &'w mut Vec<Notice>,
    pub(super) claims: Claims,
    /// The element that targets within rows are relative to; empty for the record itself.
    pub(super) owner: String,
    /// Unmapped columns that are named after a term of an element: the element, the name and the value.
    ticks: Vec<(&'static str, String, Node<'a>)>,
}

/// A source value with its origin.
#[derive(Clone)]
pub(super) struct Source<'n, 'a> {
    pub(super) node: &'n Node<'a>,
    /// Its dotted path as in the source.
    pub(super) path: String,
    /// The path under which it is kept, including row numbers.
    pub(super) kept: String,
}

/// The path of a table, which those of its values begin with; empty for the record itself.
#[derive(Clone, Copy, Default)]
pub(super) struct TablePath<'p> {
    /// The dotted path as in the source.
    pub(super) path: &'p str,
    /// The path under which its values are kept, including row numbers.
    pub(super) kept: &'p str,
}

/// A value that a field may take.
pub(super) struct FieldSource<'n, 'a> {
    /// Index, among the field's names, of the name under which the value was found.
    alternative: usize,
    pub(super) source: Source<'n, 'a>,
    /// The row of the value, if it is in a list.
    pub(super) row: Option<Row<'n, 'a>>,
}

/// The progress through the values of a record.
#[derive(Default)]
pub(super) struct Done<'n, 'a> {
    /// The elements that were set, and the field that set each.
    pub(super) set_by: Vec<(String, String)>,
    /// Values rejected by a field's pattern, with its element.
    pub(super) declined: Vec<(Source<'n, 'a>, Target)>,
    /// Captured parts of values: byte range, and the element that took them.
    pub(super) parts: Vec<(Source<'n, 'a>, Target, Range<usize>)>,
    /// Spans of values taken completely.
    pub(super) whole: Vec<Span>,
}

impl<'w, 'a> Applier<'w, 'a> {
    pub(super) fn new(dialect: &'w Dialect, notices: &'w mut Vec<Notice>, trace: bool) -> Self {
        Self {
            dialect,
            extensions: Vec::new(),
            notices,
            claims: Claims {
                uses: trace.then(Vec::new),
                ..Claims::default()
            },
            owner: String::new(),
            ticks: Vec::new(),
        }
    }

    /// Converts a record, keeping unmapped values under `extensions`.
    pub(super) fn record(mut self, record: &Node<'a>) -> Carried<'a> {
        let dialect = self.dialect;
        let mut tree = Node::table(record.span);
        self.table(&dialect.index, record, &mut tree, TablePath::default());
        if !self.extensions.is_empty() {
            let mut table = Node::table(Span::Nowhere);
            let mut known: HashMap<String, Span> = HashMap::new();
            for (mut key, node) in std::mem::take(&mut self.extensions) {
                // A value is kept once, however many reasons there are; a different value gets its own key.
                while known.get(&key).is_some_and(|span| *span != node.span) {
                    key.push('′');
                }
                if let NodeKind::Table(entries) = &mut table.kind
                    && known.insert(key.clone(), node.span).is_none()
                {
                    entries.push(entry(&key, node));
                }
            }
            // The dialect may map to `extensions` itself. A conflict loses nothing: the account will notice.
            let parts = [TargetStep::Key("extensions".to_owned())];
            let _ = set(&mut tree, &parts, table, &mut self.claims.said);
        }
        Carried {
            tree,
            claims: self.claims,
        }
    }

    /// Converts the fields of a record or row.
    pub(super) fn table(
        &mut self,
        index: &FieldIndex,
        record: &Node<'a>,
        out: &mut Node<'a>,
        at: TablePath<'_>,
    ) {
        let words = self
            .dialect
            .file
            .initials
            .then(|| in_words(index, record, &mut self.claims.said))
            .flatten();
        let record = words.as_ref().unwrap_or(record);
        let found = self.find_values(index, record, at);
        let mut done = Done::default();
        for (number, (field, found)) in index.fields.iter().zip(found).enumerate() {
            if field.from.is_empty() {
                self.field_without_source(field, record, at, out, &mut done);
                continue;
            }
            let chosen = self.chosen_values(field, found, record, &mut done);
            if let Some(constant) = &field.constant {
                let filled = (chosen.iter()).find(|(found, _)| !found.source.node.is_blank());
                if let Some((found, conditions)) = filled {
                    let filled = Some(found.source.node);
                    self.constant(field, constant, filled, conditions, out);
                }
                continue;
            }
            for (found, conditions) in chosen {
                // The values of the conditions are accounted for by the value they selected.
                for condition in conditions {
                    self.claims.said.add(condition, found.source.node.span);
                }
                let rows = index.rows.get(number).and_then(Option::as_ref);
                self.field(field, rows, found, record, out, &mut done);
            }
        }
        self.rest(done);
        if self.owner.is_empty() {
            for (element, name, node) in std::mem::take(&mut self.ticks) {
                self.ticked_alone(element, (&name, &node), out);
            }
        }
    }

    /// The values of a record by the field that may take them; those that no field may take are kept.
    fn find_values<'n>(
        &mut self,
        index: &FieldIndex,
        record: &'n Node<'a>,
        at: TablePath<'_>,
    ) -> Vec<Vec<FieldSource<'n, 'a>>> {
        let mut found: Vec<Vec<FieldSource<'n, 'a>>> =
            index.fields.iter().map(|_| Vec::new()).collect();
        let uses_of_record = index.known(".").map_or(&[][..], |known| &known.uses);
        for (field, alternative) in uses_of_record {
            if let Some(list) = found.get_mut(*field) {
                let source = Source {
                    node: record,
                    path: at.path.to_owned(),
                    kept: at.kept.to_owned(),
                };
                list.push(FieldSource {
                    alternative: *alternative,
                    source,
                    row: None,
                });
            }
        }
        self.walk(index, record, "", at, None, &mut found);
        for source in remove_not_alone(index, &mut found) {
            self.unknown(&source);
        }
        found
    }

    /// Fills a field that takes no value of its own: a constant, or a line composed of other fields.
    fn field_without_source<'n>(
        &mut self,
        field: &FieldMapping,
        record: &'n Node<'a>,
        at: TablePath<'_>,
        out: &mut Node<'a>,
        done: &mut Done<'n, 'a>,
    ) {
        let Ok(conditions) = self.chosen(field, None, record) else {
            return;
        };
        if let Some(constant) = &field.constant {
            self.constant(field, constant, None, &conditions, out);
        } else if let Some(line) = &field.line {
            self.composed(field, line, record, at, out, done);
        }
    }

    /// The values that fulfil the conditions of a field, with the values that fulfil them, by the order of the
    /// field's names.
    fn chosen_values<'n>(
        &mut self,
        field: &FieldMapping,
        mut found: Vec<FieldSource<'n, 'a>>,
        record: &'n Node<'a>,
        done: &mut Done<'n, 'a>,
    ) -> Vec<(FieldSource<'n, 'a>, Vec<&'n Node<'a>>)> {
        found.sort_by_key(|found| found.alternative);
        let mut chosen = Vec::new();
        for found in found {
            match self.chosen(field, Some(&found), record) {
                Ok(conditions) => chosen.push((found, conditions)),
                Err(Fate::Unread) => done.declined.push((found.source, field.to.clone())),
                Err(fate) => self.claims.reason(found.source.node, fate),
            }
        }
        chosen
    }

    /// Whether unmapped columns of this table may be ticks for terms of an element.
    fn takes_ticks(&self, index: &FieldIndex) -> bool {
        index.is_loose && self.owner.is_empty()
    }

    /// Checks the conditions of a field: the values that fulfil them, or the fate of the value if
    /// no other field takes it.
    fn chosen<'n>(
        &mut self,
        field: &FieldMapping,
        found: Option<&FieldSource<'n, 'a>>,
        record: &'n Node<'a>,
    ) -> Result<Vec<&'n Node<'a>>, Fate> {
        let mut says = Vec::new();
        let mut left = None;
        let when = field.when.iter().map(|condition| (condition, true));
        let unless = field.unless.iter().map(|condition| (condition, false));
        for (condition, wanted) in when.chain(unless) {
            if condition.field.is_none() {
                let holds = found.is_some_and(|found| condition.holds_of(found.source.node));
                if holds != wanted {
                    left = left.or(Some(Fate::Unread));
                }
                continue;
            }
            let values = condition.values(record, found.and_then(|found| found.row.as_ref()));
            for value in &values {
                self.claims.reason(value, Fate::Kept);
            }
            match condition.met(&values) {
                Some(met) if wanted && !condition.is.is_empty() => says.extend(met),
                met if met.is_some() == wanted => {}
                _ => left = Some(Fate::Kept),
            }
        }
        left.map_or(Ok(says), Err)
    }

    /// Sets a value that the source does not contain, if a field is filled or a condition is met.
    fn constant(
        &mut self,
        field: &FieldMapping,
        constant: &Value,
        filled: Option<&Node<'a>>,
        conditions: &[&Node<'a>],
        out: &mut Node<'a>,
    ) {
        let place = filled.or(conditions.first().copied());
        let span = place.map_or(Span::Nowhere, |node| node.span);
        let value = tree(constant.clone(), span);
        let _ = set(out, field.to.parts(), value, &mut self.claims.said);
        // The constant accounts for its conditions, but only for the presence of a filled field,
        // not its content.
        if let Some(filled) = filled {
            self.claims.reason(filled, Fate::Kept);
            if conditions
                .iter()
                .all(|condition| condition.span != filled.span)
            {
                self.claims.filled.push(span);
            }
        }
        for condition in conditions {
            self.claims.said.add(condition, span);
        }
    }

    /// Looks up the fields of a record, and notes unknown ones; `at` is the path of the record in the source, and
    /// its path in the extensions.
    fn walk<'n>(
        &mut self,
        index: &FieldIndex,
        node: &'n Node<'a>,
        prefix: &str,
        at: TablePath<'_>,
        row: Option<&(Row<'n, 'a>, usize)>,
        found: &mut [Vec<FieldSource<'n, 'a>>],
    ) {
        for entry in node.entries() {
            let name = join(prefix, &entry.key);
            let source = || Source {
                node: &entry.value,
                path: join(at.path, &name),
                kept: match row {
                    // Rows other than the first are numbered.
                    Some((row, number)) if *number > 0 => {
                        let inner = name.strip_prefix(row.list.as_str()).unwrap_or(&name);
                        format!("{}.{}{inner}", join(at.kept, &row.list), number + 1)
                    }
                    _ => join(at.kept, &name),
                },
            };
            match index.known(&name) {
                Some(known) if known.inner && entry.value.holds_tables() => {
                    self.inner(index, &source(), &name, at, row, found);
                }
                Some(known) => {
                    let mut is_used = false;
                    for (number, alternative) in index.uses(known, &entry.value) {
                        let Some(field) = index.fields.get(number) else {
                            continue;
                        };
                        // If one row is expected, the first is used, unless a condition chooses.
                        let may = row.is_none_or(|(row, number)| {
                            *number == 0 || field.chooses_in(&row.list)
                        });
                        if may && let Some(list) = found.get_mut(number) {
                            is_used = true;
                            list.push(FieldSource {
                                alternative,
                                source: source(),
                                row: row.map(|(row, _)| row.clone()),
                            });
                        }
                    }
                    if !is_used && row.is_some_and(|(_, at)| *at > 0) {
                        self.claims.reason(&entry.value, Fate::Kept);
                    }
                }
                None if entry.value.is_blank() => {}
                None => match element_of(&name, &entry.value).filter(|_| self.takes_ticks(index)) {
                    Some(element) => self.ticks.push((element, name, entry.value.clone())),
                    None => self.unknown(&source()),
                },
            }
        }
    }

    /// Descends into a table that longer paths lead through, or into the rows of a list of tables.
    fn inner<'n>(
        &mut self,
        index: &FieldIndex,
        source: &Source<'n, 'a>,
        name: &str,
        at: TablePath<'_>,
        row: Option<&(Row<'n, 'a>, usize)>,
        found: &mut [Vec<FieldSource<'n, 'a>>],
    ) {
        let NodeKind::List(nodes) = &source.node.kind else {
            return self.walk(index, source.node, name, at, row, found);
        };
        let chooses = |node: &Node<'a>| {
            index.fields.iter().any(|field| {
                let mut conditions = field.conditions();
                conditions.any(|condition| {
                    let field = condition.inside(name);
                    field.is_some_and(|field| {
                        let mut values = Vec::new();
                        find_all(node, &field, &mut values);
                        condition.met(&values).is_some()
                    })
                })
            })
        };
        for (number, node) in nodes.iter().enumerate() {
            if number == 0 || chooses(node) {
                let list = name.to_owned();
                let row = (Row { node, list }, number);
                self.walk(index, node, name, at, Some(&row), found);
            } else {
                let other = Source {
                    node,
                    path: source.path.clone(),
                    kept: format!("{}.{}", source.kept, number + 1),
                };
                self.keep(&other, Fate::Kept);
            }
        }
    }

    /// Keeps a field unknown to the dialect, and notes it.
    pub(super) fn unknown(&mut self, source: &Source<'_, 'a>) {
        // Keys added by the reader are not fields of the source.
        if source.path == GROUP || source.path.starts_with(PARENT) {
            return self.keep(source, Fate::Kept);
        }
        self.notices.push(
            Notice::new(
                NoticeCode::UnknownField,
                kept_at(&source.kept),
                source.node.span,
            )
            .with("field", &source.path),
        );
        self.keep(source, Fate::Unknown);
    }

    /// Keeps the source value unchanged.
    pub(super) fn keep(&mut self, source: &Source<'_, 'a>, why: Fate) {
        self.claims.reason(source.node, why);
        self.extensions
            .push((source.kept.clone(), source.node.clone()));
    }

    /// Notes how a value was used.
    pub(super) fn used(
        &mut self,
        source: &Source<'_, 'a>,
        field: &FieldMapping,
        value: Option<Value>,
        unread: &[String],
    ) {
        self.claims.used(source.node, || ValueUse {
            operation: field.operation(),
            to: field.to.to_string(),
            value,
            unread: unread.to_vec(),
        });
    }
}

/// The path in the extensions under which a value is kept.
fn kept_at(key: &str) -> Path {
    Path::new(vec![
        PathStep::from("extensions".to_owned()),
        PathStep::from(key.to_owned()),
    ])
}

/// Removes the values of `alone` fields whose element also has another value; returns those that are not blank and
/// that no other field takes.
fn remove_not_alone<'n, 'a>(
    index: &FieldIndex,
    found: &mut [Vec<FieldSource<'n, 'a>>],
) -> Vec<Source<'n, 'a>> {
    let mut left = Vec::new();
    let fields = || index.fields.iter().enumerate();
    for (number, field) in fields().filter(|(_, field)| field.alone) {
        if found.get(number).is_none_or(Vec::is_empty) {
            continue;
        }
        let has_other = fields().any(|(other, of)| {
            // Several fields may take parts of one value.
            let own = || found.get(number).into_iter().flatten();
            // What a row of a list says is not said of the record.
            let is_other = |one: &FieldSource<'_, '_>| {
                own().all(|own| own.source.node.span != one.source.node.span)
                    && (one.row.is_none() || own().any(|own| own.row.is_some()))
            };
            // A field that is not for such a value does not take it.
            let takes = |one: &&FieldSource<'_, '_>| {
                let own = |condition: &&Condition| condition.field.is_none();
                let holds = |condition: &Condition| condition.holds_of(one.source.node);
                let text = one.source.node.plain_text().unwrap_or_default();
                let fits = |pattern: &Pattern| pattern.capture(&text).is_some();
                of.capture.as_ref().is_none_or(fits)
                    && of.when.iter().filter(own).all(holds)
                    && !of.unless.iter().filter(own).any(holds)
            };
            let is_found =
                || (found.get(other)).is_some_and(|found| found.iter().filter(takes).any(is_other));
            other != number && of.constant.is_none() && of.to == field.to && is_found()
        });
        let Some(found) = found.get_mut(number) else {
            continue;
        };
        if has_other || found.len() > 1 {
            let sources = found.drain(..).map(|found| found.source);
            left.extend(sources.filter(|source| !source.node.is_blank()));
        }
    }
    // Another field may still take the value.
    let taken: Vec<Span> = found
        .iter()
        .flatten()
        .map(|found| found.source.node.span)
        .collect();
    left.retain(|source: &Source<'_, '_>| !taken.contains(&source.node.span));
    left
}
