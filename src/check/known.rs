//! Old debt: comparing a report with a baseline, a history or a ledger.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::report::Report;
#[cfg(feature = "tables")]
use crate::debt::Ledger;
use crate::debt::{Baseline, History, Run, State};
use crate::engine::{Finding, Severity};

impl Report {
    /// Makes a baseline of all findings that no suppression accepts.
    pub fn baseline(&self) -> Baseline {
        let all: Vec<_> = self.unsuppressed().collect();
        Baseline::of(all.iter().map(|one| &**one), &self.checked)
    }

    /// Sets aside the findings that a baseline knows, so that they fail no check, and returns the baseline
    /// without fixed findings. It never grows: new findings are not added.
    ///
    /// Findings that this run could not have seen stay in it: those in items that were not read, of rules
    /// that did not run, and under another profile or with views that are absent now.
    ///
    /// Findings in a file are taken back into memory; if that fails, no report can be
    /// [written](crate::report::write).
    #[must_use = "the baseline shrinks only if what is returned is kept"]
    pub fn set_aside(&mut self, baseline: &Baseline) -> Baseline {
        if self.hold().is_err() {
            // Writing the report returns the error.
            return baseline.clone();
        }
        let suppressed = self.suppressed.iter().map(|one| &one.finding);
        let comparison = baseline.compare(self.findings.iter(), suppressed, &self.checked);
        self.against_baseline = Some(comparison.trend.clone());
        let mut states = comparison.states.clone().into_iter();
        let shrunk = comparison.shrunk(self.findings.iter(), &self.checked);
        let is_new = |_: &mut Finding| states.next() == Some(State::New);
        let mut found = std::mem::take(&mut self.findings);
        self.findings = found.extract_if(.., is_new).collect();
        self.known.append(&mut found);
        shrunk
    }

    /// Compares with the last run of a history and adds this one to it. Call it once, at the end.
    pub fn record(&mut self, history: &mut History, on: NaiveDate) {
        let mut last = self.baseline();
        if let Some(before) = history.last() {
            let suppressed = self.suppressed.iter().map(|one| &one.finding);
            let all: Vec<_> = self.unsuppressed().collect();
            let all = all.iter().map(|one| &**one);
            let comparison = before.compare(all, suppressed, &self.checked);
            let mut trend = comparison.trend.clone();
            trend.since = history.runs().last().map(|run| run.on);
            self.trend = Some(trend);
            last = comparison.with_unchecked(last);
        }
        let mut run = Run::new(on);
        run.items = self.items;
        run.suppressed = self.suppressed.len();
        run.trend.clone_from(&self.trend);
        for finding in self.unsuppressed() {
            match finding.severity {
                Severity::Error => run.error += 1,
                Severity::Warning => run.warning += 1,
                Severity::Hint => run.hint += 1,
            }
            *run.by_rule.entry(finding.rule.code.to_owned()).or_default() += 1;
        }
        history.add(run, last);
    }

    /// Compares with a ledger that offices returned: how many of its findings are gone, body by body. Call it
    /// at any time; it sets nothing aside.
    #[cfg(feature = "tables")]
    pub fn follow_up(&mut self, ledger: &Ledger) {
        let findings: Vec<_> = self.unsuppressed().collect();
        let findings: Vec<&Finding> = findings.iter().map(|one| &**one).collect();
        let suppressed: Vec<&Finding> = self.suppressed.iter().map(|one| &one.finding).collect();
        let rectification = ledger.follow(&findings, &suppressed, &self.checked);
        self.rectification = Some(rectification);
    }

    /// The findings that no suppression accepts, including those that a baseline knows.
    fn unsuppressed(&self) -> impl Iterator<Item = Cow<'_, Finding>> {
        self.all().chain(self.known.iter().map(Cow::Borrowed))
    }
}
