//! Runs the rules of each scope.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::checker::Checker;
use super::outcome::Outcome;
use super::select::Selected;
use super::views::{View, counterparts, keys};
use crate::analysis::{Analysis, Paths};
use crate::engine::{
    CatalogueContext, CatalogueScope, Check, Context, Counterpart, ItemScope, Raised, Settings,
};
use crate::facts::Facts;
use crate::model::{Catalogue, ServiceItem};
use crate::read::Reading;
use crate::rules;
use crate::threads::each;
use crate::vocabulary::Profile;

/// Number of items that one thread checks at a time.
const ITEMS_PER_PART: usize = 16;

impl Checker {
    /// The profile for a catalogue: the one asked for, or else the one it states.
    pub(super) fn profile_for(&self, catalogue: &Catalogue) -> Profile {
        self.profile.or(catalogue.profile).unwrap_or_default()
    }

    /// The settings for a catalogue: what was asked for and what the catalogue states.
    fn settings_for(&self, catalogue: &Catalogue, not_known: &[String]) -> Settings {
        let mut settings = self.settings.clone();
        settings.profile = self.profile_for(catalogue);
        settings
            .not_collected
            .extend_from_slice(&catalogue.not_collected);
        // An item is not blamed for them; the verdict says that it is not known.
        settings.not_collected.extend_from_slice(not_known);
        settings.division.clone_from(&catalogue.division);
        settings.platforms.clone_from(&catalogue.platforms);
        settings
    }

    /// Runs the rules of every scope except reading.
    pub(super) fn run(
        &self,
        catalogue: &Catalogue,
        not_known: &[String],
        views: &[View],
    ) -> Outcome {
        let settings = self.settings_for(catalogue, not_known);
        let by_key: Vec<HashMap<String, usize>> = views.iter().map(keys).collect();
        // `not_judged` is counted in batches, because most items have many entries.
        let parts: Vec<(usize, &[ServiceItem])> =
            (catalogue.items.chunks(ITEMS_PER_PART).enumerate()).collect();
        let outcomes = each(parts.len(), self.threads, |number| {
            let mut part = Outcome::default();
            if let Some((number, items)) = parts.get(number) {
                for (index, item) in (number * ITEMS_PER_PART..).zip(*items) {
                    let counterparts = counterparts(item, views, &by_key);
                    self.item(item, index, &settings, &counterparts, &mut part);
                }
            }
            part
        });
        let mut outcome = Outcome::default();
        for part in outcomes {
            outcome.extend(part);
        }
        let of_views: Vec<Facts> = (views.iter())
            .map(|view| Facts::of(&view.reading.catalogue.items))
            .collect();
        let beside: Vec<(&str, &Facts)> = (views.iter().zip(&of_views))
            .map(|(view, facts)| (view.name.as_str(), facts))
            .collect();
        let (header, facts) = (catalogue.header(), Facts::of(&catalogue.items));
        let scope = CatalogueScope {
            catalogue: &header,
            facts: &facts,
            views: &beside,
            references: OnceCell::new(),
        };
        let mut context = CatalogueContext::new(&settings, scope);
        for &Selected { rule, severity, .. } in self.selection.running() {
            if let Check::Catalogue(check) = rule.check {
                check(&mut context);
                outcome.add(rule, severity, context.take_said());
            }
        }
        for (code, fault) in rules::shape::catalogue_faults(catalogue) {
            if let Some(own) = self.selection.running().find(|own| own.rule.code == code) {
                context.report(fault);
                outcome.add(own.rule, own.severity, context.take_said());
            }
        }
        outcome
    }

    /// Runs the item rules on one item.
    pub(super) fn item(
        &self,
        item: &ServiceItem,
        index: usize,
        settings: &Settings,
        views: &[Counterpart<'_>],
        outcome: &mut Outcome,
    ) {
        let paths = Paths::new();
        let analysis = Analysis::of(item, settings.words.lexicon(), &paths);
        let scope = ItemScope {
            views,
            analysis: &analysis,
            index,
        };
        let mut context = Context::new(settings, scope);
        let mut shape = Vec::new();
        for &Selected { rule, severity, .. } in self.selection.running() {
            match rule.check {
                Check::Item(check) => {
                    check(item, &mut context);
                    outcome.add(rule, severity, context.take_said());
                }
                Check::Shape => shape.push((rule, severity)),
                _ => {}
            }
        }
        if !shape.is_empty() {
            for (code, fault) in rules::shape::faults(item) {
                if let Some(&(rule, severity)) = shape.iter().find(|(rule, _)| rule.code == code) {
                    context.report(fault);
                    outcome.add(rule, severity, context.take_said());
                }
            }
        }
    }

    /// The diagnostics for notices from reading, as far as their rules run.
    pub(super) fn notices(&self, reading: &Reading, view: Option<usize>) -> Vec<Raised> {
        let raised = reading.notices.iter().filter_map(|placed| {
            let code = placed.notice.code.as_str();
            // A test ensures that every notice code has a rule, so here the rule can only be
            // deselected.
            let selected = self.selection.running().find(|own| own.rule.code == code)?;
            Some(Raised::noticed(
                selected.rule,
                selected.severity,
                placed,
                view,
            ))
        });
        raised.collect()
    }
}
