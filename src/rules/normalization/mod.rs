//! Theme NRM: what normalization could not read, found while reading.

mod contradicting_fields;
mod guessed_value;
mod interface_words;
mod ragged_row;
mod unknown_field;
mod unread_value;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &unread_value::RULE,
    &unknown_field::RULE,
    &guessed_value::RULE,
    &contradicting_fields::RULE,
    &interface_words::RULE,
    &ragged_row::RULE,
];
