//! Splits items into the rows of tables.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::cell::{Writing, write};
use super::layout::{Owner, Table, tables};
use crate::model::{Catalogue, ServiceItem};

/// Maximum length of the name by which rows refer to an item, in characters, without a number after it.
const MAX_NAME_CHARS: usize = 60;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The name of the item that the row belongs to; empty for rows of the catalogue.
    pub(crate) item: String,
    /// The cells in the order of the columns; empty if the element is not stated.
    pub(crate) cells: Vec<String>,
}

/// The tables with their rows.
#[derive(Debug)]
pub(crate) struct Filled {
    /// The rows of each of [`tables`].
    rows: Vec<Vec<Row>>,
    /// The names by which rows refer to the items so far.
    names: HashSet<String>,
    writing: Writing,
}

impl Filled {
    /// Creates the tables without rows.
    pub(crate) fn new(writing: Writing) -> Self {
        Self {
            rows: tables().iter().map(|_| Vec::new()).collect(),
            names: HashSet::new(),
            writing,
        }
    }

    /// Creates the tables of a catalogue and its items.
    pub(crate) fn of(catalogue: &Catalogue, writing: Writing) -> Self {
        let mut filled = Self::new(writing);
        filled.header(&catalogue.header());
        for item in &catalogue.items {
            filled.item(item);
        }
        filled
    }

    /// The tables with their rows.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&'static Table, &[Row])> {
        tables().iter().zip(self.rows.iter().map(Vec::as_slice))
    }

    /// Adds an item.
    pub(crate) fn item(&mut self, item: &ServiceItem) {
        let name = self.unique_name(&item.name);
        // An item has only values that JSON can represent, so this cannot fail.
        let value = serde_json::to_value(item).unwrap_or_default();
        self.add(Owner::Item, &name, &value);
    }

    /// Adds the catalogue's own fields.
    fn header(&mut self, header: &Catalogue) {
        let value = serde_json::to_value(header).unwrap_or_default();
        if value.as_object().is_some_and(|own| !own.is_empty()) {
            self.add(Owner::Catalogue, "", &value);
        }
    }

    /// The name by which rows refer to the next item: the name of the item, with a number if other items share
    /// it. It is shortened and stripped of characters that some program would not keep unchanged.
    fn unique_name(&mut self, wish: &str) -> String {
        let is_kept = |c: char| c.is_alphanumeric() || "（）《》“”、，·-".contains(c);
        let wish: String = wish
            .chars()
            .map(|c| if is_kept(c) { c } else { ' ' })
            .take(MAX_NAME_CHARS)
            .collect();
        let wish = wish.split_whitespace().collect::<Vec<_>>().join(" ");
        let wish = wish.trim_start_matches('-').trim_start();
        let wish = if wish.is_empty() { "事项" } else { wish };
        let mut name = wish.to_owned();
        let mut number = 1;
        while !self.names.insert(name.clone()) {
            number += 1;
            name = format!("{wish}（{number}）");
        }
        name
    }

    fn add(&mut self, owner: Owner, item: &str, value: &Value) {
        let writing = self.writing;
        for (table, rows) in tables().iter().zip(&mut self.rows) {
            let place = value_at(value, &table.at).filter(|_| table.owner == owner);
            let records = match place {
                Some(Value::Array(records)) if table.is_list => records.as_slice(),
                Some(record) if !table.is_list => std::slice::from_ref(record),
                _ => continue,
            };
            for record in records {
                let cells = table.columns.iter().map(|column| {
                    let value = value_at(record, &column.path);
                    value.map_or_else(String::new, |value| write(column.form, value, writing))
                });
                rows.push(Row {
                    item: item.to_owned(),
                    cells: cells.collect(),
                });
            }
        }
    }
}

/// The value at the end of a path.
fn value_at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    let mut steps = path.iter();
    steps.try_fold(value, |value, key| {
        value.as_object().and_then(|own: &Map<_, _>| own.get(*key))
    })
}
