//! Fixes: the change that a finding proposes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The change that fixes a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The change at the place of the finding.
    pub edit: Edit,
    /// Whether the change may be made without a person looking at it.
    pub applicability: Applicability,
}

/// The change that a [`Fix`] makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Edit {
    /// Replaces the value.
    Value(Value),
    /// Replaces the key.
    Key(String),
}

/// Whether a fix may be made without a person looking at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "把握")]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Applicability {
    /// Only form and spelling change; the meaning of the value stays.
    #[schemars(title = "有把握")]
    Safe,
    /// Probably what was meant; a person has to decide.
    #[schemars(title = "拿不准")]
    Doubtful,
}

impl Fix {
    /// Creates a fix that writes the same value in another spelling.
    pub fn safe(value: impl Into<Value>) -> Self {
        Self {
            edit: Edit::Value(value.into()),
            applicability: Applicability::Safe,
        }
    }

    /// Creates a fix that writes the value that was probably meant.
    pub fn doubtful(value: impl Into<Value>) -> Self {
        Self {
            edit: Edit::Value(value.into()),
            applicability: Applicability::Doubtful,
        }
    }

    /// Creates a fix that writes the key that was probably meant.
    pub fn key(key: impl Into<String>) -> Self {
        Self {
            edit: Edit::Key(key.into()),
            applicability: Applicability::Doubtful,
        }
    }

    /// Whether the fix only changes form and spelling.
    pub fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe
    }
}

/// The change that fixes a problem, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "修改")]
#[non_exhaustive]
pub struct JsonFix {
    /// Whether it may be made without a person looking at it.
    #[schemars(title = "把握")]
    pub applicability: Applicability,
    /// The value that the place of the finding gets.
    #[schemars(title = "新的值")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The key that the place of the finding gets.
    #[schemars(title = "新的键名")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl From<&Fix> for JsonFix {
    fn from(fix: &Fix) -> Self {
        let (value, key) = match &fix.edit {
            Edit::Value(value) => (Some(value.clone()), None),
            Edit::Key(key) => (None, Some(key.clone())),
        };
        Self {
            applicability: fix.applicability,
            value,
            key,
        }
    }
}
