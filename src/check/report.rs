//! The result of a check and its figures.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::{Finding, NotJudged, Severity, Status};
use crate::source::Location;

/// The result of a check: the findings, and everything that limits what they say.
///
/// Use [`verdict`](Self::verdict) for pass or fail; an empty list of findings is not enough,
/// because input that gave no item is [`lost`](Self::lost), and a rule that could not judge is in
/// [`not_judged`](Self::not_judged). A report serializes to its figures and findings (in Chinese;
/// use [`json_report`](crate::report::json::json_report) to choose the language), and displays as one
/// line per finding.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report {
    /// The findings, ordered by item, path and code.
    pub findings: Vec<Finding>,
    /// Rules that could not judge, with the number of cases.
    pub not_judged: BTreeMap<NotJudged, usize>,
    /// Number of findings that suppressions accept.
    pub suppressed: usize,
    /// Number of findings dropped because they only follow from another one.
    pub folded: usize,
    /// Number of items checked.
    pub items: usize,
    /// Number of documents read.
    pub documents: usize,
    /// Number of records found in them.
    pub records: usize,
    /// Documents and records that gave no item.
    pub lost: Vec<Location>,
}

/// The verdict of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "结论")]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// Everything was read, and there are no findings at or above the limit.
    #[schemars(title = "通过")]
    Passed,
    /// There are findings at or above the limit.
    #[schemars(title = "未通过")]
    Failed,
    /// Some input gave no item.
    #[schemars(title = "不完整")]
    Incomplete,
}

impl Report {
    /// The number of findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(of).count()
    }

    /// The number of findings by rule code.
    pub fn by_rule(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.rule.code).or_insert(0) += 1;
        }
        counts
    }

    /// The verdict if findings at or above `limit` fail the check; with `None` no finding does.
    /// Findings of preview rules never fail a check.
    pub fn verdict(&self, limit: Option<Severity>) -> Verdict {
        if !self.lost.is_empty() {
            return Verdict::Incomplete;
        }
        let fails = |finding: &Finding| {
            limit.is_some_and(|limit| finding.severity >= limit)
                && finding.rule.status() == Status::Stable
        };
        if self.findings.iter().any(fails) {
            Verdict::Failed
        } else {
            Verdict::Passed
        }
    }

    /// Whether there are no findings and nothing was lost.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.lost.is_empty()
    }
}
