//! Suppressions: the findings that they accept, and their own problems.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::checker::Checker;
use super::config::Suppression;
use super::finish::{Finder, Named, Owner, Place, finding};
use super::part::HeldLine;
use super::report::{Report, Suppressed};
use super::store::Store;
use crate::Error;
use crate::debt::Checked;
use crate::engine::{Check, Diagnostic, Finding, Raised, Subject};
use crate::i18n::Argument;
use crate::model::{ItemSuppression, ServiceItem, covers};
use crate::path;
use crate::path::PathStep;
use crate::prose::says_something;
use crate::rules;

/// The places in a suppression that a finding may be about: the whole suppression, or the value of a key.
const KEYS: [Option<&str>; 3] = [None, Some("rule"), Some("until")];

/// A suppression in a run.
#[derive(Debug)]
pub(super) struct Held {
    /// The suppression; if it is in an item, `subject` is in that item.
    suppression: Suppression,
    /// The place of the suppression: in the configuration, if it has no item.
    subject: Subject,
    /// The places in the suppression that a finding may be about, by key.
    places: Vec<(Option<&'static str>, Named, Place)>,
    /// Names of required fields that are not stated, in Chinese and in English.
    lacking: Vec<(&'static str, &'static str)>,
    /// Number of matching findings; if the suppression has expired, of those that no other one accepts.
    matched: usize,
}

impl Checker {
    /// Separates the findings that a suppression accepts from the others, and adds findings about the suppressions
    /// themselves.
    pub(super) fn suppress(
        &self,
        mut found: Store,
        in_items: Vec<Held>,
        report: &mut Report,
    ) -> Result<(), Error> {
        let mut held: Vec<Held> = self
            .suppressions
            .iter()
            .enumerate()
            .map(|(at, suppression)| Held::configured(suppression, at))
            .collect();
        let everywhere = held.len();
        let suppresses = everywhere > 0 || !in_items.is_empty();
        let mut by_item: HashMap<(Option<usize>, Option<usize>), Vec<usize>> = HashMap::new();
        for own in in_items {
            let owner = (own.subject.view, own.subject.item);
            by_item.entry(owner).or_default().push(held.len());
            held.push(own);
        }
        let today = self.settings.today;
        let mut accepted_by = |finding: &Finding| {
            let owner = (finding.subject.view, finding.subject.item);
            let own = by_item.get(&owner).into_iter().flatten().copied();
            let numbers = own.chain(0..everywhere);
            let matching: Vec<usize> = numbers
                .filter(|number| held.get(*number).is_some_and(|held| held.is_match(finding)))
                .collect();
            let mut in_force = matching.iter().filter_map(|number| held.get(*number));
            let accepted = in_force
                .find(|held| held.is_in_force(today))
                .map(Held::accepted);
            for number in matching {
                if let Some(held) = held.get_mut(number)
                    && (accepted.is_none() || held.is_in_force(today))
                {
                    held.matched += 1;
                }
            }
            accepted
        };
        // Extracted in place: there may be millions of findings, and few are accepted.
        let accepted = if suppresses {
            found.extract(&mut accepted_by)
        } else {
            Vec::new()
        };
        report.suppressed = accepted
            .into_iter()
            .map(|(finding, (suppression, in_item))| Suppressed {
                finding,
                suppression,
                in_item,
            })
            .collect();
        found.put_beside(self.own_findings(&held, report));
        found.close(report)
    }

    /// The findings about suppressions.
    fn own_findings(&self, held: &[Held], report: &Report) -> Vec<Finding> {
        let today = self.settings.today;
        let mut found = Vec::new();
        for held in held {
            let Some((code, diagnostic)) = held.problem(today, &report.checked, &self.known())
            else {
                continue;
            };
            let mut running = self.selection.running();
            if let Some(selected) = running.find(|selected| selected.rule.code == code) {
                let raised = Raised::new(selected.rule, selected.severity, diagnostic);
                let (named, place) = held.place(&raised);
                let mut finding = finding(raised, named, [place]);
                if held.subject.item.is_none() {
                    finding.location.clone_from(&held.suppression.location);
                    // The index in the file may be another one in the next run.
                    finding.fingerprint =
                        format!("{code}::suppressions[{}]", held.display_selectors());
                }
                found.push(finding);
            }
        }
        found
    }

