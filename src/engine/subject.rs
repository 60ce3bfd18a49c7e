use crate::path::Path;

/// Which catalogue a place belongs to: the one that is checked, or a view loaded beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Subject {
    /// Number of the view, from 0; `None` is the catalogue itself.
    pub view: Option<usize>,
    /// Number of the item, from 0; `None` is the catalogue's own part.
    pub item: Option<usize>,
    /// Path in it.
    pub path: Path,
}
