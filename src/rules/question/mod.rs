//! Theme FAQ: questions, and whether their answers agree with the guide.

mod answer_contradicts_copies;
mod answer_contradicts_fee;
mod answer_contradicts_limit;
mod answer_contradicts_number;
mod answer_gives_other_phone;
mod answer_names_unlisted_material;
mod conflicting_answers;
mod helpers;
mod incomplete_question;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    incomplete_question::RULES,
    answer_contradicts_limit::RULES,
    answer_contradicts_fee::RULES,
    answer_contradicts_copies::RULES,
    answer_gives_other_phone::RULES,
    answer_contradicts_number::RULES,
    answer_names_unlisted_material::RULES,
    conflicting_answers::RULES,
];
