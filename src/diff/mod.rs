//! Differences between two versions of a catalogue, item by item and element by element.
//!
//! Items are paired by their keys, or else by other identifying values, so that a renamed or recoded item is
//! not reported as removed and added. Values are compared by meaning, like the channels of an item
//! ([`compare`](crate::compare)); all other differences are listed as they are. Each change states whether
//! applicants have to do more or less.
//!
//! ```
//! use shixiang::diff::{self, Burden, ChangeKind};
//! use shixiang::{ReadOptions, read_str, source::Format};
//!
//! let item = |days| {
//!     let text = format!("name = \"食品经营许可\"\nguide.time_limit.promised = {{ amount = {days}, unit = \"工作日\" }}");
//!     read_str("a.toml", &text, Format::Toml, &ReadOptions::default())
//! };
//! let found = diff::readings(&item(5), &item(10));
//! let change = &found.items[0].changes[0];
//! assert_eq!(change.element, "guide.time_limit.promised");
//! assert_eq!((change.kind, change.burden), (ChangeKind::Changed, Burden::Up));
//! assert!(!diff::readings(&item(5), &item(5)).is_different());
//! ```

mod align;
mod burden;
mod change;
mod lists;
mod previous;
mod rows;
mod shown;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::BaseCode;
use crate::i18n::Argument;
use crate::model::elements::{CATALOGUE, Group, ITEM};
use crate::model::{Catalogue, ServiceItem};
use crate::path::Path;
use crate::read::{Account, Reading};
use crate::threads::each;
use align::align;
use change::Versions;
pub use change::{Burden, Change, ChangeKind};
pub use previous::{Previous, PreviousItem};
use walk::{Gap, Uncollected, Walk};

/// Number of items that one thread compares at a time.
const ITEMS_PER_PART: usize = 64;

/// The differences between two versions of a catalogue.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CatalogueDiff {
    /// The items that differ: those of the new version in its order, then the removed ones.
    pub items: Vec<ItemDiff>,
    /// Number of items that do not differ.
    pub unchanged: usize,
    /// Changes of the catalogue's own fields.
    pub catalogue: Vec<Change>,
    /// Elements that only one version collects; they were not compared.
    pub not_compared: Vec<NotCompared>,
    /// Whether some content of the old version was not read, and is therefore unknown.
    pub old_is_incomplete: bool,
    /// Whether some content of the new version was not read, and is therefore unknown.
    pub new_is_incomplete: bool,
    /// Whether the tool lost a value of either version.
    pub is_faulty: bool,
}

/// The verdict of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "结论")]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DiffVerdict {
    /// Both versions were read completely and are equal.
    #[schemars(title = "没有差异")]
    Same,
    /// Both versions were read as a whole and differ.
    #[schemars(title = "有差异")]
    Different,
    /// Something of a version was not read or not understood: there may be more differences.
    #[schemars(title = "不完整")]
    Incomplete,
    /// This tool lost a value.
    #[schemars(title = "工具出错")]
    Fault,
}

/// One item that differs, by its index in the catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemDiff {
    /// Its index in the old version; `None` if it was added.
    pub old: Option<usize>,
    /// Its index in the new version; `None` if it was removed.
    pub new: Option<usize>,
    /// Whether its name changed.
    pub is_renamed: bool,
    /// Whether its code changed.
    pub is_recoded: bool,
    /// Its changes by element; empty for an added or removed item.
    pub changes: Vec<Change>,
}

/// An element that only one of two versions collects.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotCompared {
    /// The element as a dotted path.
    pub element: String,
    /// Its name.
    pub label: Argument,
    /// Whether the old version is the one that does not collect it.
    pub by_old: bool,
}

impl ItemDiff {
    /// Whether the meaning may have changed, not only the wording.
    pub fn is_semantic(&self) -> bool {
        self.old.is_none() || self.new.is_none() || self.changes.iter().any(Change::is_semantic)
    }

    /// Whether any of its changes has this effect on applicants.
    pub fn has(&self, burden: Burden) -> bool {
        self.changes.iter().any(|change| change.burden == burden)
    }
}

