//! Theme SUB: audience and themes.

mod only_other_theme;
mod paper_of_other_audience;
mod subjects;
mod theme_of_wrong_audience;
mod theme_unlike_name;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    theme_of_wrong_audience::RULES,
    only_other_theme::RULES,
    theme_unlike_name::RULES,
    paper_of_other_audience::RULES,
];
