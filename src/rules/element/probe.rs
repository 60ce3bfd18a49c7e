use crate::i18n::Argument;
use crate::model::{Channel, FeeItem, Guide, Material, ServiceItem};
use crate::path;
use crate::path::Path;

/// How to look for an element.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Probe {
    /// Of the item: whether it is there.
    Item(fn(&ServiceItem) -> bool),
    /// Of the item's guide: whether it is there.
    Guide(fn(&Guide) -> bool),
    /// Of each material: whether it is there or not wanted.
    Material(fn(&Material) -> bool),
    /// Of each material, seen with its item.
    MaterialOf(fn(&Material, &ServiceItem) -> bool),
    /// Of each fee.
    Fee(fn(&FeeItem) -> bool),
    /// Of each channel.
    Channel(fn(&Channel) -> bool),
}

/// Where an element is missing.
pub(crate) struct Lack {
    /// What it is missing of: the item, a material, a channel …
    pub(crate) path: Path,
    /// Whose: the material's or channel's name with a mark of belonging, else nothing.
    pub(crate) owner: Argument,
}

impl Probe {
    /// Every place where the element is missing.
    pub(crate) fn lacks(self, item: &ServiceItem) -> Vec<Lack> {
        let once = |there: bool, path: Path| if there { Vec::new() } else { vec![whole(path)] };
        let guide = item.guide.as_ref();
        match self {
            Self::Item(there) => once(there(item), path![]),
            Self::Guide(there) => match guide {
                Some(guide) => once(there(guide), path![]),
                None => once(there(&Guide::default()), path![]),
            },
            Self::Material(there) => each(
                guide.map_or(&[], |guide| guide.materials.as_slice()),
                there,
                |index| path!["guide", "materials", index],
                |material| material.name.as_deref(),
            ),
            Self::MaterialOf(there) => each(
                guide.map_or(&[], |guide| guide.materials.as_slice()),
                |material| there(material, item),
                |index| path!["guide", "materials", index],
                |material| material.name.as_deref(),
            ),
            Self::Fee(there) => each(
                guide
                    .and_then(|guide| guide.fees.as_ref())
                    .map_or(&[], |fees| fees.items.as_slice()),
                there,
                |index| path!["guide", "fees", "items", index],
                |fee| fee.name.as_deref(),
            ),
            Self::Channel(there) => each(
                &item.channels,
                there,
                |index| path!["channels", index],
                |channel| channel.name.as_deref().or(channel.id.as_deref()),
            ),
        }
    }
}

fn whole(path: Path) -> Lack {
    Lack {
        path,
        owner: Argument::Plain(String::new()),
    }
}

fn each<T>(
    things: &[T],
    there: impl Fn(&T) -> bool,
    path: impl Fn(usize) -> Path,
    name: impl Fn(&T) -> Option<&str>,
) -> Vec<Lack> {
    (things.iter().enumerate())
        .filter(|(_, thing)| !there(thing))
        .map(|(index, thing)| {
            let name = name(thing).map_or_else(|| format!("#{}", index + 1), str::to_owned);
            Lack {
                path: path(index),
                owner: Argument::Both {
                    zh: format!("“{name}”的"),
                    en: format!(" of “{name}”"),
                },
            }
        })
        .collect()
}
