//! Theme VER: what changed since the previous version.

mod burden_without_note;
mod content_without_version;
mod helpers;
mod identity_changed;
mod retired_code_reused;
mod standard_tightened;
mod version_went_back;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    content_without_version::RULES,
    version_went_back::RULES,
    identity_changed::RULES,
    retired_code_reused::RULES,
    burden_without_note::RULES,
    standard_tightened::RULES,
];
