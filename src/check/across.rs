//! Runs the rules across items and locates their diagnostics.
//!
//! These rules only see facts, because the items were dropped. If they raise diagnostics, the source is walked
//! again to locate them in the items.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::finish::{Finder, Named, Owner, Place, finding};
use super::fold::{Causes, Fold, Overriding, is_own};
use super::items::{Notices, Walked, notices};
use super::outcome::Outcome;
use super::part::{At, Fault, KnownPlace, PartLine, ReadPlaces, wrong};
use super::progress::CheckProgress;
use super::select::Selected;
use super::source::{Met, Source, Window};
use super::suppress::Held;
use crate::Error;
use crate::engine::{CatalogueContext, CatalogueScope, Check, Finding, Raised, Settings, Subject};
use crate::facts::Facts;
use crate::model::{Catalogue, ServiceItem};
use crate::read::{LocatedNotice, Reading, is_of_source};
use crate::rules;
use crate::threads::each;

/// Minimum number of items for which the rules across items run in several threads.
const MIN_ITEMS_FOR_THREADS: usize = 256;

/// Runs the rules across items and checks the catalogue's own fields.
pub(super) fn raised(walked: &Walked<'_>, settings: &Settings, catalogue: &Catalogue) -> Outcome {
    let mut outcome = Outcome::default();
    let header = catalogue.header();
    let views: Vec<(&str, &Facts)> = walked
        .views
        .all
        .iter()
        .zip(&walked.views.facts)
        .map(|(view, facts)| (view.name.as_str(), facts))
        .collect();
    let references = OnceLock::new();
    let context = || {
        let scope = CatalogueScope {
            catalogue: &header,
            facts: &walked.facts,
            views: &views,
            references: &references,
            overlap: &walked.overlap,
        };
        CatalogueContext::new(settings, scope)
    };
    let running = || walked.checker.running();
    let rules: Vec<&Selected> = running().collect();
    let are_few = walked.facts.len() < MIN_ITEMS_FOR_THREADS;
    let threads = if are_few {
        Some(1)
    } else {
        walked.checker.threads
    };
    let reported = each(rules.len(), threads, |number| {
        let selected = rules.get(number)?;
        let Check::Catalogue(check) = selected.rule.check else {
            return None;
        };
        let mut context = context();
        check(&mut context);
        Some(context.take_said())
    });
    for (selected, reported) in rules.iter().zip(reported) {
        if let Some(reported) = reported {
            outcome.add(selected.rule, selected.severity, reported);
        }
    }
    let mut context = context();
    for (code, fault) in rules::shape::catalogue_faults(&header) {
        if let Some(selected) = running().find(|selected| selected.rule.code == code) {
            context.report(fault);
            outcome.add(selected.rule, selected.severity, context.take_said());
        }
    }
    outcome
}

/// A subject of a raised diagnostic, with its name and place.
#[derive(Debug, Default)]
struct Resolved {
    named: Named,
    place: Place,
    /// Whether the diagnostic only follows from an error in the subject's item.
    is_explained: bool,
    /// Whether a finding in the subject's item overrides the diagnostic.
    is_overridden: bool,
}

/// Index of a raised diagnostic, and index of one of its subjects.
type SubjectIndexes = (usize, usize);

