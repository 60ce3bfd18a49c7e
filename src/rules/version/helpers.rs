//! Queries about an item and its previous version.

use crate::diff::{Change, ChangeKind, PreviousItem};
use crate::i18n::Argument;
use crate::i18n::Language::{Chinese, English};
use crate::model::{ServiceItem, covers};
use crate::vocabulary::ItemStatus;

/// The elements with requirements for applicants and materials.
pub(super) const STANDARDS: &[&str] = &[
    "guide.conditions",
    "guide.prohibitions",
    "guide.materials.acceptance_standard",
    "guide.process.steps.criteria",
];

/// The code, with its key, by which the previous version of an item was found; a name is not a code.
pub(super) fn code(item: &ServiceItem) -> Option<(&'static str, &str)> {
    let codes = item.codes().into_iter();
    let mut codes = codes.filter_map(|(key, code)| Some((key, code?.trim())));
    codes.find(|(_, code)| !code.is_empty())
}

/// Whether the item was retired in the previous version.
pub(super) fn was_retired(previous: &PreviousItem) -> bool {
    previous.item.status == Some(ItemStatus::Cancelled)
}

/// Whether a law that the item is based on is new or changed, which explains what follows from it. A removed
/// law explains no new burden.
pub(super) fn has_other_basis(previous: &PreviousItem) -> bool {
    semantic(previous)
        .filter(|change| change.kind != ChangeKind::Removed)
        .any(|change| is_in(change, "legal_basis"))
}

/// The changes that are not merely a different spelling.
pub(super) fn semantic(previous: &PreviousItem) -> impl Iterator<Item = &Change> {
    previous
        .changes
        .iter()
        .filter(|change| change.is_semantic())
}

/// Whether a change concerns this element.
pub(super) fn is_in(change: &Change, element: &str) -> bool {
    covers(element, &change.element)
}

/// The changed element with its entry, for messages: 申请材料“健康证明”.
pub(super) fn named(change: &Change) -> Argument {
    let subject = change.subject.as_ref();
    let subject = subject.map_or_else(String::new, |subject| format!("“{subject}”"));
    let in_words = |language| format!("{}{subject}", change.label.get(language));
    Argument::Both {
        zh: in_words(Chinese),
        en: in_words(English),
    }
}
