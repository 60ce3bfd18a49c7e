//! Runs the rules on the items, window by window, and keeps the findings and the facts.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::OnceLock;

use super::census::Census;
use super::checker::Checker;
use super::finish::{Finder, Place};
use super::fold::fold;
use super::outcome::Outcome;
use super::part::{Joined, KnownPlace, Writer, line, listed};
use super::progress::CheckProgress;
use super::reread;
use super::select::Selected;
use super::source::Window;
use super::spill::Packed;
use super::store::{Store, pack};
use super::suppress::Held;
use super::views::Views;
use crate::analysis::{Analysis, Paths};
use crate::debt::Checked;
use crate::engine::{
    Check, Context, Counterpart, Finding, ItemScope, NotJudged, Raised, Rule, Settings, Subject,
};
use crate::facts::{Facts, FactsLine, Overlap};
use crate::model::{Catalogue, ServiceItem};
use crate::read::{LocatedNotice, Reading, is_of_source};
use crate::reference;
use crate::rules;
use crate::source::Origins;
use crate::threads::{self, each};
use crate::vocabulary::Profile;

/// Maximum number of items that one thread checks at a time.
const MAX_ITEMS_PER_BATCH: usize = 16;

/// The state after all items were checked one by one.
#[derive(Debug)]
pub(super) struct Walked<'r> {
    pub(super) checker: &'r Checker,
    pub(super) views: &'r Views<'r>,
    pub(super) settings: Option<Settings>,
    /// Whether the rules that run need facts.
    needs_facts: bool,
    pub(super) facts: Facts,
    /// The items shared with the reference catalogue, once they are computed.
    pub(super) overlap: OnceLock<Overlap>,
    pub(super) census: Census,
    pub(super) found: Batch,
    pub(super) store: Store,
    /// Diagnostics raised outside the items, with their places.
    pub(super) outside: Vec<(Raised, Place)>,
    /// The notices about a whole source, complete only at its end, with their places.
    pub(super) of_source: VecDeque<(LocatedNotice, Place)>,
    /// The diagnostics made from these notices at the end of the source.
    pub(super) said_of_source: Vec<(Raised, Place)>,
    pub(super) checked: Checked,
    /// The number of items that the rules ran on.
    pub(super) judged: usize,
    /// The writer of the part, if one is written.
    pub(super) out: Option<Writer<'r>>,
    /// The state of joined parts that belongs to no single item.
    pub(super) joined: Joined,
}

/// The findings of some items.
#[derive(Debug, Default)]
pub(super) struct Batch {
    findings: Vec<Finding>,
    /// The findings in packed form if they go to a file, and those that are not in items of the catalogue.
    packed: Option<(Packed, Vec<Finding>)>,
    pub(super) folded: usize,
    pub(super) not_judged: BTreeMap<NotJudged, usize>,
    /// The suppressions in the items.
    pub(super) held: Vec<Held>,
    /// The lines of the items, if a part is written.
    lines: Vec<u8>,
}

/// The notices about each item of a window.
pub(super) type Notices<'w> = HashMap<usize, Vec<&'w LocatedNotice>>;

impl Checker {
    /// The profile for a catalogue: the configured one, or else the one it states.
    pub(super) fn profile_for(&self, catalogue: &Catalogue) -> Profile {
        self.profile.or(catalogue.profile).unwrap_or_default()
    }

    /// The settings for a reading: the configured ones, and those that the catalogue states.
    pub(super) fn settings_for(&self, reading: &Reading) -> Settings {
        let catalogue = self.within.as_deref().unwrap_or(&reading.catalogue);
        let mut settings = self.settings.clone();
        settings.profile = self.profile_for(catalogue);
        // Items are not to blame for elements that their source may not collect; the verdict mentions those.
        let mut uncollected = reading.uncollected_so_far();
        if self.within.is_some() {
            uncollected.extend_from_slice(&catalogue.not_collected);
        }
        settings.not_collected.append(&mut uncollected);
        settings.division.clone_from(&catalogue.division);
        settings.platforms.clone_from(&catalogue.platforms);
        settings
    }

    /// The rules across items that a finding in an item may override.
    pub(super) fn overridable(&self) -> Vec<&'static Rule> {
        let overriding = || self.running().flat_map(|selected| selected.rule.overrides);
        let across = self
            .running()
            .filter(|selected| matches!(selected.rule.check, Check::Catalogue(_)));
        let overridden =
            across.filter(|selected| overriding().any(|code| *code == selected.rule.code));
        overridden.map(|selected| selected.rule).collect()
    }

    /// The diagnostic for a notice from reading, if its rule runs; its item index counts from `first`.
    pub(super) fn notice(
        &self,
        located: &LocatedNotice,
        first: usize,
        view: Option<usize>,
        origins: &Origins,
    ) -> Option<Raised> {
        let code = located.notice.code.as_str();
        // A test ensures that every notice code has a rule, so here the rule can only be deselected.
        let selected = self
            .selection
            .running()
            .find(|selected| selected.rule.code == code)?;
        let mut raised = Raised::noticed(selected.rule, selected.severity, located, view);
        raised.diagnostic.fix = reread::fix(&raised, origins);
        let item = &mut raised.diagnostic.subject.item;
        *item = item.map(|item| first + item);
        Some(raised)
    }
}

