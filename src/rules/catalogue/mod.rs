//! Theme CAT: the whole catalogue.

mod cancelled_item_listed;
mod duplicate_code;
mod duplicate_item;
mod empty_category;
mod empty_item;
mod hall_addresses_differ;
mod helpers;
mod near_duplicate_item;
mod one_value_everywhere;
mod promise_is_statutory_limit;
mod reference_catalogue;
mod same_code_differs;
mod same_sentence_everywhere;
mod unknown_category_item;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    duplicate_code::RULES,
    duplicate_item::RULES,
    near_duplicate_item::RULES,
    same_code_differs::RULES,
    empty_category::RULES,
    unknown_category_item::RULES,
    cancelled_item_listed::RULES,
    empty_item::RULES,
    hall_addresses_differ::RULES,
    promise_is_statutory_limit::RULES,
    one_value_everywhere::RULES,
    same_sentence_everywhere::RULES,
    reference_catalogue::RULES,
];
