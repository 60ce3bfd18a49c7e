//! The rules across items, and what becomes of what they raise.
//!
//! They work on facts, so the items that they speak of are gone. Where there are any, the source is walked
//! through once more: in these items the places are found, and what a finding there may follow from.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

use super::finish::{Finder, Named, Place, finding, order};
use super::fold::{Causes, Fold, Overriding, is_own};
use super::items::{Walked, notices};
use super::outcome::Outcome;
use super::progress::CheckProgress;
use super::select::Selected;
use super::source::{Source, Window};
use super::suppress::Held;
use crate::Error;
use crate::engine::{CatalogueContext, CatalogueScope, Check, Finding, Raised, Settings, Subject};
use crate::facts::Facts;
use crate::model::{Catalogue, ServiceItem};
use crate::read::{LocatedNotice, Reading, is_of_source};
use crate::rules;
use crate::threads::each;

/// What the rules across items raise, and what is wrong in the catalogue's own fields.
pub(super) fn raised(walked: &Walked<'_>, settings: &Settings, catalogue: &Catalogue) -> Outcome {
    let mut outcome = Outcome::default();
    let header = catalogue.header();
    let views: Vec<(&str, &Facts)> = (walked.views.all.iter().zip(&walked.views.facts))
        .map(|(view, facts)| (view.name.as_str(), facts))
        .collect();
    let scope = CatalogueScope {
        catalogue: &header,
        facts: &walked.facts,
        views: &views,
        references: OnceCell::new(),
    };
    let mut context = CatalogueContext::new(settings, scope);
    let running = || walked.checker.running();
    for &Selected { rule, severity, .. } in running() {
        if let Check::Catalogue(check) = rule.check {
            check(&mut context);
            outcome.add(rule, severity, context.take_said());
        }
    }
    for (code, fault) in rules::shape::catalogue_faults(&header) {
        if let Some(own) = running().find(|own| own.rule.code == code) {
            context.report(fault);
            outcome.add(own.rule, own.severity, context.take_said());
        }
    }
    outcome
}

/// What is known of one subject of something raised.
#[derive(Debug, Default)]
struct Resolved {
    named: Named,
    place: Place,
    /// Whether it follows from something in the subject's item.
    is_explained: bool,
    /// Whether something in the subject's item stands for it.
    is_overridden: bool,
}

/// Number of something raised, and number of one of its subjects.
type Numbers = (usize, usize);

/// Adds what the rules across items raised, and all else that is outside the items, to the findings.
pub(super) fn add(
    walked: &mut Walked<'_>,
    mut raised: Vec<Raised>,
    settings: &Settings,
    source: &Source<'_>,
    whole: &Reading,
) -> Result<(), Error> {
    let of_source = of_source(walked, whole);
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
    let before = raised.len() + walked.part.findings.len();

    let causes = Causes::of(&raised);
    let mut kept: Vec<(Raised, Vec<Resolved>)> = raised.into_iter().zip(resolved).collect();
    kept.retain(|(raised, resolved)| {
        let explained = resolved.iter().any(|one| one.is_explained)
            || causes.explain(raised.rule, raised.subjects());
        is_own(raised.rule) || !explained
    });
    let overriding = Overriding::of(kept.iter().map(|(raised, _)| raised));
    kept.retain(|(raised, resolved)| {
        !resolved.iter().any(|one| one.is_overridden)
            && !overriding.stand_for(raised.rule, raised.subjects())
    });
    let findings = &mut walked.part.findings;
    findings.retain(|finding| {
        let explained = causes.explain(finding.rule, finding.subjects());
        let stays = is_own(finding.rule) || !explained;
        stays && !overriding.stand_for(finding.rule, finding.subjects())
    });
    walked.part.folded += before - kept.len() - findings.len();
    findings.extend(kept.into_iter().map(made));
    findings.sort_by(order);
    find_header(walked, settings, whole);
    Ok(())
}

