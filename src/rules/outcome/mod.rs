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
pub static RULES: &[&Rule] = &[
    &result_kind_contradicts_name::RULE,
    &courier_contradicts_delivery::RULE,
    &result_only_at_window::RULE,
    &phone_query_without_phone::RULE,
    &online_query_without_address::RULE,
    &online_case_without_online_query::RULE,
];
