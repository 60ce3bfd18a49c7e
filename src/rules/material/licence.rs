//! Licences among the materials: what is one, and whether the paper itself is needed.

use crate::model::{Material, ServiceItem};

/// What becomes of a licence that is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its holder keeps it.
    Kept,
    /// It may be exchanged, since what is changed stands on it.
    Unclear,
    /// It is handed back or exchanged.
    GivenBack,
}

/// What an item ends or replaces; the old licence is handed back.
const ENDED: &[&str] = &[
    "注销",
    "终止",
    "歇业",
    "换证",
    "换发",
    "换领",
    "更换",
    "更名",
    "名称变更",
    "变更名称",
    "变更单位名称",
    "缴销",
    "收回",
    "撤销",
];

/// What an item changes; the licence may have to be printed anew.
const CHANGED: &[&str] = &[
    "变更", "转移", "过户", "抵押", "质押", "转让", "转籍", "延续", "延期", "续期", "增项", "补正",
    "年审", "年检", "审验",
];

/// Ends of names of what says something of a person, and is not changed by the item.
const PERSONAL: &[&str] = &[
    "身份证",
    "身份证明",
    "户口簿",
    "户口本",
    "结婚证",
    "离婚证",
    "学历证书",
    "学位证书",
    "毕业证",
    "毕业证书",
    "犯罪记录证明",
    "资格证书",
];

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

/// What becomes of the licence in this item. Copies are kept; of originals without copies, the item
/// tells by its name.
pub(super) fn fate(item: &ServiceItem, material: &Material) -> Fate {
    let name = material.name.as_deref().unwrap_or_default();
    let core = name.trim_end_matches(['》', '）', ')', '。', '；']);
    let copied = material.photocopies.is_some_and(|count| count > 0) || name.contains("复印件");
    let has = |words: &[&str]| words.iter().any(|word| item.name.contains(word));
    if copied || PERSONAL.iter().any(|end| core.ends_with(end)) {
        Fate::Kept
    } else if has(ENDED) {
        Fate::GivenBack
    } else if has(CHANGED) {
        Fate::Unclear
    } else {
        Fate::Kept
    }
}