/// Adds findings for the diagnostics raised across and outside the items, except for consequences of causes and
/// overridden ones.
pub(super) fn add(
    walked: &mut Walked<'_>,
    mut raised: Vec<Raised>,
    settings: &Settings,
    source: &Source<'_>,
    whole: &Reading,
) -> Result<(), Error> {
    let of_source = std::mem::take(&mut walked.said_of_source);
    let outside = std::mem::take(&mut walked.outside).into_iter();
    let (outside, places): (Vec<Raised>, Vec<Place>) = outside.chain(of_source).unzip();
    raised.extend(walked.views.raised.iter().cloned());
    let mut resolved = resolve(walked, &raised, settings, source, whole)?;
    resolved.extend(places.into_iter().map(|place| {
        let resolved = Resolved {
            place,
            ..Resolved::default()
        };
        vec![resolved]
    }));
    raised.extend(outside);
    let before = raised.len();

    let causes = Causes::of(&raised);
    let mut kept: Vec<(Raised, Vec<Resolved>)> = raised.into_iter().zip(resolved).collect();
    kept.retain(|(raised, resolved)| {
        is_own(raised.rule)
            || !(is_consequence(resolved) || causes.explain(raised.rule, raised.subjects()))
    });
    let overriding = Overriding::of(kept.iter().map(|(raised, _)| raised));
    kept.retain(|(raised, resolved)| {
        !resolved.iter().any(|one| one.is_overridden)
            && !overriding.stand_for(raised.rule, raised.subjects())
    });
    let gone = if causes.is_empty() && overriding.is_empty() {
        0
    } else {
        walked.store.retain(|finding| {
            let explained = causes.explain(finding.rule, finding.subjects());
            let stays = is_own(finding.rule) || !explained;
            stays && !overriding.stand_for(finding.rule, finding.subjects())
        })
    };
    walked.found.folded += before - kept.len() + gone;
    walked.store.put_beside(kept.into_iter().map(into_finding));
    locate_header(walked, settings, whole);
    Ok(())
}

/// Whether a diagnostic only follows from an error in its own item, or from errors in all items it compares with.
fn is_consequence(resolved: &[Resolved]) -> bool {
    resolved.split_first().is_some_and(|(own, others)| {
        let others_do = !others.is_empty() && others.iter().all(|one| one.is_explained);
        own.is_explained || others_do
    })
}

/// Locates related places in the catalogue's own fields, which may come after the items.
fn locate_header(walked: &mut Walked<'_>, settings: &Settings, whole: &Reading) {
    let nothing = Window::beside_items(whole);
    let mut finder = walked.checker.finder(&nothing, walked.views, settings);
    walked.store.place_header(|path| {
        let subject = Subject {
            path: path.clone(),
            ..Subject::default()
        };
        finder.place(&subject, None, None)
    });
}

fn into_finding((raised, resolved): (Raised, Vec<Resolved>)) -> Finding {
    let mut named = Named::default();
    let mut places = Vec::with_capacity(resolved.len());
    for (number, one) in resolved.into_iter().enumerate() {
        if number == 0 {
            named = one.named;
        }
        places.push(one.place);
    }
    finding(raised, named, places)
}

impl Walked<'_> {
    /// Takes the notices about the whole source, with their final counts and the places where they were first seen.
    pub(super) fn of_source(&mut self, whole: &Reading) -> Vec<(Raised, Place)> {
        let mut met = std::mem::take(&mut self.of_source);
        let of_source = whole
            .notices
            .iter()
            .filter(|located| is_of_source(located.notice.code));
        let placed = of_source.map(|located| {
            // The number of occurrences has grown since the notice was first seen.
            let same = |(seen, _): &(LocatedNotice, Place)| seen.is_earlier_of(located);
            let at = met.iter().position(same);
            let place = at.and_then(|at| met.remove(at));
            (located, place.map(|(_, place)| place).unwrap_or_default())
        });
        placed
            .filter_map(|(located, place)| {
                let raised = self.checker.notice(located, 0, None, &whole.origins)?;
                Some((raised, place))
            })
            .collect()
    }
}

