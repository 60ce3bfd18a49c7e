//! Keys by which items are found again in another catalogue.

use std::collections::HashSet;

use super::{Facts, ItemFacts, digest};
use crate::code::{BaseCode, HandlingCode, ImplementationCode};
use crate::prose::{is_blank, text_key};
use crate::vocabulary::{ItemStatus, Vocabulary};

/// The items of a catalogue that are in use, by base codes, the main items of those, local codes and names.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Digests: there may be a million.
    codes: HashSet<u64>,
    local_codes: HashSet<u64>,
    names: HashSet<u64>,
    /// The first nine characters of base codes without and with a sub-item.
    main_items: HashSet<String>,
    whole_main_items: HashSet<String>,
    /// The catalogues that the base codes belong to: `00` for the national one, or a province.
    prefixes: HashSet<String>,
}

impl Known {
    pub(crate) fn of(facts: &Facts) -> Self {
        let mut known = Self::default();
        for item in facts.iter().filter(|item| item.is_in_use()) {
            known.names.extend(names(item));
            known.local_codes.extend(local_code(item));
            let Some(code) = sound_base_code(item) else {
                continue;
            };
            known.codes.insert(digest(&code));
            let parsed = BaseCode::from(code.as_str());
            if let (Ok(parts), Some(main)) = (parsed.parts(), parsed.main_item()) {
                known.prefixes.insert(parts.prefix.to_owned());
                let mains = if parts.is_sub_item() {
                    &mut known.main_items
                } else {
                    &mut known.whole_main_items
                };
                mains.insert(main.to_owned());
            }
        }
        known
    }

    /// Whether it has an item, by base code, then by local code and name.
    pub(crate) fn has(&self, item: ItemFacts<'_>) -> bool {
        sound_base_code(item).is_some_and(|code| self.has_code(&code))
            || local_code(item).is_some_and(|code| self.local_codes.contains(&code))
            || names(item).any(|name| self.names.contains(&name))
    }

    /// A main item without sub-items may be divided in the other catalogue.
    fn has_code(&self, code: &str) -> bool {
        let parsed = BaseCode::from(code);
        let is_sub = parsed.parts().is_ok_and(|parts| parts.is_sub_item());
        let mains = if is_sub {
            &self.whole_main_items
        } else {
            &self.main_items
        };
        self.codes.contains(&digest(&code))
            || parsed.main_item().is_some_and(|main| mains.contains(main))
    }

    /// Whether the codes of an item belong to another numbering than those of this catalogue.
    pub(crate) fn is_other_numbering(&self, item: ItemFacts<'_>) -> bool {
        let code = sound_base_code(item);
        let prefix = code.as_deref().and_then(|code| code.get(..2));
        prefix.is_some_and(|prefix| !self.prefixes.contains(prefix))
            || (local_code(item).is_some() && self.local_codes.is_empty())
    }
}

fn local_code(item: ItemFacts<'_>) -> Option<u64> {
    let code = item.local_base_code().map(str::trim);
    Some(digest(&code.filter(|code| !code.is_empty())?))
}

fn names(item: ItemFacts<'_>) -> impl Iterator<Item = u64> {
    let names = [Some(item.name()), item.catalogue_name()].into_iter();
    let keys = names.flatten().map(text_key);
    keys.filter(|name| !name.is_empty())
        .map(|name| digest(&name))
}

impl ItemFacts<'_> {
    /// Whether it is in use.
    pub(crate) fn is_in_use(self) -> bool {
        self.status() != Some(ItemStatus::Cancelled.term())
    }
}

/// The well-formed base code of an item, stated or inside its other codes; not that of a node.
pub(crate) fn sound_base_code(item: ItemFacts<'_>) -> Option<String> {
    let filled = |code: &&str| !is_blank(code);
    let stated = item.base_code().filter(filled).map(BaseCode::from);
    let inside = || {
        let stated = item.implementation_code().filter(filled);
        let code = match stated {
            Some(code) => ImplementationCode::from(code),
            None => HandlingCode::from(item.handling_code()?).implementation_code()?,
        };
        code.base_code()
    };
    let local = || {
        item.local_base_code()
            .map(|code| BaseCode::from(code.trim()))
    };
    let code = stated.or_else(inside).or_else(local)?;
    let sound = code.parts().is_ok_and(|parts| !parts.is_directory_node);
    sound.then(|| code.into_string())
}
