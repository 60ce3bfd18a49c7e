//! Finds the element of the model for a part of a text.

use super::outline::{Outline, OutlinePart, Role};
use crate::i18n::Text;
use crate::model::elements::{CATALOGUE, Field, Group, ITEM};
use crate::path::Path;

/// An element of the model, with its path.
#[derive(Debug)]
pub(super) struct Element {
    /// The dotted path in an item or a catalogue, without indexes.
    pub(super) path: String,
    /// The name of the element at this path.
    pub(super) name: Text,
    /// The field of the registry; `None` for an item or a catalogue itself.
    pub(super) field: Option<&'static Field>,
    /// The type of the value, if it is a composite.
    pub(super) group: Option<&'static Group>,
}

impl Element {
    /// The element of a part, if there is one.
    pub(super) fn of(outline: &Outline<'_>, part: &OutlinePart) -> Option<Self> {
        let mut keys: Vec<&str> = part.keys().collect();
        let mut root = if is_catalogue(outline) {
            CATALOGUE
        } else {
            ITEM
        };
        // The elements of an item have the same paths in every document.
        if std::ptr::eq(root, CATALOGUE) && keys.first() == Some(&"items") {
            keys.remove(0);
            root = ITEM;
        }
        if keys.is_empty() {
            return Some(Self {
                path: String::new(),
                name: root.name,
                field: None,
                group: Some(root),
            });
        }
        let field = root.follow(keys.iter().copied())?;
        let path = keys.join(".");
        Some(Self {
            name: root.name_at(&Path::parse(&path))?,
            path,
            field: Some(field),
            group: field.group,
        })
    }
}

/// Whether a text is a catalogue: it has items, or includes files of items.
fn is_catalogue(outline: &Outline<'_>) -> bool {
    let mut keys = outline.parts.iter().filter(|part| part.role != Role::Value);
    keys.any(|part| matches!(part.keys().next(), Some("items" | "include")))
}
