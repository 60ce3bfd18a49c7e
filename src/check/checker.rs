use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::config::{Config, Suppression};
use super::each::each;
use super::fold::fold;
use super::report::Report;
use crate::Error;
use crate::analysis::{Analysis, Paths};
use crate::code::DivisionCode;
use crate::engine::{
    CatalogueContext, Check, Context, Counterpart, Diagnostic, Finding, Fingerprints, NotJudged,
    Rule, Settings, Severity, SourceSpan, Subject, make,
};
use crate::model::{Catalogue, ServiceItem, covers};
use crate::read::Reading;
use crate::reference::Reference;
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
    rules: Vec<Chosen>,
    suppressions: Vec<Suppression>,
    settings: Settings,
    profile: Option<Profile>,
    threads: Option<usize>,
}

/// Items that one thread checks in one go.
const PART: usize = 16;

/// A rule that runs, and the severity that the configuration gives it.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    rule: &'static Rule,
    severity: Option<Severity>,
}

impl From<&'static Rule> for Chosen {
    fn from(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: None,
        }
    }
}

/// A second catalogue that says what one channel shows of the same items.
#[derive(Debug, Clone)]
pub struct View {
    /// Its name, such as 移动端.
    pub name: String,
    /// What was read of it.
    pub reading: Reading,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker {
    /// A checker with every rule of the crate, profile `portal`, and no date of today.
    pub fn new() -> Self {
        Self {
            rules: rules::all().iter().copied().map(Chosen::from).collect(),
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

    /// Adds a rule of one's own.
    #[must_use]
    pub fn with_rule(mut self, rule: &'static Rule) -> Self {
        self.rules.push(rule.into());
        self
    }

    /// Runs only these rules: codes, names, or the three letters of a theme.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] where nothing is called so.
    pub fn select<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        let wanted = self.named(names)?;
        self.rules.retain(|own| wanted.contains(&own.rule.code));
        Ok(self)
    }

    /// Leaves these rules out.
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select).
    pub fn ignore<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        let unwanted = self.named(names)?;
        self.rules.retain(|own| !unwanted.contains(&own.rule.code));
        Ok(self)
    }

    /// Does what a `shixiang.toml` says.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] where it names a rule that does not exist, [`Error::Config`] where it
    /// changes words that are none of the crate's.
    pub fn config(mut self, config: &Config) -> Result<Self, Error> {
        for (name, severity) in &config.severity {
            let codes = self.named(&[name])?;
            for own in self
                .rules
                .iter_mut()
                .filter(|own| codes.contains(&own.rule.code))
            {
                own.severity = Some(*severity);
            }
        }
        for suppression in &config.suppressions {
            self.named(&[&suppression.rule])?;
            self.suppressions.push(suppression.clone());
        }
        self.profile = self.profile.or(config.profile);
        self.settings.profile = self.profile.unwrap_or_default();
        self.settings
            .not_collected
            .extend_from_slice(&config.not_collected);
        self.settings.relations =
            std::mem::take(&mut self.settings.relations).with(&config.relations);
        for division in &config.divisions {
            self = self.with_division(&division.code, &division.name);
        }
        self.settings.words = config.own_words().map_err(|message| Error::Config {
            name: "shixiang.toml".to_owned(),
            message,
        })?;
        if !(config.repealed.is_empty() && config.renamed.is_empty()) {
            let reference = Reference::with(&config.repealed, &config.renamed);
            self.settings.reference = Some(Arc::new(reference));
        }
        let chosen = if config.select.is_empty() {
            self
        } else {
            self.select(&config.select)?
        };
        chosen.ignore(&config.ignore)
    }

