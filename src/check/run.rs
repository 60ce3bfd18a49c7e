//! Checks a whole source: its items one by one, then across them; and assembles the report.

use std::mem::take;

use super::across;
use super::census::About;
use super::checker::Checker;
use super::items::{Batch, Walked};
use super::outcome::Outcome;
use super::part::{Head, PartFile, Writer};
use super::progress::CheckProgress;
use super::report::{Report, Verdict};
use super::source::{Met, Source};
use super::views::{View, Views};
use crate::Error;
use crate::engine::Settings;
use crate::facts::Facts;
use crate::read::{Account, Reading};
use crate::rules::{NOT_COLLECTED, NOT_KNOWN};
use crate::vocabulary::Profile;

impl Checker {
    /// Checks a whole source.
    ///
    /// Properties of the source as a whole, such as the elements that it does not collect, are known for
    /// certain only at its end. They hardly ever differ from those known after the first window; if they do,
    /// the items are checked again.
    pub(super) fn run(
        &self,
        source: &Source<'_>,
        views: &[View],
        part: Option<&(&PartFile, Head)>,
    ) -> Result<Report, Error> {
        let noticed = views.iter().enumerate().flat_map(|(number, view)| {
            let notices = view.reading.notices.iter();
            let origins = &view.reading.origins;
            notices.filter_map(move |notice| self.notice(notice, 0, Some(number), origins))
        });
        let views = Views::new(views, noticed.collect());
        let mut settings = None;
        loop {
            // A single item has no rules that ask for facts.
            let needs_facts = !matches!(source, Source::Item(_));
            let out = part.map(|(file, head)| Writer::begin(file, head));
            let mut walked = Walked::new(self, &views, settings.take(), needs_facts, out);
            let whole = source.walk(&mut |so_far, met| match met {
                Met::Window(window) => {
                    walked.window(so_far, window);
                    Ok(())
                }
                Met::Line(first, at, line) => walked.line(so_far, first, at, line),
            })?;
            let known = self.settings_for(&whole);
            let is_known = |own: &Settings| walked.judged == 0 || alike(own, &known);
            if walked.settings.as_ref().is_none_or(is_known) {
                walked.close(&known, &whole)?;
                return walked.finish(&known, source, &whole);
            }
            settings = Some(known);
            self.told.tell(CheckProgress::Again);
        }
    }
}

/// Whether two settings of one checker have the same effect on items.
fn alike(a: &Settings, b: &Settings) -> bool {
    a.profile == b.profile
        && a.not_collected == b.not_collected
        && a.division == b.division
        && a.platforms == b.platforms
}

impl Walked<'_> {
    /// Runs the rules across items and assembles the report.
    fn finish(
        mut self,
        settings: &Settings,
        source: &Source<'_>,
        whole: &Reading,
    ) -> Result<Report, Error> {
        let checker = self.checker;
        checker.told.tell(CheckProgress::Across);
        let across = match source {
            Source::Item(_) => Outcome::default(),
            _ => across::raised(&self, settings, &whole.catalogue),
        };
        self.ensure_facts_are_complete()?;
        self.found.add_not_judged(across.not_judged);
        across::add(&mut self, across.raised, settings, source, whole)?;
        let mut report = self.report(settings.profile, source, whole);
        self.ensure_facts_are_complete()?;
        let Batch {
            folded,
            not_judged,
            held,
            ..
        } = self.found;
        report.census = take(&mut self.census);
        report.census.about = About::of(&whole.catalogue, &settings.not_collected);
        report.folded = folded;
        // A missing element may be in an unknown field, and only the end shows whether there are any.
        for (mut entry, times) in not_judged {
            if !report.unknown_fields.is_empty() && entry.reason == NOT_COLLECTED {
                entry.reason = NOT_KNOWN;
            }
            *report.not_judged.entry(entry).or_insert(0) += times;
        }
        checker.suppress(self.store, held, &mut report)?;
        Ok(report)
    }

    /// Fails if a file of facts failed: then the rules across items saw only some of the facts.
    fn ensure_facts_are_complete(&self) -> Result<(), Error> {
        let reference = &self.checker.settings.reference_catalogue;
        let reference = reference.as_ref().map(|reference| &reference.facts);
        let mut failures = [Some(&self.facts), reference].into_iter().flatten();
        match failures.find_map(Facts::failure) {
            Some(source) => Err(Error::Spill { source }),
            None => Ok(()),
        }
    }

    /// The figures of the report.
    fn report(&mut self, profile: Profile, source: &Source<'_>, whole: &Reading) -> Report {
        let mut report = Report {
            items: match source {
                Source::Item(_) => 1,
                _ => self.facts.len(),
            },
            checked: take(&mut self.checked),
            ..Report::default()
        };
        let checked = &mut report.checked;
        checked.add_rules(self.checker.running().map(|selected| selected.rule));
        checked.views = self
            .views
            .all
            .iter()
            .map(|view| view.name.clone())
            .collect();
        checked.profile = profile;
        for facts in std::iter::once(&self.facts).chain(&self.views.facts) {
            checked.add_items(facts);
        }
        for view in self.views.all {
            let files = view.reading.origins.documents();
            files.for_each(|file| checked.add_file(&file.name));
        }
        if let Source::Item(item) = source {
            report.checked.add_item(item);
            return report;
        }
        report.strange_views = self.views.strangers(&self.facts);
        report.inputs = take(&mut self.joined.inputs);
        report.records = report.items;
        self.checker
            .look_beside(&self.facts, &self.overlap, &mut report);
        let of_views = self.views.all.iter().map(|view| &view.reading);
        for reading in std::iter::once(whole).chain(of_views) {
            report.add_records(&reading.account);
        }
        report.documents -= self.joined.counted;
        report.add_fates(whole);
        report.min_read = self.checker.min_read;
        let inputs = match source {
            Source::Inputs(inputs, _) => inputs.names(),
            Source::Parts(_) => report.inputs.clone(),
            _ => whole
                .origins
                .documents()
                .map(|document| document.name.clone())
                .collect(),
        };
        report.checked.add_inputs(inputs);
        report.checked.is_whole =
            report.excluded == 0 && report.verdict(None) != Verdict::Incomplete;
        report
    }
}

impl Report {
    /// Adds the documents and records of a reading of the source or of a view, and those that gave no item.
    fn add_records(&mut self, account: &Account) {
        self.documents += account.documents;
        self.records += account.records.saturating_sub(account.items);
        self.lost.extend_from_slice(&account.failed);
        self.missing.extend_from_slice(&account.missing);
    }

    /// Adds what became of the values of the source.
    fn add_fates(&mut self, whole: &Reading) {
        let account = &whole.account;
        self.fates = account.fates;
        self.hidden_rows = account.hidden;
        self.excluded = account.excluded;
        self.dialects = account.dialects.iter().cloned().collect();
        self.left_out = account.left_out.iter().cloned().collect();
        self.shortfalls.clone_from(&account.shortfalls);
        self.unknown_fields.clone_from(&whole.unknown_fields);
        self.unread_fields.clone_from(&whole.unread_fields);
        self.not_known.clone_from(&whole.not_known);
    }
}
