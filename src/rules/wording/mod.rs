//! Theme TXT: what a text says, and how.

mod alias_repeats_name;
mod authority_cut_short;
mod conditions_copied_from_law;
mod conditions_say_nothing;
mod cut_off_text;
mod dangling_reference;
mod doubled_brackets;
mod garbled_text;
mod law_text;
mod long_sentence;
mod markup_in_text;
mod materials_among_conditions;
mod name_is_news;
mod no_conditions_to_apply;
mod outdated_name;
mod past_event;
mod phrases;
mod placeholder_text;
mod repealed_law;
mod same_text_in_elements;
mod slip_of_the_pen;
mod summary_repeats_name;
mod template_text_left;
mod text_of_other_place;
mod text_only_refers;
mod title_fallen_out;
mod unbalanced_brackets;
mod unfinished_text;
mod vague_wording;
mod yearly_papers;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    placeholder_text::RULES,
    cut_off_text::RULES,
    unfinished_text::RULES,
    markup_in_text::RULES,
    garbled_text::RULES,
    unbalanced_brackets::RULES,
    slip_of_the_pen::RULES,
    conditions_say_nothing::RULES,
    conditions_copied_from_law::RULES,
    materials_among_conditions::RULES,
    title_fallen_out::RULES,
    text_only_refers::RULES,
    vague_wording::RULES,
    dangling_reference::RULES,
    text_of_other_place::RULES,
    doubled_brackets::RULES,
    long_sentence::RULES,
    same_text_in_elements::RULES,
    summary_repeats_name::RULES,
    template_text_left::RULES,
    authority_cut_short::RULES,
    name_is_news::RULES,
    alias_repeats_name::RULES,
    repealed_law::RULES,
    outdated_name::RULES,
    past_event::RULES,
    no_conditions_to_apply::RULES,
];
