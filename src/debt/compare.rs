//! Compares known findings with a run: which remain, which are fixed, which are new.

use std::collections::{BTreeMap, HashMap};

use super::baseline::{Baseline, Entry, Owner, mark};
use super::checked::Checked;
#[cfg(feature = "tables")]
use super::rectification::Outcomes;
use super::trend::Trend;
use crate::engine::Finding;
use crate::prose::similarity;

/// The relation of a finding to the known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It was not there.
    New,
    /// It was there.
    Remaining,
    /// It was there before, at another place: a finding of the same rule in the same item under an element
    /// with another name; in the same item of the same authority under another code; or, for a rule across
    /// items, with the same words in another item.
    Moved,
}

/// A comparison of findings with those known before.
#[derive(Debug)]
pub(crate) struct Comparison {
    /// The state of each finding, in their order.
    pub(crate) states: Vec<State>,
    /// The known findings that are gone.
    #[cfg_attr(
        not(feature = "tables"),
        expect(dead_code, reason = "only a ledger asks")
    )]
    mended: Baseline,
    /// The known findings that a suppression accepts.
    #[cfg_attr(
        not(feature = "tables"),
        expect(dead_code, reason = "only a ledger asks")
    )]
    accepted: Baseline,
    /// The known findings that this run could not have seen.
    unchecked: Baseline,
    pub(crate) trend: Trend,
}

impl Baseline {
    /// Compares findings with the known ones; those that a suppression accepts are neither fixed nor
    /// known any more, so that a suppression that expires is noticed.
    pub(crate) fn compare<'f>(
        &self,
        findings: impl Iterator<Item = &'f Finding>,
        suppressed: impl Iterator<Item = &'f Finding>,
        checked: &Checked,
    ) -> Comparison {
        let mut rest = self.clone();
        let mut trend = Trend::default();
        let mut accepted = Self::default();
        for finding in suppressed {
            if rest.take(&Owner::of(finding), &mark(finding)) {
                accepted.add(finding);
            }
        }
        let marked: Vec<(&Finding, Owner, String)> = findings
            .map(|finding| (finding, Owner::of(finding), mark(finding)))
            .collect();
        let mut states: Vec<State> = (marked.iter())
            .map(|(_, owner, mark)| {
                if rest.take(owner, mark) {
                    State::Remaining
                } else {
                    State::New
                }
            })
            .collect();
        let renamed = Renamed::of(&rest, checked);
        let mut elsewhere = Elsewhere::of(&rest, checked);
        for ((finding, owner, mark), state) in marked.iter().zip(&mut states) {
            if *state == State::New
                && (rest.take_moved(owner, mark)
                    || (!self.entries.contains_key(owner)
                        && renamed.take(finding, mark, &mut rest))
                    || elsewhere.take(mark, &mut rest))
            {
                *state = State::Moved;
            }
            match *state {
                State::New => trend.new += 1,
                State::Remaining => trend.remaining += 1,
                State::Moved => trend.moved += 1,
            }
        }
        let mended = rest.split_mended(checked);
        trend.mended = mended.len();
        trend.unchecked = rest.len();
        Comparison {
            states,
            mended,
            accepted,
            unchecked: rest,
            trend,
        }
    }

    /// Takes out one finding, if it is there.
    fn take(&mut self, owner: &Owner, mark: &str) -> bool {
        let Some(entry) = self.entries.get_mut(owner) else {
            return false;
        };
        let taken = entry.take(mark);
        if entry.findings.is_empty() {
            self.entries.remove(owner);
        }
        taken
    }

    /// Takes out one finding of the same rule in the same item under an element with a similar name: another
    /// element with the fault is a new fault, even if the old one was fixed.
    fn take_moved(&mut self, owner: &Owner, mark: &str) -> bool {
        let Some(entry) = self.entries.get(owner).filter(|_| mark.contains('[')) else {
            return false;
        };
        let renamed = entry.findings.keys();
        let renamed = renamed.filter_map(|known| Some((renaming(known, mark)?, known)));
        let nearest = renamed.max_by(|(a, _), (b, _)| a.total_cmp(b));
        let nearest = nearest.map(|(_, known)| known.clone());
        nearest.is_some_and(|known| self.take(owner, &known))
    }

    /// Takes out fixed findings, and keeps those that this run could not have seen.
    fn split_mended(&mut self, checked: &Checked) -> Self {
        let alike = self.profile == checked.profile && self.views.is_subset(&checked.views);
        let all = checked.has_all_of(&self.inputs);
        let seen = |owner: &Owner| match owner {
            _ if all => true,
            // Findings of the catalogue as a whole are in no file if its source is a table.
            Owner::File(name) => name.is_empty() || checked.has_file(name),
            Owner::Item(key) => checked.has_item(key),
        };
        // Rules across items only see the same findings again if all items are there.
        let whole = self.entries.keys().all(seen);
        let rules = checked.rules();
        let mut mended = Self::new(self.profile, &self.views, &self.inputs);
        for (owner, entry) in &mut self.entries {
            let seen = seen(owner);
            let is_judged = |mark: &str| {
                let across = mark.split(':').next().and_then(|code| rules.get(code));
                alike && seen && across.is_some_and(|across| whole || !across)
            };
            let findings = std::mem::take(&mut entry.findings).into_iter();
            let (gone, kept) = findings.partition::<BTreeMap<_, _>, _>(|(mark, _)| is_judged(mark));
            entry.findings = kept;
            if !gone.is_empty() {
                let findings = gone;
                mended.entries.insert(
                    owner.clone(),
                    Entry {
                        item: None,
                        findings,
                    },
                );
            }
        }
        self.entries.retain(|_, entry| !entry.findings.is_empty());
        mended
    }

    /// Adds the findings of another.
    pub(super) fn extend(&mut self, other: Self) {
        for (owner, entry) in other.entries {
            let own = self.entries.entry(owner).or_default();
            own.item = own.item.take().or(entry.item);
            for (mark, count) in entry.findings {
                *own.findings.entry(mark).or_default() += count;
            }
        }
    }
}

