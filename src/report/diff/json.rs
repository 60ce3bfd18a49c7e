//! The comparison as one JSON object; its shape is the schema `diff`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diff::{Burden, CatalogueDiff, Change, ChangeKind, DiffVerdict, ItemDiff};
use crate::engine::ItemIdentity;
use crate::i18n::{Argument, Language};
use crate::path::Path;
use crate::read::Reading;
use crate::report::json::JsonTool;
use crate::source::{Location, Lookup};

/// The differences between two versions of a catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "版本差异")]
#[non_exhaustive]
pub struct JsonDiff {
    /// The program and version that compared.
    #[schemars(title = "工具")]
    pub tool: JsonTool,
    /// The old version.
    #[schemars(title = "旧版")]
    pub old: JsonVersion,
    /// The new version.
    #[schemars(title = "新版")]
    pub new: JsonVersion,
    /// The figures.
    #[schemars(title = "汇总")]
    pub summary: JsonDiffSummary,
    /// Elements that only one version collects; they were not compared.
    #[schemars(title = "没有比较的要素")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_compared: Vec<JsonNotCompared>,
    /// Changes of the catalogue's own fields.
    #[schemars(title = "目录自身的改动")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub catalogue: Vec<JsonChange>,
    /// The items that differ: those of the new version in its order, then the removed ones.
    #[schemars(title = "有差异的事项")]
    pub items: Vec<JsonItemDiff>,
}

/// One version of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "一个版本")]
#[non_exhaustive]
pub struct JsonVersion {
    /// The input as the user named it.
    #[schemars(title = "输入")]
    pub input: String,
    /// Number of items.
    #[schemars(title = "事项数")]
    pub items: usize,
    /// Whether all of it was read and understood.
    #[schemars(title = "是否完整")]
    pub is_complete: bool,
    /// Documents and records that gave no item.
    #[schemars(title = "没有读到事项的位置")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Location>,
    /// Fields with content that no dialect knows.
    #[schemars(title = "不认识的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_fields: Vec<String>,
    /// Known fields with content of which no value was understood.
    #[schemars(title = "没有读懂的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_fields: Vec<String>,
}

/// The figures of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "差异汇总")]
#[non_exhaustive]
pub struct JsonDiffSummary {
    /// The verdict of the comparison.
    #[schemars(title = "结论")]
    pub verdict: DiffVerdict,
    /// Number of items that only the new version has.
    #[schemars(title = "新增的事项数")]
    pub added: usize,
    /// Number of items that only the old version has.
    #[schemars(title = "减少的事项数")]
    pub removed: usize,
    /// Number of items whose content changed.
    #[schemars(title = "有改动的事项数")]
    pub changed: usize,
    /// Number of these with another name.
    #[schemars(title = "改名的事项数")]
    pub renamed: usize,
    /// Number of these with another code.
    #[schemars(title = "改码的事项数")]
    pub recoded: usize,
    /// Number of items that say the same in other words.
    #[schemars(title = "只改写法的事项数")]
    pub reworded: usize,
    /// Number of items that do not differ.
    #[schemars(title = "没有差异的事项数")]
    pub unchanged: usize,
    /// Number of items that ask more of applicants.
    #[schemars(title = "增负的事项数")]
    pub burden_up: usize,
    /// Number of items that ask less of applicants.
    #[schemars(title = "减负的事项数")]
    pub burden_down: usize,
    /// Number of items with a change whose effect is unclear.
    #[schemars(title = "增减说不准的事项数")]
    pub burden_unclear: usize,
}

/// An element that only one version collects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "没有比较的要素")]
#[non_exhaustive]
pub struct JsonNotCompared {
    /// The element as a dotted path.
    #[schemars(title = "要素")]
    pub element: String,
    /// Its name.
    #[schemars(title = "名称")]
    pub label: String,
    /// Whether it is the old version that does not collect it.
    #[schemars(title = "是旧版没有采集")]
    pub by_old: bool,
}

/// The fate of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "事项的变化")]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ItemState {
    /// Only the new version has it.
    #[schemars(title = "新增")]
    Added,
    /// Only the old version has it.
    #[schemars(title = "减少")]
    Removed,
    /// Its content changed.
    #[schemars(title = "改动")]
    Changed,
    /// It says the same in other words.
    #[schemars(title = "只改写法")]
    Reworded,
}

/// One item that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "一个事项的差异")]
#[non_exhaustive]
pub struct JsonItemDiff {
    /// Its fate.
    #[schemars(title = "变化")]
    pub state: ItemState,
    /// The item in the old version.
    #[schemars(title = "旧版的事项")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<ItemIdentity>,
    /// The item in the new version.
    #[schemars(title = "新版的事项")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<ItemIdentity>,
    /// Location in the old version.
    #[schemars(title = "旧版的位置")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_location: Option<Location>,
    /// Location in the new version.
    #[schemars(title = "新版的位置")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_location: Option<Location>,
    /// Whether its name changed.
    #[schemars(title = "是否改名")]
    pub is_renamed: bool,
    /// Whether its code changed.
    #[schemars(title = "是否改码")]
    pub is_recoded: bool,
    /// Its changes.
    #[schemars(title = "改动")]
    pub changes: Vec<JsonChange>,
}

