//! Theme OUT: the result and how to follow a case.

mod courier_contradicts_delivery;
mod helpers;
mod progress;
mod remedy_contradicts_law;
mod result_kind_contradicts_name;
mod result_only_at_window;
mod result_says_nothing;
mod result_unlike_steps;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    result_kind_contradicts_name::RULES,
    courier_contradicts_delivery::RULES,
    result_only_at_window::RULES,
    result_says_nothing::RULES,
    result_unlike_steps::RULES,
    progress::RULES,
    remedy_contradicts_law::RULES,
];