    /// Returns a test for codes, names and themes of rules, running or not.
    fn known(&self) -> impl Fn(&str) -> bool {
        |name: &str| self.selection.named(&[name]).is_ok()
    }
}

impl Held {
    fn configured(suppression: &Suppression, at: usize) -> Self {
        Self {
            suppression: suppression.clone(),
            subject: Subject {
                path: path!["suppressions", at],
                ..Subject::default()
            },
            places: Vec::new(),
            lacking: Vec::new(),
            matched: 0,
        }
    }

    /// The suppressions of an item.
    pub(super) fn of_item<'i>(
        item: &'i ServiceItem,
        place: Subject,
        finder: &'i mut Finder<'_>,
    ) -> impl Iterator<Item = Self> + 'i {
        item.suppressions.iter().enumerate().map(move |(at, own)| {
            let subject = Subject {
                path: path!["suppressions", at],
                ..place.clone()
            };
            let places = KEYS.map(|key| {
                let mut subject = subject.clone();
                if let Some(key) = key {
                    subject.path = subject.path.then(key);
                }
                let place = finder.place(&subject, None, None);
                (key, finder.name(&subject), place)
            });
            Self::in_item(own, subject, places.into())
        })
    }

    /// The suppressions of an item of a part, from their lines.
    pub(super) fn of_lines(
        lines: Vec<HeldLine>,
        item: usize,
        owner: &Owner,
    ) -> impl Iterator<Item = Self> {
        let lines = lines.into_iter().enumerate();
        lines.map(move |(at, line)| {
            let subject = Subject {
                item: Some(item),
                path: path!["suppressions", at],
                ..Subject::default()
            };
            let places = KEYS.into_iter().zip(line.places);
            let places = places.map(|(key, (keyed, place))| {
                let owner = Owner {
                    is_foreign: line.is_foreign,
                    ..owner.clone()
                };
                (key, Named { owner, keyed }, place)
            });
            Self::in_item(&line.own, subject, places.collect())
        })
    }

    /// The line from which [`of_lines`](Self::of_lines) rebuilds it.
    pub(super) fn line(&self, own: &ItemSuppression) -> HeldLine {
        let places = self.places.iter();
        HeldLine {
            own: own.clone(),
            is_foreign: self
                .places
                .first()
                .is_some_and(|(_, named, _)| named.owner.is_foreign),
            places: places
                .map(|(_, named, place)| (named.keyed.clone(), place.clone()))
                .collect(),
        }
    }

    fn in_item(
        own: &ItemSuppression,
        subject: Subject,
        places: Vec<(Option<&'static str>, Named, Place)>,
    ) -> Self {
        let parts = [
            (
                own.rule.is_some() || own.element.is_some(),
                ("规则或要素", "rule or element"),
            ),
            (says_something(own.reason.as_deref()), ("原因", "reason")),
            (own.until.is_some(), ("有效期", "end")),
        ];
        let lacking = parts.into_iter().filter(|(stated, _)| !stated);
        Self {
            suppression: Suppression {
                rule: own.rule.clone(),
                element: own.element.clone(),
                reason: own.reason.clone().unwrap_or_default(),
                approved_by: own.approved_by.clone(),
                until: own.until.unwrap_or_default(),
                ..Suppression::default()
            },
            subject,
            places,
            lacking: lacking.map(|(_, name)| name).collect(),
            matched: 0,
        }
    }

    /// The name and place of a finding about the suppression.
    fn place(&self, raised: &Raised) -> (Named, Place) {
        let steps = raised.subject().path.steps();
        let key = steps.get(self.subject.path.steps().len());
        let is_there = |known: Option<&'static str>| known.map(PathStep::from).as_ref() == key;
        let place = self.places.iter().find(|(known, ..)| is_there(*known));
        place.map_or_else(Default::default, |(_, named, place)| {
            (named.clone(), place.clone())
        })
    }

    /// Whether the suppression matches the finding.
    fn is_match(&self, finding: &Finding) -> bool {
        let own = &self.suppression;
        let key = finding.item.as_ref().map_or("", |item| item.key.as_str());
        let rule = finding.rule;
        self.lacking.is_empty()
            && !matches!(rule.check, Check::Suppression)
            && own.rule.as_ref().is_none_or(|name| rule.goes_by(name))
            && own.item.as_ref().is_none_or(|item| item == key)
            && own
                .element
                .as_ref()
                .is_none_or(|element| covers(element, &finding.subject.path.element()))
            && own
                .fingerprint
                .as_ref()
                .is_none_or(|print| *print == finding.fingerprint)
    }

    /// Whether the suppression has not expired; always true without a date.
    fn is_in_force(&self, today: Option<NaiveDate>) -> bool {
        today.is_none_or(|today| today <= self.suppression.until)
    }

    fn accepted(&self) -> (Suppression, bool) {
        (self.suppression.clone(), self.subject.item.is_some())
    }

    /// The selectors of the suppression, for messages.
    fn display_selectors(&self) -> String {
        let own = &self.suppression;
        let parts = [&own.rule, &own.item, &own.element, &own.fingerprint];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(" ")
    }

    /// The problem of the suppression, if any, with the code of the rule that reports it.
    fn problem(
        &self,
        today: Option<NaiveDate>,
        checked: &Checked,
        known: &impl Fn(&str) -> bool,
    ) -> Option<(&'static str, Diagnostic)> {
        let at = |key: Option<&'static str>| {
            let mut subject = self.subject.clone();
            if let Some(key) = key.filter(|_| subject.item.is_some()) {
                subject.path = subject.path.then(key);
            }
            Diagnostic::at_subject(subject)
        };
        let own = &self.suppression;
        if !self.lacking.is_empty() {
            let names = |name: fn(&(&'static str, &'static str)) -> &'static str, between: &str| {
                let names: Vec<&str> = self.lacking.iter().map(name).collect();
                names.join(between)
            };
            let lacking = Argument::Both {
                zh: names(|(zh, _)| zh, "、"),
                en: names(|(_, en)| en, ", "),
            };
            return Some((
                rules::INCOMPLETE_SUPPRESSION,
                at(None).with("lacking", lacking),
            ));
        }
        if let Some(rule) = own.rule.as_ref().filter(|rule| !known(rule)) {
            return Some((
                rules::UNKNOWN_IN_SUPPRESSION,
                at(Some("rule")).with("rule", rule),
            ));
        }
        if self.matched > 0 {
            let expired = at(Some("until"))
                .with("what", self.display_selectors())
                .with("until", &own.until)
                .with("count", self.matched);
            return (!self.is_in_force(today)).then_some((rules::EXPIRED_SUPPRESSION, expired));
        }
        self.could_match(checked).then(|| {
            (
                rules::UNUSED_SUPPRESSION,
                at(None).with("what", self.display_selectors()),
            )
        })
    }

    /// Whether the run could have reported a finding that the suppression accepts.
    fn could_match(&self, checked: &Checked) -> bool {
        let own = &self.suppression;
        let mut print = own
            .fingerprint
            .iter()
            .flat_map(|print| print.splitn(3, ':'));
        let (code, key) = (print.next(), print.next());
        let rule = own.rule.as_deref().or(code);
        let item = own.item.as_deref().or(key.filter(|key| !key.is_empty()));
        rule.is_none_or(|rule| checked.ran(rule)) && item.is_none_or(|item| checked.has_item(item))
    }
}
