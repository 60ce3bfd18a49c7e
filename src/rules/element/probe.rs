//! Finds the places at which an element is missing.

use super::sign::Sign;
use crate::analysis::{is_elsewhere, is_no_paper, is_none, is_thing};
use crate::i18n::Argument;
use crate::model::elements::{ITEM, Node, any, key_and_rest};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::vocabulary::{ChannelKind, Medium};

/// A condition under which an element may be missing, in addition to the item types and the profile.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unless {
    /// In an item for which the function returns `true`; it never does so for an item with the sign.
    Item(fn(&ServiceItem) -> bool, Option<Sign>),
    /// In a material for which the function returns `true`.
    Material(fn(&Material, &ServiceItem) -> bool),
    /// In a material that need not be handed in.
    Exempt,
    /// In a material that need not be handed in, is electronic only, or is a thing.
    ExemptOrElectronic,
    /// In a channel of a kind not in the list.
    ChannelBut(&'static [ChannelKind]),
}

/// A place at which an element is missing.
pub(crate) struct Lack {
    /// The path of the owner of the element: the item, a material, a channel …
    pub(crate) path: Path,
    /// The owner in the genitive, such as “表”的 or ` of “form”`; empty for the item.
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

/// Whether the path of the element passes through a list.
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

/// Every place where the element is missing: at most one for the item, or one per entry of the list that the path
/// passes through.
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
            // The owner of the element is absent; if it is a list, there are no entries to lack the element.
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
                .filter(|(at, _)| !is_placeholder_entry(element, item, *at))
                .map(|(at, one)| Lack {
                    path: path().then(at),
                    owner: display_owner(one, at),
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

/// Whether the element belongs to a list entry that is no paper: it says that none is needed, refers elsewhere, asks for
/// a phone number, or leaves open what else there may be.
fn is_placeholder_entry(element: &str, item: &ServiceItem, at: usize) -> bool {
    let is_placeholder =
        |material: &Material| is_none(material) || is_elsewhere(material) || is_no_paper(material);
    element.starts_with("guide.materials.") && item.materials().get(at).is_some_and(is_placeholder)
}

/// Whether the material or channel at this index may lack the element.
fn may_lack(unless: Option<Unless>, item: &ServiceItem, at: usize) -> bool {
    let material = || item.materials().get(at);
    let is_exempt = |material: &Material| material.exempt == Some(true);
    match unless {
        Some(Unless::Material(may)) => material().is_some_and(|material| may(material, item)),
        Some(Unless::Exempt) => material().is_some_and(is_exempt),
        Some(Unless::ExemptOrElectronic) => material().is_some_and(|material| {
            is_exempt(material) || material.medium == Some(Medium::Electronic) || is_thing(material)
        }),
        Some(Unless::ChannelBut(kinds)) => item.channels.get(at).is_some_and(|channel| {
            let kind = channel.kind.as_ref();
            !kind.is_some_and(|kind| kinds.contains(kind))
        }),
        Some(Unless::Item(..)) | None => false,
    }
}

/// The owner's name or id in the genitive, or else its number.
fn display_owner(one: &dyn Node, at: usize) -> Argument {
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
