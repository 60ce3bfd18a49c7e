//! The line by which an item names its schema, for editors.

use std::path::Path;

use super::form::{CATALOGUE_FILE, ITEM_SCHEMA, SCHEMA};

/// Maximum number of directories upwards in which the schema is looked for.
const LEVELS: usize = 4;

/// The first line of an item in this file: `#:schema` with the path to the schema of items in a directory
/// `schema` beside it or above, as `normalize` writes it; `None` if there is none.
pub fn schema_line(file: &Path) -> Option<String> {
    let mut directory = file.parent()?;
    for level in 0..LEVELS {
        if directory.join(SCHEMA).join(ITEM_SCHEMA).is_file() {
            let up = if level == 0 { "./" } else { "" };
            let up = format!("{up}{}", "../".repeat(level));
            return Some(format!("#:schema {up}{SCHEMA}/{ITEM_SCHEMA}"));
        }
        // Beyond its catalogue nothing belongs to an item.
        if directory.join(CATALOGUE_FILE).is_file() {
            return None;
        }
        directory = directory.parent()?;
    }
    None
}
