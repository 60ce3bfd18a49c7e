//! Folding: one cause gives one finding, and findings that only follow from it are dropped.
//!
//! A value that is wrong by itself (wrong type, unreadable, under a misspelt key, blank, negative,
//! not in its list) is one problem. If its element is therefore reported missing, or disagrees with
//! another value, that is the same problem again. Similarly, a rule that reports the same as another
//! rule about a subject, and more, lists the other under `overrides`.
//!
//! Consequences of causes in the same item are dropped when the item is checked; consequences of causes
//! elsewhere, in a view or in an item it is compared with, after all items were checked. All look-ups are in
//! sets, so the time is about linear in the number of findings.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::engine::{Check, Raised, Rule, Severity, Status, Subject};
use crate::model::elements::ITEM;
use crate::path::{Path, PathStep};
use crate::rules;
use crate::source::NoticeCode;

/// Drops the consequences of causes in the same item or `beside` it, in the views, and overridden diagnostics.
pub(super) fn fold(raised: Vec<Raised>, beside: &Causes) -> (Vec<Raised>, Fold) {
    if raised.is_empty() {
        return Default::default();
    }
    let (mut raised, fold) = Fold::of(raised, beside);
    raised.retain(|raised| !fold.overriding.stand_for(raised.rule, raised.subjects()));
    (raised, fold)
}

/// The causes in an item that other findings may follow from, and the findings that may override others.
#[derive(Debug, Default)]
pub(super) struct Fold {
    /// The places of missing elements. They are few and have short paths, so comparing costs less than hashing.
    missing: BTreeSet<Subject>,
    causes: Causes,
    overriding: Overriding,
}

impl Fold {
    /// Drops consequences of causes; collects the causes, and the findings that may override others.
    pub(super) fn of(mut raised: Vec<Raised>, beside: &Causes) -> (Vec<Raised>, Self) {
        let missing: BTreeSet<Subject> = raised
            .iter()
            .filter(|raised| rules::missing_element(raised.rule).is_some())
            .map(|raised| raised.subject().clone())
            .collect();
        // A required blank value is already reported as missing; only other blank values are problems too.
        // Nothing can be compared with a missing value.
        raised.retain(|raised| {
            let blank =
                raised.rule.code == rules::BLANK_VALUE && missing.contains(raised.subject());
            let beside = raised
                .subjects()
                .skip(1)
                .any(|other| missing.contains(other));
            !blank && !beside
        });
        let causes = Causes::of(&raised);
        let mut absences = Vec::new();
        raised.retain(|raised| {
            let explained = |causes: &Causes| causes.explain(raised.rule, raised.subjects());
            let stays = is_own(raised.rule) || !(explained(&causes) || explained(beside));
            // An unreadable required value must fail the check as a missing one would.
            if !stays && raised.rule.status() == Status::Stable {
                let cause = causes.cause_of_missing(raised.rule, raised.subject());
                absences.extend(cause.map(|cause| (cause.clone(), raised.severity)));
            }
            stays
        });
        if !absences.is_empty() {
            note_required(&mut raised, absences);
        }
        let overriding = Overriding::of(&raised);
        let fold = Self {
            missing,
            causes,
            overriding,
        };
        (raised, fold)
    }

    /// Whether a value at this place is wrong by itself, so that findings of rules across items on it are
    /// consequences.
    pub(super) fn is_wrong(&self, subject: &Subject) -> bool {
        self.causes.is_at(subject)
    }

    /// Whether this place is reported missing: nothing can be compared with it.
    pub(super) fn is_missing(&self, subject: &Subject) -> bool {
        self.missing.contains(subject)
    }

    /// Whether a finding in this item overrides one of `rule`, which has a subject at this place.
    pub(super) fn overrides(&self, rule: &Rule, subject: &Subject) -> bool {
        self.overriding.stand_for(rule, std::iter::once(subject))
    }
}