/// One element that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "一处改动")]
#[non_exhaustive]
pub struct JsonChange {
    /// The element as a dotted path without indexes.
    #[schemars(title = "要素")]
    pub element: String,
    /// The name of the element.
    #[schemars(title = "要素名称")]
    pub label: String,
    /// The part of a list it is about, such as the name of a material.
    #[schemars(title = "所指")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The kind of change.
    #[schemars(title = "改动种类")]
    pub kind: ChangeKind,
    /// The effect on applicants.
    #[schemars(title = "对负担的影响")]
    pub burden: Burden,
    /// Whether the meaning certainly changed.
    #[schemars(title = "是否确定")]
    pub is_certain: bool,
    /// The statement of the old version, shortened.
    #[schemars(title = "旧版所述")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The statement of the new version, shortened.
    #[schemars(title = "新版所述")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// JSON Pointer (RFC 6901) in the old version.
    #[schemars(title = "旧版的路径")]
    pub old_path: String,
    /// JSON Pointer (RFC 6901) in the new version.
    #[schemars(title = "新版的路径")]
    pub new_path: String,
    /// Location in the old version.
    #[schemars(title = "旧版的位置")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_location: Option<Location>,
    /// Location in the new version.
    #[schemars(title = "新版的位置")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_location: Option<Location>,
}

/// Looks up locations in both versions.
struct Locations<'r> {
    old: Lookup<'r>,
    new: Lookup<'r>,
    language: Language,
}

fn locate(lookup: &mut Lookup<'_>, item: Option<usize>, path: &Path) -> Option<Location> {
    let span = lookup.find(item, path)?;
    Some(span.location())
}

impl Locations<'_> {
    fn change(&mut self, change: &Change, item: Option<(usize, usize)>) -> JsonChange {
        let (old, new) = item.unzip();
        let words = |argument: &Argument| argument.get(self.language).to_owned();
        JsonChange {
            element: change.element.clone(),
            label: words(&change.label),
            subject: change.subject.clone(),
            kind: change.kind,
            burden: change.burden,
            is_certain: change.certain,
            old: change.old.as_ref().map(words),
            new: change.new.as_ref().map(words),
            old_path: change.old_path.pointer(),
            new_path: change.new_path.pointer(),
            old_location: locate(&mut self.old, old, &change.old_path),
            new_location: locate(&mut self.new, new, &change.new_path),
        }
    }

    fn item(&mut self, item: &ItemDiff, old: &Reading, new: &Reading) -> JsonItemDiff {
        let identity = |reading: &Reading, index: Option<usize>| {
            reading.catalogue.items.get(index?).map(ItemIdentity::of)
        };
        let whole = Path::default();
        let pair = item.old.zip(item.new);
        let changes = item.changes.iter();
        JsonItemDiff {
            state: match (item.old, item.new) {
                (None, _) => ItemState::Added,
                (_, None) => ItemState::Removed,
                _ if item.is_semantic() => ItemState::Changed,
                _ => ItemState::Reworded,
            },
            old: identity(old, item.old),
            new: identity(new, item.new),
            old_location: item
                .old
                .and_then(|at| locate(&mut self.old, Some(at), &whole)),
            new_location: item
                .new
                .and_then(|at| locate(&mut self.new, Some(at), &whole)),
            is_renamed: item.is_renamed,
            is_recoded: item.is_recoded,
            changes: changes.map(|change| self.change(change, pair)).collect(),
        }
    }
}

fn version((reading, input): (&Reading, &str), is_incomplete: bool) -> JsonVersion {
    JsonVersion {
        input: input.to_owned(),
        items: reading.catalogue.items.len(),
        is_complete: !is_incomplete,
        lost: reading.account.failed.clone(),
        unknown_fields: reading.unknown_fields.clone(),
        unread_fields: reading.unread_fields.clone(),
    }
}

/// Converts the differences of two readings to data, with their texts in one language; each reading comes
/// with the name of its input.
pub fn json_diff(
    diff: &CatalogueDiff,
    old: (&Reading, &str),
    new: (&Reading, &str),
    language: Language,
) -> JsonDiff {
    let mut locations = Locations {
        old: old.0.origins.lookup(),
        new: new.0.origins.lookup(),
        language,
    };
    let items = diff
        .items
        .iter()
        .map(|item| locations.item(item, old.0, new.0));
    let items: Vec<JsonItemDiff> = items.collect();
    let catalogue = diff
        .catalogue
        .iter()
        .map(|change| locations.change(change, None));
    let catalogue = catalogue.collect();
    let count = |state| items.iter().filter(|item| item.state == state).count();
    let flagged = |flag: fn(&ItemDiff) -> bool| diff.items.iter().filter(|item| flag(item)).count();
    JsonDiff {
        tool: JsonTool::this(),
        old: version(old, diff.old_is_incomplete),
        new: version(new, diff.new_is_incomplete),
        summary: JsonDiffSummary {
            verdict: diff.verdict(),
            added: count(ItemState::Added),
            removed: count(ItemState::Removed),
            changed: count(ItemState::Changed),
            renamed: flagged(|item| item.is_renamed),
            recoded: flagged(|item| item.is_recoded),
            reworded: count(ItemState::Reworded),
            unchanged: diff.unchanged,
            burden_up: flagged(|item| item.has(Burden::Up)),
            burden_down: flagged(|item| item.has(Burden::Down)),
            burden_unclear: flagged(|item| item.has(Burden::Unclear)),
        },
        not_compared: diff
            .not_compared
            .iter()
            .map(|gap| JsonNotCompared {
                element: gap.element.clone(),
                label: gap.label.get(language).to_owned(),
                by_old: gap.by_old,
            })
            .collect(),
        catalogue,
        items,
    }
}
