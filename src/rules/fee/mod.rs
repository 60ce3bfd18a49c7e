//! Theme FEE: what it costs.

mod amount_contradicts_standard;
mod amount_without_unit;
mod charged_without_items;
mod fee_without_basis;
mod free_with_fees;
mod helpers;
mod online_payment_of_free;
mod reducible_without_basis;
mod standard_without_amount;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &charged_without_items::RULE,
    &fee_without_basis::RULE,
    &free_with_fees::RULE,
    &standard_without_amount::RULE,
    &online_payment_of_free::RULE,
    &reducible_without_basis::RULE,
    &amount_contradicts_standard::RULE,
    &amount_without_unit::RULE,
];
