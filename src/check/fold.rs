//! One cause, one finding: what follows from another finding is folded under it.
//!
//! A value that is wrong by itself (of the wrong type, unreadable, under a misspelt key, blank, below
//! zero, on no list) is one fault. That its element is then missing, or that something else does
//! not agree with it, is the same fault seen again. And where a rule says the same of a subject
//! as another, only more, it names the other under `overrides`.
//!
//! Everything is looked up in sets: the time grows with the findings.

use std::collections::HashSet;

use crate::engine::{Check, Raised, Subject};
use crate::model::elements::ITEM;
use crate::path::{Path, Step};
use crate::rules;
use crate::source::NoticeCode;

/// Leaves out what follows from others.
pub(super) fn fold(mut raised: Vec<Raised>) -> Vec<Raised> {
    let missing: HashSet<Subject> = (raised.iter())
        .filter(|raised| rules::missing_element(raised.rule).is_some())
        .map(|raised| raised.subject().clone())
        .collect();
    // A blank value where one is required is a missing one; elsewhere it is a fault of its own.
    // Nor can anything agree with what is not there.
    raised.retain(|raised| {
        let blank = raised.rule.code == rules::BLANK_VALUE && missing.contains(raised.subject());
        let beside = raised
            .subjects()
            .skip(1)
            .any(|other| missing.contains(other));
        !blank && !beside
    });
    let causes = Causes::of(&raised);
    // What reading and the value itself tell follows from nothing else.
    let own = |raised: &Raised| matches!(raised.rule.check, Check::Shape | Check::Reading);
    raised.retain(|raised| own(raised) || !causes.explain(raised));
    let overriding = Overriding::of(&raised);
    raised.retain(|raised| !overriding.stands_for(raised));
    raised
}

