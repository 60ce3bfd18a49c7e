//! Theme LIM: time limits.

mod promised_exceeds_statutory;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[&promised_exceeds_statutory::RULE];
