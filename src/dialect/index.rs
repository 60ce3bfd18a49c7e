//! Finds the fields of a dialect by the names in a record.

use std::collections::{BTreeMap, HashMap};

use super::fate::Fate;
use super::file::FieldMapping;
use super::initials::initials;
use super::names::{find, join, normal, unit_of, with_note, without_notes};
use super::operation::Operation;
use crate::source::{Node, NodeKind};

/// Index of the fields of a record by name.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldIndex {
    pub(super) fields: Vec<FieldMapping>,
    /// The indexes of fields that have rows.
    pub(super) rows: Vec<Option<FieldIndex>>,
    index: HashMap<String, KnownField>,
    /// The entry for fields that hold the unit of another.
    unit: KnownField,
}

/// A source field as known to a dialect.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownField {
    /// Index of the field, and of the name among its names.
    pub(super) uses: Vec<(usize, usize)>,
    /// Whether a longer path leads through it.
    pub(super) inner: bool,
    /// Whether the dialect ignores it.
    ignored: bool,
}

impl FieldIndex {
    /// Indexes fields by their names, including those of ignored fields.
    pub(super) fn of(fields: &[FieldMapping], ignore: &[String], with_initials: bool) -> Self {
        let mut index: HashMap<String, KnownField> = HashMap::new();
        let mut know = |name: &str, used: Option<(usize, usize)>| {
            let name = normal(name).into_owned();
            for (at, _) in name.match_indices('.') {
                let outer = name.get(..at).unwrap_or_default().to_owned();
                if !outer.is_empty() {
                    index.entry(outer).or_default().inner = true;
                }
            }
            index.entry(name).or_default().uses.extend(used);
        };
        for (number, field) in fields.iter().enumerate() {
            for (alternative, name) in field.from.iter().enumerate() {
                know(name, Some((number, alternative)));
            }
            for name in field.units() {
                know(&name, None);
            }
            let conditions = field.conditions().filter_map(|one| one.field.as_deref());
            for name in conditions.chain(field.parts()) {
                know(name, None);
            }
        }
        for name in ignore {
            know(name, None);
        }
        for name in ignore {
            index.entry(normal(name).into_owned()).or_default().ignored = true;
        }
        if with_initials {
            add_initials(&mut index, fields, ignore);
        }
        let rows = (fields.iter())
            .map(|field| {
                let rows = || Self::of(&field.rows, &field.ignore, with_initials);
                (!field.rows.is_empty()).then(rows)
            })
            .collect();
        Self {
            fields: fields.to_vec(),
            rows,
            index,
            unit: KnownField::default(),
        }
    }

    /// The fields that a name maps to.
    pub(super) fn fields_of(&self, name: &str) -> impl Iterator<Item = &FieldMapping> {
        let known = self.known(name).into_iter();
        known.flat_map(|known| {
            (known.uses.iter()).filter_map(|(number, _)| self.fields.get(*number))
        })
    }

    /// The fields of the rows that are read as an element.
    pub(super) fn rows_of(&self, element: &str) -> Option<&Self> {
        let mut fields = self.fields.iter().zip(&self.rows);
        fields.find_map(|(field, rows)| rows.as_ref().filter(|_| field.to.is(element)))
    }

