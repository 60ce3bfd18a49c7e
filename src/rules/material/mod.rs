//! Theme MAT: the materials that the applicant submits.

mod case;
mod condition_asks_all;
mod copies_contradict_text;
mod copies_in_conditions;
mod copy_told;
mod deferral_without_term;
mod demand_as_name;
mod document_named_twice;
mod duplicate_counted_once;
mod duplicate_material;
mod empty_acceptance_standard;
mod empty_filling_notes;
mod empty_phrases;
mod faulty_form_link;
mod file_yet_paper_asked;
mod form_contradicts_copies;
mod form_contradicts_name;
mod form_contradicts_notes;
mod form_standard_on_issued_paper;
mod held_material_not_exempt;
mod held_material_on_paper;
mod helpers;
mod licence;
mod listing;
mod looked_up_yet_required;
mod no_application_form;
mod no_notes_at_all;
mod none_wanted_yet_asked;
mod one_note_for_all;
mod open_name;
mod original_asked;
mod original_or_copy;
mod photo_sizes_differ;
mod portrait;
mod proof_by_committee;
mod repeated_name;
mod required_though_case_bound;
mod required_without_copies;
mod sample_is_blank_form;
mod seal_contradicts_text;
mod seal_demand;
mod seal_without_sealer;
mod several_materials_in_one;
mod size_is_no_size;
mod source_contradicts_name;
mod stated_copies;
mod unlisted_held_document;
mod unlisted_material;
mod unstated_condition;
mod unstated_issuer;
mod vague_material_name;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    unstated_condition::RULES,
    deferral_without_term::RULES,
    empty_filling_notes::RULES,
    empty_acceptance_standard::RULES,
    form_standard_on_issued_paper::RULES,
    required_though_case_bound::RULES,
    no_notes_at_all::RULES,
    photo_sizes_differ::RULES,
    size_is_no_size::RULES,
    one_note_for_all::RULES,
    form_contradicts_name::RULES,
    copies_contradict_text::RULES,
    duplicate_counted_once::RULES,
    seal_contradicts_text::RULES,
    seal_without_sealer::RULES,
    form_contradicts_copies::RULES,
    form_contradicts_notes::RULES,
    original_or_copy::RULES,
    file_yet_paper_asked::RULES,
    duplicate_material::RULES,
    several_materials_in_one::RULES,
    unlisted_material::RULES,
    required_without_copies::RULES,
    no_application_form::RULES,
    unstated_issuer::RULES,
    held_material_not_exempt::RULES,
    held_material_on_paper::RULES,
    looked_up_yet_required::RULES,
    source_contradicts_name::RULES,
    proof_by_committee::RULES,
    faulty_form_link::RULES,
    sample_is_blank_form::RULES,
    vague_material_name::RULES,
    demand_as_name::RULES,
    unlisted_held_document::RULES,
    document_named_twice::RULES,
    condition_asks_all::RULES,
    none_wanted_yet_asked::RULES,
];
