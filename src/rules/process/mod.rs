//! Theme PRO: the process, as steps and as a graph.

mod arrow_to_unknown_box;
mod branch_runs_into_sibling;
mod branch_without_condition;
mod days;
mod dead_end;
mod decision_of_other_kind;
mod drawing;
mod drawing_unlike_steps;
mod duplicate_step_id;
mod empty_review_standard;
mod exits;
mod fork_without_join;
mod form_not_listed;
mod graph;
mod helpers;
mod joint_without_lead;
mod joint_without_partner;
mod long_standard;
mod loop_without_exit;
mod no_visit_yet_in_person;
mod no_way_for_incomplete;
mod no_way_for_refusal;
mod not_a_result;
mod papers_brought;
mod partner_without_step;
mod prerequisite;
mod prerequisite_cycle;
mod prerequisite_outside_basis;
mod prerequisite_without_basis;
mod presence;
mod procedure_as_standard;
mod reason_without_visit;
mod refusal_goes_on;
mod results;
mod same_condition_twice;
mod several_leads;
mod several_visits;
mod stage_missing;
mod stages_of_other;
mod standard_only_cites;
mod step_names_only;
mod step_of_other_field;
mod step_without_content;
mod step_without_element;
mod step_without_name;
mod steps_exceed_promise;
mod told_stages;
mod unknown_input;
mod unknown_prerequisite;
mod unknown_target;
mod unreachable_step;
mod unreadable_chart_line;
mod unused_material;
mod visit_without_place;
mod visit_without_reason;
mod visits;
mod visits_differ_from_steps;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    step_names_only::RULES,
    step_without_content::RULES,
    stage_missing::RULES,
    not_a_result::RULES,
    step_without_element::RULES,
    step_without_name::RULES,
    empty_review_standard::RULES,
    standard_only_cites::RULES,
    unknown_target::RULES,
    duplicate_step_id::RULES,
    unreachable_step::RULES,
    loop_without_exit::RULES,
    dead_end::RULES,
    refusal_goes_on::RULES,
    branch_without_condition::RULES,
    same_condition_twice::RULES,
    no_way_for_incomplete::RULES,
    no_way_for_refusal::RULES,
    fork_without_join::RULES,
    branch_runs_into_sibling::RULES,
    steps_exceed_promise::RULES,
    procedure_as_standard::RULES,
    visits_differ_from_steps::RULES,
    several_visits::RULES,
    visit_without_reason::RULES,
    reason_without_visit::RULES,
    no_visit_yet_in_person::RULES,
    visit_without_place::RULES,
    joint_without_lead::RULES,
    several_leads::RULES,
    joint_without_partner::RULES,
    partner_without_step::RULES,
    unknown_input::RULES,
    unused_material::RULES,
    form_not_listed::RULES,
    decision_of_other_kind::RULES,
    step_of_other_field::RULES,
    unreadable_chart_line::RULES,
    arrow_to_unknown_box::RULES,
    drawing_unlike_steps::RULES,
    prerequisite_without_basis::RULES,
    prerequisite_outside_basis::RULES,
    prerequisite_cycle::RULES,
    unknown_prerequisite::RULES,
];
