//! Theme SCN: services made of several items (一件事).

mod audience;
mod journey;
mod materials;
mod order;
mod promise;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    order::RULES,
    materials::RULES,
    promise::RULES,
    audience::RULES,
];
