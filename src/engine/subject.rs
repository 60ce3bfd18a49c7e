//! The subject of a finding: a place in the catalogue or a view.

use crate::path::Path;

/// A place in the checked catalogue or in one of the views.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Subject {
    /// Index of the view, from 0; `None` for the catalogue itself.
    pub view: Option<usize>,
    /// Index of the item, from 0; `None` for the catalogue's own fields.
    pub item: Option<usize>,
    /// Path within the item or catalogue.
    pub path: Path,
}
