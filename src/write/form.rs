//! The canonical forms of a catalogue, independent of what it was read from.

use std::io;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;

use super::dates::with_bare_dates;
use super::names::safe;
use super::swap::Kind;
use crate::error::Error;
use crate::model::elements::{CATALOGUE, Group};
use crate::model::{Catalogue, ServiceItem};

/// The form a catalogue is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// A directory with `catalogue.toml`, and one TOML file per item under `items`.
    Directory,
    /// One TOML file.
    Toml,
    /// One JSON file.
    Json,
    /// One item per line; the catalogue's own fields are left out.
    Ndjson,
    /// A directory with a CSV file for each kind of element, and a `datapackage.json` that describes
    /// them: a Tabular Data Package.
    #[cfg(feature = "tables")]
    Csv,
    /// One workbook with a sheet for each kind of element.
    #[cfg(feature = "tables")]
    Xlsx,
}

/// A value that a form cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unheld {
    /// The name of the item.
    pub item: String,
    /// The path of the element.
    pub element: String,
}

impl Form {
    /// Whether the form is a file or a directory.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Directory => Kind::Directory,
            Self::Toml | Self::Json | Self::Ndjson => Kind::File,
            #[cfg(feature = "tables")]
            Self::Csv => Kind::Directory,
            #[cfg(feature = "tables")]
            Self::Xlsx => Kind::File,
        }
    }
}

/// The parts of a catalogue's directory.
pub(super) const CATALOGUE_FILE: &str = "catalogue.toml";
pub(super) const ITEMS: &str = "items";
pub(super) const SCHEMA: &str = "schema";
pub(super) const ITEM_SCHEMA: &str = "service-item.v1.schema.json";
pub(super) const CATALOGUE_SCHEMA: &str = "catalogue.v1.schema.json";

/// The first line of every item file, for editors.
pub(super) const ITEM_LINE: &str = "#:schema ../schema/service-item.v1.schema.json\n";
/// The first line of the catalogue.
pub(super) const CATALOGUE_LINE: &str = "#:schema ./schema/catalogue.v1.schema.json\n";

/// Puts a catalogue into canonical order: sorted by the file names of its items.
///
/// Removes `null` inside extensions, which TOML cannot express: in tables the key is dropped, in
/// lists it becomes an empty string. Returns how many there were.
pub fn arrange(catalogue: &mut Catalogue) -> usize {
    let mut nulls = 0;
    for item in &mut catalogue.items {
        nulls += without_nulls(&mut item.extensions);
    }
    nulls += without_nulls(&mut catalogue.extensions);
    // The items are now in the catalogue itself.
    catalogue.include = Vec::new();
    catalogue.items.sort_by_cached_key(name_of);
    nulls
}

/// The file name of an item, by which items are sorted.
pub(super) fn name_of(item: &ServiceItem) -> String {
    stem(item) + ".toml"
}

/// The file name of an item without its extension.
pub(super) fn stem(item: &ServiceItem) -> String {
    safe(&item.key())
}

pub(super) fn without_nulls(table: &mut serde_json::Map<String, Value>) -> usize {
    let before = table.len();
    table.retain(|_, value| !value.is_null());
    let mut nulls = before - table.len();
    for value in table.values_mut() {
        nulls += null_inside(value);
    }
    nulls
}

fn null_inside(value: &mut Value) -> usize {
    match value {
        Value::Object(table) => without_nulls(table),
        Value::Array(values) => values
            .iter_mut()
            .map(|value| {
                if value.is_null() {
                    *value = Value::from("");
                    return 1;
                }
                null_inside(value)
            })
            .sum(),
        _ => 0,
    }
}

/// Serializes the catalogue in a form that is a single text.
///
/// # Errors
///
/// If the catalogue contains values that the form cannot express, which [`arrange`] removes, or if the form is not
/// a text.
pub fn text(catalogue: &Catalogue, form: Form) -> Result<String, Error> {
    let write_error = |source: io::Error| Error::Write {
        path: PathBuf::from("-"),
        source,
    };
    Ok(match form {
        Form::Json => {
            let mut text = serde_json::to_string_pretty(catalogue)
                .map_err(|error| write_error(error.into()))?;
            text.push('\n');
            text
        }
        Form::Ndjson => {
            let mut text = String::new();
            for item in &catalogue.items {
                text.push_str(
                    &serde_json::to_string(item).map_err(|error| write_error(error.into()))?,
                );
                text.push('\n');
            }
            text
        }
        Form::Toml | Form::Directory => toml_text(catalogue, CATALOGUE)?,
        #[cfg(feature = "tables")]
        Form::Csv | Form::Xlsx => return Err(write_error(io::ErrorKind::Unsupported.into())),
    })
}

/// Serializes a value of the type `group` as TOML.
pub(super) fn toml_text(value: &impl Serialize, group: &Group) -> Result<String, Error> {
    let text = toml::to_string_pretty(value).map_err(|error| Error::Write {
        path: PathBuf::from("-"),
        source: io::Error::other(error),
    })?;
    Ok(with_bare_dates(text, group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_leave_tables_and_become_empty_in_lists() {
        let mut catalogue = Catalogue::default();
        let mut item = ServiceItem::default();
        item.extensions
            .insert("a".into(), serde_json::json!({"b": null, "c": [null, 1]}));
        catalogue.items.push(item);
        assert_eq!(arrange(&mut catalogue), 2);
        assert_eq!(
            catalogue.items[0].extensions["a"],
            serde_json::json!({"c": ["", 1]})
        );
        assert!(text(&catalogue, Form::Toml).is_ok());
    }
}
