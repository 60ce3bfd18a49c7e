//! Runs the rules across items and locates what they raise.
//!
//! These rules see facts only, since the items are gone. If they raise anything, the source is walked again
//! to locate it in its items.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::finish::{Finder, Named, Owner, Place, finding};
use super::fold::{Causes, Fold, Overriding, is_own};
use super::items::{Walked, notices};
use super::outcome::Outcome;
use super::part::{Fault, KnownPlace, PartLine, ReadPlaces, wrong};
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

/// For fewer items, it is not worth while to share out the rules across items.
const MANY_ITEMS: usize = 256;

/// Runs the rules across items and checks the catalogue's own fields.
pub(super) fn raised(walked: &Walked<'_>, settings: &Settings, catalogue: &Catalogue) -> Outcome {
    let mut outcome = Outcome::default();
    let header = catalogue.header();
    let views: Vec<(&str, &Facts)> = (walked.views.all.iter().zip(&walked.views.facts))
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
    let are_few = walked.facts.len() < MANY_ITEMS;
    let threads = if are_few {
        Some(1)
    } else {
        walked.checker.threads
    };
    let said = each(rules.len(), threads, |number| {
        let own = rules.get(number)?;
        let Check::Catalogue(check) = own.rule.check else {
            return None;
        };
        let mut context = context();
        check(&mut context);
        Some(context.take_said())
    });
    for (own, said) in rules.iter().zip(said) {
        if let Some(said) = said {
            outcome.add(own.rule, own.severity, said);
        }
    }
    let mut context = context();
    for (code, fault) in rules::shape::catalogue_faults(&header) {
        if let Some(own) = running().find(|own| own.rule.code == code) {
            context.report(fault);
            outcome.add(own.rule, own.severity, context.take_said());
        }
    }
    outcome
}

/// The name and the place of one subject of something raised.
#[derive(Debug, Default)]
struct Resolved {
    named: Named,
    place: Place,
    /// Whether it follows from something else in the subject's item.
    is_explained: bool,
    /// Whether something in the subject's item overrides it.
    is_overridden: bool,
}

/// Index of something raised, and index of one of its subjects.
type Numbers = (usize, usize);

/// Adds to the findings everything raised across items and outside of them.
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
            || !(follows(resolved) || causes.explain(raised.rule, raised.subjects()))
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
    walked.store.put_beside(kept.into_iter().map(made));
    find_header(walked, settings, whole);
    Ok(())
}

/// Whether something follows from an error in its own item, or in all items that it is compared with.
fn follows(resolved: &[Resolved]) -> bool {
    resolved.split_first().is_some_and(|(own, others)| {
        let others_do = !others.is_empty() && others.iter().all(|one| one.is_explained);
        own.is_explained || others_do
    })
}

/// Finds related places in the catalogue's own fields, which may come after the items.
fn find_header(walked: &mut Walked<'_>, settings: &Settings, whole: &Reading) {
    let nothing = Window::beside_items(whole);
    let mut finder = (walked.checker).finder(&nothing, walked.views, settings);
    walked.store.place_header(|path| {
        let subject = Subject {
            path: path.clone(),
            ..Subject::default()
        };
        finder.place(&subject, None, None)
    });
}

