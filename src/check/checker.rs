use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::config::Suppression;
use super::finish::{Finisher, Source};
use super::fold::fold;
use super::report::Report;
use super::select::Selected;
use super::views::View;
use crate::code::DivisionCode;
use crate::engine::{Finding, NotJudged, Raised, Settings};
use crate::model::{Catalogue, ServiceItem, covers};
use crate::read::Reading;
use crate::rules;
use crate::vocabulary::Profile;

/// Runs rules on items.
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
    pub(super) rules: Vec<Selected>,
    pub(super) preview: bool,
    pub(super) suppressions: Vec<Suppression>,
    pub(super) settings: Settings,
    pub(super) profile: Option<Profile>,
    pub(super) threads: Option<usize>,
}

/// What rules raised, before it is folded, located and named.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) raised: Vec<Raised>,
    /// Rules that could not judge, each with how often.
    pub(super) not_judged: BTreeMap<NotJudged, usize>,
}

impl Outcome {
    /// Adds what one context gathered.
    pub(super) fn add(&mut self, (raised, not_judged): (Vec<Raised>, Vec<NotJudged>)) {
        self.raised.extend(raised);
        for entry in not_judged {
            *self.not_judged.entry(entry).or_insert(0) += 1;
        }
    }

    /// Adds what came of other items.
    pub(super) fn extend(&mut self, other: Self) {
        self.raised.extend(other.raised);
        for (entry, times) in other.not_judged {
            *self.not_judged.entry(entry).or_insert(0) += times;
        }
    }
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker {
    /// A checker with every stable rule of the crate, profile `portal`, and no date of today.
    pub fn new() -> Self {
        Self {
            rules: rules::all().iter().copied().map(Selected::from).collect(),
            preview: false,
            suppressions: Vec::new(),
            settings: Settings::default(),
            profile: None,
            threads: None,
        }
    }

    /// Holds items to this profile, whatever the catalogue says.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = Some(profile);
        self.settings.profile = profile;
        self
    }

    /// Sets the date of today, for the rules that need one.
    #[must_use]
    pub fn today(mut self, today: NaiveDate) -> Self {
        self.settings.today = Some(today);
        self
    }

    /// Makes a division known that the table has not, such as a functional zone.
    #[must_use]
    pub fn with_division(mut self, code: &DivisionCode, name: impl Into<String>) -> Self {
        self.settings.divisions = self.settings.divisions.with(code, name);
        self
    }

    /// Uses this many threads, with the feature `parallel`; findings are the same.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Checks what was read.
    pub fn check(&self, reading: &Reading) -> Report {
        self.check_with_views(reading, &[])
    }

    /// Checks what was read, each item against the same item in the views.
    pub fn check_with_views(&self, reading: &Reading, views: &[View]) -> Report {
        let mut report = Report::default();
        let mut outcome = self.run(&reading.catalogue, views);
        let readings = std::iter::once((None, reading));
        let views = views.iter().enumerate();
        let readings = readings.chain(views.map(|(number, view)| (Some(number), &view.reading)));
        let mut sources = Vec::new();
        for (view, reading) in readings {
            outcome.raised.extend(self.notices(reading, view));
            let account = &reading.account;
            report.documents += account.documents;
            report.records += account.records.saturating_sub(account.items);
            report.lost.extend_from_slice(&account.failed);
            sources.push(Source::read(reading));
        }
        report.items = reading.catalogue.items.len();
        report.records += report.items;
        self.finish(outcome, sources, report)
    }

    /// Checks items that were not read from a source.
    pub fn check_catalogue(&self, catalogue: &Catalogue) -> Report {
        let report = Report {
            items: catalogue.items.len(),
            records: catalogue.items.len(),
            ..Report::default()
        };
        let outcome = self.run(catalogue, &[]);
        self.finish(outcome, vec![Source::items(&catalogue.items)], report)
    }

    /// Checks one item; rules that look across a catalogue do not run.
    pub fn check_item(&self, item: &ServiceItem) -> Report {
        let report = Report {
            items: 1,
            ..Report::default()
        };
        let mut outcome = Outcome::default();
        outcome.add(self.item(item, 0, &self.settings, &[]));
        let source = Source::items(std::slice::from_ref(item));
        self.finish(outcome, vec![source], report)
    }

    /// Folds what was raised, makes findings of the rest, and takes out those that are accepted;
    /// `sources` are the catalogue and then the views.
    fn finish(&self, outcome: Outcome, sources: Vec<Source<'_>>, mut report: Report) -> Report {
        let raised = outcome.raised.len();
        let kept = fold(outcome.raised);
        report.folded = raised - kept.len();
        let mut findings = Finisher::new(sources).findings(kept);
        let made = findings.len();
        findings.retain(|finding| !self.suppressions.iter().any(|s| self.accepts(s, finding)));
        report.suppressed = made - findings.len();
        report.findings = findings;
        report.not_judged = outcome.not_judged;
        report
    }

    fn accepts(&self, suppression: &Suppression, finding: &Finding) -> bool {
        let key = finding.item.as_ref().map_or("", |item| item.key.as_str());
        (suppression.rule == finding.rule.code || suppression.rule == finding.rule.name)
            && suppression.holds(self.settings.today)
            && (suppression.item.as_ref()).is_none_or(|item| item == key)
            && (suppression.element.as_ref())
                .is_none_or(|element| covers(element, &finding.subject.path.element()))
    }
}
