//! All texts of an item, with the elements they belong to.
//!
//! One traversal serves all wording rules. Paths are built only when something is found, for all
//! texts at once in a second traversal.

use std::cell::OnceCell;

use super::TextStats;
use crate::i18n::{Argument, Text};
use crate::model::elements::{TextKind, each_text};
use crate::model::{Material, ServiceItem, Step};
use crate::path::{Path, PathStep};
use crate::words::{Hits, Letters, Lexicon};

/// One text of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextNode<'a> {
    /// The kind of text.
    pub(crate) kind: TextKind,
    /// The key of the field that holds the text.
    pub(crate) key: &'static str,
    /// The text, never blank.
    pub(crate) text: &'a str,
    /// The statistics of the text.
    pub(crate) stats: TextStats,
    /// The searched sets that have a word in the text.
    pub(crate) hits: Hits,
    /// Whether the text belongs to the item's own guide rather than a channel's.
    pub(crate) is_own: bool,
    name: Text,
    item: &'a ServiceItem,
    paths: &'a Paths,
    number: usize,
}

/// The paths of an item's texts, in document order, computed on first use.
pub(crate) type Paths = OnceCell<Vec<Path>>;

impl<'a> TextNode<'a> {
    /// The name of the element in messages, as its maintainer finds it in a form. A kind with several fields, such as
    /// the notes of a material, is named after the field.
    pub(crate) fn label(&self) -> Argument {
        let Text { zh, en } = self.name;
        let own = || Argument::Both {
            zh: zh.to_owned(),
            en: format!("the {en}"),
        };
        match self.kind {
            TextKind::MaterialNote => Argument::Both {
                zh: format!("材料{zh}"),
                en: format!("the {en} of the material"),
            },
            TextKind::Step => Argument::Both {
                zh: zh.to_owned(),
                en: format!("the {en} of the step"),
            },
            TextKind::StepOutput | TextKind::Keyword => own(),
            // The published wording of a contact is a note to its maintainer.
            TextKind::Optional | TextKind::Note if self.key != "text" => own(),
            kind => kind.label().into(),
        }
    }

    /// The label with the name of the material or step that the text belongs to, because an item has many of them.
    pub(crate) fn full_label(&self) -> Argument {
        let owner = match self.kind {
            TextKind::MaterialNote => self
                .material()
                .and_then(|material| material.name.as_deref()),
            TextKind::Step | TextKind::StepOutput => {
                self.step().and_then(|step| step.name.as_deref())
            }
            _ => None,
        };
        let Some(owner) = owner.map(str::trim).filter(|owner| !owner.is_empty()) else {
            return self.label();
        };
        let Text { zh, en } = self.name;
        Argument::Both {
            zh: format!("“{owner}”的{zh}"),
            en: format!("the {en} of “{owner}”"),
        }
    }

    /// The step of the item's own process that the text belongs to.
    fn step(&self) -> Option<&'a Step> {
        let path = self.path();
        let own = path.element().starts_with("guide.process.steps");
        let at = path.steps().iter().find_map(|step| match step {
            PathStep::Index(index) => Some(*index),
            PathStep::Key(_) => None,
        });
        own.then(|| self.item.steps().get(at?)).flatten()
    }

    /// The material of the item's own guide that the text belongs to.
    pub(crate) fn material(&self) -> Option<&'a Material> {
        let path = self.path();
        let [
            PathStep::Key(guide),
            PathStep::Key(materials),
            PathStep::Index(index),
            ..,
        ] = path.steps()
        else {
            return None;
        };
        if guide != "guide" || materials != "materials" {
            return None;
        }
        self.item.guide.as_ref()?.materials.get(*index)
    }

    /// Whether a word occurs in the text; most texts lack one of its characters.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.stats.letters.may_contain(word) && self.text.contains(word)
    }

    /// The path of the text.
    pub(crate) fn path(&self) -> Path {
        let paths = self.paths.get_or_init(|| {
            let mut paths = Vec::new();
            each_text(self.item, |_, _, steps| {
                paths.push(Path::new(steps.to_vec()));
            });
            paths
        });
        paths.get(self.number).cloned().unwrap_or_default()
    }
}

