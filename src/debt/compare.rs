//! Compares known findings with a run: which remain, which are fixed, which are new.

use std::collections::{BTreeMap, HashMap};

use super::baseline::{Baseline, Entry, Owner, mark};
use super::checked::Checked;
#[cfg(feature = "tables")]
use super::rectification::Outcomes;
use super::trend::Trend;
use crate::engine::Finding;
use crate::prose::similarity;

/// Whether a finding of the run was known before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It was not known.
    New,
    /// It was known.
    Remaining,
    /// It was known at another place: a finding of the same rule in the same item under an element with
    /// another name; in the same item of the same authority under another code; or, for a rule across items,
    /// with the same words in another item.
    Moved,
}

/// The result of comparing the findings of a run with known findings.
#[derive(Debug)]
pub(crate) struct Comparison {
    /// The state of each finding, in the order of the findings.
    pub(crate) states: Vec<State>,
    /// The known findings that were fixed.
    #[cfg_attr(
        not(feature = "tables"),
        expect(dead_code, reason = "only a ledger asks")
    )]
    fixed: Baseline,
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
    /// Compares the findings of a run with the known ones. A known finding that a suppression accepts counts
    /// neither as fixed nor as known any longer, so that it is new again once the suppression expires.
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
        let mut states: Vec<State> = marked
            .iter()
            .map(|(_, owner, mark)| {
                if rest.take(owner, mark) {
                    State::Remaining
                } else {
                    State::New
                }
            })
            .collect();
        let renamed = Renamed::of(&rest, checked);
        let mut other_items = OtherItems::of(&rest, checked);
        for ((finding, owner, mark), state) in marked.iter().zip(&mut states) {
            if *state == State::New
                && (rest.take_moved(owner, mark)
                    || (!self.entries.contains_key(owner)
                        && renamed.take(finding, mark, &mut rest))
                    || other_items.take(mark, &mut rest))
            {
                *state = State::Moved;
            }
            match *state {
                State::New => trend.new += 1,
                State::Remaining => trend.remaining += 1,
                State::Moved => trend.moved += 1,
            }
        }
        let fixed = rest.split_fixed(checked);
        trend.mended = fixed.len();
        trend.unchecked = rest.len();
        Comparison {
            states,
            fixed,
            accepted,
            unchecked: rest,
            trend,
        }
    }

    /// Removes one finding; returns whether it was known.
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

    /// Removes one finding of the same rule in the same item under an element with a similar name. Under an
    /// element with a different name, the defect is new, even if the old one was fixed.
    fn take_moved(&mut self, owner: &Owner, mark: &str) -> bool {
        let Some(entry) = self.entries.get(owner).filter(|_| mark.contains('[')) else {
            return false;
        };
        let renamed = entry.findings.keys();
        let renamed = renamed.filter_map(|known| Some((renamed_similarity(known, mark)?, known)));
        let nearest = renamed.max_by(|(a, _), (b, _)| a.total_cmp(b));
        let nearest = nearest.map(|(_, known)| known.clone());
        nearest.is_some_and(|known| self.take(owner, &known))
    }

    /// Removes and returns the fixed findings, so that those that the run could not have reported remain.
    fn split_fixed(&mut self, checked: &Checked) -> Self {
        let same_conditions =
            self.profile == checked.profile && self.views.is_subset(&checked.views);
        let all = checked.has_all_of(&self.inputs);
        let seen = |owner: &Owner| match owner {
            _ if all => true,
            // Findings of the catalogue as a whole are in no file if its source is a table.
            Owner::File(name) => name.is_empty() || checked.has_file(name),
            Owner::Item(key) => checked.has_item(key),
        };
        // Rules across items only report the same findings again if all items were checked.
        let whole = self.entries.keys().all(seen);
        let rules = checked.rules();
        let mut fixed = Self::new(self.profile, &self.views, &self.inputs);
        for (owner, entry) in &mut self.entries {
            let seen = seen(owner);
            let is_judged = |mark: &str| {
                let across = mark.split(':').next().and_then(|code| rules.get(code));
                same_conditions && seen && across.is_some_and(|across| whole || !across)
            };
            let findings = std::mem::take(&mut entry.findings).into_iter();
            let (gone, kept) = findings.partition::<BTreeMap<_, _>, _>(|(mark, _)| is_judged(mark));
            entry.findings = kept;
            if !gone.is_empty() {
                let findings = gone;
                fixed.entries.insert(
                    owner.clone(),
                    Entry {
                        item: None,
                        findings,
                    },
                );
            }
        }
        self.entries.retain(|_, entry| !entry.findings.is_empty());
        fixed
    }

    /// Adds the findings of another baseline.
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
    /// The figure of `outcomes` that counts a known finding. Takes the finding out of the comparison, so that
    /// each of several equal findings is counted separately.
    #[cfg(feature = "tables")]
    pub(super) fn outcome<'o>(
        &mut self,
        outcomes: &'o mut Outcomes,
        owner: &Owner,
        mark: &str,
    ) -> &'o mut usize {
        if self.fixed.take(owner, mark) {
            &mut outcomes.gone
        } else if self.unchecked.take(owner, mark) {
            &mut outcomes.unchecked
        } else if self.accepted.take(owner, mark) {
            &mut outcomes.accepted
        } else {
            &mut outcomes.remaining
        }
    }

    /// The baseline after the run: those of `findings` that are not new, and the known findings that the run
    /// could not have reported.
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

    /// Adds the known findings that the run could not have reported to a baseline.
    pub(crate) fn with_unchecked(self, mut baseline: Baseline) -> Baseline {
        if !self.unchecked.is_empty() {
            // They come from a run with more views or another profile; only such a run reports them again.
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

/// Minimum similarity of the old and the new name of a renamed element.
const MIN_NAME_SIMILARITY: f64 = 0.5;

/// The similarity of two fingerprints that differ only in the names of elements, if one can be the other after
/// a renaming: `MAT010:guide.materials[name=申请书].copies` and `MAT010:guide.materials[name=申请表].copies`.
fn renamed_similarity(old: &str, new: &str) -> Option<f64> {
    let mut min_similarity = 1.0_f64;
    let (mut old, mut new) = (old.split('['), new.split('['));
    if old.next()? != new.next()? {
        return None;
    }
    loop {
        match (old.next(), new.next()) {
            (None, None) => {
                return (min_similarity >= MIN_NAME_SIMILARITY).then_some(min_similarity);
            }
            (Some(old), Some(new)) => {
                let ((old, old_rest), (new, new_rest)) =
                    (old.rsplit_once(']')?, new.rsplit_once(']')?);
                if old_rest != new_rest {
                    return None;
                }
                min_similarity = min_similarity.min(element_similarity(old, new));
            }
            _ => return None,
        }
    }
}

/// The similarity of the keys of two list elements, `name=申请书`; elements with numbers only count as equal.
fn element_similarity(old: &str, new: &str) -> f64 {
    match (old.split_once('='), new.split_once('=')) {
        (Some((key, old)), Some((other, new))) if key == other => similarity(old, new),
        (None, None) => 1.0,
        _ => 0.0,
    }
}

/// Known findings of rules across items, by fingerprint without the key of the item. Once such a finding is
/// fixed in one of its items, the rule reports it in the next item.
struct OtherItems(HashMap<String, Vec<Owner>>);

impl OtherItems {
    /// Collects the known findings whose fingerprint ends in a quotation, of items that the run checked.
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

    /// Removes the same finding of another item; returns whether there was one.
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

/// Items with known findings that the run did not check under their key, by name and authority.
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
        // If several items have the same name and authority, none of them can be chosen.
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

    /// Removes the same finding of the item under its former key; returns whether there was one.
    fn take(&self, finding: &Finding, mark: &str, rest: &mut Baseline) -> bool {
        let Some(item) = &finding.item else {
            return false;
        };
        let Some(authority) = &item.authority else {
            return false;
        };
        let named = (item.name.clone(), authority.clone());
        self.keys
            .get(&named)
            .is_some_and(|owner| rest.take(owner, mark))
    }
}
