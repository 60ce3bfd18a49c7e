//! Theme LIM: time limits.

mod case_type_contradicted;
mod helpers;
mod licence_over_twenty_days;
mod limit_note_disagrees;
mod limit_without_unit;
mod long_limit_for_enquiry;
mod promised_exceeds_statutory;
mod publicity_exceeds_promise;
mod special_procedure_without_limit;
mod unread_limit;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    promised_exceeds_statutory::RULES,
    case_type_contradicted::RULES,
    licence_over_twenty_days::RULES,
    long_limit_for_enquiry::RULES,
    publicity_exceeds_promise::RULES,
    limit_note_disagrees::RULES,
    limit_without_unit::RULES,
    unread_limit::RULES,
    special_procedure_without_limit::RULES,
];
