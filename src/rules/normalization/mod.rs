//! Theme NRM: what normalization could not read, found while reading.

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[];
