//! Theme LIM: time limits.

mod at_once_in_promised_case;
mod helpers;
mod immediate_case_with_days;
mod immediate_case_with_special_procedure;
mod licence_over_twenty_days;
mod limit_note_disagrees;
mod limit_without_unit;
mod long_limit_for_enquiry;
mod long_statutory_limit_for_enquiry;
mod promised_case_at_once;
mod promised_exceeds_statutory;
mod publicity_exceeds_promise;
mod special_procedure_without_limit;
mod unread_limit;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &promised_exceeds_statutory::RULE,
    &immediate_case_with_days::RULE,
    &promised_case_at_once::RULE,
    &immediate_case_with_special_procedure::RULE,
    &at_once_in_promised_case::RULE,
    &long_statutory_limit_for_enquiry::RULE,
    &licence_over_twenty_days::RULE,
    &long_limit_for_enquiry::RULE,
    &publicity_exceeds_promise::RULE,
    &limit_note_disagrees::RULE,
    &limit_without_unit::RULE,
    &unread_limit::RULE,
    &special_procedure_without_limit::RULE,
];
