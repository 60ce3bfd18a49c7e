//! The catalogues that a check compares with: the previous version, and the catalogue of a higher level.

use std::sync::OnceLock;

use super::checker::Checker;
use super::report::Report;
use super::select::{Needs, Selected};
use crate::facts::{Facts, Overlap};

impl Checker {
    /// The rules that run: those on versions only with a previous version, those on the reference catalogue only
    /// with one.
    pub(super) fn running(&self) -> impl Iterator<Item = &Selected> {
        let has_previous = self.settings.previous.is_some();
        let has_reference = self.settings.reference_catalogue.is_some();
        self.selection
            .running()
            .filter(move |selected| match selected.needs {
                Needs::Nothing => true,
                Needs::Previous => has_previous,
                Needs::Reference => has_reference,
            })
    }

    /// Reports the lost input of the previous version and of the reference catalogue, and names them if they share
    /// no item with this catalogue.
    pub(super) fn look_beside(
        &self,
        facts: &Facts,
        overlap: &OnceLock<Overlap>,
        report: &mut Report,
    ) {
        if let Some(previous) = &self.settings.previous {
            report.lost.extend_from_slice(&previous.lost);
            report.missing.extend_from_slice(&previous.missing);
            if !facts.iter().any(|item| previous.has(&item.key())) {
                report.strange_views.push(previous.name.clone());
            }
        }
        if let Some(reference) = &self.settings.reference_catalogue {
            report.lost.extend_from_slice(&reference.lost);
            report.missing.extend_from_slice(&reference.missing);
            let overlap = overlap.get_or_init(|| Overlap::between(facts, &reference.facts));
            if !overlap.here.contains(&true) {
                report.strange_views.push(reference.name.clone());
            }
        }
    }
}
