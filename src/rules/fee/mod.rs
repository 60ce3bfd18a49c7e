//! Theme FEE: fees.

mod amount_contradicts_standard;
mod charged_yet_free;
mod fee_without_element;
mod free_with_fees;
mod helpers;
mod online_payment_of_free;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    fee_without_element::RULES,
    free_with_fees::RULES,
    online_payment_of_free::RULES,
    amount_contradicts_standard::RULES,
    charged_yet_free::RULES,
];
