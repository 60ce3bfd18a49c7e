//! Theme OUT: the result and how to follow a case.

mod courier_contradicts_delivery;
mod helpers;
mod online_case_without_online_query;
mod online_query_without_address;
mod phone_query_without_phone;
mod result_kind_contradicts_name;
mod result_only_at_window;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    result_kind_contradicts_name::RULES,
    courier_contradicts_delivery::RULES,
    result_only_at_window::RULES,
    phone_query_without_phone::RULES,
    online_query_without_address::RULES,
    online_case_without_online_query::RULES,
];
