//! Finds the fields of a dialect by the names in a record.

mod opening;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use super::fate::Fate;
use super::file::{FieldMapping, LIMITS};
use super::foreign_names;
use super::initials::meant_by_initials;
use super::names::{find, is_of_group, join, normal, unit_of, with_note, without_notes};
use super::operation::Operation;
use crate::model::elements::ITEM;
use crate::prose::{fold, is_han};
use crate::source::{Entry, Node, NodeKind};

/// Index of the fields of a record by name.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldIndex {
    pub(super) fields: Vec<FieldMapping>,
    /// The indexes of fields that have rows.
    pub(super) rows: Vec<Option<FieldIndex>>,
    index: HashMap<String, KnownField>,
    /// The entry for fields that hold the unit of another.
    unit: KnownField,
    /// Whether English and pinyin names are recognised, and fields inside unknown tables.
    pub(super) is_loose: bool,
    /// Cache of the headings of foreign names; `None` if a name has no heading.
    headings: Arc<RwLock<HashMap<String, Option<String>>>>,
}

/// Maximum number of names in the cache of headings.
const MOST_HEADINGS: usize = 4096;

/// Maximum depth to which unknown tables of a record are searched.
const MAX_TABLE_DEPTH: usize = 4;

/// A source field as known to a dialect.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownField {
    /// Index of the field, and of the name among its names.
    pub(super) uses: Vec<(usize, usize)>,
    /// Whether it is a prefix of a longer path.
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
            for (name, uses) in meant_by_initials(fields, ignore) {
                let known = KnownField {
                    uses,
                    ..KnownField::default()
                };
                index.entry(name).or_insert(known);
            }
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
            is_loose: with_initials,
            headings: Arc::default(),
        }
    }

    /// The fields that a name maps to.
    pub(super) fn fields_of(&self, name: &str) -> impl Iterator<Item = &FieldMapping> {
        let known = self.known(name).into_iter();
        known.flat_map(|known| {
            (known.uses.iter()).filter_map(|(number, _)| self.fields.get(*number))
        })
    }

    /// Whether a field holds the unit of another.
    pub(super) fn is_unit(&self, known: &KnownField) -> bool {
        std::ptr::eq(known, &raw const self.unit)
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
        let rows = are_both.then(|| node.has_tables());
        uses().filter(move |one| rows.is_none_or(|rows| has_rows(one) == rows))
    }

    /// The fields of the rows in a field of this name.
    pub(super) fn rows_at(&self, name: &str) -> Option<&Self> {
        let uses = &self.known(name)?.uses;
        uses.iter()
            .find_map(|(field, _)| self.rows.get(*field)?.as_ref())
    }

    /// Looks up a field by dotted path, ignoring notes in brackets.
    pub(super) fn known(&self, path: &str) -> Option<&KnownField> {
        if !self.is_loose {
            return self.known_as_written(path);
        }
        self.known_as_written(path)
            .or_else(|| self.known_as_link(path))
            .or_else(|| self.known_as_written(&self.heading_of(path)?))
            .or_else(|| self.known_in_parts(path))
    }

    /// Looks up a name that is written next to its code or a note in brackets: `ORG_NAME/实施主体`,
    /// `LAW_LIMIT（工作日）`.
    fn known_in_parts(&self, path: &str) -> Option<&KnownField> {
        const LONGEST: usize = 80;
        if path.len() > LONGEST || !path.contains(|char: char| char.is_ascii_alphanumeric()) {
            return None;
        }
        if let Some(name) = without_notes(&fold(path)) {
            return self.known_as_written(&self.heading_of(&name)?);
        }
        let (first, second) = path.split_once(['/', '|', '\n', ' '])?;
        let is_han_only = |part: &str| !part.is_empty() && part.chars().all(is_han);
        match (first.is_ascii(), second.is_ascii()) {
            (true, false) if is_han_only(second) => self.known_as_written(second),
            (false, true) if is_han_only(first) => self.known_as_written(first),
            _ => None,
        }
    }

    /// Looks up the link of a cell, `“…”的链接`, as the field of the cell, if that field takes an address.
    fn known_as_link(&self, path: &str) -> Option<&KnownField> {
        let name = path.strip_prefix('“')?.strip_suffix("”的链接")?;
        let known = self.known_as_written(name)?;
        let fields = || {
            known
                .uses
                .iter()
                .filter_map(|(field, _)| self.fields.get(*field))
        };
        let is_address =
            |field: &FieldMapping| field.constant.is_some() || field.operation() == Operation::Url;
        (fields().any(|field| field.operation() == Operation::Url) && fields().all(is_address))
            .then_some(known)
    }

    /// The heading that a name translates to; the name itself, if it is known or has no heading.
    pub(super) fn heading<'p>(&self, path: &'p str) -> Cow<'p, str> {
        if !self.is_loose || self.known_as_written(path).is_some() {
            return Cow::Borrowed(path);
        }
        (self.heading_of(path)).map_or(Cow::Borrowed(path), Cow::Owned)
    }

    /// The heading of a name in English or pinyin, or of a name inside an unknown table.
    fn heading_of(&self, path: &str) -> Option<String> {
        // Texts of cells are looked up as well, and most of them are not names.
        const LONGEST: usize = 80;
        let in_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.');
        let is_name = path.len() <= LONGEST
            && path.starts_with(char::is_alphabetic)
            && path.chars().all(in_name);
        let is_other = !is_name || !path.contains('.') && !path.is_ascii();
        // Fields of the group around a record are not fields of the item.
        if is_other || is_of_group(path) {
            return None;
        }
        let known = self.headings.read().ok()?.get(path).cloned();
        if let Some(known) = known {
            return known;
        }
        // Many headings are tried, all in normal form, so the index is queried directly.
        let knows = |heading: &str| {
            self.index.contains_key(heading)
                || heading.ends_with("单位") && self.known_as_written(heading).is_some()
        };
        let is_sure = |heading: &str| {
            (self.known_as_written(heading)).is_some_and(|known| {
                let mut fields = known.uses.iter().map(|(field, _)| self.fields.get(*field));
                fields.all(|field| field.is_some_and(|field| !field.alone))
            })
        };
        // In a guide, the heading of a list may be ambiguous otherwise: `guide.materials`.
        let has_rows = |heading: &str| {
            (self.known_as_written(heading)).is_some_and(|known| {
                let mut rows = known.uses.iter().map(|(field, _)| self.rows.get(*field));
                rows.any(|rows| rows.is_some_and(Option::is_some))
            })
        };
        let names = foreign_names::Known {
            knows: &knows,
            is_sure: &is_sure,
            has_rows: &has_rows,
        };
        let heading = foreign_names::heading(path, names);
        let mut headings = self.headings.write().ok()?;
        if headings.len() < MOST_HEADINGS {
            headings.insert(path.to_owned(), heading.clone());
        }
        heading
    }

    pub(super) fn known_as_written(&self, path: &str) -> Option<&KnownField> {
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
            let is_of_limit = self.index.get(&of).is_some_and(is_limit);
            let has_limits = || {
                self.fields
                    .iter()
                    .any(|field| field.operation() == Operation::Limit)
            };
            (is_of_limit || LIMITS.contains(&of.as_str()) && has_limits()).then_some(&self.unit)
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
            if entry.value.is_scalar() && !entry.value.text().is_some_and(may_hold_rows) {
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
            } else if self.is_loose && entry.value.is_scalar() {
                // A text about a single thing, such as a contact, is read by its own operation.
                let is_list = |field: &usize| {
                    let element = self.fields.get(*field).map(|field| field.to.element());
                    element.is_none_or(|path| ITEM.find(&path).is_none_or(|found| found.is_list))
                };
                let mut rows = (fields.clone().filter(is_list))
                    .filter_map(|field| self.rows.get(field)?.as_ref());
                let inner = rows
                    .find_map(|rows| entry.value.table_inside(&|name| rows.known(name).is_some()));
                if let Some(inner) = inner {
                    entry.value = inner;
                }
            }
            for rows in fields
                .clone()
                .filter_map(|field| self.rows.get(field)?.as_ref())
            {
                rows.list_by_name(&mut entry.value);
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
                        rows.flatten(node);
                        rows.open(node, "");
                    }
                }
            }
        }
    }

    /// Turns a table of rows by name into a list of rows with names: `{"身份证": {"材料形式": "纸质"}}`.
    fn list_by_name(&self, value: &mut Node<'_>) {
        let NodeKind::Table(entries) = &mut value.kind else {
            return;
        };
        let is_row = |entry: &Entry<'_>| {
            let inner = entry.value.entries();
            let has_name = |one: &Entry<'_>| self.fields_of(&one.key).any(|of| of.to.is("name"));
            self.known(&entry.key).is_none()
                && inner.iter().any(|one| self.known(&one.key).is_some())
                && !inner.iter().any(has_name)
        };
        let named = self.fields.iter().find(|field| field.to.is("name"));
        let name = named.and_then(|field| field.from.first());
        let Some(name) = name.filter(|_| self.is_loose && !entries.is_empty()) else {
            return;
        };
        if !entries.iter().all(is_row) {
            return;
        }
        let rows = std::mem::take(entries).into_iter().map(|entry| {
            let mut row = entry.value;
            let named = Entry {
                key: name.clone().into(),
                key_span: entry.key_span,
                value: Node {
                    span: entry.key_span,
                    kind: NodeKind::String(entry.key),
                },
            };
            if let NodeKind::Table(entries) = &mut row.kind {
                entries.insert(0, named);
            }
            row
        });
        value.kind = NodeKind::List(rows.collect());
    }

    /// Whether the record has the field, under this or another of its names.
    pub(super) fn has(&self, record: &Node<'_>, name: &str) -> bool {
        self.has_under(record, name, false)
    }

    /// Whether the record has a field of this element of the guide, also under a name that counts only `alone`.
    pub(super) fn has_loosely(&self, record: &Node<'_>, name: &str) -> bool {
        self.has_under(record, name, true)
    }

    fn has_under(&self, record: &Node<'_>, name: &str, loosely: bool) -> bool {
        if find(record, name).is_some() {
            return true;
        }
        let Some(known) = self.known(name) else {
            return false;
        };
        let counts = |field: &&FieldMapping| {
            let element = field.to.element();
            !field.alone || loosely && (element.starts_with("guide.") || element == "legal_basis")
        };
        let wanted = |number: &usize| self.fields.get(*number).filter(counts);
        let is_same = |key: &str| {
            self.known(key).is_some_and(|other| {
                let mut others = other.uses.iter().filter_map(|(number, _)| wanted(number));
                others.any(|other| {
                    let mut uses = known.uses.iter().filter_map(|(number, _)| wanted(number));
                    uses.any(|field| field == other || self.is_loose && field.to == other.to)
                })
            })
        };
        let record = match &record.kind {
            NodeKind::List(nodes) => nodes.first().unwrap_or(record),
            _ => record,
        };
        let mut is_there = false;
        self.each(record, "", MAX_TABLE_DEPTH, &mut |path, _| {
            is_there |= is_same(path);
        });
        is_there
            || (known.uses.iter())
                .filter_map(|(field, _)| self.fields.get(*field))
                .flat_map(|field| &field.from)
                .any(|other| other.contains('.') && find(record, other).is_some())
    }

    /// Whether the record already has a value for an element that a field of this name maps to.
    pub(super) fn says(&self, record: &Node<'_>, name: &str) -> bool {
        let targets = |name: &str| {
            let uses = self.known(name).map_or(&[][..], |known| &known.uses);
            uses.iter()
                .filter_map(|(number, _)| self.fields.get(*number))
                .map(|field| &field.to)
        };
        let wanted: Vec<_> = targets(name).collect();
        let mut entries = record.entries().iter();
        !wanted.is_empty()
            && entries.any(|entry| {
                !entry.value.is_blank() && targets(&entry.key).any(|to| wanted.contains(&to))
            })
    }

    /// Whether the record has a scalar field that maps to `name`.
    pub(super) fn has_name(&self, record: &Node<'_>) -> bool {
        (record.entries().iter()).any(|entry| {
            entry.value.is_scalar() && self.fields_of(&entry.key).any(|field| field.to.is("name"))
        })
    }

    /// The number of known fields in the record.
    pub(super) fn count(&self, record: &Node<'_>) -> usize {
        let mut count = 0;
        self.each(record, "", MAX_TABLE_DEPTH, &mut |path, _| {
            count += usize::from(self.known(path).is_some());
        });
        count
    }

    /// Calls back with each field of a record, including the fields of tables that longer paths lead through or that
    /// only group fields (see `opens`).
    fn each<'n>(
        &self,
        node: &'n Node<'_>,
        prefix: &str,
        depth: usize,
        call: &mut dyn FnMut(&str, &'n Node<'_>),
    ) {
        for entry in node.entries() {
            let path = join(prefix, &entry.key);
            let is_inner = self.opens(&path, &entry.value)
                || self.known(&path).is_some_and(|known| known.inner);
            call(&path, &entry.value);
            if is_inner && depth > 0 {
                self.each(&entry.value, &path, depth - 1, call);
            }
        }
    }

    /// Whether a table with nested tables is one record, not an envelope around a record or around several.
    pub(super) fn is_one(&self, table: &Node<'_>, is_record: &dyn Fn(&Node<'_>) -> bool) -> bool {
        let (mut beside, mut inside) = (0, 0);
        for entry in table.entries() {
            let is_table = matches!(entry.value.kind, NodeKind::Table(_));
            if is_table && self.opens(&entry.key, &entry.value) && is_record(&entry.value) {
                inside += 1;
            } else if is_table {
                beside += self.count(&entry.value);
            } else {
                // A field that counts only `alone`, such as `code`, may belong to the response, not to the record.
                let is_own = self
                    .known(&entry.key)
                    .is_some_and(|known| known.uses.is_empty())
                    || self.fields_of(&entry.key).any(|field| !field.alone);
                beside += usize::from(is_own);
            }
        }
        inside == 0 || inside == 1 && beside > 0
    }
}

/// Whether a text may be JSON, or a table with its header.
fn may_hold_rows(text: &str) -> bool {
    let is_json = text.trim_start().starts_with(['[', '{']);
    is_json || text.contains('\n') && text.contains('|') || text.contains(['：', ':', '<'])
}