impl CatalogueDiff {
    /// Whether there is any difference in meaning.
    pub fn is_different(&self) -> bool {
        self.items.iter().any(ItemDiff::is_semantic)
            || self.catalogue.iter().any(Change::is_semantic)
    }

    /// The verdict; incomplete input is never "the same".
    pub fn verdict(&self) -> DiffVerdict {
        if self.is_faulty {
            DiffVerdict::Fault
        } else if !self.is_complete() {
            DiffVerdict::Incomplete
        } else if self.is_different() {
            DiffVerdict::Different
        } else {
            DiffVerdict::Same
        }
    }

    /// Whether both versions were read completely; otherwise there may be more differences, and items that
    /// were not read look as if they had been added or removed.
    pub fn is_complete(&self) -> bool {
        !self.old_is_incomplete && !self.new_is_incomplete && !self.is_faulty
    }
}

/// Compares two versions of an item, element by element.
pub fn items(old: &ServiceItem, new: &ServiceItem) -> Vec<Change> {
    item(old, new, Uncollected::default()).changes
}

/// Compares two catalogues.
pub fn catalogues(old: &Catalogue, new: &Catalogue) -> CatalogueDiff {
    let version = |catalogue| Version {
        catalogue,
        unknown: &[],
    };
    compare_catalogues(Versions {
        old: version(old),
        new: version(new),
    })
}

/// Compares two readings; content that one of them could not read makes the result incomplete.
pub fn readings(old: &Reading, new: &Reading) -> CatalogueDiff {
    let mut diff = compare_catalogues(Versions {
        old: Version::of(old),
        new: Version::of(new),
    });
    let is_faulty = |account: &Account| !account.missing.is_empty();
    // As the verdict of a check: what nobody understood may differ.
    let is_incomplete = |reading: &Reading| {
        !reading.account.is_complete()
            || !reading.unknown_fields.is_empty()
            || !reading.unread_fields.is_empty()
    };
    diff.old_is_incomplete = is_incomplete(old);
    diff.new_is_incomplete = is_incomplete(new);
    diff.is_faulty = is_faulty(&old.account) || is_faulty(&new.account);
    diff
}

/// A version of a catalogue.
#[derive(Clone, Copy)]
struct Version<'c> {
    catalogue: &'c Catalogue,
    /// The elements of which it is unknown whether the catalogue collects them.
    unknown: &'c [String],
}

impl<'c> Version<'c> {
    fn of(reading: &'c Reading) -> Self {
        Self {
            catalogue: &reading.catalogue,
            unknown: &reading.not_known,
        }
    }

    fn not_collected(self) -> Vec<String> {
        [self.catalogue.not_collected.as_slice(), self.unknown].concat()
    }
}

/// The changes of an item or a header, and the elements that one side does not collect.
struct Changes {
    changes: Vec<Change>,
    gaps: BTreeSet<Gap>,
}

/// The changed items of a part of the catalogue, and the elements that one side does not collect.
struct ChangedItems {
    items: Vec<ItemDiff>,
    gaps: BTreeSet<Gap>,
}

/// Compares two catalogues.
fn compare_catalogues(versions: Versions<Version<'_>>) -> CatalogueDiff {
    let (old_lacks, new_lacks) = (versions.old.not_collected(), versions.new.not_collected());
    let uncollected = Uncollected {
        old: &old_lacks,
        new: &new_lacks,
    };
    let Versions { old, new } = Versions {
        old: versions.old.catalogue,
        new: versions.new.catalogue,
    };
    let items = Versions {
        old: old.items.as_slice(),
        new: new.items.as_slice(),
    };
    let aligned = align(items);
    let parts: Vec<&[Versions<usize>]> = aligned.pairs.chunks(ITEMS_PER_PART).collect();
    let found = each(parts.len(), None, |number| {
        let pairs = parts.get(number).copied().unwrap_or_default();
        diff_pairs(pairs, items, uncollected)
    });
    let mut diff = CatalogueDiff::default();
    let mut gaps = BTreeSet::new();
    for part in found {
        diff.items.extend(part.items);
        gaps.extend(part.gaps);
    }
    diff.unchanged = aligned.pairs.len() - diff.items.len();
    diff.items.extend(
        aligned
            .added
            .iter()
            .map(|new| unpaired_item(None, Some(*new))),
    );
    diff.items.sort_by_key(|item| item.new);
    diff.items.extend(
        aligned
            .removed
            .iter()
            .map(|old| unpaired_item(Some(*old), None)),
    );
    let header = diff_header(old, new);
    diff.catalogue = header.changes;
    gaps.extend(header.gaps);
    let not_compared = gaps.into_iter().map(|gap| NotCompared {
        label: shown::label(ITEM, &gap.element),
        element: gap.element,
        by_old: gap.is_old,
    });
    diff.not_compared = not_compared.collect();
    diff
}