/// Records, with each cause, the severities of the missing elements that were folded into it.
fn note_required(raised: &mut [Raised], absences: Vec<(Subject, Severity)>) {
    let mut severities = HashMap::new();
    for (subject, severity) in absences {
        let known = severities.entry(subject).or_insert(severity);
        *known = severity.max(*known);
    }
    for raised in raised {
        let severity = cause(raised).and_then(|subject| severities.get(&subject));
        if let Some(severity) = severity {
            raised.required = Some(*severity);
        }
    }
}

/// Whether a rule reports a fault of reading or of a single value, which follows from no other fault.
pub(super) fn is_own(rule: &Rule) -> bool {
    matches!(rule.check, Check::Shape | Check::Reading)
}

/// The places of findings whose rules override others, by overridden code.
///
/// Even an overridden finding overrides others.
#[derive(Debug, Default)]
pub(super) struct Overriding {
    codes: HashSet<&'static str>,
    places: HashSet<(&'static str, Subject)>,
    /// The ancestors of those places, up to but excluding the whole item.
    around: HashSet<(&'static str, Subject)>,
}

impl Overriding {
    pub(super) fn of<'r>(raised: impl IntoIterator<Item = &'r Raised>) -> Self {
        let mut overriding = Self::default();
        for raised in raised {
            for code in raised.rule.overrides {
                overriding.codes.insert(code);
                for place in raised.subjects() {
                    let around =
                        place_and_ancestors(place).filter(|place| !place.path.steps().is_empty());
                    overriding.around.extend(around.map(|place| (*code, place)));
                    overriding.places.insert((*code, place.clone()));
                }
            }
        }
        overriding
    }

    pub(super) fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Whether a finding of an overriding rule has a place that contains, or lies in, one of these subjects.
    pub(super) fn stand_for<'s>(
        &self,
        rule: &Rule,
        mut subjects: impl Iterator<Item = &'s Subject>,
    ) -> bool {
        let code = rule.code;
        self.codes.contains(code)
            && subjects.any(|place| {
                self.around.contains(&(code, place.clone()))
                    || place_and_ancestors(place).any(|place| self.places.contains(&(code, place)))
            })
    }
}

/// The view and item that a subject is in.
type Owner = (Option<usize>, Option<usize>);

/// The values that are wrong by themselves.
#[derive(Debug, Default)]
pub(super) struct Causes {
    /// The owners of the wrong values.
    owners: HashSet<Owner>,
    /// The places of the wrong values.
    subjects: HashSet<Subject>,
    /// The composite values that the wrong values are a part of.
    composites: HashSet<Subject>,
    /// The elements of the wrong values, each with its first wrong place.
    elements: HashMap<(Owner, String), Subject>,
    /// The elements of the wrong values and those around them, each with its first wrong place.
    around: HashMap<(Owner, String), Subject>,
}

impl Causes {
    pub(super) fn of<'r>(raised: impl IntoIterator<Item = &'r Raised>) -> Self {
        let mut causes = Self::default();
        for subject in raised.into_iter().filter_map(cause) {
            let owner = (subject.view, subject.item);
            causes.owners.insert(owner);
            let element = subject.path.element();
            for around in element_and_ancestors(&element) {
                let around = causes.around.entry((owner, around.to_owned()));
                around.or_insert_with(|| subject.clone());
            }
            let own = causes.elements.entry((owner, element));
            own.or_insert_with(|| subject.clone());
            let composites = composites_around(&subject.path).into_iter();
            causes
                .composites
                .extend(composites.map(|path| Subject { path, ..subject }));
            causes.subjects.insert(subject);
        }
        causes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// Whether a diagnostic only repeats that a value is wrong: it reports the element as missing, is about the
    /// value, or compares it.
    pub(super) fn explain<'s>(
        &self,
        rule: &Rule,
        mut subjects: impl Iterator<Item = &'s Subject>,
    ) -> bool {
        // Nearly no item has a value that is wrong by itself.
        if self.is_empty() {
            return false;
        }
        if rules::missing_element(rule).is_some() {
            let subject = subjects.next();
            return subject.is_some_and(|subject| self.cause_of_missing(rule, subject).is_some());
        }
        subjects.any(|subject| self.is_at(subject))
    }

    /// The wrong value because of which a rule reports its element as missing.
    fn cause_of_missing(&self, rule: &Rule, subject: &Subject) -> Option<&Subject> {
        let element = rules::missing_element(rule)?;
        let owner = (subject.view, subject.item);
        if !self.owners.contains(&owner) {
            return None;
        }
        let inside = self.around.get(&(owner, element.to_owned()));
        inside.or_else(|| {
            let mut around = element_and_ancestors(element);
            around.find_map(|around| self.elements.get(&(owner, around.to_owned())))
        })
    }

    /// Whether a wrong value is at this place, around it, or part of the composite value there.
    fn is_at(&self, subject: &Subject) -> bool {
        self.owners.contains(&(subject.view, subject.item))
            && (self.composites.contains(subject)
                || place_and_ancestors(subject).any(|at| self.subjects.contains(&at)))
    }
}