    /// The fields for a value, each with the index of the matching name. If both kinds exist,
    /// tables go to fields with rows and other values to fields without.
    pub(super) fn uses<'k>(
        &'k self,
        known: &'k KnownField,
        node: &Node<'_>,
    ) -> impl Iterator<Item = (usize, usize)> + 'k {
        let has_rows =
            |(number, _): &(usize, usize)| self.rows.get(*number).is_some_and(Option::is_some);
        let uses = || known.uses.iter().copied();
        let are_both = uses().any(|one| has_rows(&one)) && !uses().all(|one| has_rows(&one));
        let rows = are_both.then(|| node.holds_tables());
        uses().filter(move |one| rows.is_none_or(|rows| has_rows(one) == rows))
    }

    /// The fields of the rows that a field of this name holds.
    pub(super) fn rows_at(&self, name: &str) -> Option<&Self> {
        let uses = &self.known(name)?.uses;
        uses.iter()
            .find_map(|(field, _)| self.rows.get(*field)?.as_ref())
    }

    /// Looks up a field by dotted path, ignoring notes in brackets.
    pub(super) fn known(&self, path: &str) -> Option<&KnownField> {
        // Most names are already in normal form.
        if let Some(known) = self.index.get(path) {
            return Some(known);
        }
        let name = normal(path);
        let same = (*name != *path)
            .then(|| self.index.get(name.as_ref()))
            .flatten();
        let noted = || {
            let names = with_note(&name)?;
            names.iter().find_map(|name| self.index.get(name))
        };
        let is_limit = |known: &KnownField| {
            let mut fields = (known.uses.iter()).filter_map(|(field, _)| self.fields.get(*field));
            fields.any(|field| field.unit.is_none() && field.operation() == Operation::Limit)
        };
        let unit = || {
            let of = unit_of(&name)?;
            self.index
                .get(&of)
                .is_some_and(is_limit)
                .then_some(&self.unit)
        };
        (same.or_else(noted).or_else(unit))
            .or_else(|| self.index.get(without_notes(&name)?.as_str()))
    }

    /// The fate of a text at these keys, if the dialect ignores it or takes it for “none”.
    pub(super) fn told(&self, keys: &[&str], text: &str) -> Option<Fate> {
        let mut path = String::new();
        for (number, key) in keys.iter().enumerate() {
            path = join(&path, key);
            let Some(known) = self.known(&path) else {
                continue;
            };
            if known.ignored {
                return Some(Fate::Ignored);
            }
            let below = keys.get(number + 1..).unwrap_or_default();
            for (field, _) in &known.uses {
                let rows = self.rows.get(*field).and_then(Option::as_ref);
                let inside = rows.and_then(|rows| rows.told(below, text));
                let field = self.fields.get(*field);
                let none = || {
                    field
                        .filter(|_| below.is_empty())
                        .is_some_and(|field| field.is_none(text))
                };
                let left_out = || {
                    let row = below.first();
                    field.is_some_and(|field| {
                        row.is_some_and(|key| field.ignore.iter().any(|name| name == key))
                    })
                };
                if inside.is_some() {
                    return inside;
                }
                if left_out() {
                    return Some(Fate::Ignored);
                }
                if none() {
                    return Some(Fate::Empty);
                }
            }
        }
        None
    }

    /// Parses the texts of a record that hold rows as JSON.
    pub(super) fn open(&self, node: &mut Node<'_>, prefix: &str) {
        let NodeKind::Table(entries) = &mut node.kind else {
            return;
        };
        for entry in entries {
            if entry.value.is_scalar() && !entry.value.text().is_some_and(starts_as_json) {
                continue;
            }
            let path = join(prefix, &entry.key);
            let Some(known) = self.known(&path) else {
                continue;
            };
            let fields = known.uses.iter().map(|(field, _)| *field);
            let has_rows = |field: usize| {
                let rows = self.rows.get(field).is_some_and(Option::is_some);
                rows || self
                    .fields
                    .get(field)
                    .is_some_and(|field| field.line.is_some())
            };
            if (known.inner || fields.clone().any(has_rows))
                && let Some(inner) = entry.value.embedded()
            {
                entry.value = inner;
            }
            let alone = std::slice::from_mut(&mut entry.value);
            let nodes = match alone {
                [
                    Node {
                        kind: NodeKind::List(nodes),
                        ..
                    },
                ] => nodes.as_mut_slice(),
                alone => alone,
            };
            for node in nodes {
                if known.inner {
                    self.open(node, &path);
                }
                for field in fields.clone() {
                    if let Some(Some(rows)) = self.rows.get(field) {
                        rows.open(node, "");
                    }
                }
            }
        }
    }

    /// Whether the record has the field, under this or another of its names.
    pub(super) fn has(&self, record: &Node<'_>, name: &str) -> bool {
        if find(record, name).is_some() {
            return true;
        }
        let Some(known) = self.known(name) else {
            return false;
        };
        let is_same = |key: &str| {
            let other = self.known(key);
            other.is_some_and(|other| {
                let mut uses = other.uses.iter();
                uses.any(|(field, _)| known.uses.iter().any(|(same, _)| same == field))
            })
        };
        let record = match &record.kind {
            NodeKind::List(nodes) => nodes.first().unwrap_or(record),
            _ => record,
        };
        let mut entries = record.entries().iter();
        entries.any(|entry| is_same(&entry.key))
            || (known.uses.iter())
                .filter_map(|(field, _)| self.fields.get(*field))
                .flat_map(|field| &field.from)
                .any(|other| other.contains('.') && find(record, other).is_some())
    }

    /// The number of known fields in the record.
    pub(super) fn count(&self, record: &Node<'_>) -> usize {
        fn walk(index: &FieldIndex, node: &Node<'_>, prefix: &str) -> usize {
            (node.entries().iter())
                .map(|entry| {
                    let path = join(prefix, &entry.key);
                    match index.known(&path) {
                        Some(known) if known.inner => 1 + walk(index, &entry.value, &path),
                        Some(_) => 1,
                        None => 0,
                    }
                })
                .sum()
        }
        walk(self, record, "")
    }
}

/// Adds initials that mean a single element and are not known names.
fn add_initials(
    index: &mut HashMap<String, KnownField>,
    fields: &[FieldMapping],
    ignore: &[String],
) {
    let mut found: BTreeMap<String, (Option<String>, KnownField)> = BTreeMap::new();
    // Fields that count only `alone` come last: they add nothing to a field that counts anyway.
    let (alone, sure): (Vec<_>, Vec<_>) = fields.iter().enumerate().partition(|(_, of)| of.alone);
    for (number, field) in sure.into_iter().chain(alone) {
        for (alternative, name) in field.from.iter().enumerate() {
            let Some(initials) = initials(name) else {
                continue;
            };
            let to = field.constant.is_none().then(|| field.target());
            let (meaning, known) = found
                .entry(initials)
                .or_insert_with(|| (to.clone(), KnownField::default()));
            if *meaning == to || to.is_none() || meaning.is_none() {
                *meaning = to.or(meaning.take());
                let is_used = |alone: bool| {
                    (known.uses.iter()).any(|(other, _)| {
                        *other == number || alone && fields.get(*other).is_some_and(|of| !of.alone)
                    })
                };
                if !is_used(field.alone) {
                    known.uses.push((number, alternative));
                }
            } else {
                // Marks the initials as ambiguous.
                *meaning = Some(String::new());
            }
        }
    }
    for name in ignore {
        found.extend(
            initials(name).map(|name| (name, (Some(String::new()), KnownField::default()))),
        );
    }
    for (name, (meaning, known)) in found {
        if meaning.is_some_and(|to| !to.is_empty()) {
            index.entry(name).or_insert(known);
        }
    }
}

fn starts_as_json(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
}
