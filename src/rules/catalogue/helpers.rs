//! Items gathered by what they have in common, in the order of the catalogue.

use std::collections::HashMap;

use crate::code::BaseCode;
use crate::engine::CatalogueContext;
use crate::model::ServiceItem;
use crate::prose::text_key;

/// Numbers of the items by key, the groups in the order in which their keys first occur; the map
/// serves looking up only.
pub(super) fn groups(
    items: &[ServiceItem],
    key: impl Fn(&ServiceItem) -> Option<String>,
) -> Vec<Vec<usize>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(key) = key(item) else { continue };
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.push(index);
        }
    }
    groups
}

/// The well-formed base code of an item, stated or inside its other codes; not of a node.
pub(super) fn base_code(item: &ServiceItem) -> Option<String> {
    let stated = item.base_code.clone().filter(|code| !code.is_empty());
    let inside = || {
        let handling = item.handling_code.as_ref();
        let code = item
            .implementation_code
            .clone()
            .filter(|code| !code.is_empty())
            .or_else(|| handling?.implementation_code())?;
        code.base_code()
    };
    let local = || {
        item.local_base_code
            .as_deref()
            .map(|code| BaseCode::from(code.trim()))
    };
    let code: BaseCode = stated.or_else(inside).or_else(local)?;
    let sound = code.parts().is_ok_and(|parts| !parts.is_directory_node);
    sound.then(|| code.into_string())
}

/// The base code with the item's name: the same handling item, whoever runs it.
pub(super) fn handling_item(item: &ServiceItem) -> Option<String> {
    let name = text_key(&item.name);
    let code = base_code(item)?;
    (!name.is_empty()).then(|| format!("{code} {name}"))
}

/// A value that differs from what most of its group say.
pub(super) struct Odd<'a, T> {
    /// The item that says it.
    pub(super) item: usize,
    /// What it says.
    pub(super) value: &'a T,
    /// The first item that says what most say.
    pub(super) other: usize,
    /// What most say; of equally many the first.
    pub(super) usual: &'a T,
}

/// The values of each group that are not the usual one; `value` gives the value of an item and the
/// key it is compared by.
pub(super) fn odd_ones<'a, T>(
    cx: &CatalogueContext<'a>,
    groups: &[Vec<usize>],
    value: impl Fn(&'a ServiceItem) -> Option<(&'a T, String)>,
) -> Vec<Odd<'a, T>> {
    let mut odd = Vec::new();
    for group in groups.iter().filter(|group| group.len() > 1) {
        let said: Vec<(usize, &'a T, String)> = group
            .iter()
            .filter_map(|index| {
                let (value, key) = value(cx.catalogue().items.get(*index)?)?;
                Some((*index, value, key))
            })
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, _, key) in &said {
            *counts.entry(key).or_default() += 1;
        }
        let count = |key: &str| counts.get(key).copied().unwrap_or_default();
        // The last of equals wins `max_by_key`, so the list is walked from its end.
        let Some((other, usual, usual_key)) =
            said.iter().rev().max_by_key(|(_, _, key)| count(key))
        else {
            continue;
        };
        for (item, value, key) in &said {
            if key != usual_key {
                odd.push(Odd {
                    item: *item,
                    value: *value,
                    other: *other,
                    usual: *usual,
                });
            }
        }
    }
    odd
}

/// What an item is called in a message: its name and the body that runs it.
pub(super) fn shown(cx: &CatalogueContext<'_>, index: usize) -> String {
    let Some(item) = cx.catalogue().items.get(index) else {
        return String::new();
    };
    match item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref())
    {
        Some(body) => format!("{}（{body}）", item.name),
        None => item.name.clone(),
    }
}