/// Resolves the subjects of diagnostics raised outside single items.
fn resolve(
    walked: &mut Walked<'_>,
    raised: &[Raised],
    settings: &Settings,
    source: &Source<'_>,
    whole: &Reading,
) -> Result<Vec<Vec<Resolved>>, Error> {
    let (checker, views) = (walked.checker, walked.views);
    let nothing = Window::beside_items(whole);
    let mut finder = checker.finder(&nothing, views, settings);
    // Subjects in items are located afterwards, all in one walk.
    let mut wanted: BTreeMap<usize, Vec<SubjectIndexes>> = BTreeMap::new();
    let mut resolved: Vec<Vec<Resolved>> = Vec::with_capacity(raised.len());
    for (number, raised) in raised.iter().enumerate() {
        debug_assert!(
            are_listed(&walked.facts, raised),
            "{}: the facts of an item do not list this path: {raised:?}",
            raised.rule.code
        );
        let subjects =
            raised
                .subjects()
                .enumerate()
                .map(|(at, subject)| match (subject.view, subject.item) {
                    (None, Some(item)) => {
                        wanted.entry(item).or_default().push((number, at));
                        Resolved::default()
                    }
                    _ => Resolved::outside_items(raised, at, subject, &mut finder),
                });
        resolved.push(subjects.collect());
    }
    for (view, of) in views.all.iter().enumerate() {
        for (index, item) in of.reading.catalogue.items.iter().enumerate() {
            let place = Subject {
                view: Some(view),
                item: Some(index),
                ..Subject::default()
            };
            walked
                .found
                .add_held(Held::of_item(item, place, &mut finder));
        }
    }
    if wanted.is_empty() {
        return Ok(resolved);
    }
    checker.told.tell(CheckProgress::Locating);
    for ((number, at), found) in locate_in_items(walked, raised, &wanted, settings, source, whole)?
    {
        let Some(of) = raised.get(number) else {
            continue;
        };
        let subject = of.subjects().nth(at);
        let facts = subject.and_then(|subject| walked.facts.get(subject.item?));
        let place = resolved.get_mut(number).and_then(|of| of.get_mut(at));
        if let (Some(subject), Some(facts), Some(place)) = (subject, facts, place) {
            let owner = Owner::of_facts(&facts, found.is_foreign, settings.division.as_ref());
            *place = Resolved::in_item(of, at, subject, owner, found);
        }
    }
    Ok(resolved)
}

/// Locates the wanted subjects in another walk through the items, or in their lines if parts are joined.
fn locate_in_items(
    walked: &Walked<'_>,
    raised: &[Raised],
    wanted: &BTreeMap<usize, Vec<SubjectIndexes>>,
    settings: &Settings,
    source: &Source<'_>,
    whole: &Reading,
) -> Result<Vec<(SubjectIndexes, KnownPlace)>, Error> {
    let mut search = Search {
        walked,
        raised,
        wanted,
        settings,
        rules: explaining_rules(walked, raised),
        next: 0,
        has_moved: false,
        found: Vec::new(),
    };
    let again = source.walk_again(wanted.keys().copied(), whole, &mut |_, met| {
        match met {
            Met::Window(window) => search.window(window),
            Met::Line(_, at, PartLine::Item(text)) => search.line(at, text)?,
            Met::Line(..) => {}
        }
        Ok(())
    })?;
    // Otherwise the places would be those of other items.
    if search.has_moved || !again.account.is_of_same(&whole.account) {
        return Err(Error::InputChanged);
    }
    Ok(search.found)
}

/// The rules that run on an item again, because their findings there may explain or override a diagnostic.
fn explaining_rules<'w>(walked: &Walked<'w>, raised: &[Raised]) -> Vec<&'w Selected> {
    let codes: HashSet<&str> = raised.iter().map(|raised| raised.rule.code).collect();
    let is_needed = |selected: &&Selected| {
        let rule = selected.rule;
        rule.overrides.iter().any(|code| codes.contains(code))
            || rules::missing_element(rule).is_some()
            || matches!(rule.check, Check::Shape)
    };
    let running = walked.checker.selection.running();
    running.filter(is_needed).collect()
}

/// The search for subjects in another walk through the items.
struct Search<'s, 'w> {
    walked: &'s Walked<'w>,
    raised: &'s [Raised],
    /// The subjects in each item that has any.
    wanted: &'s BTreeMap<usize, Vec<SubjectIndexes>>,
    settings: &'s Settings,
    rules: Vec<&'w Selected>,
    /// The index of the next item.
    next: usize,
    /// Whether an item is no longer where the first walk met it.
    has_moved: bool,
    found: Vec<(SubjectIndexes, KnownPlace)>,
}

impl Search<'_, '_> {
    /// Locates the subjects in the line of an item of a part, which has their places.
    fn line(&mut self, at: At<'_>, text: &str) -> Result<(), Error> {
        let subjects = self.wanted.get(&self.next);
        self.next += 1;
        let Some(subjects) = subjects.filter(|subjects| !subjects.is_empty()) else {
            return Ok(());
        };
        let line: Result<ReadPlaces, _> = serde_json::from_str(text);
        let line = line.map_err(|_| wrong(at, Fault::IllFormed))?;
        for indexes in subjects {
            if let Some((_, subject)) = self.subject(*indexes) {
                let place = KnownPlace::find(&line.check.places, &subject.path);
                self.found.push((*indexes, place));
            }
        }
        Ok(())
    }