    /// Codes of the rules that go by these names.
    fn named<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<&'static str>, Error> {
        let mut codes = Vec::new();
        for name in names {
            let name = name.as_ref();
            let before = codes.len();
            let rules = self.rules.iter().map(|own| own.rule);
            let known = |rule: &&'static Rule| {
                rule.code == name || rule.name == name || rule.theme() == name
            };
            codes.extend(rules.filter(known).map(|rule| rule.code));
            let exists = codes.len() > before || rules::find(name).is_some();
            if !exists && !rules::all().iter().any(|rule| rule.theme() == name) {
                return Err(Error::UnknownRule {
                    name: name.to_owned(),
                });
            }
        }
        Ok(codes)
    }

    /// Checks what was read.
    pub fn check(&self, reading: &Reading) -> Report {
        self.check_with_views(reading, &[])
    }

    /// Checks what was read, each item against the same item in the views.
    pub fn check_with_views(&self, reading: &Reading, views: &[View]) -> Report {
        let mut report = self.run(&reading.catalogue, views);
        self.add_notices(reading, None, &mut report);
        for (number, view) in views.iter().enumerate() {
            self.add_notices(&view.reading, Some(number), &mut report);
        }
        let mut own = reading.origins.lookup();
        let mut beside: Vec<_> = (views.iter())
            .map(|view| view.reading.origins.lookup())
            .collect();
        let mut locate = |place: &Subject| {
            let lookup = match place.view {
                Some(view) => beside.get_mut(view)?,
                None => &mut own,
            };
            lookup.find(place.item, &place.path)
        };
        for finding in &mut report.findings {
            if finding.location.is_none()
                && let Some((document, base, span, location)) = locate(&finding.subject)
            {
                finding.location = Some(location);
                finding.span = Some(SourceSpan {
                    document,
                    base,
                    span,
                });
            }
            for related in &mut finding.related {
                related.location = locate(&related.subject).map(|(.., location)| location);
            }
        }
        let mut items = vec![reading.catalogue.items.as_slice()];
        items.extend(
            views
                .iter()
                .map(|view| view.reading.catalogue.items.as_slice()),
        );
        self.finish(report, &items)
    }

    /// Checks items that were not read from a source.
    pub fn check_catalogue(&self, catalogue: &Catalogue) -> Report {
        let report = self.run(catalogue, &[]);
        self.finish(report, &[&catalogue.items])
    }

    /// Checks one item; rules that look across a catalogue do not run.
    pub fn check_item(&self, item: &ServiceItem) -> Report {
        let (findings, not_judged) = self.item(item, 0, &self.settings, &[]);
        let mut report = Report {
            items: 1,
            findings,
            ..Report::default()
        };
        count(not_judged, &mut report.not_judged);
        self.finish(report, &[std::slice::from_ref(item)])
    }

    /// What holds for a catalogue: what was asked for, and what it says of itself.
    fn settings_for(&self, catalogue: &Catalogue) -> Settings {
        let mut settings = self.settings.clone();
        settings.profile = self.profile.or(catalogue.profile).unwrap_or_default();
        settings
            .not_collected
            .extend_from_slice(&catalogue.not_collected);
        settings.division.clone_from(&catalogue.division);
        settings
    }

    /// Runs the rules of every depth but reading.
    fn run(&self, catalogue: &Catalogue, views: &[View]) -> Report {
        let settings = self.settings_for(catalogue);
        let by_key: Vec<HashMap<String, usize>> = views.iter().map(keys).collect();
        // What cannot be judged is counted some items at a time: most items have much of it.
        let parts = catalogue.items.chunks(PART).enumerate();
        let parts: Vec<(usize, &[ServiceItem])> = parts.collect();
        let results = each(parts.len(), self.threads, |number| {
            let mut part = (Vec::new(), BTreeMap::new());
            if let Some((number, items)) = parts.get(number) {
                for (index, item) in (number * PART..).zip(*items) {
                    let counterparts = counterparts(item, views, &by_key);
                    let (findings, not_judged) = self.item(item, index, &settings, &counterparts);
                    part.0.extend(findings);
                    count(not_judged, &mut part.1);
                }
            }
            part
        });
        let mut report = Report {
            items: catalogue.items.len(),
            records: catalogue.items.len(),
            ..Report::default()
        };
        for (findings, not_judged) in results {
            report.findings.extend(findings);
            for (entry, times) in not_judged {
                *report.not_judged.entry(entry).or_insert(0) += times;
            }
        }
        let beside: Vec<(&str, &Catalogue)> = (views.iter())
            .map(|view| (view.name.as_str(), &view.reading.catalogue))
            .collect();
        for &Chosen { rule, severity } in &self.rules {
            if let Check::Catalogue(check) = rule.check {
                let mut context =
                    CatalogueContext::new(&settings, catalogue, &beside, rule, severity);
                check(&mut context);
                let (findings, not_judged) = context.finish();
                report.findings.extend(findings);
                count(not_judged, &mut report.not_judged);
            }
        }
        report
    }

    /// Runs the rules that look at one item.
    fn item(
        &self,
        item: &ServiceItem,
        index: usize,
        settings: &Settings,
        views: &[Counterpart<'_>],
    ) -> (Vec<Finding>, Vec<NotJudged>) {
        let Some(first) = self.rules.first() else {
            return (Vec::new(), Vec::new());
        };
        let paths = Paths::new();
        let analysis = Analysis::of(item, &paths);
        let mut context = Context::new(settings, views, &analysis, index, first.rule);
        let mut shape = Vec::new();
        for &Chosen { rule, severity } in &self.rules {
            match rule.check {
                Check::Item(check) => {
                    context.turn_to(rule, severity);
                    check(item, &mut context);
                }
                Check::Shape => shape.push((rule, severity)),
                _ => {}
            }
        }
        if !shape.is_empty() {
            for (code, found) in rules::shape::faults(item) {
                if let Some(&(rule, severity)) = shape.iter().find(|(rule, _)| rule.code == code) {
                    context.turn_to(rule, severity);
                    context.report(found);
                }
            }
        }
        context.finish()
    }

    /// Makes findings of what was noticed while reading.
    fn add_notices(&self, reading: &Reading, view: Option<usize>, report: &mut Report) {
        report.documents += reading.account.documents;
        report.lost.extend_from_slice(&reading.account.lost);
        let gave_none = reading
            .account
            .records
            .saturating_sub(reading.account.items);
        report.records += gave_none;
        for placed in &reading.notices {
            let own = (self.rules.iter()).find(|own| own.rule.code == placed.notice.code);
            let Some(&Chosen { rule, severity }) = own else {
                continue;
            };
            let place = Subject {
                view,
                item: placed.item,
                path: placed.notice.path.clone(),
            };
            let mut found = Diagnostic::at(place.path.clone());
            for (name, value) in &placed.notice.arguments {
                found = found.with(name, value.clone());
            }
            let mut finding = make(rule, severity, place, found);
            finding.location = reading.locate(placed);
            finding.span = Some(SourceSpan {
                document: placed.document,
                base: placed.base,
                span: placed.notice.span,
            });
            report.findings.push(finding);
        }
    }

    /// Folds, names, fingerprints, suppresses and orders the findings; `items` are those of the
    /// catalogue and then those of each view.
    fn finish(&self, mut report: Report, items: &[&[ServiceItem]]) -> Report {
        let before = report.findings.len();
        fold(&mut report.findings);
        report.folded = before - report.findings.len();
        sort(&mut report.findings);
        let mut fingerprints = Fingerprints::default();
        for finding in &mut report.findings {
            let owner = items.get(finding.subject.view.map_or(0, |view| view + 1));
            let item = owner.and_then(|items| items.get(finding.subject.item?));
            if let Some(item) = item {
                finding.item_key = item.key();
                finding.item_name.clone_from(&item.name);
            }
            finding.fingerprint = fingerprints.of(finding, item);
        }
        let before = report.findings.len();
        let accepted =
            |finding: &Finding| self.suppressions.iter().any(|s| self.accepts(s, finding));
        report.findings.retain(|finding| !accepted(finding));
        report.suppressed = before - report.findings.len();
        report
    }

    fn accepts(&self, suppression: &Suppression, finding: &Finding) -> bool {
        (suppression.rule == finding.rule.code || suppression.rule == finding.rule.name)
            && suppression.holds(self.settings.today)
            && (suppression.item.as_ref()).is_none_or(|item| *item == finding.item_key)
            && (suppression.element.as_ref())
                .is_none_or(|element| covers(element, &finding.subject.path.element()))
    }
}

