//! Tables as CSV, and their description as a Tabular Data Package.

use serde_json::{Value, json};

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    name: &'static str,
    title: &'static str,
    is_required: bool,
    is_key: bool,
}

impl Column {
    /// A column that may be empty.
    pub(super) const fn text(name: &'static str, title: &'static str) -> Self {
        Self {
            name,
            title,
            is_required: false,
            is_key: false,
        }
    }

    /// A column that is never empty.
    pub(super) const fn required(name: &'static str, title: &'static str) -> Self {
        Self {
            is_required: true,
            ..Self::text(name, title)
        }
    }

    /// A column of the primary key, which is never empty.
    pub(super) const fn key(name: &'static str, title: &'static str) -> Self {
        Self {
            is_key: true,
            ..Self::required(name, title)
        }
    }

    fn describe(&self) -> Value {
        json!({
            "name": self.name,
            "title": self.title,
            "type": "string",
            "constraints": { "required": self.is_required },
        })
    }
}

/// A table in a package.
#[derive(Debug)]
pub(super) struct Table {
    name: &'static str,
    title: &'static str,
    columns: &'static [Column],
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(
        name: &'static str,
        title: &'static str,
        columns: &'static [Column],
        rows: impl Iterator<Item = Vec<String>>,
    ) -> Self {
        Self {
            name,
            title,
            columns,
            rows: rows.collect(),
        }
    }

    /// The name of the CSV file.
    pub(super) fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    pub(super) fn csv(&self) -> String {
        let head = self.columns.iter().map(|column| column.name.to_owned());
        let head = head.collect::<Vec<_>>();
        let rows = std::iter::once(&head).chain(&self.rows);
        let lines = rows.map(|row| {
            let cells = row.iter().map(|text| cell(text));
            cells.collect::<Vec<_>>().join(",") + "\n"
        });
        lines.collect()
    }

    fn describe(&self) -> Value {
        let keys = self.columns.iter().filter(|column| column.is_key);
        json!({
            // Names of resources have no underscores.
            "name": self.name.replace('_', "-"),
            "title": self.title,
            "path": self.file(),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": self.columns.iter().map(Column::describe).collect::<Vec<_>>(),
                "primaryKey": keys.map(|column| column.name).collect::<Vec<_>>(),
            },
        })
    }
}

/// Formats a CSV cell, with quotes if needed.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Describes tables as a Tabular Data Package of version 1.
pub(super) fn package(name: &str, title: &str, tables: &[Table]) -> Value {
    json!({
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "version": env!("CARGO_PKG_VERSION"),
        "resources": tables.iter().map(Table::describe).collect::<Vec<_>>(),
    })
}
