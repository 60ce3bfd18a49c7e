//! The unit of an amount, which may be in a field of its own, in the heading, or fixed by the dialect.

use std::borrow::Cow;

use super::apply::{Applier, Source};
use super::condition::Row;
use super::fate::Fate;
use super::file::FieldMapping;
use super::index::FieldIndex;
use super::names::{find, note_of};
use super::operation::Operation;
use crate::source::{Entry, Node};
use crate::vocabulary::{TimeUnit, Vocabulary};

impl<'a> Applier<'_, 'a> {
    /// Marks the unit of a blank amount as kept.
    pub(super) fn keep_orphan_unit(
        &mut self,
        field: &FieldMapping,
        units: &[(Cow<'_, str>, &Node<'a>)],
    ) {
        let map = field.map.as_ref().or(field.unit_map.as_ref());
        let map = map.and_then(|map| self.dialect.file.maps.get(map));
        for (_, unit) in units {
            let text = unit.plain_text().unwrap_or_default();
            let mapped = map.and_then(|map| map.get(text.trim()));
            if TimeUnit::recognise(mapped.map_or(&text, String::as_str)).is_some() {
                self.claims.reason(unit, Fate::Kept);
            }
        }
    }
}

/// The fields that may hold the unit of a value, each with its name: in its row, or in the record.
pub(super) fn units<'n, 'a>(
    index: &FieldIndex,
    field: &FieldMapping,
    source: &Source<'_, 'a>,
    record: &'n Node<'a>,
    row: Option<&Row<'n, 'a>>,
) -> Vec<(Cow<'n, str>, &'n Node<'a>)> {
    if field.unit.is_none() && field.operation() == Operation::Limit {
        let record = row.map_or(record, |row| row.node);
        let own = |entry: &&Entry<'_>| entry.value.span == source.node.span;
        let own = record.entries().iter().find(own);
        let last = || source.path.rsplit('.').next().unwrap_or_default();
        let key = own.map_or_else(last, |entry| &entry.key);
        let key = &index.heading(key);
        let units = |entry: &&'n Entry<'a>| field.is_unit(&index.heading(&entry.key), key);
        let units = record.entries().iter().filter(units);
        return units
            .map(|entry| (Cow::Borrowed(entry.key.as_ref()), &entry.value))
            .collect();
    }
    let units = field.units();
    let beside = units.iter().filter_map(|unit| {
        let row = row?;
        let inside = unit.strip_prefix(&row.list)?.strip_prefix('.')?;
        Some((unit.clone().into(), find(row.node, inside)?))
    });
    let beside: Vec<_> = beside.collect();
    if !beside.is_empty() {
        return beside;
    }
    let around = units.into_iter();
    around
        .filter_map(|unit| find(record, &unit).map(|node| (unit.into(), node)))
        .collect()
}

/// The unit given in brackets in a column's heading.
pub(super) fn heading_unit(field: &FieldMapping, path: &str) -> Option<String> {
    if field.operation() != Operation::Limit {
        return None;
    }
    let note = note_of(path)?;
    let unit = note.trim_start_matches("单位").trim_start_matches(':');
    TimeUnit::recognise(unit).map(|unit| unit.to_string())
}
