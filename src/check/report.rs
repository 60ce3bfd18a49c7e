//! The result of a check and its figures.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::census::Census;
use super::config::Suppression;
use super::spill::{Counts, Spilled};
use crate::Error;
use crate::debt::{Checked, Rectification, Trend};
use crate::dialect::Fate;
use crate::engine::{Finding, NotJudged, Rule, Severity, Status};
use crate::read::{Fates, HiddenRows, MissingValue, Shortfall};
use crate::source::Location;

/// The result of a check: the findings, and everything that limits their significance.
///
/// Use [`verdict`](Self::verdict) for pass or fail; an empty list of findings is not enough,
/// because input that gave no item is [`lost`](Self::lost), and a rule that could not judge is in
/// [`not_judged`](Self::not_judged). A report serializes to its figures and findings (in Chinese;
/// use [`json_report`](crate::report::json::json_report) to choose the language), and displays as one
/// line per finding.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report {
    /// The findings, ordered by item, path and code. Empty if they are [in a file](crate::Checker::spill):
    /// [`all`](Self::all) gives them in any case.
    pub findings: Vec<Finding>,
    /// Rules that could not judge, with the number of cases.
    pub not_judged: BTreeMap<NotJudged, usize>,
    /// Findings that suppressions accept, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// Findings that a baseline knows, in the same order; see [`set_aside`](Self::set_aside).
    pub known: Vec<Finding>,
    /// Changes since the baseline was written; `None` without one.
    pub against_baseline: Option<Trend>,
    /// Changes since the last run of a history; `None` without one, and at its first run.
    pub trend: Option<Trend>,
    /// The fates of the findings of a ledger; see [`follow_up`](Self::follow_up).
    pub rectification: Option<Rectification>,
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
    /// Views, previous version or reference catalogue that share no item with the catalogue; nothing was
    /// compared with them.
    pub strange_views: Vec<String>,
    /// The fate of the values of the records.
    pub fates: Fates,
    /// Hidden rows of tables.
    pub hidden_rows: HiddenRows,
    /// Number of files that were [excluded](crate::ReadOptions::exclude) and not read.
    pub excluded: usize,
    /// Values that are nowhere in the reading: an internal error.
    pub missing: Vec<MissingValue>,
    /// The names of the dialects of the records.
    pub dialects: Vec<String>,
    /// Fields around the records that do not describe them, such as the status of a response: they were not
    /// taken.
    pub left_out: Vec<String>,
    /// Lists of which the source announces more entries than it has.
    pub shortfalls: Vec<Shortfall>,
    /// Fields of the source with content that no dialect knows. As long as there are any, it is unknown
    /// whether the source collects [`not_known`](Self::not_known).
    pub unknown_fields: Vec<String>,
    /// Known fields of the source with content of which not a single value was understood: their content was not
    /// checked.
    pub unread_fields: Vec<String>,
    /// Elements to which no known field of the source leads.
    pub not_known: Vec<String>,
    /// The minimum share of the values that must be read, from 0 to 1.
    pub min_read: Option<f64>,
    /// The inputs of the joined [parts](crate::Checker::across), as they were named when these were checked.
    pub inputs: Vec<String>,
    /// The inputs and settings that were checked.
    pub(crate) checked: Checked,
    /// Counts over all items.
    pub(crate) census: Census,
    /// The findings in a file; if there is one, it has all of them.
    pub(super) spilled: Option<Arc<Spilled>>,
}

/// A finding that a suppression accepts.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// The suppression.
    pub suppression: Suppression,
    /// Whether the suppression is in the item, not in the configuration.
    pub in_item: bool,
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
    /// Some input gave no item or was not understood, or there is no item at all.
    #[schemars(title = "不完整")]
    Incomplete,
    /// This tool lost a value.
    #[schemars(title = "工具出错")]
    Fault,
}

