//! Finds each element of a list again.

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::compare;
use crate::model::elements::Group;
use crate::model::{Material, Phone, Place};
use crate::prose::text_key;
use crate::value::material::name_key;
use crate::value::{address, material, phone};

/// Maximum number of elements per side that are compared each with each.
const MAX_EACH: usize = 200;

/// The elements of two lists, by index.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// The same element in both lists.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Pairs, by index in the old list, that were matched by meaning; another spelling of their name is only
    /// a rewording.
    pub(super) by_meaning: BTreeSet<usize>,
    /// Elements that only the old list has.
    pub(super) removed: BTreeSet<usize>,
    /// Elements that only the new list has.
    pub(super) added: BTreeSet<usize>,
}

/// Pairs the elements of two lists of a type.
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
                    && says_the_same(a, b)
                {
                    found.by_meaning.insert(first);
                }
            }
        }
        "Place" => found.each(&typed::<Place>(old), &typed(new), address::same),
        "Phone" => found.each(&typed::<Phone>(old), &typed(new), phone::same_line),
        _ => {}
    }
    found.keyed(old, new, |value| Some(value.to_string()));
    // Materials with a name are paired by it or not at all.
    let keys = if group.id == "Material" {
        &[]
    } else {
        group.keys
    };
    for key in keys {
        found.keyed(old, new, |value| {
            let key = text_key(value.get(key)?.as_str()?);
            (!key.is_empty()).then_some(key)
        });
    }
    // The only remaining element on each side is the same one, renamed.
    let has_meaning = matches!(group.id, "Material" | "Place" | "Phone");
    if !has_meaning && found.pairs.is_empty() && old.len() == 1 && new.len() == 1 {
        found.pair(0, 0);
    }
    found.pairs.sort_unstable();
    found
}

/// The elements in their own type; the values were made from it.
fn typed<T: DeserializeOwned>(list: &[Value]) -> Vec<T> {
    serde_json::from_value(Value::Array(list.to_vec())).unwrap_or_default()
}

/// The material that a name describes, if it is the name of one: 营业执照复印件（一式两份）.
pub(super) fn said_by_name(name: &str) -> Option<Material> {
    let reading = material::read(name);
    let found = reading.value.filter(|_| reading.unread.is_empty())?;
    let [one] = <[Material; 1]>::try_from(found).ok()?;
    Some(one)
}

/// Whether the names of two materials say the same, number and form of copies included.
fn says_the_same(a: &Material, b: &Material) -> bool {
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
    fn each<T>(&mut self, old: &[T], new: &[T], same: fn(&T, &T) -> bool) {
        if old.len() > MAX_EACH || new.len() > MAX_EACH {
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
    fn keyed(&mut self, old: &[Value], new: &[Value], key: impl Fn(&Value) -> Option<String>) {
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

    /// Whether the pairs are in another order.
    pub(super) fn is_reordered(&self) -> bool {
        let seconds = self.pairs.iter().map(|(_, second)| *second);
        !seconds.is_sorted()
    }
}
