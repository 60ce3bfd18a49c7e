//! Theme PRO: the process, as steps and as a graph.

mod delivery_stage_missing;
mod gap;
mod graph;
mod helpers;
mod stage_missing;
mod step_names_only;
mod step_without_action;
mod step_without_actor;
mod step_without_content;
mod step_without_limit;
mod step_without_output;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &step_names_only::RULE,
    &step_without_content::RULE,
    &stage_missing::RULE,
    &delivery_stage_missing::RULE,
    &step_without_actor::RULE,
    &step_without_action::RULE,
    &step_without_output::RULE,
    &step_without_limit::RULE,
];
