//! Helpers of the rules of this theme.

use crate::prose::{is_numeral, number};

/// The number right before a unit.
pub(super) fn before_unit(text: &str, unit: &str) -> Option<f64> {
    let before = text.split_once(unit)?.0.trim_end();
    let lead = before.trim_end_matches(is_numeral);
    number(before.strip_prefix(lead)?)
}