    /// Locates the subjects in the items of a window.
    fn window(&mut self, window: &Window<'_>) {
        self.next = window.first + window.items.len();
        let here: Vec<(usize, &Vec<SubjectIndexes>)> = self
            .wanted
            .range(window.first..self.next)
            .map(|(item, subjects)| (item - window.first, subjects))
            .collect();
        if here.is_empty() {
            return;
        }
        self.has_moved |= here.iter().any(|(at, _)| {
            let key = window.items.get(*at).map(ServiceItem::key);
            let known = self.walked.facts.get(window.first + at);
            key != known.map(|own| own.key().into_owned())
        });
        let notices = notices(window);
        let found = each(here.len(), self.walked.checker.threads, |number| {
            let (at, subjects) = here.get(number)?;
            Some(self.in_item(*at, subjects, window, &notices))
        });
        self.found.extend(found.into_iter().flatten().flatten());
    }

    /// Locates the subjects in an item of a window.
    fn in_item(
        &self,
        at: usize,
        subjects: &[SubjectIndexes],
        window: &Window<'_>,
        notices: &Notices<'_>,
    ) -> Vec<(SubjectIndexes, KnownPlace)> {
        let Some(item) = window.items.get(at) else {
            return Vec::new();
        };
        let (checker, views) = (self.walked.checker, self.walked.views);
        let (settings, rules) = (self.settings, &self.rules);
        let mut finder = checker.finder(window, views, settings);
        let item = std::slice::from_ref(item);
        let outcomes = checker.raised(item, at, window, notices, settings, views, rules);
        let raised_in_it = outcomes.into_iter().flat_map(|outcome| outcome.raised);
        let (_, fold) = Fold::of(raised_in_it.collect(), &views.causes);
        let located = subjects.iter().filter_map(|indexes| {
            let (of, subject) = self.subject(*indexes)?;
            let place = match indexes.1 {
                0 => finder.main_place(of),
                _ => finder.place(subject, None, None),
            };
            let place = KnownPlace::of(subject, place, &fold, &[of.rule], &mut finder);
            Some((*indexes, place))
        });
        located.collect()
    }

    /// A raised diagnostic and its subject.
    fn subject(&self, (number, at): SubjectIndexes) -> Option<(&Raised, &Subject)> {
        let raised = self.raised.get(number)?;
        Some((raised, raised.subjects().nth(at)?))
    }
}

/// Whether the facts list the path of every subject in an item; rules of the caller may report other paths.
fn are_listed(facts: &Facts, raised: &Raised) -> bool {
    rules::find(raised.rule.code).is_none()
        || raised.subjects().all(|subject| match subject.item {
            Some(item) if subject.view.is_none() => facts
                .get(item)
                .is_some_and(|facts| facts.line().paths().contains(&subject.path)),
            _ => true,
        })
}

impl Resolved {
    /// Resolves a subject in an item, given its place; `at` is 0 for the main subject.
    fn in_item(
        raised: &Raised,
        at: usize,
        subject: &Subject,
        owner: Owner,
        place: KnownPlace,
    ) -> Self {
        let keyed = place.keyed.unwrap_or_else(|| subject.path.to_string());
        Self {
            named: Named { owner, keyed },
            place: place.place,
            is_explained: place.is_wrong || (at > 0 && place.is_missing),
            is_overridden: place.overridden.iter().any(|code| code == raised.rule.code),
        }
    }

    /// Resolves a subject that is not in an item of the catalogue; `at` is 0 for the main subject.
    fn outside_items(
        raised: &Raised,
        at: usize,
        subject: &Subject,
        finder: &mut Finder<'_>,
    ) -> Self {
        if at > 0 {
            return Self {
                place: finder.place(subject, None, None),
                ..Self::default()
            };
        }
        Self {
            named: finder.name(subject),
            place: finder.main_place(raised),
            ..Self::default()
        }
    }
}
