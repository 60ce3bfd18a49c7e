//! The `#:schema` line of an item, for editors.

use std::path::Path;

use super::form::{CATALOGUE_FILE, ITEM_SCHEMA, SCHEMA};

/// Maximum number of directories, from that of the item upwards, in which the schema is searched.
const MAX_LEVELS: usize = 4;

/// The first line of an item file: `#:schema` with the path to the schema of items, which `normalize` writes to a
/// directory `schema` next to the file or above it; `None` if there is no schema.
pub fn schema_line(file: &Path) -> Option<String> {
    let mut directory = file.parent()?;
    for level in 0..MAX_LEVELS {
        if directory.join(SCHEMA).join(ITEM_SCHEMA).is_file() {
            let up = if level == 0 { "./" } else { "" };
            let up = format!("{up}{}", "../".repeat(level));
            return Some(format!("#:schema {up}{SCHEMA}/{ITEM_SCHEMA}"));
        }
        // Directories above the catalogue do not belong to the item.
        if directory.join(CATALOGUE_FILE).is_file() {
            return None;
        }
        directory = directory.parent()?;
    }
    None
}