/// The places of findings whose rules override others, by the code that is overridden.
///
/// One that is overridden itself overrides all the same.
#[derive(Debug, Default)]
struct Overriding {
    places: HashSet<(&'static str, Subject)>,
    /// What those places are in, short of the whole item.
    around: HashSet<(&'static str, Subject)>,
}

impl Overriding {
    fn of(raised: &[Raised]) -> Self {
        let mut overriding = Self::default();
        for raised in raised {
            for code in raised.rule.overrides {
                for place in raised.subjects() {
                    let around = within(place).filter(|place| !place.path.steps().is_empty());
                    overriding.around.extend(around.map(|place| (*code, place)));
                    overriding.places.insert((*code, place.clone()));
                }
            }
        }
        overriding
    }

    /// Whether a finding of a rule that overrides this one's speaks of the same.
    fn stands_for(&self, raised: &Raised) -> bool {
        let code = raised.rule.code;
        !self.places.is_empty()
            && raised.subjects().any(|place| {
                self.around.contains(&(code, place.clone()))
                    || within(place).any(|place| self.places.contains(&(code, place)))
            })
    }
}

/// The item (of which view) that a subject is in.
type Owner = (Option<usize>, Option<usize>);

/// The values that are wrong by themselves.
#[derive(Debug, Default)]
struct Causes {
    /// Where they stand.
    subjects: HashSet<Subject>,
    /// What they are only a part of.
    wholes: HashSet<Subject>,
    /// Their elements.
    elements: HashSet<(Owner, String)>,
    /// The elements that theirs are in.
    around: HashSet<(Owner, String)>,
}

impl Causes {
    fn of(raised: &[Raised]) -> Self {
        let mut causes = Self::default();
        for subject in raised.iter().filter_map(cause) {
            let owner = (subject.view, subject.item);
            let element = subject.path.element();
            causes
                .around
                .extend(outward(&element).map(|around| (owner, around.to_owned())));
            causes.elements.insert((owner, element));
            let wholes = wholes(&subject.path).into_iter();
            causes
                .wholes
                .extend(wholes.map(|path| Subject { path, ..subject }));
            causes.subjects.insert(subject);
        }
        causes
    }

    /// Whether something raised is only a wrong value seen again: it misses that element, speaks
    /// of that very value, or is held against it.
    fn explain(&self, raised: &Raised) -> bool {
        if self.subjects.is_empty() {
            return false;
        }
        if let Some(element) = rules::missing_element(raised.rule) {
            let owner = (raised.subject().view, raised.subject().item);
            return self.around.contains(&(owner, element.to_owned()))
                || outward(element)
                    .any(|around| self.elements.contains(&(owner, around.to_owned())));
        }
        raised.subjects().any(|subject| {
            self.wholes.contains(subject) || within(subject).any(|at| self.subjects.contains(&at))
        })
    }
}

/// Where a value stands that is wrong by itself.
fn cause(raised: &Raised) -> Option<Subject> {
    let stated = &raised.subject().path;
    let path = match (&raised.noticed, raised.rule.check) {
        (Some(noticed), _) => match noticed.code {
            // The value that is missing under the right key.
            NoticeCode::UnknownKey => above(stated, 1).then(noticed.meant?),
            NoticeCode::WrongType | NoticeCode::UnreadValue => stated.clone(),
            _ => return None,
        },
        (None, Check::Shape) => stated.clone(),
        (None, _) => return None,
    };
    // A whole record that is wrong gave nothing that anything could be held against.
    (!path.steps().is_empty()).then(|| Subject {
        path,
        ..*raised.subject()
    })
}

/// A dotted element and those it is in.
fn outward(element: &str) -> impl Iterator<Item = &str> {
    let above = element
        .rmatch_indices('.')
        .map(|(at, _)| element.get(..at).unwrap_or_default());
    std::iter::once(element).chain(above)
}

/// A subject and those it is in, up to the item.
fn within(subject: &Subject) -> impl Iterator<Item = Subject> {
    let levels = 0..=subject.path.steps().len();
    levels.map(|level| Subject {
        path: above(&subject.path, level),
        ..*subject
    })
}

/// The path some steps up.
fn above(path: &Path, levels: usize) -> Path {
    let steps = path.steps();
    let kept = steps.len().saturating_sub(levels);
    Path::new(steps.iter().take(kept).cloned().collect::<Vec<_>>())
}

/// What a wrong value is only a part of, and others are held against: a limit, where its amount is
/// wrong; phones, where the number of one is.
fn wholes(path: &Path) -> Vec<Path> {
    let Some(Step::Key(_)) = path.steps().last() else {
        return Vec::new();
    };
    let levels = ITEM.find(&path.element()).map_or(0, |field| field.part_of);
    (1..=levels).map(|level| above(path, level)).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

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

    /// Of each item: a wrong amount, a limit held against it, and a missing element.
    fn faults(items: usize) -> Vec<Raised> {
        let of = |item| {
            let promised = path!["guide", "time_limit", "promised"];
            let amount = promised.then("amount");
            [
                raised("negative-amount", item, amount, &["value"]),
                raised("LIM010", item, promised, &["promised", "statutory"]),
                raised("FEE001", item, path!["guide", "fees"], &["element", "of"]),
            ]
        };
        (0..items).flat_map(of).collect()
    }

    #[test]
    fn what_follows_is_folded_in_proportion_to_the_findings() {
        let time = |items: usize| {
            let faults = faults(items);
            let start = Instant::now();
            let kept = fold(faults);
            let folded = kept.iter().any(|raised| raised.rule.code == "LIM010");
            assert!(!folded && kept.len() == 2 * items);
            start.elapsed()
        };
        let long = time(16_000);
        // What is this quick is quick enough.
        if long > Duration::from_millis(400) {
            let short = (0..3).map(|_| time(2_000)).min().unwrap();
            assert!(
                long < short * 30,
                "{short:?} and {long:?} for eight times as many"
            );
        }
    }
}
