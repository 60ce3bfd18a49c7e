//! The shared toolkit for prose, below all readers and rules.
//!
//! | question | functions |
//! |---|---|
//! | is it a Chinese character, a numeral? | [`is_han`], [`is_numeral`], [`is_digit`] |
//! | what is it in half width, in lower case, without spaces, as a key? | [`half`], [`fold()`], [`ascii_lower`], [`squeeze`], [`text_key`] |
//! | is there any content? | [`is_blank`], [`is_filler`], [`says_something`] |
//! | what number is it? | [`number`], [`small_number`], [`number_at`], [`is_torn`] |
//! | where do its sentences, clauses and entries end? | [`sentences`], [`clauses`], [`phrases`], [`entries`] |
//! | is it a numbered list, or one of labels? | [`numbered`], [`numbered_inline`], [`labels`], [`at_labels`] |
//! | what is in its brackets; how is it split outside them? | [`opening_bracket`], [`ending_bracket`], [`without_brackets`], [`outside`], [`is_balanced`] |
//! | does it contain button labels of a web page? | [`without_buttons`], [`strip_buttons`] |
//! | where does a word occur? | [`occurrences`] |
//! | how long is it; its first, its last characters? | [`is_longer`], [`first_chars`], [`last_chars`], [`clipped`] |
//! | how similar are two texts? | [`similarity`] |
//!
//! Numbers, units and fixed words are read with a [`Scan`]; lists, labels and brackets are split
//! with [`slice`].

mod brackets;
mod buttons;
mod chars;
mod digest;
mod fold;
mod labels;
mod lengths;
mod lists;
mod numerals;
mod says;
mod scan;
mod sentences;
mod similarity;
mod traditional;

pub(crate) use brackets::{
    Bracketed, ending_bracket, is_balanced, opening_bracket, outside, remains, without_brackets,
    without_loose,
};
pub(crate) use buttons::{strip_buttons, without_buttons};
pub(crate) use chars::{is_han, is_han_numeral, is_letter, is_numeral};
pub(crate) use digest::{pieces_digest, text_digest};
pub(crate) use fold::{
    ascii_lower, fold, fold_char, half, is_digit, squeeze, stripped, text_key, trimmed,
};
pub(crate) use labels::{Label, Labelled, at_labels, labels, words_for_codes};
pub(crate) use lengths::{clipped, first_chars, is_longer, last_chars};
pub(crate) use lists::{
    Mark, Numbered, mark, may_open_entry, numbered, numbered_inline, opens_entry, unmarked,
};
pub(crate) use numerals::{begins_number, is_torn, number, number_at, small_number};
pub(crate) use says::{is_blank, is_filler, says_something};
pub(crate) use scan::{Lexed, Occurrence, Scan, occurrences, slice};
pub(crate) use sentences::{
    clauses, entries, is_one_clause, is_one_sentence, is_stop, joined, last_sentence, phrases,
    sentences,
};
pub(crate) use similarity::similarity;
