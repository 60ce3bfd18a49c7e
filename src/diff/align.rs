//! Pairs the items of two catalogues by key, or else by other identifying values.

use std::collections::HashMap;

use super::change::Versions;
use crate::code::{BaseCode, ImplementationCode};
use crate::model::ServiceItem;
use crate::prose::text_key;

/// The items of two catalogues, by index.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// Indexes of the same item in the old and the new catalogue.
    pub(super) pairs: Vec<Versions<usize>>,
    /// Items that only the old catalogue has.
    pub(super) removed: Vec<usize>,
    /// Items that only the new catalogue has.
    pub(super) added: Vec<usize>,
}

/// Computes a key that identifies an item; `None` if the item has no such key.
pub(super) type Key = fn(&ServiceItem) -> Option<String>;

/// Keys that are tried first, in this order; items with equal keys are paired in catalogue order.
pub(super) const SURE: [Key; 2] = [
    |item| Some(format!("{} {}", filled(Some(&item.key()))?, item.name)),
    |item| filled(Some(&item.key())),
];

/// Keys for items whose own key or name changed; a key counts only if exactly one remaining item of each
/// catalogue has it.
const LIKELY: &[Key] = &[
    |item| Some(format!("{} {}", implementation_code(item)?, item.name)),
    |item| filled(item.source_id.as_deref()),
    |item| {
        let code = filled(item.local_implementation_code.as_deref())?;
        Some(format!("{code} {}", item.name))
    },
    |item| {
        Some(format!(
            "{} {}",
            filled(Some(&item.name))?,
            authority_key(item)?
        ))
    },
    implementation_code,
    |item| Some(format!("{} {}", base_code(item)?, authority_key(item)?)),
    |item| {
        Some(format!(
            "{} {}",
            serialized_guide(item)?,
            authority_key(item)?
        ))
    },
];

fn filled(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn implementation_code(item: &ServiceItem) -> Option<String> {
    filled(
        item.implementation_code
            .as_ref()
            .map(ImplementationCode::as_str),
    )
}

fn base_code(item: &ServiceItem) -> Option<String> {
    filled(item.base_code.as_ref().map(BaseCode::as_str))
        .or_else(|| filled(item.local_base_code.as_deref()))
}

/// The implementing authority of an item and its division, town and village codes.
fn authority_key(item: &ServiceItem) -> Option<String> {
    let body = text_key(item.authority.as_ref()?.name.as_deref()?);
    let codes = [&item.division, &item.town_code, &item.village_code];
    let place = codes.map(|code| code.as_ref().map_or("", |code| code.as_str()));
    (!body.is_empty()).then(|| format!("{body} {}", place.join(" ")))
}

/// The whole item as JSON: an item without a name can still equal its old version.
fn serialized_item(item: &ServiceItem) -> Option<String> {
    serde_json::to_string(item).ok()
}

/// The whole guide as JSON: an item with another name and the same guide is the same item.
fn serialized_guide(item: &ServiceItem) -> Option<String> {
    let guide = item.guide.as_ref()?;
    // A guide without materials may be the same for every item of an authority.
    (!guide.materials.is_empty()).then(|| serde_json::to_string(guide).ok())?
}

/// Pairs the items of two catalogues.
pub(super) fn align(items: Versions<&[ServiceItem]>) -> Aligned {
    let Versions { old, new } = items;
    let mut aligned = Aligned {
        pairs: Vec::new(),
        removed: (0..old.len()).collect(),
        added: (0..new.len()).collect(),
    };
    for key in SURE {
        aligned.pass(items, key, false);
    }
    aligned.pass(items, serialized_item, false);
    for key in LIKELY {
        if aligned.removed.is_empty() || aligned.added.is_empty() {
            break;
        }
        aligned.pass(items, *key, true);
    }
    aligned.pairs.sort_unstable_by_key(|pair| pair.new);
    aligned
}

impl Aligned {
    /// Pairs the remaining items with the same key, in order; if `must_be_unique`, only keys that one item on
    /// each side has.
    fn pass(&mut self, items: Versions<&[ServiceItem]>, key: Key, must_be_unique: bool) {
        let Versions { old, new } = items;
        let mut found: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for index in &self.removed {
            if let Some(key) = old.get(*index).and_then(key) {
                found.entry(key).or_default().0.push(*index);
            }
        }
        for index in &self.added {
            if let Some(key) = new.get(*index).and_then(key)
                && let Some(group) = found.get_mut(&key)
            {
                group.1.push(*index);
            }
        }
        let (mut paired_old, mut paired_new) = (vec![false; old.len()], vec![false; new.len()]);
        for (olds, news) in found.into_values() {
            if must_be_unique && (olds.len() > 1 || news.len() > 1) {
                continue;
            }
            for (first, second) in olds.into_iter().zip(news) {
                self.pairs.push(Versions {
                    old: first,
                    new: second,
                });
                if let (Some(old), Some(new)) =
                    (paired_old.get_mut(first), paired_new.get_mut(second))
                {
                    (*old, *new) = (true, true);
                }
            }
        }
        let is_unpaired = |paired: &[bool], index: usize| paired.get(index) != Some(&true);
        self.removed
            .retain(|index| is_unpaired(&paired_old, *index));
        self.added.retain(|index| is_unpaired(&paired_new, *index));
    }
}
