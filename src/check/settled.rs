//! The settings a part was checked with; only parts with equal settings are joined.

use super::checker::Checker;
use super::part::{FORM, Head, Settled};
use super::views::View;
use crate::engine::{Settings, Severity};

impl Checker {
    /// The first line of a part.
    pub(super) fn head(&self, inputs: Vec<String>, first_line: Option<u64>) -> Head {
        Head {
            form: FORM,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs,
            first_line,
            today: self.settings.today,
        }
    }

    pub(super) fn settled(&self, settings: &Settings, views: &[View]) -> Settled {
        let severity = |severity: Severity| format!("={severity}");
        let rules = self.running().map(|selected| {
            let severity = selected.severity.map_or_else(String::new, severity);
            selected.rule.code.to_owned() + &severity
        });
        let mut not_collected = settings.not_collected.clone();
        not_collected.sort_unstable();
        not_collected.dedup();
        let of_views = views.iter().map(|view| {
            let items = view.reading.catalogue.items.len();
            format!("{}: {items}", view.name)
        });
        let previous = settings.previous.iter();
        let previous = previous.map(|own| format!("previous: {}", own.items()));
        let reference = settings.reference_catalogue.iter();
        let reference = reference.map(|own| format!("reference: {}", own.facts.len()));
        Settled {
            rules: rules.collect(),
            profile: settings.profile,
            today: settings.today,
            division: settings.division.clone(),
            platforms: settings.platforms.clone(),
            not_collected,
            config: self.configured,
            beside: of_views.chain(previous).chain(reference).collect(),
        }
    }
}
