//! Notes that ask for the original of a material that is listed as a photocopy, and the listed counts in words.

use super::helpers::{clauses, notes};
use crate::i18n::{Argument, counted};
use crate::model::Material;
use crate::prose::text_key;
use crate::vocabulary::Medium;
use crate::words;

/// A note that asks for the original of a material that is listed as a copy.
pub(super) struct OriginalAsked<'a> {
    pub(super) field: &'static str,
    pub(super) words: &'a str,
    /// Whether a copy is submitted and the original only inspected: 提交复印件（交原件校对）.
    pub(super) is_only_shown: bool,
}

/// The first note of a material that asks for the original, though only copies are listed.
pub(super) fn original_asked(material: &Material) -> Option<OriginalAsked<'_>> {
    // Materials submitted as files are reported by MAT038.
    if material.originals != Some(0)
        || material.photocopies.unwrap_or(0) == 0
        || material.medium == Some(Medium::Electronic)
    {
        return None;
    }
    let name = material.name.as_deref().unwrap_or_default();
    if name.contains("原件") {
        return None;
    }
    let of_copy = || notes(material).any(|(_, text)| text.contains("复印件"));
    notes(material).find_map(|(field, text)| {
        if !text.contains("原件") || text.contains("扫描") {
            return None;
        }
        if is_all_original(name, text) {
            return Some(OriginalAsked {
                field,
                words: text.trim(),
                is_only_shown: of_copy(),
            });
        }
        let asked = |clause: &&str| {
            words::ORIGINAL_ASKED.occurs_in(clause) && !words::ORIGINAL_IN_CASE.occurs_in(clause)
        };
        let words = clauses(text).find(asked)?;
        let is_shown = words::ORIGINAL_LOOKED_AT.occurs_in(words);
        Some(OriginalAsked {
            field,
            words,
            is_only_shown: is_shown && text.contains("复印件"),
        })
    })
}

/// Whether a note consists of 原件, with or without the name: 身份证原件.
fn is_all_original(name: &str, text: &str) -> bool {
    let key = text_key(text);
    let whose = key.strip_suffix("原件");
    whose.is_some_and(|whose| whose.is_empty() || whose == text_key(name))
}

/// The listed count of originals or photocopies, in words.
pub(super) fn listed(zh: &str, en: &str, count: Option<u32>) -> Argument {
    let count = count.unwrap_or(0);
    Argument::Both {
        zh: format!("{zh}{count}"),
        en: counted(count, en),
    }
}
