use super::config::Suppression;
use super::finish::{Finisher, Source};
use super::fold::fold;
use super::outcome::Outcome;
use super::report::Report;
use super::select::Selection;
use super::views::{View, strangers};
use crate::debt::Checked;
use crate::engine::Settings;
use crate::model::{Catalogue, ServiceItem};
use crate::read::Reading;
use crate::vocabulary::Profile;

/// Runs rules on items and gives a [`Report`].
///
/// A checker is configured once and used for any number of inputs; it holds no state of a run and
/// can be shared between threads. Configure it with the builder methods, or from a `shixiang.toml`
/// with [`config`](Self::config). The crate has no clock: rules that need a date only fire if
/// [`today`](Self::today) is set.
///
/// Which method to use depends on what is checked:
///
/// * [`check`](Self::check): a [`Reading`], so that findings have source locations.
/// * [`check_with_views`](Self::check_with_views): the same items as several channels show them.
/// * [`check_catalogue`](Self::check_catalogue) and [`check_item`](Self::check_item): values built in memory, without locations.
/// * [`admit`](Self::admit): one item that is taken in only if no error counts against it.
///
/// ```
/// use shixiang::{Checker, Language, ReadOptions, read_str, source::Format};
///
/// let text = r#"
/// name = "食品经营许可"
/// [guide.time_limit]
/// statutory = { amount = 10, unit = "工作日" }
/// promised = { amount = 20, unit = "工作日" }
/// "#;
/// let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
/// let report = Checker::new().select(&["LIM010"])?.check(&reading);
/// assert_eq!(report.findings.len(), 1);
/// assert_eq!(report.findings[0].location.as_ref().and_then(|at| at.line), Some(5));
/// # Ok::<(), shixiang::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Checker {
    pub(super) selection: Selection,
    pub(super) suppressions: Vec<Suppression>,
    pub(super) settings: Settings,
    pub(super) profile: Option<Profile>,
    pub(super) threads: Option<usize>,
    pub(super) min_read: Option<f64>,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker {
    /// Creates a checker with all stable rules of the crate, the profile `portal` and no date.
    pub fn new() -> Self {
        Self {
            selection: Selection::new(),
            suppressions: Vec::new(),
            settings: Settings::default(),
            profile: None,
            threads: None,
            min_read: None,
        }
    }

    /// Checks a reading.
    pub fn check(&self, reading: &Reading) -> Report {
        self.check_with_views(reading, &[])
    }

    /// Checks a reading, comparing each item with the same item in the views.
    pub fn check_with_views(&self, reading: &Reading, views: &[View]) -> Report {
        let mut report = Report::default();
        let mut outcome = self.run(&reading.catalogue, &reading.not_known, views);
        let readings = std::iter::once((None, reading));
        let all = views;
        let views = views.iter().enumerate();
        let readings = readings.chain(views.map(|(number, view)| (Some(number), &view.reading)));
        let mut sources = Vec::new();
        for (view, reading) in readings {
            outcome.raised.extend(self.notices(reading, view));
            let account = &reading.account;
            report.documents += account.documents;
            report.records += account.records.saturating_sub(account.items);
            report.lost.extend_from_slice(&account.failed);
            report.missing.extend_from_slice(&account.missing);
            let files = reading.origins.documents();
            files.for_each(|file| report.checked.add_file(&file.name));
            self.look_at(&reading.catalogue, &mut report.checked);
            sources.push(Source::read(reading));
        }
        let names = all.iter().map(|view| view.name.clone());
        report.checked.views = names.collect();
        report.checked.profile = self.profile_for(&reading.catalogue);
        report.items = reading.catalogue.items.len();
        report.strange_views = strangers(&reading.catalogue.items, all);
        report.fates = reading.account.fates;
        report.hidden_rows = reading.account.hidden;
        report.unknown_fields.clone_from(&reading.unknown_fields);
        report.not_known.clone_from(&reading.not_known);
        report.min_read = self.min_read;
        report.records += report.items;
        self.finish(outcome, sources, report)
    }

    /// Checks a catalogue that was not read from a source.
    pub fn check_catalogue(&self, catalogue: &Catalogue) -> Report {
        let mut report = Report {
            items: catalogue.items.len(),
            records: catalogue.items.len(),
            ..Report::default()
        };
        self.look_at(catalogue, &mut report.checked);
        report.checked.profile = self.profile_for(catalogue);
        let outcome = self.run(catalogue, &[], &[]);
        self.finish(outcome, vec![Source::items(&catalogue.items)], report)
    }

    /// Notes the rules that run and the items that they look at.
    fn look_at(&self, catalogue: &Catalogue, checked: &mut Checked) {
        let rules = self.selection.running();
        rules.for_each(|selected| checked.add_rule(selected.rule));
        let items = catalogue.items.iter();
        items.for_each(|item| checked.add_item(item));
    }

    /// Checks one item; rules that look across a catalogue do not run.
    pub fn check_item(&self, item: &ServiceItem) -> Report {
        let mut report = Report {
            items: 1,
            ..Report::default()
        };
        report.checked.add_item(item);
        let rules = self.selection.running();
        rules.for_each(|selected| report.checked.add_rule(selected.rule));
        let mut outcome = Outcome::default();
        self.item(item, 0, &self.settings, &[], &mut outcome);
        let source = Source::items(std::slice::from_ref(item));
        self.finish(outcome, vec![source], report)
    }

    /// Folds what was raised, turns the rest into findings and removes the suppressed ones;
    /// `sources` are the catalogue followed by the views.
    fn finish(&self, outcome: Outcome, sources: Vec<Source<'_>>, mut report: Report) -> Report {
        let raised = outcome.raised.len();
        let kept = fold(outcome.raised);
        report.folded = raised - kept.len();
        let mut finisher = Finisher::new(sources);
        let findings = finisher.findings(kept);
        self.suppress(findings, &mut finisher, &mut report);
        report.not_judged = outcome.not_judged;
        report
    }
}
