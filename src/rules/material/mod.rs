//! Theme MAT: what the applicant has to hand in.

mod condition_unsaid;
mod conditional_yet_required;
mod copies_contradict_text;
mod deferral_without_term;
mod duplicate_material;
mod empty_filling_notes;
mod faulty_form_link;
mod form_contradicts_copies;
mod form_contradicts_name;
mod held_material_on_paper;
mod helpers;
mod issuer_unsaid;
mod licence;
mod required_without_copies;
mod sample_is_blank_form;
mod seal_contradicts_text;
mod seal_demand;
mod seal_without_sealer;
mod several_materials_in_one;
mod unlisted_material;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &condition_unsaid::RULE,
    &deferral_without_term::RULE,
    &empty_filling_notes::RULE,
    &form_contradicts_name::RULE,
    &copies_contradict_text::RULE,
    &seal_contradicts_text::RULE,
    &seal_without_sealer::RULE,
    &form_contradicts_copies::RULE,
    &duplicate_material::RULE,
    &several_materials_in_one::RULE,
    &unlisted_material::RULE,
    &required_without_copies::RULE,
    &conditional_yet_required::RULE,
    &issuer_unsaid::RULE,
    &held_material_on_paper::RULE,
    &faulty_form_link::RULE,
    &sample_is_blank_form::RULE,
];
