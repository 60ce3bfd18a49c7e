//! Theme IDN: identity and codes.

mod abolished_division;
mod base_code_mismatch;
mod base_code_of_other_province;
mod body_code_mismatch;
mod body_of_other_division;
mod cancelled_before_effective;
mod cancelled_yet_in_use;
mod division_outside_catalogue;
mod guide_on_directory_node;
mod handling_code_mismatch;
mod helpers;
mod ill_formed_base_code;
mod ill_formed_credit_code;
mod ill_formed_division_code;
mod ill_formed_handling_code;
mod ill_formed_implementation_code;
mod item_type_mismatch;
mod level_mismatch;
mod parent_code_mismatch;
mod temporary_body_code;
mod unknown_division;
mod version_below_one;
mod wrong_credit_code_check;
mod wrong_organization_code;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &ill_formed_base_code::RULE,
    &ill_formed_implementation_code::RULE,
    &ill_formed_handling_code::RULE,
    &ill_formed_division_code::RULE,
    &ill_formed_credit_code::RULE,
    &wrong_credit_code_check::RULE,
    &temporary_body_code::RULE,
    &wrong_organization_code::RULE,
    &base_code_mismatch::RULE,
    &body_code_mismatch::RULE,
    &handling_code_mismatch::RULE,
    &parent_code_mismatch::RULE,
    &item_type_mismatch::RULE,
    &level_mismatch::RULE,
    &guide_on_directory_node::RULE,
    &base_code_of_other_province::RULE,
    &unknown_division::RULE,
    &abolished_division::RULE,
    &body_of_other_division::RULE,
    &division_outside_catalogue::RULE,
    &version_below_one::RULE,
    &cancelled_before_effective::RULE,
    &cancelled_yet_in_use::RULE,
];
