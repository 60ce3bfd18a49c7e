//! Theme MAT: what the applicant has to hand in.

mod condition_asks_all;
mod condition_contradicts_copies;
mod condition_unsaid;
mod conditional_yet_required;
mod copies_contradict_text;
mod deferral_without_term;
mod document_named_twice;
mod duplicate_material;
mod empty_filling_notes;
mod faulty_form_link;
mod form_contradicts_copies;
mod form_contradicts_name;
mod held_document_unlisted;
mod held_material_on_paper;
mod helpers;
mod issuer_unsaid;
mod licence;
mod listing;
mod no_application_form;
mod required_though_case_bound;
mod required_without_copies;
mod sample_is_blank_form;
mod seal_contradicts_text;
mod seal_demand;
mod seal_without_sealer;
mod several_materials_in_one;
mod sheets_contradict_copies;
mod unlisted_material;
mod vague_material_name;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &condition_unsaid::RULE,
    &deferral_without_term::RULE,
    &empty_filling_notes::RULE,
    &required_though_case_bound::RULE,
    &form_contradicts_name::RULE,
    &copies_contradict_text::RULE,
    &seal_contradicts_text::RULE,
    &seal_without_sealer::RULE,
    &form_contradicts_copies::RULE,
    &condition_contradicts_copies::RULE,
    &duplicate_material::RULE,
    &several_materials_in_one::RULE,
    &unlisted_material::RULE,
    &required_without_copies::RULE,
    &conditional_yet_required::RULE,
    &no_application_form::RULE,
    &issuer_unsaid::RULE,
    &held_material_on_paper::RULE,
    &sheets_contradict_copies::RULE,
    &faulty_form_link::RULE,
    &sample_is_blank_form::RULE,
    &vague_material_name::RULE,
    &held_document_unlisted::RULE,
    &document_named_twice::RULE,
    &condition_asks_all::RULE,
];
