//! Theme TXT: what a text says, and how.

mod acceptance_rule_as_conditions;
mod alias_repeats_name;
mod authority_cut_short;
mod conditions_copied_from_law;
mod conditions_only_cite_law;
mod conditions_repeat_name;
mod cut_off_text;
mod dangling_reference;
mod doubled_brackets;
mod garbled_text;
mod law_text;
mod long_sentence;
mod markup_in_text;
mod materials_among_conditions;
mod name_is_news;
mod nested_sentence;
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
pub static RULES: &[&Rule] = &[
    &placeholder_text::RULE,
    &cut_off_text::RULE,
    &unfinished_text::RULE,
    &markup_in_text::RULE,
    &garbled_text::RULE,
    &unbalanced_brackets::RULE,
    &slip_of_the_pen::RULE,
    &conditions_only_cite_law::RULE,
    &conditions_copied_from_law::RULE,
    &materials_among_conditions::RULE,
    &title_fallen_out::RULE,
    &text_only_refers::RULE,
    &vague_wording::RULE,
    &dangling_reference::RULE,
    &text_of_other_place::RULE,
    &doubled_brackets::RULE,
    &long_sentence::RULE,
    &nested_sentence::RULE,
    &same_text_in_elements::RULE,
    &summary_repeats_name::RULE,
    &conditions_repeat_name::RULE,
    &template_text_left::RULE,
    &authority_cut_short::RULE,
    &name_is_news::RULE,
    &alias_repeats_name::RULE,
    &repealed_law::RULE,
    &outdated_name::RULE,
    &past_event::RULE,
    &no_conditions_to_apply::RULE,
    &acceptance_rule_as_conditions::RULE,
];
