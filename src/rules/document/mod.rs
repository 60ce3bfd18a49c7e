//! Theme DOC: faults of files and keys, found while reading.

mod duplicate_key;
mod no_item;
mod syntax_error;
mod too_large;
mod unknown_key;
mod unreadable_file;
mod wrong_encoding;
mod wrong_type;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &syntax_error::RULE,
    &unknown_key::RULE,
    &wrong_type::RULE,
    &duplicate_key::RULE,
    &wrong_encoding::RULE,
    &too_large::RULE,
    &no_item::RULE,
    &unreadable_file::RULE,
];
