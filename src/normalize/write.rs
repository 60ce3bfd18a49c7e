//! A catalogue written out: one canonical form, whatever it was read from.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Error;
use crate::model::{Catalogue, ServiceItem};

/// 输出形式 — how a catalogue is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// A directory: `catalogue.toml`, and one TOML file an item under `items`.
    Directory,
    /// One TOML file.
    Toml,
    /// One JSON file.
    Json,
    /// One item a line; what is said once for the whole catalogue has no place in it.
    Ndjson,
}

/// What stands in front of each item's file, for editors.
const SCHEMA_LINE: &str = "#:schema ../schema/service-item.v1.schema.json\n";

/// Puts a catalogue into the one order it is written in: by the names of the items' files.
///
/// `null` inside extensions says no more than a key left out, and TOML has no word for it: it is
/// left out of tables and becomes an empty text in lists. Gives how many there were.
pub fn arrange(catalogue: &mut Catalogue) -> usize {
    let mut nulls = 0;
    for item in &mut catalogue.items {
        nulls += without_nulls(&mut item.extensions);
    }
    nulls += without_nulls(&mut catalogue.extensions);
    // The items stand in the catalogue itself now.
    catalogue.include = Vec::new();
    let items = std::mem::take(&mut catalogue.items);
    let mut named: Vec<(String, ServiceItem)> = items
        .into_iter()
        .map(|item| (safe(&item.key()) + ".toml", item))
        .collect();
    named.sort_by(|(a, _), (b, _)| a.cmp(b));
    catalogue.items = named.into_iter().map(|(_, item)| item).collect();
    nulls
}

