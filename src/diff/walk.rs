//! Walks two values along the registry of elements and notes each element that differs.
//!
//! Guides are compared by [`compare`]; the values that it has judged are marked as claimed. Every other
//! difference is recorded as it is, so that none is lost.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::burden::{self, Beside, Sides};
use super::change::{Burden, Change, ChangeKind, Versions};
use super::lists::matched;
use super::shown::{self, join_titles};
use crate::compare::{self, Difference, Kind, Pair, Relations};
use crate::model::elements::{Field, Group};
use crate::model::{Guide, Limit, OpeningHours, covers};
use crate::path::{Path, PathStep};
use crate::prose::{is_longer, text_key};
use crate::value::{hours, limit};

/// Texts longer than this many characters are prose, which may say the same in other words.
const MIN_PROSE_CHARS: usize = 30;

/// Lists that are compared here instead of by [`compare`], so that each entry that only one side has, and a
/// new order of the steps, is recorded.
const LISTS: &[&str] = &[
    "places",
    "process.steps",
    "consultation.phones",
    "complaint.phones",
];

/// The elements that each side does not collect.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Uncollected<'c> {
    pub(super) old: &'c [String],
    pub(super) new: &'c [String],
}

/// An element that one side does not collect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gap {
    pub(super) element: String,
    pub(super) is_old: bool,
}

/// The position of the walk in both versions.
#[derive(Debug, Clone)]
struct At {
    element: String,
    old: Path,
    new: Path,
    subject: Option<String>,
    /// The fields by whose meaning the two elements were paired.
    known_by_meaning: &'static [&'static str],
}

/// The two values at a position, and the objects that contain them.
#[derive(Clone, Copy)]
struct Values<'v> {
    old: Option<&'v Value>,
    new: Option<&'v Value>,
    old_owner: &'v Value,
    new_owner: &'v Value,
}

pub(super) struct Walk<'c> {
    root: &'static Group,
    uncollected: Uncollected<'c>,
    claimed_old: HashSet<Path>,
    claimed_new: HashSet<Path>,
    pub(super) changes: Vec<Change>,
    pub(super) gaps: BTreeSet<Gap>,
}

/// The value, unless it is null or empty.
fn present(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    })
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl At {
    fn enter(&self, key: &'static str) -> Self {
        let element = match self.element.as_str() {
            "" => key.to_owned(),
            outer => format!("{outer}.{key}"),
        };
        Self {
            element,
            old: self.old.then(key),
            new: self.new.then(key),
            subject: self.subject.clone(),
            known_by_meaning: &[],
        }
    }

    /// The position of an element of the list at this position.
    fn nth(&self, old: Option<usize>, new: Option<usize>, title: Option<String>) -> Self {
        let then = |path: &Path, at: Option<usize>| at.map_or(path.clone(), |at| path.then(at));
        Self {
            element: self.element.clone(),
            old: then(&self.old, old),
            new: then(&self.new, new),
            subject: join_titles(self.subject.as_deref(), title),
            known_by_meaning: &[],
        }
    }
}

/// A guide being compared, as it is serialized and as it is typed.
struct Compared<'v> {
    value: &'v Value,
    guide: &'v Guide,
}

impl<'c> Walk<'c> {
    pub(super) fn new(root: &'static Group, uncollected: Uncollected<'c>) -> Self {
        Self {
            root,
            uncollected,
            claimed_old: HashSet::new(),
            claimed_new: HashSet::new(),
            changes: Vec::new(),
            gaps: BTreeSet::new(),
        }
    }

    /// Compares two values of the type at the root.
    pub(super) fn run(&mut self, old: &Value, new: &Value) {
        let at = At {
            element: String::new(),
            old: Path::default(),
            new: Path::default(),
            subject: None,
            known_by_meaning: &[],
        };
        self.compare_group(self.root, &at, old, new);
    }

    fn compare_group(&mut self, group: &Group, at: &At, old: &Value, new: &Value) {
        for field in group.fields {
            let values = Values {
                old: present(old.get(field.key)),
                new: present(new.get(field.key)),
                old_owner: old,
                new_owner: new,
            };
            if values.old == values.new {
                continue;
            }
            let mut inner = at.enter(field.key);
            if at.known_by_meaning.contains(&field.key) {
                inner.known_by_meaning = at.known_by_meaning;
            }
            if !self.record_gap(&inner.element, values) {
                self.compare_field(field, &inner, values);
            }
        }
    }

    /// Records a gap if the element is absent on one side because that side does not collect it; returns whether it
    /// is a gap.
    fn record_gap(&mut self, element: &str, values: Values<'_>) -> bool {
        let Uncollected { old, new } = self.uncollected;
        for (value, uncollected, is_old) in [(values.old, old, true), (values.new, new, false)] {
            let covering = uncollected.iter().find(|known| covers(known, element));
            if let Some(known) = covering.filter(|_| value.is_none()) {
                let element = known.clone();
                self.gaps.insert(Gap { element, is_old });
                return true;
            }
        }
        false
    }

