use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Text;

/// The severity of a finding.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[schemars(title = "级别")]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Could be better, or cannot be determined for sure.
    #[schemars(title = "提示")]
    Hint,
    /// Very likely wrong.
    #[schemars(title = "警告")]
    Warning,
    /// Wrong.
    #[schemars(title = "错误")]
    Error,
}

impl Severity {
    /// The name of the severity.
    pub const fn text(self) -> Text {
        match self {
            Self::Hint => Text::new("提示", "hint"),
            Self::Warning => Text::new("警告", "warning"),
            Self::Error => Text::new("错误", "error"),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text().en)
    }
}
