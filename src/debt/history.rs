//! The history: figures of every run, and the findings of the last one.

use super::baseline::{Baseline, write, wrong};
use super::trend::Run;
use crate::error::Error;

/// The figures of every run and the findings of the last one, to compare runs.
///
/// A run is added by [`Report::record`](crate::Report::record). As text it is a [`Baseline`] with a line
/// for each run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    pub(super) runs: Vec<Run>,
    pub(super) last: Baseline,
}

impl History {
    /// The runs, oldest first.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The findings of the last run.
    pub(crate) fn last(&self) -> Option<&Baseline> {
        (!self.runs.is_empty()).then_some(&self.last)
    }

    /// Adds a run with its findings.
    pub(crate) fn add(&mut self, run: Run, findings: Baseline) {
        self.runs.push(run);
        self.last = findings;
    }

    /// Parses the text of a history file; `name` is the file name for messages.
    ///
    /// # Errors
    ///
    /// [`Error::Baseline`] with the first line that does not belong in a history.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let (last, runs) = Baseline::parse_with_runs(name, text)?;
        // A baseline is not a history: its findings would be mistaken for those of the last run.
        if runs.is_empty() && !last.is_empty() {
            return Err(wrong(name, 1));
        }
        Ok(Self { runs, last })
    }
}

/// Writes the text of the file.
impl std::fmt::Display for History {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write(self.last.lines(&self.runs), f)
    }
}