    fn compare_field(&mut self, field: &'static Field, at: &At, values: Values<'_>) {
        match (field.group, field.is_list) {
            (Some(group), true) => self.compare_lists(field, group, at, values),
            (None, true) => self.compare_word_lists(field, at, values),
            (Some(group), false) => match group.id {
                "Limit" => self.compare_limits(field, at, values),
                "OpeningHours" => self.compare_hours(field, at, values),
                _ => {
                    if let ("Guide", Some(old), Some(new)) = (group.id, values.old, values.new) {
                        self.compare_guides(at, old, new);
                    }
                    let nothing = Value::Null;
                    let [old, new] = [values.old, values.new].map(|one| one.unwrap_or(&nothing));
                    self.compare_group(group, at, old, new);
                }
            },
            (None, false) => match (values.old, values.new) {
                (Some(Value::Object(_)), _) | (_, Some(Value::Object(_))) => {
                    self.compare_maps(field, at, values);
                }
                _ => self.compare_leaves(field, at, values),
            },
        }
    }

    /// Compares two guides, and takes over the differences that [`compare`] reports.
    fn compare_guides(&mut self, at: &At, old: &Value, new: &Value) {
        let typed = |value: &Value| serde_json::from_value::<Guide>(value.clone());
        let (Ok(first), Ok(second)) = (typed(old), typed(new)) else {
            return;
        };
        let relations = Relations::strict();
        for difference in compare::guides(&first, &second, Pair::strict(&relations)) {
            if !LISTS.contains(&difference.element) {
                self.claim(at, &difference);
                let compared = Versions {
                    old: Compared {
                        value: old,
                        guide: &first,
                    },
                    new: Compared {
                        value: new,
                        guide: &second,
                    },
                };
                self.push_difference(at, difference, compared);
            }
        }
    }

    /// Marks the values that a difference has judged as claimed.
    fn claim(&mut self, at: &At, difference: &Difference) {
        let sides = [
            (&difference.path_a, &at.old, Kind::OnlyInB),
            (&difference.path_b, &at.new, Kind::OnlyInA),
        ];
        for (number, (path, base, other)) in sides.into_iter().enumerate() {
            if difference.kind == other {
                continue;
            }
            let whole = base.join(path);
            let owner = whole.up(1);
            let claims = match difference.element {
                "materials" | "hours" => vec![owner],
                "materials.originals" => keys(&owner, &["originals", "photocopies", "pieces"]),
                "materials.form" => keys(&owner, &["form", "name"]),
                "fees.items.amount" => keys(&owner, &["amount", "standard", "unit"]),
                "fees.charged" => keys(&base.then("fees"), &["charged"]),
                _ => vec![whole],
            };
            let claimed = if number == 0 {
                &mut self.claimed_old
            } else {
                &mut self.claimed_new
            };
            claimed.extend(claims);
        }
    }

    fn push_difference(
        &mut self,
        at: &At,
        difference: Difference,
        compared: Versions<Compared<'_>>,
    ) {
        let Versions { old, new } = compared;
        let element = format!("{}.{}", at.element, difference.element);
        let kind = match difference.kind {
            Kind::OnlyInA => ChangeKind::Removed,
            Kind::OnlyInB => ChangeKind::Added,
            Kind::Differs => ChangeKind::Changed,
            Kind::CannotCompare => ChangeKind::NotComparable,
        };
        let (old_owner, new_owner) = (
            value_at(old.value, &difference.path_a.up(1)),
            value_at(new.value, &difference.path_b.up(1)),
        );
        let charged = |guide: &Guide| {
            let fees = guide.fees.as_ref();
            fees.and_then(compare::charged).map(Value::Bool)
        };
        let charges = (charged(old.guide), charged(new.guide));
        let (old, new) = match difference.element {
            "materials" => (old_owner, new_owner),
            "fees.charged" => (charges.0.as_ref(), charges.1.as_ref()),
            _ => (
                value_at(old.value, &difference.path_a),
                value_at(new.value, &difference.path_b),
            ),
        };
        let sides = Sides {
            old,
            new,
            old_owner,
            new_owner,
        };
        self.changes.push(Change {
            burden: burden::of(&element, kind, &sides),
            label: shown::label(self.root, &element),
            element,
            subject: join_titles(at.subject.as_deref(), difference.subject),
            kind,
            certain: difference.certain,
            old_path: at.old.join(&difference.path_a),
            new_path: at.new.join(&difference.path_b),
            old: (kind != ChangeKind::Added).then_some(difference.a),
            new: (kind != ChangeKind::Removed).then_some(difference.b),
        });
    }

