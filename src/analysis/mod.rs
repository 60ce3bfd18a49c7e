//! What many rules ask of one item, worked out once.

mod graph;
pub(crate) mod nature;
mod paper;
mod process;
mod text_stats;
mod texts;

use crate::model::ServiceItem;
use crate::value::material::{MaterialKey, name_key};

pub(crate) use crate::model::elements::TextKind;
pub(crate) use graph::{Ways, holds, mark};
pub(crate) use paper::{is_form, without_closing};
pub(crate) use process::{Drawing, Drawn, Stages, repeated};
pub(crate) use text_stats::TextStats;
pub(crate) use texts::{Paths, TextNode, Texts};

/// What is known of the item at hand beside what it says.
#[derive(Debug)]
pub(crate) struct Analysis<'a> {
    /// The item.
    pub(crate) item: &'a ServiceItem,
    /// Every text of it that is not blank, in its order.
    pub(crate) texts: Texts<'a>,
    /// By material of its guide: what its name is compared by; `None` where it has no name.
    pub(crate) material_keys: Vec<Option<MaterialKey>>,
    /// The process of its guide as a graph.
    pub(crate) process: Drawing<'a>,
    /// By step of that process: the stages it belongs to.
    pub(crate) stages: Stages,
}

impl<'a> Analysis<'a> {
    /// Of this item; `paths` is where the places of its texts are kept, empty at first.
    pub(crate) fn of(item: &'a ServiceItem, paths: &'a Paths) -> Self {
        Self {
            item,
            texts: Texts::of(item, paths),
            material_keys: material_keys(item),
            process: process::draw(item),
            stages: Stages::of_steps(item),
        }
    }
}

fn material_keys(item: &ServiceItem) -> Vec<Option<MaterialKey>> {
    let materials = item.materials();
    (materials.iter())
        .map(|material| material.name.as_deref().map(name_key))
        .collect()
}