impl<'r> Walked<'r> {
    pub(super) fn new(
        checker: &'r Checker,
        views: &'r Views<'r>,
        settings: Option<Settings>,
        needs_facts: bool,
        out: Option<Writer<'r>>,
    ) -> Self {
        Self {
            needs_facts,
            checker,
            views,
            settings,
            facts: Facts::spilling(checker.spilling_facts.clone()),
            overlap: OnceLock::new(),
            census: Census::default(),
            found: Batch::default(),
            store: checker.store(),
            outside: Vec::new(),
            of_source: VecDeque::new(),
            said_of_source: Vec::new(),
            checked: Checked::default(),
            judged: 0,
            out,
            joined: Joined::default(),
        }
    }

    /// Checks the items of a window and keeps their facts.
    pub(super) fn window(&mut self, so_far: &Reading, window: &Window<'_>) {
        let Self { checker, views, .. } = *self;
        let writing = self.out.is_some().then(|| checker.overridable());
        let settings = self
            .settings
            .get_or_insert_with(|| checker.settings_for(so_far));
        let mut rules: Vec<&Selected> = Vec::with_capacity(rules::all().len());
        rules.extend(checker.running());
        let notices = notices(window);
        let size = batch_size(window.items.len(), threads::count(checker.threads));
        let parts: Vec<&[ServiceItem]> = window.items.chunks(size).collect();
        let is_spilling = self.store.is_spilling();
        let needs_facts = self.needs_facts;
        let parts = each(parts.len(), checker.threads, |number| {
            let mut part = Batch::default();
            let mut finder = checker.finder(window, views, settings);
            let first = number * size;
            let items = parts.get(number).copied().unwrap_or_default();
            let raised = checker.raised(items, first, window, &notices, settings, views, &rules);
            for ((at, item), raised) in (first..).zip(items).zip(raised) {
                let item = (item, window.first + at);
                part.add(item, raised, views, &mut finder, writing.as_deref());
            }
            if is_spilling {
                part.packed = Some(pack(std::mem::take(&mut part.findings)));
            }
            let facts = items.iter().filter(|_| needs_facts).map(FactsLine::of);
            (part, facts.collect::<Vec<_>>())
        });
        let mut found = Vec::new();
        for (mut part, facts) in parts {
            facts.iter().for_each(|line| self.facts.add_line(line));
            if let Some(out) = &mut self.out {
                out.lines(&part.lines);
            }
            match part.packed.take() {
                Some(packed) => self.store.add(packed),
                None => found.append(&mut part.findings),
            }
            self.found.extend(part);
        }
        if checker.charted > 0 {
            let (items, most) = (window.items, checker.charted);
            self.census.chart(items, window.first, &found, most);
        }
        self.store.extend(found);
        let mut finder = checker.finder(window, views, settings);
        for located in window
            .notices
            .iter()
            .filter(|located| located.item.is_none())
        {
            let place = finder.place(&Subject::default(), Some(located.span()), None);
            if is_of_source(located.notice.code) {
                // The number of occurrences is known only at the end.
                self.of_source.push_back((located.clone(), place));
            } else if let Some(raised) = checker.notice(located, 0, None, window.origins) {
                self.outside.push((raised, place));
            }
        }
        self.judged += window.items.len();
        for item in window.items {
            self.census.add(item, settings.division.as_ref());
        }
        let files = window.origins.documents();
        let documents: Vec<&str> = files.map(|file| file.name.as_str()).collect();
        for name in &documents {
            self.checked.add_file(name);
        }
        checker.told.tell(CheckProgress::Checked {
            items: self.facts.len(),
            documents: &documents,
        });
    }
}

/// The batch size that gives each thread equally many batches of at most [`MAX_ITEMS_PER_BATCH`] items.
fn batch_size(items: usize, threads: usize) -> usize {
    let rounds = items.div_ceil(MAX_ITEMS_PER_BATCH * threads).max(1);
    items.div_ceil(rounds * threads).max(1)
}

impl Checker {
    /// A store for findings.
    fn store(&self) -> Store {
        // The flowcharts are chosen by findings in memory, and the page that shows them holds all findings anyway.
        let spilling = self.spilling.clone().filter(|_| self.charted == 0);
        let running = self.selection.running().map(|selected| selected.rule);
        Store::new(
            spilling,
            running.chain(rules::all().iter().copied()),
            self.threads,
        )
    }