    fn is_claimed(&self, at: &At) -> bool {
        self.claimed_old.contains(&at.old) || self.claimed_new.contains(&at.new)
    }

    fn compare_lists(
        &mut self,
        field: &'static Field,
        group: &'static Group,
        at: &At,
        values: Values<'_>,
    ) {
        if values.old.is_none() || values.new.is_none() {
            return self.record_one_sided(field, at, values);
        }
        let (old, new) = (list(values.old), list(values.new));
        let found = matched(group, old, new);
        for (first, second) in &found.pairs {
            let (Some(old), Some(new)) = (old.get(*first), new.get(*second)) else {
                continue;
            };
            if old != new {
                let title = shown::title(group, new).or_else(|| shown::title(group, old));
                let mut at = at.nth(Some(*first), Some(*second), title);
                if found.by_meaning.contains(first) {
                    at.known_by_meaning = match group.id {
                        "Place" => &["address", "name", "window"],
                        "Phone" => &["number", "extension"],
                        _ => &["name"],
                    };
                }
                self.compare_group(group, &at, old, new);
            }
        }
        for index in &found.removed {
            if let Some(value) = old.get(*index) {
                let at = at.nth(Some(*index), None, shown::title(group, value));
                let old = Values {
                    old: Some(value),
                    new: None,
                    ..values
                };
                self.record(field, &at, ChangeKind::Removed, old);
            }
        }
        for index in &found.added {
            if let Some(value) = new.get(*index) {
                let at = at.nth(None, Some(*index), shown::title(group, value));
                let new = Values {
                    old: None,
                    new: Some(value),
                    ..values
                };
                self.record(field, &at, ChangeKind::Added, new);
            }
        }
        if found.is_reordered() {
            // The order of steps matters; other lists may be in any order.
            let kind = if group.id == "Step" {
                ChangeKind::Changed
            } else {
                ChangeKind::Reworded
            };
            self.record(field, at, kind, values);
        }
    }

    /// Compares two lists of words or numbers, ignoring their order.
    fn compare_word_lists(&mut self, field: &'static Field, at: &At, values: Values<'_>) {
        if values.old.is_none() || values.new.is_none() {
            return self.record_one_sided(field, at, values);
        }
        let key = |value: &Value| match value {
            Value::String(text) if field.text.is_some() => text_key(text),
            other => other.to_string(),
        };
        let mut counts: BTreeMap<String, isize> = BTreeMap::new();
        list(values.old)
            .iter()
            .for_each(|value| *counts.entry(key(value)).or_default() -= 1);
        list(values.new)
            .iter()
            .for_each(|value| *counts.entry(key(value)).or_default() += 1);
        if counts.values().all(|count| *count == 0) {
            return self.record(field, at, ChangeKind::Reworded, values);
        }
        for (index, value) in list(values.old).iter().enumerate() {
            if let Some(count) = counts.get_mut(&key(value)).filter(|count| **count < 0) {
                *count += 1;
                let old = Values {
                    old: Some(value),
                    new: None,
                    ..values
                };
                self.record(
                    field,
                    &at.nth(Some(index), None, None),
                    ChangeKind::Removed,
                    old,
                );
            }
        }
        for (index, value) in list(values.new).iter().enumerate() {
            if let Some(count) = counts.get_mut(&key(value)).filter(|count| **count > 0) {
                *count -= 1;
                let new = Values {
                    old: None,
                    new: Some(value),
                    ..values
                };
                self.record(
                    field,
                    &at.nth(None, Some(index), None),
                    ChangeKind::Added,
                    new,
                );
            }
        }
    }

    /// Compares two maps of source fields, key by key.
    fn compare_maps(&mut self, field: &'static Field, at: &At, values: Values<'_>) {
        let value_of =
            |value: Option<&Value>, key: &str| value.and_then(|value| value.get(key)).cloned();
        let maps = [values.old, values.new].into_iter().flatten();
        let keys: BTreeSet<&String> = maps
            .filter_map(Value::as_object)
            .flat_map(|map| map.keys())
            .collect();
        for key in keys {
            let (old, new) = (value_of(values.old, key), value_of(values.new, key));
            if old == new {
                continue;
            }
            let at = At {
                old: at.old.then(key.clone()),
                new: at.new.then(key.clone()),
                subject: join_titles(at.subject.as_deref(), Some(key.clone())),
                ..at.clone()
            };
            let kind = match (&old, &new) {
                (None, _) => ChangeKind::Added,
                (_, None) => ChangeKind::Removed,
                _ => ChangeKind::Changed,
            };
            let values = Values {
                old: old.as_ref(),
                new: new.as_ref(),
                ..values
            };
            self.record(field, &at, kind, values);
        }
    }

