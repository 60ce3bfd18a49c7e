//! Theme CAT: the whole catalogue.

mod authority_codes_differ;
mod authority_names_differ;
mod catalogue_name_differs;
mod duplicate_code;
mod duplicate_item;
mod empty_category;
mod empty_item;
mod hall_addresses_differ;
mod helpers;
mod item_type_differs;
mod legal_basis_differs;
mod materials_differ;
mod promise_is_statutory_limit;
mod same_sentence_everywhere;
mod statutory_limit_differs;
mod unknown_category_item;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &duplicate_code::RULE,
    &duplicate_item::RULE,
    &catalogue_name_differs::RULE,
    &item_type_differs::RULE,
    &legal_basis_differs::RULE,
    &statutory_limit_differs::RULE,
    &materials_differ::RULE,
    &empty_category::RULE,
    &unknown_category_item::RULE,
    &empty_item::RULE,
    &authority_names_differ::RULE,
    &authority_codes_differ::RULE,
    &hall_addresses_differ::RULE,
    &promise_is_statutory_limit::RULE,
    &same_sentence_everywhere::RULE,
];
