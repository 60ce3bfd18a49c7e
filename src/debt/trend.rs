//! The figures of a run, and the changes since the previous one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The figures of a comparison with findings known before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "趋势")]
#[non_exhaustive]
pub struct Trend {
    /// The day of the earlier run, if known.
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

/// The figures of one run in a history.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "一次检查")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Run {
    /// The day.
    #[schemars(title = "日期")]
    pub on: NaiveDate,
    /// Number of items checked.
    #[schemars(title = "事项数")]
    pub items: usize,
    /// Number of errors, known ones included.
    #[schemars(title = "错误")]
    pub error: usize,
    /// Number of warnings.
    #[schemars(title = "警告")]
    pub warning: usize,
    /// Number of hints.
    #[schemars(title = "提示")]
    pub hint: usize,
    /// Number of findings that suppressions accept.
    #[schemars(title = "豁免")]
    pub suppressed: usize,
    /// Changes since the previous run; absent for the first.
    #[schemars(title = "与上次相比")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
    /// Findings by rule code.
    #[schemars(title = "各规则的问题数")]
    pub by_rule: BTreeMap<String, usize>,
}

impl Run {
    /// Creates a run on this day, without findings.
    pub(crate) fn new(on: NaiveDate) -> Self {
        Self {
            on,
            ..Self::default()
        }
    }
}
