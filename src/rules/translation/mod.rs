//! Theme LNG: translations of the guide.

mod missing_translation;
mod partial_translation;
mod translation_contradicts_original;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    missing_translation::RULES,
    partial_translation::RULES,
    translation_contradicts_original::RULES,
];
