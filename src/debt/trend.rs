//! The figures of a run, and what changed since the one before.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The figures of a comparison with findings known before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "趋势")]
#[non_exhaustive]
pub struct Trend {
    /// The day of the run that is compared with, if it is known.
    #[schemars(title = "上次日期")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Findings that were not there.
    #[schemars(title = "新增")]
    pub new: usize,
    /// Known findings that are gone, though their item and rule were checked.
    #[schemars(title = "已整改")]
    pub mended: usize,
    /// Known findings that are there still.
    #[schemars(title = "仍在")]
    pub remaining: usize,
    /// Known findings that are at another place now.
    #[schemars(title = "移位")]
    pub moved: usize,
    /// Known findings that this run could not have seen: it did not read their item, run their rule, or
    /// use the same profile and views.
    #[schemars(title = "未检查")]
    pub unchecked: usize,
}

/// The figures of one run in a [`History`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Run {
    /// The day.
    pub on: NaiveDate,
    /// Number of items checked.
    pub items: usize,
    /// Number of errors, known ones included.
    pub error: usize,
    /// Number of warnings.
    pub warning: usize,
    /// Number of hints.
    pub hint: usize,
    /// Number of findings that suppressions accept.
    pub suppressed: usize,
    /// What changed since the run before; absent at the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
    /// Findings by rule code.
    pub by_rule: BTreeMap<String, usize>,
}

impl Run {
    /// A run of this day, without findings.
    pub(crate) fn new(on: NaiveDate) -> Self {
        Self {
            on,
            ..Self::default()
        }
    }
}
