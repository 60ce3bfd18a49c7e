//! Pairs the elements of two versions of a list.

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::compare;
use crate::model::elements::Group;
use crate::model::{Material, Phone, Place};
use crate::prose::text_key;
use crate::value::material::name_key;
use crate::value::{address, material, phone};

/// Maximum number of elements per side for comparing every old element with every new one.
const MAX_PAIRWISE_ELEMENTS: usize = 200;

/// The elements of two lists, by index.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// Indexes of the same element in the old and the new list.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Indexes in the old list of pairs that were matched by meaning; if their names differ in spelling, that
    /// is only a rewording.
    pub(super) by_meaning: BTreeSet<usize>,
    /// Elements that only the old list has.
    pub(super) removed: BTreeSet<usize>,
    /// Elements that only the new list has.
    pub(super) added: BTreeSet<usize>,
}

/// Pairs the elements of two lists of the type `group`.
pub(super) fn matched(group: &Group, old: &[Value], new: &[Value]) -> Matched {
    let mut found = Matched {
        removed: (0..old.len()).collect(),
        added: (0..new.len()).collect(),
        ..Matched::default()
    };
    match group.id {
        "Material" => {
            let (a, b) = (typed::<Material>(old), typed::<Material>(new));
            for (first, second) in compare::same_materials(&a, &b) {
                found.pair(first, second);
                if let (Some(a), Some(b)) = (a.get(first), b.get(second))
                    && names_mean_the_same(a, b)
                {
                    found.by_meaning.insert(first);
                }
            }
        }
        "Place" => found.pair_by_meaning(&typed::<Place>(old), &typed(new), address::same),
        "Phone" => found.pair_by_meaning(&typed::<Phone>(old), &typed(new), phone::same_line),
        _ => {}
    }
    found.pair_by_key(old, new, |value| Some(value.to_string()));
    // Materials were already paired by name; the remaining ones are not the same.
    let keys = if group.id == "Material" {
        &[]
    } else {
        group.keys
    };
    for key in keys {
        found.pair_by_key(old, new, |value| {
            let key = text_key(value.get(key)?.as_str()?);
            (!key.is_empty()).then_some(key)
        });
    }
    // If each list has a single element, it was renamed.
    let is_paired_by_meaning = matches!(group.id, "Material" | "Place" | "Phone");
    if !is_paired_by_meaning && found.pairs.is_empty() && old.len() == 1 && new.len() == 1 {
        found.pair(0, 0);
    }
    found.pairs.sort_unstable();
    found
}

/// The elements, deserialized; the values were serialized from this type.
fn typed<T: DeserializeOwned>(list: &[Value]) -> Vec<T> {
    serde_json::from_value(Value::Array(list.to_vec())).unwrap_or_default()
}

/// Reads the material that a name describes, if it describes exactly one: 营业执照复印件（一式两份）.
pub(super) fn said_by_name(name: &str) -> Option<Material> {
    let reading = material::read(name);
    let found = reading.value.filter(|_| reading.unread.is_empty())?;
    let [one] = <[Material; 1]>::try_from(found).ok()?;
    Some(one)
}

/// Whether the names of two materials mean the same, including number and form of copies.
fn names_mean_the_same(a: &Material, b: &Material) -> bool {
    let (Some(a), Some(b)) = (a.name.as_deref(), b.name.as_deref()) else {
        return false;
    };
    let besides_name = |name: &str| said_by_name(name).map(|said| Material { name: None, ..said });
    let (first, second) = (name_key(a), name_key(b));
    first.core == second.core && first.form == second.form && besides_name(a) == besides_name(b)
}

impl Matched {
    fn pair(&mut self, first: usize, second: usize) {
        self.removed.remove(&first);
        self.added.remove(&second);
        self.pairs.push((first, second));
    }

    /// Pairs elements with the same meaning.
    fn pair_by_meaning<T>(&mut self, old: &[T], new: &[T], same: fn(&T, &T) -> bool) {
        if old.len() > MAX_PAIRWISE_ELEMENTS || new.len() > MAX_PAIRWISE_ELEMENTS {
            return;
        }
        for (first, value) in old.iter().enumerate() {
            let mut left = self.added.iter().copied();
            let is_same = |index: &usize| new.get(*index).is_some_and(|other| same(value, other));
            if let Some(second) = left.find(is_same) {
                self.pair(first, second);
                self.by_meaning.insert(first);
            }
        }
    }

    /// Pairs the remaining elements with the same key, in order.
    fn pair_by_key(
        &mut self,
        old: &[Value],
        new: &[Value],
        key: impl Fn(&Value) -> Option<String>,
    ) {
        if self.removed.is_empty() || self.added.is_empty() {
            return;
        }
        let mut known: HashMap<String, VecDeque<usize>> = HashMap::new();
        for index in &self.added {
            if let Some(key) = new.get(*index).and_then(&key) {
                known.entry(key).or_default().push_back(*index);
            }
        }
        for first in self.removed.clone() {
            let same = old.get(first).and_then(&key);
            let second = same.and_then(|key| known.get_mut(&key)?.pop_front());
            if let Some(second) = second {
                self.pair(first, second);
            }
        }
    }

    /// Whether the paired elements are in a different order in the new list.
    pub(super) fn is_reordered(&self) -> bool {
        let seconds = self.pairs.iter().map(|(_, second)| *second);
        !seconds.is_sorted()
    }
}
