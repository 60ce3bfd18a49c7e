//! The element of the model that a part of a text is.

use super::outline::{Outline, Part, Role};
use crate::i18n::Text;
use crate::model::elements::{CATALOGUE, Field, Group, ITEM};
use crate::path::Path;

/// An element at its place.
#[derive(Debug)]
pub(super) struct Element {
    /// Its dotted path in an item or a catalogue, without indexes.
    pub(super) path: String,
    /// Its name there.
    pub(super) name: Text,
    /// Its row; none of an item or a catalogue itself.
    pub(super) field: Option<&'static Field>,
    /// The type that has its parts, if it has any.
    pub(super) group: Option<&'static Group>,
}

impl Element {
    /// The element of a part, if there is one.
    pub(super) fn of(outline: &Outline<'_>, part: &Part) -> Option<Self> {
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

/// Whether a text is a catalogue: it has items, or names their files.
fn is_catalogue(outline: &Outline<'_>) -> bool {
    let mut keys = outline.parts.iter().filter(|part| part.role != Role::Value);
    keys.any(|part| matches!(part.keys().next(), Some("items" | "include")))
}
