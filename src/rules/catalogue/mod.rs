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
pub(super) static RULES: &[&[Rule]] = &[
    duplicate_code::RULES,
    duplicate_item::RULES,
    catalogue_name_differs::RULES,
    item_type_differs::RULES,
    legal_basis_differs::RULES,
    statutory_limit_differs::RULES,
    materials_differ::RULES,
    empty_category::RULES,
    unknown_category_item::RULES,
    empty_item::RULES,
    authority_names_differ::RULES,
    authority_codes_differ::RULES,
    hall_addresses_differ::RULES,
    promise_is_statutory_limit::RULES,
    same_sentence_everywhere::RULES,
];
