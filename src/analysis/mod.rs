//! Analysis of an item: facts that many rules need, computed once.

mod codes;
mod graph;
pub(crate) mod nature;
mod paper;
mod process;
pub(crate) mod said;
mod text_stats;
mod texts;

use std::cell::OnceCell;

use crate::model::ServiceItem;
use crate::value::material::{MaterialKey, name_key};
use crate::value::url::{LinkFault, fault};
use crate::words::{Letters, Lexicon};

pub(crate) use crate::model::elements::TextKind;
pub(crate) use codes::{Codes, bodies, local_implementation};
pub(crate) use graph::{Ways, holds, mark};
pub(crate) use nature::Nature;
pub(crate) use paper::{
    is_elsewhere, is_form, is_no_paper, is_none, is_thing, title, without_closing,
};
pub(crate) use process::{Drawing, Drawn, Stages, repeated};
pub(crate) use text_stats::TextStats;
pub(crate) use texts::{Paths, TextNode, Texts};

/// The facts derived from the current item.
#[derive(Debug)]
pub(crate) struct Analysis<'a> {
    /// The item.
    pub(crate) item: &'a ServiceItem,
    /// All non-blank texts, in document order.
    pub(crate) texts: Texts<'a>,
    /// For each material of the guide, the key by which its name is compared; `None` without a name.
    pub(crate) material_keys: Vec<Option<MaterialKey>>,
    /// The process of the item's guide as a graph.
    pub(crate) process: Drawing<'a>,
    /// For each step of that process, its stages.
    pub(crate) stages: Stages,
    codes: OnceCell<Codes>,
    nature: OnceCell<Nature>,
    entry_faults: OnceCell<Vec<Option<LinkFault>>>,
    /// The index of the text that asks for papers.
    papers_asked: OnceCell<Option<usize>>,
}

impl<'a> Analysis<'a> {
    /// Analyses an item; `paths` caches the paths of its texts and starts empty.
    pub(crate) fn of(item: &'a ServiceItem, lexicon: &Lexicon, paths: &'a Paths) -> Self {
        Self {
            item,
            texts: Texts::of(item, lexicon, paths),
            material_keys: material_keys(item),
            process: process::draw(item),
            stages: Stages::of_steps(item),
            codes: OnceCell::new(),
            nature: OnceCell::new(),
            entry_faults: OnceCell::new(),
            papers_asked: OnceCell::new(),
        }
    }

    /// The codes of the item.
    pub(crate) fn codes(&self) -> &Codes {
        self.codes.get_or_init(|| Codes::of(self.item))
    }

    /// The nature of the item.
    pub(crate) fn nature(&self) -> Nature {
        *self.nature.get_or_init(|| Nature::of(self.item))
    }

    /// The fault of the address of a channel, by its index.
    pub(crate) fn entry_fault(&self, channel: usize) -> Option<LinkFault> {
        let of_all = || {
            let urls = self.item.channels.iter().map(|channel| &channel.url);
            urls.map(|url| fault(url.as_deref()?)).collect()
        };
        *self.entry_faults.get_or_init(of_all).get(channel)?
    }

    /// The characters of the name, the form, the size and the notes of a material, by its index.
    pub(crate) fn material_letters(&self, index: usize) -> Letters {
        let letters = self.texts.material_letters.get(index);
        letters.copied().unwrap_or_default()
    }

    /// The first step or process text that asks the applicant for documents.
    pub(crate) fn papers_asked(&self) -> Option<&TextNode<'a>> {
        let texts = &self.texts.all;
        let asks = || texts.iter().position(nature::asks_for_papers);
        texts.get((*self.papers_asked.get_or_init(asks))?)
    }
}

fn material_keys(item: &ServiceItem) -> Vec<Option<MaterialKey>> {
    let materials = item.materials();
    materials
        .iter()
        .map(|material| material.name.as_deref().map(name_key))
        .collect()
}
