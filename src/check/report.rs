//! What a check found, and the figures over it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::{Finding, NotJudged, Severity, Status};
use crate::source::Location;

/// What a check found.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report {
    /// The findings, in the order of items, paths and codes.
    pub findings: Vec<Finding>,
    /// Rules that could not judge, each with how often.
    pub not_judged: BTreeMap<NotJudged, usize>,
    /// Findings that a suppression accepts.
    pub suppressed: usize,
    /// Findings that only follow from another one and are folded under it.
    pub folded: usize,
    /// Items that were checked.
    pub items: usize,
    /// Documents that were read.
    pub documents: usize,
    /// Records found in them.
    pub records: usize,
    /// Documents and records that gave no item.
    pub lost: Vec<Location>,
}

/// The verdict over a whole check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "结论")]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// Everything was read, and nothing at or above the limit was found.
    #[schemars(title = "通过")]
    Passed,
    /// Something at or above the limit was found.
    #[schemars(title = "未通过")]
    Failed,
    /// Bytes or records gave no item.
    #[schemars(title = "不完整")]
    Incomplete,
}

impl Report {
    /// How many findings there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(of).count()
    }

    /// How many findings there are by rule code.
    pub fn by_rule(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.rule.code).or_insert(0) += 1;
        }
        counts
    }

    /// The verdict, where findings at or above `limit` fail; `None` lets none fail. What a preview
    /// finds never does.
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

    /// Whether nothing was found and nothing lost.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.lost.is_empty()
    }
}
