//! Theme IDN: identity and codes.

mod abolished_division;
mod base_code_of_other_province;
mod body_of_other_division;
mod cancelled_before_effective;
mod cancelled_yet_in_use;
mod code_mismatch;
mod division_outside_catalogue;
mod guide_on_directory_node;
mod helpers;
pub(super) mod ill_formed_code;
mod unknown_division;
mod version_below_one;
mod wrong_organization_code;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    ill_formed_code::RULES,
    wrong_organization_code::RULES,
    code_mismatch::RULES,
    guide_on_directory_node::RULES,
    base_code_of_other_province::RULES,
    unknown_division::RULES,
    abolished_division::RULES,
    body_of_other_division::RULES,
    division_outside_catalogue::RULES,
    version_below_one::RULES,
    cancelled_before_effective::RULES,
    cancelled_yet_in_use::RULES,
];