/// The non-blank texts of an item.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    /// Texts whose wording is checked.
    pub(crate) all: Vec<TextNode<'a>>,
    /// Names of other things and remarks attached to a value. Their wording is not checked, except
    /// for signs of text that no one wrote.
    pub(crate) asides: Vec<TextNode<'a>>,
    /// The searched sets that have a word in one of the texts or asides.
    pub(crate) hits: Hits,
    /// The characters of the name, the form, the size and the notes of each material of the item's own guide: they rule
    /// out most of what rules search these texts for.
    pub(super) material_letters: Vec<Letters>,
}

impl<'a> Texts<'a> {
    /// Collects the texts of an item with their statistics and hits.
    pub(crate) fn of(item: &'a ServiceItem, lexicon: &Lexicon, paths: &'a Paths) -> Self {
        let mut texts = Self {
            all: Vec::with_capacity(64),
            asides: Vec::new(),
            hits: Hits::default(),
            material_letters: item.materials().iter().map(letters_beside_texts).collect(),
        };
        let mut number = 0;
        each_text(item, |role, text, steps| {
            let mut search = lexicon.search(text);
            let stats = TextStats::of(text, |c, end| search.step(c, end));
            let node = TextNode {
                kind: role.kind,
                key: role.key,
                text,
                stats,
                hits: search.hits,
                name: role.name,
                is_own: !matches!(steps.first(), Some(PathStep::Key(key)) if key == "channels"),
                item,
                paths,
                number,
            };
            number += 1;
            texts.hits.add(search.hits);
            if matches!(role.kind, TextKind::MaterialName | TextKind::MaterialNote)
                && let Some(own) = texts.letters_of_material(steps)
            {
                own.join(&stats.letters);
            }
            if role.is_aside {
                texts.asides.push(node);
            } else {
                texts.all.push(node);
            }
        });
        texts
    }

    /// The characters of the material that these steps lead into.
    fn letters_of_material(&mut self, steps: &[PathStep]) -> Option<&mut Letters> {
        let [PathStep::Key(guide), _, PathStep::Index(index), ..] = steps else {
            return None;
        };
        (guide == "guide").then(|| self.material_letters.get_mut(*index))?
    }
}

/// The characters of the fields of a material that are searched and are no texts.
fn letters_beside_texts(material: &Material) -> Letters {
    let mut letters = Letters::default();
    for text in [&material.form, &material.size].into_iter().flatten() {
        text.chars().for_each(|c| letters.add(c));
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::searched;
    use crate::words::OwnWords;

    #[test]
    fn the_walk_shows_each_text_with_its_place() {
        let item: ServiceItem = toml::from_str(
            "name = '甲'\nsummary = ' '\n[guide]\nconditions = '年满18周岁'\n\
             [[guide.materials]]\nname = '申请表'\n[[channels]]\n[channels.says]\nconditions = '乙'\n\
             [[translations]]\nlanguage = 'en'\nname = 'A'\n",
        )
        .unwrap();
        let paths = Paths::new();
        let own = OwnWords::default();
        let found: Vec<_> = Texts::of(&item, own.lexicon(searched), &paths)
            .all
            .iter()
            .map(|piece| {
                (
                    piece.path().to_string(),
                    piece.kind,
                    piece.text,
                    piece.is_own,
                )
            })
            .collect();
        let letters = Texts::of(&item, own.lexicon(searched), &paths).material_letters;
        assert!(letters.len() == 1 && letters[0].may_contain("申请表"));
        assert!(!letters[0].may_contain("年满"));
        assert_eq!(
            found,
            [
                ("name".to_owned(), TextKind::Name, "甲", true),
                (
                    "guide.conditions".to_owned(),
                    TextKind::Condition,
                    "年满18周岁",
                    true
                ),
                (
                    "guide.materials[0].name".to_owned(),
                    TextKind::MaterialName,
                    "申请表",
                    true
                ),
                (
                    "channels[0].says.conditions".to_owned(),
                    TextKind::Condition,
                    "乙",
                    false
                ),
                (
                    "translations[0].name".to_owned(),
                    TextKind::Translation,
                    "A",
                    true
                ),
            ]
        );
    }
}
