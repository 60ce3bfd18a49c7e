//! The conditions of a run, as written in a column of the rectification workbook.

use std::collections::BTreeSet;

use super::checked::Checked;
use crate::engine::Severity;
use crate::vocabulary::Profile;

/// The conditions of the run that a row comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Conditions {
    pub(crate) profile: Profile,
    /// The minimum severity of the listed findings.
    pub(crate) least: Severity,
    pub(crate) views: BTreeSet<String>,
    /// The inputs; empty if they are not known.
    pub(crate) inputs: BTreeSet<String>,
}

/// Prefix of an input, which distinguishes it from a view.
const INPUT_PREFIX: &str = "in=";

impl Conditions {
    /// The text of a cell: `portal|hint|大厅|网厅|in=清单.xlsx`.
    pub(crate) fn cell(&self) -> String {
        let fixed = [self.profile.as_str(), self.least.text().en].map(str::to_owned);
        let inputs = self
            .inputs
            .iter()
            .map(|input| format!("{INPUT_PREFIX}{input}"));
        let parts = fixed.into_iter().chain(self.views.iter().cloned());
        parts.chain(inputs).collect::<Vec<_>>().join("|")
    }

    /// The conditions of a run that listed findings of at least this severity.
    pub(crate) fn of(checked: &Checked, least: Severity) -> Self {
        Self {
            profile: checked.profile,
            least,
            views: checked.views.clone(),
            inputs: checked.inputs.clone(),
        }
    }

    /// Parses the text of a cell; an empty or unknown part means its default.
    #[cfg(feature = "tables")]
    pub(super) fn read(cell: &str) -> Self {
        let mut parts = cell.split('|');
        let profile = parts.next().and_then(|name| name.trim().parse().ok());
        let least = parts.next().unwrap_or_default().trim();
        let (inputs, views): (BTreeSet<String>, _) = parts
            .map(str::to_owned)
            .partition(|part| part.starts_with(INPUT_PREFIX));
        let inputs = inputs
            .iter()
            .filter_map(|input| input.strip_prefix(INPUT_PREFIX).map(str::to_owned))
            .collect();
        let all = [Severity::Hint, Severity::Warning, Severity::Error];
        let least = all.into_iter().find(|one| one.text().en == least);
        Self {
            profile: profile.unwrap_or_default(),
            least: least.unwrap_or(Severity::Hint),
            views,
            inputs,
        }
    }
}