impl Report {
    /// All findings, in the order of [`findings`](Self::findings), from the file if they are in one.
    ///
    /// If the file cannot be read, the findings end early, and [`came_back`](Self::came_back) reports it.
    pub fn all(&self) -> impl Iterator<Item = Cow<'_, Finding>> + Clone {
        let held = self.findings.iter().map(Cow::Borrowed);
        held.chain(self.spilled.iter().flat_map(|spilled| spilled.all()))
    }

    /// Reads findings in a file back into memory.
    ///
    /// # Errors
    ///
    /// [`Error::Spill`] if the file cannot be read.
    pub fn hold(&mut self) -> Result<(), Error> {
        let held = self.all().map(Cow::into_owned).collect();
        self.came_back()?;
        self.findings = held;
        self.spilled = None;
        Ok(())
    }

    /// Checks whether [`all`](Self::all) gave all findings.
    ///
    /// # Errors
    ///
    /// [`Error::Spill`] if the file with the findings could not be read.
    pub fn came_back(&self) -> Result<(), Error> {
        let failed = self.spilled.as_ref().and_then(|spilled| spilled.failure());
        failed.map_or(Ok(()), |source| Err(Error::Spill { source }))
    }

    /// Whether the findings are in a file.
    pub fn is_spilled(&self) -> bool {
        self.spilled.is_some()
    }

    pub(super) fn spill(&mut self, spilled: Spilled) {
        self.spilled = Some(Arc::new(spilled));
    }

    /// The rules with findings.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let counts = self.counts();
        let rules: Vec<&'static Rule> = counts.iter().map(|(rule, ..)| rule).collect();
        rules.into_iter()
    }

    /// The number of findings of each rule at each severity.
    pub(super) fn counts(&self) -> Cow<'_, Counts> {
        if let Some(spilled) = &self.spilled {
            return Cow::Borrowed(spilled.counts());
        }
        let mut counts = Counts::default();
        self.findings.iter().for_each(|finding| counts.add(finding));
        Cow::Owned(counts)
    }

    /// The number of findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        let counts = self.counts();
        let matching = counts.iter().filter(|(_, own, _)| *own == severity);
        matching.map(|(_, _, count)| count).sum()
    }

    /// The number of findings by rule code.
    pub fn by_rule(&self) -> BTreeMap<&'static str, usize> {
        let mut by_rule = BTreeMap::new();
        for (rule, _, count) in self.counts().iter() {
            *by_rule.entry(rule.code).or_insert(0) += count;
        }
        by_rule
    }

    /// The verdict if findings at or above `limit` fail the check; with `None` no finding does.
    /// Findings of preview rules never fail a check.
    pub fn verdict(&self, limit: Option<Severity>) -> Verdict {
        if !self.missing.is_empty() {
            return Verdict::Fault;
        }
        if !self.lost.is_empty() || !self.shortfalls.is_empty() || self.items == 0 {
            return Verdict::Incomplete;
        }
        let fails = |(rule, severity, _): (&Rule, Severity, usize)| {
            limit.is_some_and(|limit| severity >= limit) && rule.status() == Status::Stable
        };
        if self.counts().iter().any(fails) {
            Verdict::Failed
        } else if !self.unknown_fields.is_empty()
            || !self.unread_fields.is_empty()
            || !self.strange_views.is_empty()
            || self.is_below_share()
            || self.unread_required(limit) > 0
            // Content that the model refused, even if the rule that reports it did not run, or its findings were
            // set aside.
            || self.fates.count(Fate::Refused) > 0
            // Two fields contradict each other, and only one of them was checked.
            || self.fates.count(Fate::Contradiction) > 0
        {
            Verdict::Incomplete
        } else {
            Verdict::Passed
        }
    }

    /// Number of required values that could not be read and whose absence would fail the check.
    pub fn unread_required(&self, limit: Option<Severity>) -> usize {
        limit.map_or(0, |limit| self.counts().required(limit))
    }

    /// Whether the share of values that were read is below [`min_read`](Self::min_read).
    pub fn is_below_share(&self) -> bool {
        self.min_read
            .is_some_and(|least| self.fates.share() < least)
    }

    /// Whether there are no findings and nothing was lost.
    pub fn is_clean(&self) -> bool {
        self.counts().iter().next().is_none() && self.lost.is_empty()
    }
}
