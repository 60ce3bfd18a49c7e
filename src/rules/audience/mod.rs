//! Theme SUB: audience and themes.

mod only_other_theme;
mod paper_of_other_audience;
mod subjects;
mod theme_of_wrong_audience;
mod theme_unlike_name;
mod theme_unlike_result;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &theme_of_wrong_audience::RULE,
    &only_other_theme::RULE,
    &theme_unlike_name::RULE,
    &theme_unlike_result::RULE,
    &paper_of_other_audience::RULE,
];
