//! Items taken apart into the rows of tables.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::cell::{Writing, write};
use super::layout::{Owner, Table, tables};
use crate::model::{Catalogue, ServiceItem};

/// Maximum number of characters of an item's name in the rows that belong to it.
const MOST_NAME: usize = 60;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The item that it belongs to; empty for those of the catalogue.
    pub(crate) item: String,
    /// A cell for each column; empty if the element is not stated.
    pub(crate) cells: Vec<String>,
}

/// The rows of all tables.
#[derive(Debug)]
pub(crate) struct Filled {
    /// For each of [`tables`], its rows.
    rows: Vec<Vec<Row>>,
    /// The names of items so far.
    names: HashSet<String>,
    writing: Writing,
}

impl Filled {
    /// The tables without a row.
    pub(crate) fn new(writing: Writing) -> Self {
        Self {
            rows: tables().iter().map(|_| Vec::new()).collect(),
            names: HashSet::new(),
            writing,
        }
    }

    /// The tables of a catalogue with its items.
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
        let name = self.name(&item.name);
        // An item is a table of values that JSON has.
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

    /// The name by which rows refer to the next item: its own, and a number if others share it. It need not
    /// be the whole name, but every program must keep it as it is.
    fn name(&mut self, wish: &str) -> String {
        let is_kept = |c: char| c.is_alphanumeric() || "（）《》“”、，·-".contains(c);
        let wish: String = (wish.chars())
            .map(|c| if is_kept(c) { c } else { ' ' })
            .take(MOST_NAME)
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
            let place = follow(value, &table.at).filter(|_| table.owner == owner);
            let records = match place {
                Some(Value::Array(records)) if table.is_list => records.as_slice(),
                Some(record) if !table.is_list => std::slice::from_ref(record),
                _ => continue,
            };
            for record in records {
                let cells = table.columns.iter().map(|column| {
                    let value = follow(record, &column.path);
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
fn follow<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    let mut steps = path.iter();
    steps.try_fold(value, |value, key| {
        value.as_object().and_then(|own: &Map<_, _>| own.get(*key))
    })
}
