//! Theme PRO: the process, as steps and as a graph.

mod arrow_to_unknown_box;
mod arrow_without_way;
mod box_without_step;
mod branch_runs_into_sibling;
mod branch_without_condition;
mod chart_order_reversed;
mod chart_unlike_steps;
mod days;
mod dead_end;
mod decision_of_other_kind;
mod delivery_stage_missing;
mod drawing;
mod duplicate_step_id;
mod empty_review_standard;
mod exits;
mod fork_without_join;
mod gap;
mod graph;
mod helpers;
mod joint_without_lead;
mod joint_without_partner;
mod loop_without_exit;
mod narrative_order_reversed;
mod no_visit_without_remote_way;
mod no_visit_yet_paper;
mod no_way_for_incomplete;
mod no_way_for_refusal;
mod only_granting_result;
mod partner_without_step;
mod prerequisite;
mod prerequisite_circle;
mod prerequisite_outside_basis;
mod prerequisite_unknown;
mod prerequisite_without_basis;
mod procedure_as_standard;
mod reason_without_visit;
mod refusal_goes_on;
mod result_is_no_result;
mod results;
mod same_condition_twice;
mod several_leads;
mod several_visits;
mod stage_missing;
mod stage_only_in_narrative;
mod stages_left_out;
mod step_names_only;
mod step_not_in_chart;
mod step_not_in_narrative;
mod step_without_action;
mod step_without_actor;
mod step_without_content;
mod step_without_limit;
mod step_without_name;
mod step_without_output;
mod steps_exceed_promise;
mod steps_with_delivery_exceed_promise;
mod unknown_input;
mod unknown_target;
mod unreachable_step;
mod unreadable_chart_line;
mod unused_material;
mod visit_though_remote;
mod visit_without_place;
mod visit_without_reason;
mod visits;
mod visits_differ_from_steps;
mod way_not_in_chart;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &step_names_only::RULE,
    &step_without_content::RULE,
    &stage_missing::RULE,
    &delivery_stage_missing::RULE,
    &result_is_no_result::RULE,
    &step_without_actor::RULE,
    &step_without_action::RULE,
    &step_without_output::RULE,
    &step_without_limit::RULE,
    &step_without_name::RULE,
    &empty_review_standard::RULE,
    &unknown_target::RULE,
    &duplicate_step_id::RULE,
    &unreachable_step::RULE,
    &loop_without_exit::RULE,
    &dead_end::RULE,
    &refusal_goes_on::RULE,
    &branch_without_condition::RULE,
    &same_condition_twice::RULE,
    &no_way_for_incomplete::RULE,
    &no_way_for_refusal::RULE,
    &fork_without_join::RULE,
    &branch_runs_into_sibling::RULE,
    &only_granting_result::RULE,
    &steps_exceed_promise::RULE,
    &steps_with_delivery_exceed_promise::RULE,
    &procedure_as_standard::RULE,
    &visits_differ_from_steps::RULE,
    &several_visits::RULE,
    &visit_without_reason::RULE,
    &reason_without_visit::RULE,
    &no_visit_without_remote_way::RULE,
    &visit_without_place::RULE,
    &no_visit_yet_paper::RULE,
    &joint_without_lead::RULE,
    &several_leads::RULE,
    &joint_without_partner::RULE,
    &partner_without_step::RULE,
    &visit_though_remote::RULE,
    &unknown_input::RULE,
    &unused_material::RULE,
    &decision_of_other_kind::RULE,
    &unreadable_chart_line::RULE,
    &arrow_to_unknown_box::RULE,
    &chart_unlike_steps::RULE,
    &box_without_step::RULE,
    &step_not_in_chart::RULE,
    &arrow_without_way::RULE,
    &way_not_in_chart::RULE,
    &chart_order_reversed::RULE,
    &stage_only_in_narrative::RULE,
    &step_not_in_narrative::RULE,
    &narrative_order_reversed::RULE,
    &stages_left_out::RULE,
    &prerequisite_without_basis::RULE,
    &prerequisite_outside_basis::RULE,
    &prerequisite_circle::RULE,
    &prerequisite_unknown::RULE,
];
