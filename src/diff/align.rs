//! Finds each item again: by its key, or else by other identifying values.

use std::collections::HashMap;

use crate::code::{BaseCode, ImplementationCode};
use crate::model::ServiceItem;
use crate::prose::text_key;

/// The items of two catalogues, by index.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// The same item in both.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Items that only the old catalogue has.
    pub(super) removed: Vec<usize>,
    /// Items that only the new catalogue has.
    pub(super) added: Vec<usize>,
}

/// A key that identifies an item; `None` or blank if the item has none.
pub(super) type Key = fn(&ServiceItem) -> Option<String>;

/// Keys of items that stand several times, tried one after the other.
pub(super) const SURE: [Key; 2] = [
    |item| Some(format!("{} {}", filled(Some(&item.key()))?, item.name)),
    |item| filled(Some(&item.key())),
];

/// Keys of an item whose own key or name changed; they count only if one item of each catalogue has them.
const LIKELY: &[Key] = &[
    |item| Some(format!("{} {}", implementation_code(item)?, item.name)),
    |item| filled(item.source_id.as_deref()),
    |item| {
        let code = filled(item.local_implementation_code.as_deref())?;
        Some(format!("{code} {}", item.name))
    },
    |item| Some(format!("{} {}", filled(Some(&item.name))?, run_by(item)?)),
    implementation_code,
    |item| Some(format!("{} {}", base_code(item)?, run_by(item)?)),
    |item| Some(format!("{} {}", guide(item)?, run_by(item)?)),
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

/// The body that runs it, and where.
fn run_by(item: &ServiceItem) -> Option<String> {
    let body = text_key(item.authority.as_ref()?.name.as_deref()?);
    let codes = [&item.division, &item.town_code, &item.village_code];
    let place = codes.map(|code| code.as_ref().map_or("", |code| code.as_str()));
    (!body.is_empty()).then(|| format!("{body} {}", place.join(" ")))
}

/// Everything: an item without a name can still be equal to its old version.
fn whole(item: &ServiceItem) -> Option<String> {
    serde_json::to_string(item).ok()
}

/// The whole guide: an item with another name and the same guide is the same.
fn guide(item: &ServiceItem) -> Option<String> {
    let guide = item.guide.as_ref()?;
    // A guide that every item of a body has identifies none.
    (!guide.materials.is_empty()).then(|| serde_json::to_string(guide).ok())?
}

/// Pairs the items of two catalogues.
pub(super) fn align(old: &[ServiceItem], new: &[ServiceItem]) -> Aligned {
    let mut aligned = Aligned {
        pairs: Vec::new(),
        removed: (0..old.len()).collect(),
        added: (0..new.len()).collect(),
    };
    for key in SURE {
        aligned.pass((old, new), key, false);
    }
    aligned.pass((old, new), whole, false);
    for key in LIKELY {
        if aligned.removed.is_empty() || aligned.added.is_empty() {
            break;
        }
        aligned.pass((old, new), *key, true);
    }
    aligned.pairs.sort_unstable_by_key(|(_, new)| *new);
    aligned
}

impl Aligned {
    /// Pairs the remaining items with the same key, in order; with `only`, if there is one on each side.
    fn pass(&mut self, (old, new): (&[ServiceItem], &[ServiceItem]), key: Key, only: bool) {
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
        let (mut gone, mut come) = (vec![false; old.len()], vec![false; new.len()]);
        for (olds, news) in found.into_values() {
            if only && (olds.len() > 1 || news.len() > 1) {
                continue;
            }
            for (first, second) in olds.into_iter().zip(news) {
                self.pairs.push((first, second));
                if let (Some(gone), Some(come)) = (gone.get_mut(first), come.get_mut(second)) {
                    (*gone, *come) = (true, true);
                }
            }
        }
        let stays = |taken: &[bool], index: usize| taken.get(index) != Some(&true);
        self.removed.retain(|index| stays(&gone, *index));
        self.added.retain(|index| stays(&come, *index));
    }
}