/// The difference for an item that only one catalogue has.
const fn unpaired_item(old: Option<usize>, new: Option<usize>) -> ItemDiff {
    ItemDiff {
        old,
        new,
        is_renamed: false,
        is_recoded: false,
        changes: Vec::new(),
    }
}

/// Compares pairs of items.
fn diff_pairs(
    pairs: &[Versions<usize>],
    items: Versions<&[ServiceItem]>,
    uncollected: Uncollected<'_>,
) -> ChangedItems {
    let mut found = Vec::new();
    let mut gaps = BTreeSet::new();
    for pair in pairs {
        let (Some(before), Some(after)) = (items.old.get(pair.old), items.new.get(pair.new)) else {
            continue;
        };
        let Changes {
            changes,
            gaps: own_gaps,
        } = item(before, after, uncollected);
        gaps.extend(own_gaps);
        if !changes.is_empty() {
            found.push(ItemDiff {
                old: Some(pair.old),
                new: Some(pair.new),
                is_renamed: changes.iter().any(|change| change.element == "name"),
                is_recoded: first_code(before) != first_code(after),
                changes,
            });
        }
    }
    ChangedItems { items: found, gaps }
}

/// The first non-blank code of an item, or else its base code.
fn first_code(item: &ServiceItem) -> Option<String> {
    let own = item.codes().into_iter().filter_map(|(_, code)| code);
    let base = item.base_code.as_ref().map(BaseCode::as_str);
    let mut codes = own.chain(base).map(str::trim);
    codes.find(|code| !code.is_empty()).map(str::to_owned)
}

fn item(old: &ServiceItem, new: &ServiceItem, uncollected: Uncollected<'_>) -> Changes {
    if old == new {
        return Changes {
            changes: Vec::new(),
            gaps: BTreeSet::new(),
        };
    }
    diff_values(ITEM, old, new, uncollected)
}

/// Compares the catalogue's own fields.
fn diff_header(old: &Catalogue, new: &Catalogue) -> Changes {
    let own_fields = |catalogue: &Catalogue| Catalogue {
        include: Vec::new(),
        // Elements that one version does not collect are reported separately.
        not_collected: Vec::new(),
        ..catalogue.header()
    };
    diff_values(
        CATALOGUE,
        &own_fields(old),
        &own_fields(new),
        Uncollected::default(),
    )
}

fn diff_values<T: Serialize>(
    root: &'static Group,
    old: &T,
    new: &T,
    uncollected: Uncollected<'_>,
) -> Changes {
    let mut walk = Walk::new(root, uncollected);
    match (serde_json::to_value(old), serde_json::to_value(new)) {
        (Ok(old), Ok(new)) => walk.run(&old, &new),
        // A value that cannot be serialized cannot be compared, and does not count as equal.
        _ => walk.changes.push(Change {
            element: String::new(),
            label: root.name.into(),
            subject: None,
            kind: ChangeKind::NotComparable,
            burden: Burden::Unclear,
            certain: false,
            old_path: Path::default(),
            new_path: Path::default(),
            old: None,
            new: None,
        }),
    }
    Changes {
        changes: walk.changes,
        gaps: walk.gaps,
    }
}
