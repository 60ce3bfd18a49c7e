use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::date;

/// Accepted findings in this item: of a rule, at an element, or both.
///
/// A key rather than a comment: it works in JSON as well as in TOML, it survives conversion, and
/// who accepted what until when can be listed and checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct ItemSuppression {
    /// Code or name of the rule, or a theme; absent means all rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Dotted path of the element; absent means all elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Why the findings are accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who accepted them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The last day it is in force.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<NaiveDate>,
}
