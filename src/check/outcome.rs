//! The outcome of running rules on one item or on the catalogue.

use std::collections::BTreeMap;

use crate::engine::{NotJudged, Raised, Rule, Said, Severity};

/// The raised diagnostics and the undecided cases, before folding and locating.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) raised: Vec<Raised>,
    /// Rules that could not judge, each with the number of cases.
    pub(super) not_judged: BTreeMap<NotJudged, usize>,
}

impl Outcome {
    /// Adds the reports of a rule; `severity` is the configured one.
    pub(super) fn add(&mut self, rule: &'static Rule, severity: Option<Severity>, said: Said) {
        let raised = said.diagnostics.into_iter();
        self.raised
            .extend(raised.map(|diagnostic| Raised::new(rule, severity, diagnostic)));
        for reason in said.not_judged {
            let entry = NotJudged {
                rule: rule.code,
                reason,
            };
            *self.not_judged.entry(entry).or_insert(0) += 1;
        }
    }
}