impl Comparison {
    /// The figure that counts a known finding; each of several alike is counted by itself.
    #[cfg(feature = "tables")]
    pub(super) fn outcome<'o>(
        &mut self,
        outcomes: &'o mut Outcomes,
        owner: &Owner,
        mark: &str,
    ) -> &'o mut usize {
        if self.mended.take(owner, mark) {
            &mut outcomes.gone
        } else if self.unchecked.take(owner, mark) {
            &mut outcomes.unchecked
        } else if self.accepted.take(owner, mark) {
            &mut outcomes.accepted
        } else {
            &mut outcomes.remaining
        }
    }

    /// The known findings as they are now: those of `findings` that are not new, and those that could
    /// not be seen.
    pub(crate) fn shrunk<'f>(
        self,
        findings: impl Iterator<Item = &'f Finding>,
        checked: &Checked,
    ) -> Baseline {
        let states = self.states.iter();
        let known = findings
            .zip(states)
            .filter(|(_, state)| **state != State::New);
        let baseline = Baseline::of(known.map(|(finding, _)| finding), checked);
        self.with_unchecked(baseline)
    }

    /// A baseline, and the known findings that could not be seen.
    pub(crate) fn with_unchecked(self, mut baseline: Baseline) -> Baseline {
        if !self.unchecked.is_empty() {
            // They are of a run with more views, or another profile: only that one sees them again.
            baseline.profile = self.unchecked.profile;
            baseline.views.extend(self.unchecked.views.iter().cloned());
            if self.unchecked.inputs.is_empty() {
                baseline.inputs.clear();
            } else if !baseline.inputs.is_empty() {
                let inputs = self.unchecked.inputs.iter().cloned();
                baseline.inputs.extend(inputs);
            }
        }
        baseline.extend(self.unchecked);
        baseline
    }
}

impl Entry {
    fn take(&mut self, mark: &str) -> bool {
        let Some(count) = self.findings.get_mut(mark) else {
            return false;
        };
        *count -= 1;
        if *count == 0 {
            self.findings.remove(mark);
        }
        true
    }
}

