//! The limits of an item, each with its path.

use crate::i18n::Text;
use crate::model::{Limit, ServiceItem};
use crate::path;
use crate::path::Path;

/// The statutory or the promised limit, with its note and its name.
pub(super) struct Stated<'a> {
    pub(super) limit: Option<&'a Limit>,
    pub(super) note: Option<&'a str>,
    pub(super) path: Path,
    pub(super) note_path: Path,
    pub(super) name: Text,
}

/// The statutory and the promised limit.
pub(super) fn both(item: &ServiceItem) -> Vec<Stated<'_>> {
    let Some(limits) = item.time_limit() else {
        return Vec::new();
    };
    let stated = |key: &'static str, limit, note_key: &'static str, note, name| Stated {
        limit,
        note,
        path: path!["guide", "time_limit", key],
        note_path: path!["guide", "time_limit", note_key],
        name,
    };
    vec![
        stated(
            "statutory",
            limits.statutory.as_ref(),
            "statutory_note",
            limits.statutory_note.as_deref(),
            Text::new("法定办结时限", "the statutory limit"),
        ),
        stated(
            "promised",
            limits.promised.as_ref(),
            "promised_note",
            limits.promised_note.as_deref(),
            Text::new("承诺办结时限", "the promised limit"),
        ),
    ]
}
