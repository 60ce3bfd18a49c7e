//! The expectations of a dialect on its source, and samples with known items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::one_or_many::{OneOrMany, is_default, one_or_many};
use super::pattern::Pattern;

/// The expectation on one field in every record of a source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "预期")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Expectation {
    /// The source field.
    #[schemars(title = "字段")]
    pub field: String,
    /// Every record has a value in it.
    #[schemars(title = "必有")]
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// No value occurs twice.
    #[schemars(title = "不重复")]
    #[serde(default, skip_serializing_if = "is_default")]
    pub unique: bool,
    /// The values that it may have.
    #[schemars(title = "取值")]
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "one_or_many"
    )]
    #[schemars(with = "OneOrMany")]
    pub is: Vec<String>,
    /// A regular expression for each whole value.
    #[schemars(title = "样式")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<Pattern>,
    /// At least this share of its values can be read.
    #[schemars(title = "至少读懂的比例")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<f64>,
}

impl Expectation {
    /// Whether the field may have a value.
    pub(crate) fn accepts(&self, value: &str) -> bool {
        let value = value.trim();
        (self.is.is_empty() || self.is.iter().any(|known| known == value))
            && self
                .matches
                .as_ref()
                .is_none_or(|pattern| pattern.is_whole(value))
    }
}

/// A sample of the source with the items read from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "样例")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Sample {
    /// The sample, relative to the dialect file.
    #[schemars(title = "样本")]
    pub sample: String,
    /// The catalogue with its items.
    #[schemars(title = "应得的事项")]
    pub items: String,
}
