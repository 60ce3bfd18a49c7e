//! From one source's way of writing to the model: dialects are data.

use crate::source::{Node, Notice};

/// 方言 — one source's way of writing: which field holds which element, and in what form.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Dialect {
    /// Its name, such as `guangxi-portal`.
    pub name: String,
    /// Dotted paths of elements this source does not collect.
    pub not_collected: Vec<String>,
}

impl Dialect {
    /// Calls back with each record of a document.
    pub(crate) fn records<'a>(&self, _root: &mut Node<'a>, _each: &mut dyn FnMut(Node<'a>)) {}

    /// The canonical form of one record.
    pub(crate) fn apply<'a>(&self, record: &Node<'a>, _notices: &mut Vec<Notice>) -> Node<'a> {
        record.clone()
    }
}

/// The built-in dialect that a document's fields speak, if any.
pub(crate) fn recognise(_root: &Node<'_>) -> Option<&'static Dialect> {
    None
}

/// The dialect with this name, or in this file.
///
/// # Errors
///
/// Where there is none, or the file is wrong.
pub fn find(name: &str) -> Result<Dialect, crate::Error> {
    Err(crate::Error::UnknownDialect {
        name: name.to_owned(),
        known: String::new(),
    })
}
