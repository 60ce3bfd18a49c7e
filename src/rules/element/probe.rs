//! Finds the places at which an element is missing.

use super::sign::Sign;
use crate::analysis::{is_elsewhere, is_none};
use crate::i18n::Argument;
use crate::model::elements::{ITEM, Node, any, key_and_rest};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::vocabulary::{ChannelKind, Medium};

/// A condition under which an element may be missing, besides those of its types and profile.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unless {
    /// In such an item; one with the sign is certainly none.
    Item(fn(&ServiceItem) -> bool, Option<Sign>),
    /// In such a material of the item.
    Material(fn(&Material, &ServiceItem) -> bool),
    /// In a material that need not be handed in.
    Exempt,
    /// In a material that need not be handed in, or is electronic only.
    ExemptOrElectronic,
    /// In a channel of another kind than these.
    ChannelBut(&'static [ChannelKind]),
}

/// A place at which an element is missing.
pub(crate) struct Lack {
    /// The path of its owner: the item, a material, a channel …
    pub(crate) path: Path,
    /// Whose: the material's or channel's name with a mark of belonging, else nothing.
    pub(crate) owner: Argument,
}

impl Lack {
    fn of_item() -> Self {
        Self {
            path: path![],
            owner: Argument::Plain(String::new()),
        }
    }
}

/// Whether the element at this path is one of elements in a list.
fn leads_through_list(element: &str) -> bool {
    let mut group = ITEM;
    let mut rest = element;
    while let Some((key, inner)) = key_and_rest(rest) {
        let Some(field) = group.field(key) else {
            return false;
        };
        if field.is_list {
            return true;
        }
        group = field.group.unwrap_or(group);
        rest = inner;
    }
    false
}

/// Every place where the element at this path is missing: once for the item, or for each of a list
/// that the path leads through.
pub(crate) fn lacks(element: &str, unless: Option<Unless>, item: &ServiceItem) -> Vec<Lack> {
    if let Some(Unless::Item(may, _)) = unless
        && may(item)
    {
        return Vec::new();
    }
    let stated = |owner: &dyn Node, key: &str| owner.states(key);
    let mut node: &dyn Node = item;
    let mut rest = element;
    while let Some((key, inner)) = key_and_rest(rest) {
        let Some(child) = node.child(key) else {
            // The owner of the element is absent; in a list, nothing can be missing.
            return if leads_through_list(element) {
                Vec::new()
            } else {
                vec![Lack::of_item()]
            };
        };
        node = child;
        rest = inner;
        if let Some(count) = node.count() {
            let whole = element.strip_suffix(rest).unwrap_or(element);
            let path = || Path::parse(whole.trim_end_matches('.'));
            return (0..count)
                .filter_map(|at| Some((at, node.nth(at)?)))
                .filter(|(at, one)| !any(*one, rest, &stated) && !may_lack(unless, item, *at))
                .filter(|(at, _)| !wants_none(element, item, *at))
                .map(|(at, one)| Lack {
                    path: path().then(at),
                    owner: owner(one, at),
                })
                .collect();
        }
    }
    if node.states(rest) {
        Vec::new()
    } else {
        vec![Lack::of_item()]
    }
}

/// Whether this line of the materials states that none is wanted: it has no elements.
fn wants_none(element: &str, item: &ServiceItem, at: usize) -> bool {
    let is_none = |material: &Material| is_none(material) || is_elsewhere(material);
    element.starts_with("guide.materials.") && item.materials().get(at).is_some_and(is_none)
}

/// Whether this one of the materials or channels may lack the element.
fn may_lack(unless: Option<Unless>, item: &ServiceItem, at: usize) -> bool {
    let material = || item.materials().get(at);
    let is_exempt = |material: &Material| material.exempt == Some(true);
    match unless {
        Some(Unless::Material(may)) => material().is_some_and(|material| may(material, item)),
        Some(Unless::Exempt) => material().is_some_and(is_exempt),
        Some(Unless::ExemptOrElectronic) => material().is_some_and(|material| {
            is_exempt(material) || material.medium == Some(Medium::Electronic)
        }),
        Some(Unless::ChannelBut(kinds)) => item.channels.get(at).is_some_and(|channel| {
            let kind = channel.kind.as_ref();
            !kind.is_some_and(|kind| kinds.contains(kind))
        }),
        Some(Unless::Item(..)) | None => false,
    }
}

/// Its name or id, else its number.
fn owner(one: &dyn Node, at: usize) -> Argument {
    let words = ["name", "id"]
        .into_iter()
        .find_map(|key| one.child(key)?.words());
    let number = at + 1;
    match words {
        Some(name) => Argument::Both {
            zh: format!("“{name}”的"),
            en: format!(" of “{name}”"),
        },
        None => Argument::Both {
            zh: format!("第{number}项的"),
            en: format!(" of entry {number}"),
        },
    }
}
