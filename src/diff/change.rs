use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::{Argument, Text};
use crate::path::Path;

/// The kind of a change of one element.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[schemars(title = "改动种类")]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Only the new version states it.
    #[schemars(title = "新写")]
    Added,
    /// Only the old version states it.
    #[schemars(title = "删去")]
    Removed,
    /// Both state it, but differently.
    #[schemars(title = "改动")]
    Changed,
    /// Both state the same in other words: only width, spaces, punctuation, the order of a list or the
    /// way of writing a value differ.
    #[schemars(title = "只改写法")]
    Reworded,
    /// Both state it, but whether they state the same is unclear.
    #[schemars(title = "无法比较")]
    NotComparable,
}

impl ChangeKind {
    /// The name of the kind.
    pub const fn text(self) -> Text {
        match self {
            Self::Added => Text::new("新写", "added"),
            Self::Removed => Text::new("删去", "removed"),
            Self::Changed => Text::new("改动", "changed"),
            Self::Reworded => Text::new("只改写法", "reworded"),
            Self::NotComparable => Text::new("无法比较", "not comparable"),
        }
    }
}

/// The effect of a change on applicants.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[schemars(title = "对申请人负担的影响")]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Burden {
    /// They have to bring, pay, wait, visit or meet more.
    #[schemars(title = "增加")]
    Up,
    /// They have to bring, pay, wait, visit or meet less.
    #[schemars(title = "减少")]
    Down,
    /// It concerns what they have to do, but whether that is more or less is unclear.
    #[schemars(title = "说不准")]
    Unclear,
    /// It asks neither more nor less of them.
    #[schemars(title = "无关")]
    None,
}

impl Burden {
    /// The name of the effect.
    pub const fn text(self) -> Text {
        match self {
            Self::Up => Text::new("增负", "burden up"),
            Self::Down => Text::new("减负", "burden down"),
            Self::Unclear => Text::new("增减说不准", "burden unclear"),
            Self::None => Text::new("与负担无关", "no burden"),
        }
    }
}

/// One element that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The element as a dotted path without indexes: `guide.time_limit.promised`.
    pub element: String,
    /// The name of the element.
    pub label: Argument,
    /// The list element that changed: the name of a material, a step, a channel.
    pub subject: Option<String>,
    /// The kind of change.
    pub kind: ChangeKind,
    /// The effect on applicants.
    pub burden: Burden,
    /// Whether the meaning certainly changed; prose and names may say the same in other words.
    pub certain: bool,
    /// The path in the old version; for an addition, the list or element that it was added to.
    pub old_path: Path,
    /// The path in the new version; for a removal, the list or element that it was removed from.
    pub new_path: Path,
    /// The statement of the old version, shortened.
    pub old: Option<Argument>,
    /// The statement of the new version, shortened.
    pub new: Option<Argument>,
}

impl Change {
    /// Whether the meaning may have changed, not only the wording.
    pub fn is_semantic(&self) -> bool {
        self.kind != ChangeKind::Reworded
    }
}

/// The old and the new of two things that are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Versions<T> {
    pub(super) old: T,
    pub(super) new: T,
}