/// Finds what items are compared with in the catalogue's own part, which may stand behind them.
fn find_header(walked: &mut Walked<'_>, settings: &Settings, whole: &Reading) {
    let nothing = Window::beside_items(whole);
    let mut finder = (walked.checker).finder(&nothing, walked.views, settings);
    for finding in &mut walked.part.findings {
        for related in &mut finding.related {
            if related.subject.view.is_none() && related.subject.item.is_none() {
                finder.place(&related.subject, None, None).put(related);
            }
        }
    }
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

/// The notices about a whole source, as they are known at its end.
fn of_source(walked: &mut Walked<'_>, whole: &Reading) -> Vec<(Raised, Place)> {
    let mut met = std::mem::take(&mut walked.of_source);
    let of_source = (whole.notices.iter()).filter(|located| is_of_source(located.notice.code));
    let placed = of_source.map(|located| {
        // Its number of occurrences has been added since it was met.
        let same = |(seen, _): &(LocatedNotice, Place)| seen.is_earlier_of(located);
        let at = met.iter().position(same);
        let place = at.and_then(|at| met.remove(at));
        (located, place.map(|(_, place)| place).unwrap_or_default())
    });
    placed
        .filter_map(|(located, place)| {
            let raised = walked.checker.notice(located, 0, None, &whole.origins)?;
            Some((raised, place))
        })
        .collect()
}

/// Finds the subjects of what was raised outside single items.
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
    // The subjects in items, which are found when these are at hand.
    let mut wanted: BTreeMap<usize, Vec<Numbers>> = BTreeMap::new();
    let mut resolved: Vec<Vec<Resolved>> = Vec::with_capacity(raised.len());
    for (number, raised) in raised.iter().enumerate() {
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
                .part
                .add_held(Held::of_item(item, place, &mut finder));
        }
    }
    if wanted.is_empty() {
        return Ok(resolved);
    }
    checker.told.tell(CheckProgress::Locating);
    let codes: HashSet<&str> = raised.iter().map(|raised| raised.rule.code).collect();
    let is_needed = |own: &&Selected| {
        let overrides = own.rule.overrides.iter().any(|code| codes.contains(code));
        let missing = rules::missing_element(own.rule).is_some();
        overrides || missing || matches!(own.rule.check, Check::Shape)
    };
    let rules: Vec<Selected> = (checker.selection.running())
        .filter(is_needed)
        .copied()
        .collect();
    let facts = &walked.facts;
    let mut moved = false;
    let again = source.walk(&mut |_, window| {
        let here = wanted.range(window.first..window.first + window.items.len());
        let here: Vec<(usize, &Vec<Numbers>)> = here
            .map(|(item, numbers)| (item - window.first, numbers))
            .collect();
        if here.is_empty() {
            return;
        }
        moved |= here.iter().any(|(at, _)| {
            let key = window.items.get(*at).map(ServiceItem::key);
            key != facts
                .get(window.first + at)
                .map(|own| own.key().into_owned())
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
            let said = checker.raised(item, *at, window, &notices, settings, views, &rules);
            let (_, fold) = Fold::of(said.raised, &views.causes);
            for (number, at) in *numbers {
                let Some(raised) = raised.get(*number) else {
                    continue;
                };
                let Some(subject) = raised.subjects().nth(*at) else {
                    continue;
                };
                let mut resolved = Resolved::of(raised, *at, subject, &mut finder);
                resolved.is_explained = fold.explains(raised.rule, subject, *at > 0);
                resolved.is_overridden = fold.overrides(raised.rule, subject);
                found.push(((*number, *at), resolved));
            }
            found
        });
        for ((number, at), found) in found.into_iter().flatten() {
            let place = resolved.get_mut(number).and_then(|of| of.get_mut(at));
            if let Some(place) = place {
                *place = found;
            }
        }
    })?;
    // The places would be those of other items.
    if moved || again.account != whole.account {
        return Err(Error::InputChanged);
    }
    Ok(resolved)
}

impl Resolved {
    /// A subject of something raised, the main one or one that this is compared with.
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
