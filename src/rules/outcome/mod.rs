//! Theme OUT.

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[];