    /// A finder for a window of a catalogue that is checked with these settings.
    pub(super) fn finder<'w>(
        &self,
        window: &'w Window<'w>,
        views: &Views<'w>,
        settings: &'w Settings,
    ) -> Finder<'w> {
        Finder::new(window, views.all, settings.division.as_ref(), self.excerpts)
    }

    /// Diagnostics of the rules and of the reader on some items; the first item has index `first` in the window.
    #[expect(clippy::too_many_arguments, reason = "each is used once")]
    pub(super) fn raised(
        &self,
        items: &[ServiceItem],
        first: usize,
        window: &Window<'_>,
        notices: &Notices<'_>,
        settings: &Settings,
        views: &Views<'_>,
        rules: &[&Selected],
    ) -> Vec<Outcome> {
        let counterparts: Vec<_> = items.iter().map(|item| views.counterparts(item)).collect();
        let mut outcomes = apply(items, window.first + first, settings, &counterparts, rules);
        for (at, outcome) in (first..).zip(&mut outcomes) {
            let noticed = notices.get(&at).into_iter().flatten();
            let noticed = noticed.map(|own| self.notice(own, window.first, None, window.origins));
            outcome.raised.extend(noticed.flatten());
        }
        outcomes
    }
}

/// Runs item rules on some items; the first item has index `first`.
///
/// Each rule checks all items before the next rule does, so that its code and words stay in the CPU's cache: for
/// most rules, loading them takes longer than the check.
fn apply(
    items: &[ServiceItem],
    first: usize,
    settings: &Settings,
    views: &[Vec<Counterpart<'_>>],
    rules: &[&Selected],
) -> Vec<Outcome> {
    let paths: Vec<Paths> = items.iter().map(|_| Paths::new()).collect();
    let lexicon = settings.words.lexicon(reference::searched);
    let analyses: Vec<Analysis<'_>> = items
        .iter()
        .zip(&paths)
        .map(|(item, paths)| Analysis::of(item, lexicon, paths))
        .collect();
    let scopes = (first..).zip(&analyses).zip(views);
    let contexts = scopes.map(|((index, analysis), views)| {
        let scope = ItemScope {
            views,
            analysis,
            index,
            previous: OnceCell::new(),
        };
        Context::new(settings, scope)
    });
    let mut each: Vec<(&ServiceItem, Context<'_>, Outcome)> = items
        .iter()
        .zip(contexts)
        .map(|(item, context)| (item, context, Outcome::default()))
        .collect();
    let mut has_shape = false;
    for Selected { rule, severity, .. } in rules {
        match rule.check {
            Check::Item(check) => {
                for (item, context, outcome) in &mut each {
                    check(item, context);
                    // Nearly every rule has nothing to report on nearly every item.
                    if context.has_said() {
                        outcome.add(rule, *severity, context.take_said());
                    }
                }
            }
            Check::Shape => has_shape = true,
            _ => {}
        }
    }
    for (item, context, outcome) in each.iter_mut().filter(|_| has_shape) {
        for (code, fault) in rules::shape::faults(item) {
            let selected = rules.iter().find(|selected| selected.rule.code == code);
            if let Some(Selected { rule, severity, .. }) = selected {
                context.report(fault);
                outcome.add(rule, *severity, context.take_said());
            }
        }
    }
    each.into_iter().map(|(_, _, outcome)| outcome).collect()
}

/// The notices of a window, by item.
pub(super) fn notices<'w>(window: &'w Window<'_>) -> Notices<'w> {
    let mut by_item = Notices::new();
    for located in window.notices {
        if let Some(item) = located.item {
            by_item.entry(item).or_default().push(located);
        }
    }
    by_item
}

impl Batch {
    /// Adds the diagnostics on an item; if a part is written, `writing` are the rules across items that a finding
    /// in the item may override.
    fn add(
        &mut self,
        (item, index): (&ServiceItem, usize),
        outcome: Outcome,
        views: &Views<'_>,
        finder: &mut Finder<'_>,
        writing: Option<&[&'static Rule]>,
    ) {
        self.add_not_judged(outcome.not_judged);
        let raised = outcome.raised.len();
        let (kept, fold) = fold(outcome.raised, &views.causes);
        self.folded += raised - kept.len();
        let own = Subject {
            item: Some(index),
            ..Subject::default()
        };
        let before = (self.findings.len(), self.held.len());
        self.findings.extend(finder.findings(kept));
        self.held.extend(Held::of_item(item, own.clone(), finder));
        if let Some(rules) = writing {
            let facts = FactsLine::of(item);
            let places = listed(facts.paths(), |path| {
                let path = path.clone();
                let subject = Subject { path, ..own };
                let place = finder.place(&subject, None, None);
                KnownPlace::of(&subject, place, &fold, rules, finder)
            });
            let found = self.findings.get(before.0..).unwrap_or_default();
            let held = self.held.get(before.1..).unwrap_or_default();
            let held = held.iter().zip(&item.suppressions);
            let held = held.map(|(held, own)| held.line(own)).collect();
            self.lines.extend(line(&facts, found, held, places));
        }
    }

    pub(super) fn add_held(&mut self, held: impl Iterator<Item = Held>) {
        self.held.extend(held);
    }

    pub(super) fn add_not_judged(&mut self, not_judged: BTreeMap<NotJudged, usize>) {
        for (entry, times) in not_judged {
            *self.not_judged.entry(entry).or_insert(0) += times;
        }
    }

    fn extend(&mut self, other: Self) {
        self.folded += other.folded;
        self.add_not_judged(other.not_judged);
        self.held.extend(other.held);
    }
}
