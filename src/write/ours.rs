//! Recognizes files and directories that this tool wrote. Only those are ever replaced: a mistyped `--force` must
//! not delete a home directory, a repository or a spreadsheet.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, FileType};
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::form::{CATALOGUE_FILE, CATALOGUE_SCHEMA, ITEM_SCHEMA, ITEMS, SCHEMA};
use super::loss::is_text_list;
use crate::model::elements::{CATALOGUE, Group, ITEM};
#[cfg(feature = "tables")]
use crate::read::is_own_workbook;
#[cfg(feature = "tables")]
use crate::tabular::{PACKAGE_FILE, PACKAGE_NAME, is_table_file};

/// Number of bytes examined at the start of a TOML file; a longer catalogue is cut at its last `[[items]]` in them.
const HEAD_BYTES: u64 = 256 << 10;

/// The beginning of every export in JSON-LD and in Turtle.
pub(crate) const JSON_LD_MARK: &str = r#"{"@context":{"shixiang":"#;
pub(crate) const TURTLE_MARK: &str = "# shixiang export";

/// Files that file managers leave in directories.
const DROPPINGS: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// The keys of other files that this tool writes, as the distinctive key and keys that may accompany it: a line of
/// the trace, a record that gave no item, the lists of losses, the first line of a baseline or history.
const LISTS: &[(&str, &[&str])] = &[
    ("value", &["location", "record"]),
    ("reasons", &["location", "record"]),
    (
        "fates",
        &["records", "items", "failed", "notes", "fields", "unheld"],
    ),
    ("export", &["reading"]),
    ("baseline", &["profile", "views", "inputs"]),
];

/// The first file or directory at a path that this tool did not write, relative to the path; `None` if there is none.
///
/// A directory is ours if it is empty, if it holds our `catalogue.toml` and nothing but `items/*.toml` and the
/// two schemas, or if it holds our tables and nothing else. A workbook is ours if it has our tables. Another file
/// is ours if it is empty, or if all keys of its first document are those of a catalogue, an item or one of our
/// lists.
pub(super) fn foreign(path: &Path) -> io::Result<Option<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok((!is_our_file(path)?).then(PathBuf::new));
    }
    let top = entries(path)?;
    #[cfg(feature = "tables")]
    if top.iter().any(|(name, _)| name == PACKAGE_FILE) {
        return foreign_table(path, &top);
    }
    for (name, kind) in &top {
        let is_part: fn(&str) -> bool = match name.as_str() {
            CATALOGUE_FILE if kind.is_file() && is_our_file(&path.join(name))? => continue,
            ITEMS if kind.is_dir() => |name| Path::new(name).extension() == Some("toml".as_ref()),
            SCHEMA if kind.is_dir() => |name| [ITEM_SCHEMA, CATALOGUE_SCHEMA].contains(&name),
            _ => return Ok(Some(name.into())),
        };
        for (below, kind) in entries(&path.join(name))? {
            if !kind.is_file() || !is_part(&below) {
                return Ok(Some(Path::new(name).join(below)));
            }
        }
    }
    let has_catalogue = top.iter().any(|(name, _)| name == CATALOGUE_FILE);
    Ok((!has_catalogue && !top.is_empty()).then(PathBuf::new))
}

/// The first entry of a directory of tables that this tool did not write.
#[cfg(feature = "tables")]
fn foreign_table(path: &Path, top: &[(String, FileType)]) -> io::Result<Option<PathBuf>> {
    for (name, kind) in top {
        let is_ours = match name.as_str() {
            PACKAGE_FILE if kind.is_file() => {
                let text = fs::read_to_string(path.join(name))?;
                let described: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
                described
                    .get("name")
                    .is_some_and(|name| name == PACKAGE_NAME)
            }
            name => kind.is_file() && is_table_file(name),
        };
        if !is_ours {
            return Ok(Some(name.into()));
        }
    }
    Ok(None)
}

/// The entries of a directory, sorted by name. A link is neither a file nor a directory here, so it is never ours.
fn entries(path: &Path) -> io::Result<Vec<(String, FileType)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !DROPPINGS.contains(&name.as_str()) {
            found.push((name, entry.file_type()?));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}

/// Whether this tool wrote a regular file.
fn is_our_file(path: &Path) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    let is_whole = (head.len() as u64) < HEAD_BYTES;
    let marks = [JSON_LD_MARK, TURTLE_MARK];
    if marks.iter().any(|mark| head.starts_with(mark.as_bytes())) {
        return Ok(true);
    }
    #[cfg(feature = "tables")]
    if head.starts_with(b"PK") {
        file.read_to_end(&mut head)?;
        return Ok(is_own_workbook(head));
    }
    if head.first() == Some(&b'{') {
        let rest = BufReader::new(Cursor::new(head).chain(file));
        let keys = Keys::deserialize(&mut serde_json::Deserializer::from_reader(rest));
        return Ok(keys.is_ok_and(|keys| keys.0.is_empty() || keys.are_ours()));
    }
    // A character may be cut at the end of the head.
    let text = match std::str::from_utf8(&head) {
        Ok(text) => text,
        Err(error) if !is_whole && error.error_len().is_none() => {
            let valid = head.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
        Err(_) => return Ok(false),
    };
    if text.trim().is_empty() || is_text_list(text) {
        return Ok(is_whole || !text.trim().is_empty());
    }
    if is_whole {
        return Ok(is_our_toml(text));
    }
    if let Some((first, _)) = text.rsplit_once("\n[[items]]\n") {
        return Ok(is_our_toml(&format!("{first}\n[[items]]\n")));
    }
    let mut whole = head.clone();
    file.read_to_end(&mut whole)?;
    Ok(std::str::from_utf8(&whole).is_ok_and(is_our_toml))
}

fn is_our_toml(text: &str) -> bool {
    toml::from_str::<Keys>(text).is_ok_and(|keys| keys.are_ours())
}

/// The keys of the first document of a file.
struct Keys(BTreeSet<String>);

impl Keys {
    fn are_ours(&self) -> bool {
        let has = |key: &str| self.0.contains(key);
        let all = |known: &dyn Fn(&str) -> bool| self.0.iter().all(|key| known(key));
        let is_field_of = |group: &'static Group| move |key: &str| group.field(key).is_some();
        !self.0.is_empty()
            && (all(&is_field_of(CATALOGUE))
                || (has("name") && all(&is_field_of(ITEM)))
                || LISTS.iter().any(|(first, rest)| {
                    has(first) && all(&|key| key == *first || rest.contains(&key))
                }))
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeysVisitor;

        impl<'de> Visitor<'de> for KeysVisitor {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = BTreeSet::new();
                while let Some(key) = map.next_key::<String>()? {
                    map.next_value::<IgnoredAny>()?;
                    keys.insert(key);
                }
                Ok(Keys(keys))
            }
        }

        deserializer.deserialize_map(KeysVisitor)
    }
}