/// The place of the value, if the diagnostic reports a value that is wrong by itself.
fn cause(raised: &Raised) -> Option<Subject> {
    let stated = &raised.subject().path;
    let path = match (&raised.noticed, raised.rule.check) {
        (Some(noticed), _) => match noticed.code {
            // The value that is missing under the correct key.
            NoticeCode::UnknownKey => stated.up(1).then(noticed.meant?),
            NoticeCode::WrongType | NoticeCode::UnreadValue => stated.clone(),
            _ => return None,
        },
        (None, Check::Shape) => stated.clone(),
        (None, _) => return None,
    };
    // A record that is wrong as a whole has nothing to compare with.
    (!path.steps().is_empty()).then(|| Subject {
        path,
        ..*raised.subject()
    })
}

/// A dotted element path and its ancestors.
fn element_and_ancestors(element: &str) -> impl Iterator<Item = &str> {
    let above = element
        .rmatch_indices('.')
        .map(|(at, _)| element.get(..at).unwrap_or_default());
    std::iter::once(element).chain(above)
}

/// A subject and its ancestors, up to the item.
fn place_and_ancestors(subject: &Subject) -> impl Iterator<Item = Subject> {
    let levels = 0..=subject.path.steps().len();
    levels.map(|level| Subject {
        path: subject.path.up(level),
        ..*subject
    })
}

/// The composite values that contain a wrong value and that others are compared with: a limit if its amount
/// is wrong, the phones if one number is.
fn composites_around(path: &Path) -> Vec<Path> {
    let Some(PathStep::Key(_)) = path.steps().last() else {
        return Vec::new();
    };
    let levels = ITEM.find(&path.element()).map_or(0, |field| field.part_of);
    (1..=levels).map(|level| path.up(level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Diagnostic;
    use crate::path;

    fn raised(name: &str, item: usize, path: Path, arguments: &[&'static str]) -> Raised {
        let mut diagnostic = Diagnostic::in_item(item, path);
        for argument in arguments {
            diagnostic = diagnostic.with(argument, "甲");
        }
        let rule = rules::find(name).unwrap();
        Raised::new(rule, None, diagnostic)
    }

    /// For each item: a wrong amount, a limit compared with it, and a missing element.
    fn faults(items: usize) -> Vec<Raised> {
        let of = |item| {
            let promised = path!["guide", "time_limit", "promised"];
            let amount = promised.then("amount");
            [
                raised("negative-amount", item, amount, &["value"]),
                raised("LIM010", item, promised, &["promised", "statutory"]),
                raised(
                    "FEE001",
                    item,
                    path!["guide", "fees"],
                    &["element", "of", "problem"],
                ),
            ]
        };
        (0..items).flat_map(of).collect()
    }

    #[test]
    fn of_many_items_each_has_its_causes_alone() {
        let (kept, _) = fold(faults(2_000), &Causes::default());
        assert!(kept.iter().all(|raised| raised.rule.code != "LIM010"));
        assert_eq!(kept.len(), 2 * 2_000);
    }
}
