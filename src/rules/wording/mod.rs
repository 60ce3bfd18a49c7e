//! Theme TXT: what a text says, and how.

mod conditions_copied_from_law;
mod conditions_only_cite_law;
mod cut_off_text;
mod dangling_reference;
mod garbled_text;
mod long_sentence;
mod markup_in_text;
mod materials_among_conditions;
mod nested_sentence;
mod phrases;
mod placeholder_text;
mod remarks;
mod same_text_in_elements;
mod sentences;
mod slip_of_the_pen;
mod summary_repeats_name;
mod text_of_other_place;
mod text_only_refers;
mod unbalanced_brackets;
mod unfinished_text;
mod vague_wording;

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
    &text_only_refers::RULE,
    &vague_wording::RULE,
    &dangling_reference::RULE,
    &text_of_other_place::RULE,
    &long_sentence::RULE,
    &nested_sentence::RULE,
    &same_text_in_elements::RULE,
    &summary_repeats_name::RULE,
];