/// By item, path and code; what belongs to no item comes first.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.subject.view, finding.subject.item);
        (key(a).cmp(&key(b)))
            .then_with(|| {
                a.location
                    .as_ref()
                    .filter(|_| a.subject.item.is_none())
                    .cmp(&b.location.as_ref().filter(|_| b.subject.item.is_none()))
            })
            .then_with(|| a.subject.path.cmp(&b.subject.path))
            .then_with(|| a.rule.code.cmp(b.rule.code))
            .then_with(|| a.arguments.cmp(&b.arguments))
    });
}

fn count(not_judged: Vec<NotJudged>, counts: &mut BTreeMap<NotJudged, usize>) {
    for entry in not_judged {
        *counts.entry(entry).or_insert(0) += 1;
    }
}

/// Items of a view by key; of several with one key the first counts.
fn keys(view: &View) -> HashMap<String, usize> {
    let mut keys = HashMap::new();
    for (index, item) in view.reading.catalogue.items.iter().enumerate() {
        keys.entry(item.key()).or_insert(index);
    }
    keys
}

fn counterparts<'a>(
    item: &ServiceItem,
    views: &'a [View],
    by_key: &[HashMap<String, usize>],
) -> Vec<Counterpart<'a>> {
    if views.is_empty() {
        return Vec::new();
    }
    let key = item.key();
    (views.iter().zip(by_key).enumerate())
        .filter_map(|(number, (view, keys))| {
            let index = *keys.get(&key)?;
            Some(Counterpart {
                view: number,
                name: &view.name,
                index,
                item: view.reading.catalogue.items.get(index)?,
                not_collected: &view.reading.catalogue.not_collected,
            })
        })
        .collect()
}
