//! Relations: which pairs of channels must agree on which element.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Argument;
use crate::model::covers;
use crate::model::elements::GUIDE;
use crate::vocabulary::{ChannelKind, Reach, Vocabulary};

/// The relation of two channels in one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "关系")]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Both must state the same.
    #[schemars(title = "必须一致")]
    #[default]
    MustEqual,
    /// A channel may state a part of what the item states, but nothing else.
    #[schemars(title = "可以少说")]
    MayNarrow,
    /// They are not compared.
    #[schemars(title = "可以不同")]
    MayDiffer,
}

/// One row of the table of relations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "渠道关系")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RelationRow {
    /// Dotted paths within the guide, such as `hours`; empty means all elements.
    #[schemars(title = "要素")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<String>,
    /// One of the two sides: kinds of channel, 线上, 线下 or 事项; empty means any.
    #[schemars(title = "渠道")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// The other side, in the same form.
    #[schemars(title = "对方")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// The relation of the two sides.
    #[schemars(title = "关系")]
    #[serde(default)]
    #[schemars(required)]
    pub relation: Relation,
}

/// The table of relations; if several rows match a pair, the last one applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relations {
    /// The rows.
    #[schemars(title = "渠道关系")]
    #[serde(default)]
    pub relations: Vec<RelationRow>,
}

impl RelationRow {
    /// Returns a message if the row names an element or a kind of channel that does not exist.
    pub(crate) fn fault(&self) -> Option<Argument> {
        let unknown = |element: &&String| GUIDE.find(element).is_none();
        if let Some(element) = self.elements.iter().find(unknown) {
            return Some(Argument::Both {
                zh: format!("办事指南里没有叫{element}的要素"),
                en: format!("a guide has no element {element}"),
            });
        }
        let is_known = |word: &str| {
            let kind = ChannelKind::recognise(word);
            kind.is_some() || [ONLINE, OFFLINE, ITEM].contains(&word)
        };
        let mut sides = self.channels.iter().chain(&self.against);
        let word = sides.find(|word| !is_known(word))?;
        Some(Argument::Both {
            zh: format!("没有{word}这种渠道；可以写渠道类型，或者线上、线下、事项"),
            en: format!("there is no kind of channel {word}; write a kind, 线上, 线下 or 事项"),
        })
    }
}

/// Word for all online kinds of channel.
const ONLINE: &str = "线上";
/// Word for all other kinds of channel.
const OFFLINE: &str = "线下";
/// Word for the item itself.
const ITEM: &str = "事项";

static BUILT_IN: LazyLock<Vec<RelationRow>> = LazyLock::new(|| {
    // A test ensures that the file can be parsed. If it could not, all pairs would have to agree on everything.
    toml::from_str::<Relations>(include_str!("relations.toml"))
        .map(|table| table.relations)
        .unwrap_or_default()
});

impl Default for Relations {
    /// The built-in table.
    fn default() -> Self {
        Self {
            relations: BUILT_IN.clone(),
        }
    }
}

impl Relations {
    /// A table in which all pairs must agree on all elements.
    pub fn strict() -> Self {
        Self {
            relations: Vec::new(),
        }
    }

    /// Adds rows that take precedence over those of this table.
    #[must_use]
    pub fn with(mut self, rows: &[RelationRow]) -> Self {
        self.relations.extend_from_slice(rows);
        self
    }

    /// The relation of two parties in an element, given as a path within the guide.
    pub fn of(&self, element: &str, a: &Party, b: &Party) -> Relation {
        let applies = |row: &&RelationRow| {
            (row.elements.is_empty() || row.elements.iter().any(|known| covers(known, element)))
                && (a.is_in(&row.channels) && b.is_in(&row.against)
                    || b.is_in(&row.channels) && a.is_in(&row.against))
        };
        self.relations
            .iter()
            .rev()
            .find(applies)
            .map_or(Relation::MustEqual, |row| row.relation)
    }
}

/// A party to a comparison: the item itself, or a channel (or view) of some kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Party {
    /// The item's own guide.
    Item,
    /// A channel or a view, with its kind if known.
    Channel(Option<ChannelKind>),
}

impl Party {
    /// Whether the party is a portal, a website, an app or a mini-program.
    pub fn is_online(&self) -> bool {
        matches!(self, Self::Channel(Some(kind)) if is_online(kind))
    }

    /// Whether the party matches one of these words; empty matches any party.
    fn is_in(&self, words: &[String]) -> bool {
        let matches_word = |word: &String| match (self, word.as_str()) {
            (Self::Item, word) => word == ITEM,
            (Self::Channel(Some(kind)), ONLINE) => is_online(kind),
            (Self::Channel(Some(kind)), OFFLINE) => is_offline(kind),
            (Self::Channel(Some(kind)), word) => {
                ChannelKind::recognise(word).as_ref() == Some(kind)
            }
            (Self::Channel(None), _) => false,
        };
        words.is_empty() || words.iter().any(matches_word)
    }
}

pub(crate) fn is_online(kind: &ChannelKind) -> bool {
    kind.reach().is_online()
}

fn is_offline(kind: &ChannelKind) -> bool {
    matches!(kind.reach(), Reach::Place | Reach::Delivery)
}

/// The two parties of a comparison and the table that applies to them.
#[derive(Debug, Clone)]
pub struct Pair<'t> {
    /// The first.
    pub a: Party,
    /// The second.
    pub b: Party,
    /// The table of relations.
    pub relations: &'t Relations,
    exempt: bool,
}

impl<'t> Pair<'t> {
    /// Creates a pair under a table.
    pub fn new(a: Party, b: Party, relations: &'t Relations) -> Self {
        Self {
            a,
            b,
            relations,
            exempt: true,
        }
    }

    /// Creates a pair that must agree on everything, whatever the table says.
    pub fn strict(relations: &'t Relations) -> Self {
        Self {
            a: Party::Item,
            b: Party::Item,
            relations,
            exempt: false,
        }
    }

    pub(super) fn relation(&self, element: &str) -> Relation {
        if self.exempt {
            self.relations.of(element, &self.a, &self.b)
        } else {
            Relation::MustEqual
        }
    }
}
