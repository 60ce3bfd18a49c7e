//! Flattens tables that only group fields of the record, such as `basicInfo`.

use super::{FieldIndex, MAX_TABLE_DEPTH};
use crate::dialect::names::join;
use crate::dialect::ticks::are_ticks;
use crate::source::{Entry, Node, NodeKind};

impl FieldIndex {
    /// Puts the fields of inner tables into the record itself, under their dotted paths.
    pub(in crate::dialect) fn flatten(&self, record: &mut Node<'_>) {
        let NodeKind::Table(entries) = &mut record.kind else {
            return;
        };
        if !self.is_loose
            || !entries
                .iter()
                .any(|entry| self.opens(&entry.key, &entry.value))
        {
            return;
        }
        let mut flat = Vec::with_capacity(entries.len());
        for entry in std::mem::take(entries) {
            self.lift(entry, MAX_TABLE_DEPTH, &mut flat);
        }
        *entries = flat;
    }

    /// Appends an entry to `flat` or, if it is a table that opens, the fields of the table.
    fn lift<'a>(&self, entry: Entry<'a>, depth: usize, flat: &mut Vec<Entry<'a>>) {
        if depth == 0 || !self.opens(&entry.key, &entry.value) {
            return flat.push(entry);
        }
        if let NodeKind::Table(inner) = entry.value.kind {
            for one in inner {
                let key = join(&entry.key, &one.key).into();
                self.lift(Entry { key, ..one }, depth - 1, flat);
            }
        }
    }

    /// Whether a table is not a value but only groups fields of the record, such as `guide`, or a limit with its unit.
    ///
    /// Unknown tables are groups. A known field with rows is one if more of the keys are known as fields of the record
    /// than of the rows; a known field without rows, unless a longer path leads through it or the table holds ticks.
    pub(super) fn opens(&self, path: &str, value: &Node<'_>) -> bool {
        if !self.is_loose || !matches!(value.kind, NodeKind::Table(_)) || value.entries().is_empty()
        {
            return false;
        }
        let Some(known) = self.known(path) else {
            return true;
        };
        let rows = known
            .uses
            .iter()
            .find_map(|(field, _)| self.rows.get(*field)?.as_ref());
        let Some(rows) = rows else {
            let mut fields = known
                .uses
                .iter()
                .filter_map(|(field, _)| self.fields.get(*field));
            return !known.inner && !fields.any(|field| are_ticks(field, value));
        };
        let keys = || value.entries().iter().map(|entry| entry.key.as_ref());
        let of_rows = keys().filter(|key| rows.known(key).is_some()).count();
        let of_record = keys()
            .filter(|key| self.known(&join(path, key)).is_some())
            .count();
        of_record > of_rows
    }

    /// Whether one of these entries has content for an element that a field of this name has.
    pub(in crate::dialect) fn says_already(&self, entries: &[Entry<'_>], name: &str) -> bool {
        let wanted: Vec<_> = self.fields_of(name).map(|field| &field.to).collect();
        let mut said = entries.iter().filter(|entry| !entry.value.is_blank());
        said.any(|entry| {
            self.fields_of(&entry.key)
                .any(|field| wanted.contains(&&field.to))
        })
    }

    /// The number of all fields in the record that are no tables of others.
    pub(in crate::dialect) fn total(&self, record: &Node<'_>) -> usize {
        let mut total = 0;
        self.each(record, "", MAX_TABLE_DEPTH, &mut |path, value| {
            total += usize::from(self.known(path).is_some() || !self.opens(path, value));
        });
        total
    }
}
