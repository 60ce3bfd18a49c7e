//! Theme TXT: what a text says, and how.

mod alias_repeats_name;
mod brackets;
mod condition_name;
mod condition_pointer;
mod condition_shape;
mod conditions_copied_from_law;
mod conditions_of_other_act;
mod conditions_say_nothing;
mod copied_run;
mod cut_off_text;
mod dangling_reference;
mod department_above;
mod doubled_brackets;
mod doubled_run;
mod dropped_title;
mod export_leftovers;
mod garbled_text;
mod law_text;
mod leftover_template_text;
mod list_with_one_entry;
mod long_sentence;
mod markup_in_text;
mod materials_among_conditions;
mod missing_part;
mod near_copy;
mod news_headline_as_name;
mod no_conditions_to_apply;
mod office_duty_among_conditions;
mod outdated_name;
mod past_event;
mod phrases;
mod placeholder_text;
mod probable_typo;
mod repealed_law;
mod same_text_in_elements;
mod slip_shape;
mod stray_bracket;
mod summary_repeats_name;
mod text_of_other_place;
mod text_only_refers;
mod truncated_authority_name;
mod typed_to_try;
mod unbalanced_brackets;
mod unfinished_text;
mod vague_entry;
mod vague_paper;
mod vague_wording;
mod yearly_papers;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    placeholder_text::RULES,
    cut_off_text::RULES,
    unfinished_text::RULES,
    markup_in_text::RULES,
    export_leftovers::RULES,
    garbled_text::RULES,
    stray_bracket::RULES,
    unbalanced_brackets::RULES,
    probable_typo::RULES,
    conditions_say_nothing::RULES,
    conditions_copied_from_law::RULES,
    materials_among_conditions::RULES,
    office_duty_among_conditions::RULES,
    dropped_title::RULES,
    text_only_refers::RULES,
    vague_wording::RULES,
    dangling_reference::RULES,
    text_of_other_place::RULES,
    doubled_brackets::RULES,
    long_sentence::RULES,
    same_text_in_elements::RULES,
    summary_repeats_name::RULES,
    leftover_template_text::RULES,
    truncated_authority_name::RULES,
    news_headline_as_name::RULES,
    alias_repeats_name::RULES,
    repealed_law::RULES,
    outdated_name::RULES,
    past_event::RULES,
    no_conditions_to_apply::RULES,
    list_with_one_entry::RULES,
    conditions_of_other_act::RULES,
];
