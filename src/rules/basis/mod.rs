//! Theme BAS: legal basis.

mod incomplete_legal_basis;
mod licence_without_legal_power;
mod repeated_legal_basis;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    incomplete_legal_basis::RULES,
    repeated_legal_basis::RULES,
    licence_without_legal_power::RULES,
];
