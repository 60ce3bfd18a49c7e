//! What the rules of this theme share.

use crate::value::fold::{empty_word, without_buttons};

/// Whether a text says something: not nothing, 无 or a dash.
pub(super) fn said(text: Option<&str>) -> bool {
    text.is_some_and(|text| !empty_word(without_buttons(text)))
}
