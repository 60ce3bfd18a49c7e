//! Theme PLT: the platforms of a catalogue, their functions, and the results of trying them.

mod functions;
mod trials;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[functions::RULES, trials::RULES];