fn without_nulls(table: &mut serde_json::Map<String, Value>) -> usize {
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
        Value::Array(values) => (values.iter_mut())
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

/// A key as the name of a file: letters, digits, Chinese and a few marks; the rest is `_`.
fn safe(key: &str) -> String {
    const MOST: usize = 60;
    let mut name: String = key
        .trim()
        .chars()
        .take(MOST)
        .map(|char| {
            if char.is_alphanumeric()
                || matches!(
                    char,
                    '-' | '_' | '（' | '）' | '《' | '》' | '、' | '“' | '”'
                )
            {
                char
            } else {
                '_'
            }
        })
        .collect();
    // What was cut off or replaced must not make two keys one.
    if name != key {
        // Writing to a string cannot fail.
        let _ = std::fmt::Write::write_fmt(&mut name, format_args!("-{:08x}", digest(key)));
    }
    if name.is_empty() {
        name.push_str("item");
    }
    name
}

/// FNV-1a over the key: the same on every machine and in every release.
fn digest(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The catalogue in a form that is one text.
///
/// # Errors
///
/// Where the catalogue holds what the form cannot say; [`arrange`] takes care of that.
pub fn text(catalogue: &Catalogue, form: Form) -> Result<String, Error> {
    let wrong = |source: io::Error| Error::Write {
        path: PathBuf::from("-"),
        source,
    };
    Ok(match form {
        Form::Json => {
            let mut text =
                serde_json::to_string_pretty(catalogue).map_err(|error| wrong(error.into()))?;
            text.push('\n');
            text
        }
        Form::Ndjson => {
            let mut text = String::new();
            for item in &catalogue.items {
                text.push_str(&serde_json::to_string(item).map_err(|error| wrong(error.into()))?);
                text.push('\n');
            }
            text
        }
        Form::Toml | Form::Directory => toml_text(catalogue)?,
    })
}

fn toml_text(value: &impl serde::Serialize) -> Result<String, Error> {
    toml::to_string_pretty(value).map_err(|error| Error::Write {
        path: PathBuf::from("-"),
        source: io::Error::other(error),
    })
}

/// Writes a catalogue, arranged already, to a new place, or with `force` over what is there.
///
/// All of it is written beside its place first and moved there in one step, so that there is never
/// half a catalogue.
///
/// # Errors
///
/// Where something is there already, or the system cannot write.
pub fn write(catalogue: &Catalogue, form: Form, to: &Path, force: bool) -> Result<(), Error> {
    if !force && to.symlink_metadata().is_ok() {
        return Err(Error::Exists {
            path: to.to_path_buf(),
        });
    }
    let wrong = |source: io::Error| Error::Write {
        path: to.to_path_buf(),
        source,
    };
    let beside = sibling(to, "new");
    let written = match form {
        Form::Directory => directory(catalogue, &beside),
        _ => text(catalogue, form).and_then(|text| whole(&beside, text.as_bytes()).map_err(wrong)),
    };
    let moved = written.and_then(|()| replace(&beside, to, force).map_err(wrong));
    if moved.is_err() {
        // What was begun is of no use to anybody.
        let _ = fs::remove_dir_all(&beside);
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// Writes one text to a new place, or with `force` over what is there, in one step.
///
/// # Errors
///
/// As [`write()`].
pub fn write_text(text: &str, to: &Path, force: bool) -> Result<(), Error> {
    if !force && to.symlink_metadata().is_ok() {
        return Err(Error::Exists {
            path: to.to_path_buf(),
        });
    }
    let beside = sibling(to, "new");
    whole(&beside, text.as_bytes())
        .and_then(|()| replace(&beside, to, force))
        .map_err(|source| Error::Write {
            path: to.to_path_buf(),
            source,
        })
}

/// A hidden name beside a place, of this process.
fn sibling(to: &Path, word: &str) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    to.with_file_name(format!(".{name}.{}-{word}", std::process::id()))
}

fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Moves what was written to its place; what is there steps aside first and goes when all is well.
fn replace(from: &Path, to: &Path, force: bool) -> io::Result<()> {
    if to.is_dir() && force {
        let aside = sibling(to, "old");
        fs::rename(to, &aside)?;
        return match fs::rename(from, to) {
            Ok(()) => fs::remove_dir_all(&aside),
            Err(error) => {
                fs::rename(&aside, to)?;
                Err(error)
            }
        };
    }
    fs::rename(from, to)
}

/// The files of a catalogue in a directory of its own.
fn directory(catalogue: &Catalogue, to: &Path) -> Result<(), Error> {
    let wrong = |path: &Path| {
        let path = path.to_path_buf();
        move |source: io::Error| Error::Write { path, source }
    };
    let items = to.join("items");
    let schema = to.join("schema");
    fs::create_dir_all(&items).map_err(wrong(&items))?;
    fs::create_dir_all(&schema).map_err(wrong(&schema))?;
    let mut header = catalogue.clone();
    header.items = Vec::new();
    header.include = vec!["items/*.toml".to_owned()];
    let path = to.join("catalogue.toml");
    fs::write(&path, toml_text(&header)?).map_err(wrong(&path))?;
    let path = schema.join("service-item.v1.schema.json");
    let text = format!("{:#}\n", crate::schema::service_item());
    fs::write(&path, text).map_err(wrong(&path))?;
    let mut last = (String::new(), 1);
    for item in &catalogue.items {
        let name = safe(&item.key());
        // Items with one key stand one after the other; a rule finds them.
        let file = if last.0 == name {
            last.1 += 1;
            format!("{name}~{}.toml", last.1)
        } else {
            last = (name.clone(), 1);
            format!("{name}.toml")
        };
        let path = items.join(file);
        let text = format!("{SCHEMA_LINE}{}", toml_text(item)?);
        fs::write(&path, text).map_err(wrong(&path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_and_apart() {
        assert_eq!(
            safe("11450000007565194H2000115015005"),
            "11450000007565194H2000115015005"
        );
        assert_ne!(safe("a/b"), safe("a:b"));
        assert!(!safe("../../etc").contains('/'));
        assert!(!safe("").is_empty());
    }

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