fn made((raised, resolved): (Raised, Vec<Resolved>)) -> Finding {
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
    /// The notices about a whole source, as they are known at its end.
    pub(super) fn of_source(&mut self, whole: &Reading) -> Vec<(Raised, Place)> {
        let mut met = std::mem::take(&mut self.of_source);
        let of_source = (whole.notices.iter()).filter(|located| is_of_source(located.notice.code));
        let placed = of_source.map(|located| {
            // Its number of occurrences has grown since it was first seen.
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

/// Resolves the subjects of everything raised outside single items.
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
    // Subjects in items are found once these are at hand.
    let mut wanted: BTreeMap<usize, Vec<Numbers>> = BTreeMap::new();
    let mut resolved: Vec<Vec<Resolved>> = Vec::with_capacity(raised.len());
    for (number, raised) in raised.iter().enumerate() {
        debug_assert!(
            are_known(&walked.facts, raised),
            "{}: a part does not say where this is: {raised:?}",
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
                    _ => Resolved::of(raised, at, subject, &mut finder),
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
    for ((number, at), found) in places(walked, raised, &wanted, settings, source, whole)? {
        let Some(of) = raised.get(number) else {
            continue;
        };
        let subject = of.subjects().nth(at);
        let facts = subject.and_then(|subject| walked.facts.get(subject.item?));
        let place = resolved.get_mut(number).and_then(|of| of.get_mut(at));
        if let (Some(subject), Some(facts), Some(place)) = (subject, facts, place) {
            let owner = Owner::of_facts(&facts, found.is_foreign, settings.division.as_ref());
            *place = Resolved::known(of, at, subject, owner, found);
        }
    }
    Ok(resolved)
}

/// Finds the wanted places in items: in another walk through the items, or in their lines if only these are
/// left.
fn places(
    walked: &Walked<'_>,
    raised: &[Raised],
    wanted: &BTreeMap<usize, Vec<Numbers>>,
    settings: &Settings,
    source: &Source<'_>,
    whole: &Reading,
) -> Result<Vec<(Numbers, KnownPlace)>, Error> {
    let (checker, views) = (walked.checker, walked.views);
    let subject = |(number, at): Numbers| raised.get(number)?.subjects().nth(at);
    let codes: HashSet<&str> = raised.iter().map(|raised| raised.rule.code).collect();
    let is_needed = |own: &&Selected| {
        let overrides = own.rule.overrides.iter().any(|code| codes.contains(code));
        let missing = rules::missing_element(own.rule).is_some();
        overrides || missing || matches!(own.rule.check, Check::Shape)
    };
    let rules: Vec<&Selected> = (checker.selection.running()).filter(is_needed).collect();
    let mut moved = false;
    let mut all = Vec::new();
    let mut index = 0;
    let again = source.walk_again(wanted.keys().copied(), whole, &mut |_, met| {
        let window = match met {
            Met::Window(window) => window,
            Met::Line(_, at, PartLine::Item(text)) => {
                let numbers = wanted.get(&index).into_iter().flatten();
                index += 1;
                let mut numbers = numbers.peekable();
                if numbers.peek().is_none() {
                    return Ok(());
                }
                let line: Result<ReadPlaces, _> = serde_json::from_str(text);
                let line = line.map_err(|_| wrong(at, Fault::IllFormed))?;
                let found = numbers.filter_map(|numbers| {
                    let place = KnownPlace::find(&line.check.places, &subject(*numbers)?.path);
                    Some((*numbers, place))
                });
                all.extend(found);
                return Ok(());
            }
            Met::Line(..) => return Ok(()),
        };
        index = window.first + window.items.len();
        let here: Vec<(usize, &Vec<Numbers>)> = (wanted.range(window.first..index))
            .map(|(item, numbers)| (item - window.first, numbers))
            .collect();
        if here.is_empty() {
            return Ok(());
        }
        moved |= here.iter().any(|(at, _)| {
            let key = window.items.get(*at).map(ServiceItem::key);
            let known = walked.facts.get(window.first + at);
            key != known.map(|own| own.key().into_owned())
        });
        let notices = notices(window);
        let found = each(here.len(), checker.threads, |number| {
            let mut found = Vec::new();
            let Some((at, numbers)) = here.get(number) else {
                return found;
            };
            let Some(item) = window.items.get(*at) else {
                return found;
            };
            let mut finder = checker.finder(window, views, settings);
            let item = std::slice::from_ref(item);
            let said = checker.raised(item, *at, window, &notices, settings, views, &rules);
            let raised_in_it = said.into_iter().flat_map(|said| said.raised).collect();
            let (_, fold) = Fold::of(raised_in_it, &views.causes);
            for (number, at) in *numbers {
                if let (Some(of), Some(subject)) = (raised.get(*number), subject((*number, *at))) {
                    let place = if *at == 0 {
                        finder.main_place(of)
                    } else {
                        finder.place(subject, None, None)
                    };
                    let rules = [of.rule];
                    let place = KnownPlace::of(subject, place, &fold, &rules, &mut finder);
                    found.push(((*number, *at), place));
                }
            }
            found
        });
        all.extend(found.into_iter().flatten());
        Ok(())
    })?;
    // The places would be those of other items.
    if moved || !again.account.is_of_same(&whole.account) {
        return Err(Error::InputChanged);
    }
    Ok(all)
}

/// Whether a part has every place that a rule of the crate names.
fn are_known(facts: &Facts, raised: &Raised) -> bool {
    rules::find(raised.rule.code).is_none()
        || raised.subjects().all(|subject| match subject.item {
            Some(item) if subject.view.is_none() => {
                (facts.get(item)).is_some_and(|facts| facts.line().paths().contains(&subject.path))
            }
            _ => true,
        })
}

impl Resolved {
    /// The subject at a place in an item.
    fn known(
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
            is_overridden: (place.overridden.iter()).any(|code| code == raised.rule.code),
        }
    }

    /// A subject of something raised: the main one or a related one.
    fn of(raised: &Raised, at: usize, subject: &Subject, finder: &mut Finder<'_>) -> Self {
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