/// Minimum likeness of two names of an element that counts as renamed.
const MIN_ALIKE: f64 = 0.5;

/// The likeness of the names by which two places differ, `MAT010:guide.materials[name=申请书].copies` and
/// `MAT010:guide.materials[name=申请表].copies`, if one can be the other after a renaming.
fn renaming(old: &str, new: &str) -> Option<f64> {
    let mut least = 1.0_f64;
    let (mut old, mut new) = (old.split('['), new.split('['));
    if old.next()? != new.next()? {
        return None;
    }
    loop {
        match (old.next(), new.next()) {
            (None, None) => return (least >= MIN_ALIKE).then_some(least),
            (Some(old), Some(new)) => {
                let ((old, old_rest), (new, new_rest)) =
                    (old.rsplit_once(']')?, new.rsplit_once(']')?);
                if old_rest != new_rest {
                    return None;
                }
                least = least.min(element_likeness(old, new));
            }
            _ => return None,
        }
    }
}

/// The likeness of the keys of two elements of a list: of their names, or of nothing but their numbers.
fn element_likeness(old: &str, new: &str) -> f64 {
    match (old.split_once('='), new.split_once('=')) {
        (Some((key, old)), Some((other, new))) if key == other => similarity(old, new),
        (None, None) => 1.0,
        _ => 0.0,
    }
}

/// Known findings of rules across items, by their words: once such a finding is fixed in one of its items, it
/// is reported at the next.
struct Elsewhere(HashMap<String, Vec<Owner>>);

impl Elsewhere {
    /// The known findings with a quotation, of items that this run saw.
    fn of(rest: &Baseline, checked: &Checked) -> Self {
        let across = checked.rules();
        let mut owners: HashMap<String, Vec<Owner>> = HashMap::new();
        for (owner, entry) in &rest.entries {
            if !matches!(owner, Owner::Item(key) if checked.has_item(key)) {
                continue;
            }
            for mark in entry.findings.keys().filter(|mark| mark.ends_with('"')) {
                let code = mark.split(':').next().unwrap_or_default();
                if across.get(code) == Some(&true) {
                    owners.entry(mark.clone()).or_default().push(owner.clone());
                }
            }
        }
        Self(owners)
    }

    /// Takes out the same finding of another item.
    fn take(&mut self, mark: &str, rest: &mut Baseline) -> bool {
        let Some(owners) = self.0.get_mut(mark) else {
            return false;
        };
        while let Some(owner) = owners.pop() {
            if rest.take(&owner, mark) {
                return true;
            }
        }
        false
    }
}

/// Items with known findings that this run did not see under their key, by name and authority.
struct Renamed {
    keys: HashMap<(String, String), Owner>,
}

impl Renamed {
    fn of(rest: &Baseline, checked: &Checked) -> Self {
        let mut keys = BTreeMap::<_, Vec<&Owner>>::new();
        for (owner, entry) in &rest.entries {
            let (Owner::Item(key), Some(item)) = (owner, &entry.item) else {
                continue;
            };
            if let Some(authority) = &item.authority
                && !checked.has_item(key)
            {
                let named = (item.name.clone(), authority.clone());
                keys.entry(named).or_default().push(owner);
            }
        }
        // Of two with the same name, neither can be chosen.
        let single = keys
            .into_iter()
            .filter_map(|(named, owners)| match owners.as_slice() {
                [owner] => Some((named, (*owner).clone())),
                _ => None,
            });
        Self {
            keys: single.collect(),
        }
    }

    /// Takes out the same finding of the item under its former key.
    fn take(&self, finding: &Finding, mark: &str, rest: &mut Baseline) -> bool {
        let Some(item) = &finding.item else {
            return false;
        };
        let Some(authority) = &item.authority else {
            return false;
        };
        let named = (item.name.clone(), authority.clone());
        (self.keys.get(&named)).is_some_and(|owner| rest.take(owner, mark))
    }
}