    fn compare_limits(&mut self, field: &'static Field, at: &At, values: Values<'_>) {
        let typed = |value: Option<&Value>| serde_json::from_value::<Limit>(value?.clone()).ok();
        let (Some(old), Some(new)) = (typed(values.old), typed(values.new)) else {
            return self.record_one_sided(field, at, values);
        };
        let same_words = || text_key(&limit::write(&old)) == text_key(&limit::write(&new));
        let kind = match limit::compare(&old, &new) {
            Some(order) if order.is_eq() && Beside::of(&old) == Beside::of(&new) => {
                ChangeKind::Reworded
            }
            Some(_) => ChangeKind::Changed,
            None if same_words() => ChangeKind::Reworded,
            None => ChangeKind::NotComparable,
        };
        self.record(field, at, kind, values);
    }

    fn compare_hours(&mut self, field: &'static Field, at: &At, values: Values<'_>) {
        let typed =
            |value: Option<&Value>| serde_json::from_value::<OpeningHours>(value?.clone()).ok();
        let (Some(old), Some(new)) = (typed(values.old), typed(values.new)) else {
            return self.record_one_sided(field, at, values);
        };
        let is_readable = |value: &OpeningHours| !hours::effective(value).periods.is_empty();
        let unread = |hours: &OpeningHours| {
            let reading = hours.text.as_deref().map(hours::read);
            burden::keys(&reading.map_or_else(Vec::new, |reading| reading.unread))
        };
        let kind = if hours::same(&old, &new) && unread(&old) == unread(&new) {
            ChangeKind::Reworded
        } else if is_readable(&old) && is_readable(&new) {
            ChangeKind::Changed
        } else {
            ChangeKind::NotComparable
        };
        self.record(field, at, kind, values);
    }

    fn compare_leaves(&mut self, field: &'static Field, at: &At, values: Values<'_>) {
        let (Some(old), Some(new)) = (values.old, values.new) else {
            return self.record_one_sided(field, at, values);
        };
        let kind = match (old.as_str(), new.as_str()) {
            _ if !at.known_by_meaning.is_empty() => ChangeKind::Reworded,
            (Some(old), Some(new)) if field.text.is_some() && text_key(old) == text_key(new) => {
                ChangeKind::Reworded
            }
            _ => ChangeKind::Changed,
        };
        self.record(field, at, kind, values);
    }

    /// Records an element that only one side states.
    fn record_one_sided(&mut self, field: &'static Field, at: &At, values: Values<'_>) {
        let kind = match values.old {
            None => ChangeKind::Added,
            Some(_) => ChangeKind::Removed,
        };
        let burden = burden::of_whole(&at.element);
        self.push_change(field, at, kind, burden, values);
    }

    fn record(&mut self, field: &'static Field, at: &At, kind: ChangeKind, values: Values<'_>) {
        let sides = Sides {
            old: values.old,
            new: values.new,
            old_owner: Some(values.old_owner),
            new_owner: Some(values.new_owner),
        };
        let burden = burden::of(&at.element, kind, &sides);
        self.push_change(field, at, kind, burden, values);
    }

    fn push_change(
        &mut self,
        field: &'static Field,
        at: &At,
        kind: ChangeKind,
        burden: Burden,
        values: Values<'_>,
    ) {
        if self.is_claimed(at) {
            return;
        }
        let display = |value: Option<&Value>| value.map(|value| shown::value(field, value));
        let (mut old, mut new) = (display(values.old), display(values.new));
        if old == new {
            // The displayed values agree, so the wording differs.
            old = values.old.and_then(shown::wording).or(old);
            new = values.new.and_then(shown::wording).or(new);
        }
        let mut certain = true;
        if let (Some(Value::String(a)), Some(Value::String(b))) = (values.old, values.new)
            && field.vocabulary.is_none()
        {
            let (before, after) = compare::apart(a, b);
            (old, new) = (Some(before), Some(after));
            let is_prose = is_longer(a, MIN_PROSE_CHARS) && is_longer(b, MIN_PROSE_CHARS);
            certain = field.text.is_none() || !is_prose;
        }
        self.changes.push(Change {
            label: shown::label(self.root, &at.element),
            element: at.element.clone(),
            subject: at.subject.clone(),
            kind,
            burden,
            certain,
            old_path: at.old.clone(),
            new_path: at.new.clone(),
            old,
            new,
        });
    }
}

fn keys(owner: &Path, keys: &[&'static str]) -> Vec<Path> {
    keys.iter().map(|key| owner.then(*key)).collect()
}

fn value_at<'v>(value: &'v Value, path: &Path) -> Option<&'v Value> {
    path.steps()
        .iter()
        .try_fold(value, |value, step| match step {
            PathStep::Key(key) => value.get(key.as_ref()),
            PathStep::Index(at) => value.get(at),
        })
}
