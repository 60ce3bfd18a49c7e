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
pub(super) static RULES: &[&[Rule]] = &[
    charged_without_items::RULES,
    fee_without_basis::RULES,
    free_with_fees::RULES,
    standard_without_amount::RULES,
    online_payment_of_free::RULES,
    reducible_without_basis::RULES,
    amount_contradicts_standard::RULES,
    amount_without_unit::RULES,
];
