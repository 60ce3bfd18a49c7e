//! Theme FAQ: questions, and whether their answers agree with the guide.

mod answer_contradicts_copies;
mod answer_contradicts_fee;
mod answer_contradicts_limit;
mod answer_gives_other_phone;
mod answer_names_unlisted_material;
mod conflicting_answers;
mod helpers;
mod incomplete_question;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &incomplete_question::RULE,
    &answer_contradicts_limit::RULE,
    &answer_contradicts_fee::RULE,
    &answer_contradicts_copies::RULE,
    &answer_gives_other_phone::RULE,
    &answer_names_unlisted_material::RULE,
    &conflicting_answers::RULE,
];
