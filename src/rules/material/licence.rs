//! Licences among the materials: what is one, and whether the paper itself is needed.

use crate::analysis::without_closing;
use crate::model::{Material, ServiceItem};
use crate::words;

/// The fate of a licence that is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its holder keeps it.
    Kept,
    /// It may be exchanged, since what changed is printed on it.
    Unclear,
    /// It is handed back or exchanged.
    GivenBack,
}

/// Whether the name is that of one licence or certificate, and of nothing else beside it.
pub(super) fn is_licence(name: &str) -> bool {
    let name = name.trim_end_matches(['》', '。', '；']);
    let core = name
        .trim_end_matches("复印件")
        .trim_end_matches(['》', '（', '(']);
    [
        "证",
        "证书",
        "执照",
        "簿",
        "户口本",
        "身份证明",
        "犯罪记录证明",
        "批复",
    ]
    .iter()
    .any(|end| core.ends_with(end))
        && !["或", "、", "（", "场所", "；", "，"]
            .iter()
            .any(|word| core.contains(word))
}

/// The fate of the licence in this item. Copies are kept; for originals without copies, the name of the item
/// tells.
pub(super) fn fate(item: &ServiceItem, material: &Material) -> Fate {
    let name = material.name.as_deref().unwrap_or_default();
    let core = without_closing(name);
    let copied = material.photocopies.is_some_and(|count| count > 0) || name.contains("复印件");
    if copied || words::PERSONAL_PAPER.ends(core) {
        Fate::Kept
    } else if words::LICENCE_ENDED.occurs_in(&item.name) {
        Fate::GivenBack
    } else if words::LICENCE_CHANGED.occurs_in(&item.name) {
        Fate::Unclear
    } else {
        Fate::Kept
    }
}
