//! Helpers of the rules on materials.

use std::borrow::Cow;

use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::prose;
use crate::prose::{ending_bracket, is_longer, sentences, stripped};
use crate::words;

/// The original, for messages.
pub(super) const ORIGINAL: Text = Text::new("原件", "an original");

/// A photocopy, for messages.
pub(super) const PHOTOCOPY: Text = Text::new("复印件", "a photocopy");

/// An original and a photocopy, for messages.
pub(super) const BOTH: Text = Text::new("原件和复印件", "an original and a photocopy");

/// The clauses of a text, also split at brackets and colons.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    prose::clauses(text)
        .flat_map(|clause| clause.split(['：', ':', '（', '）', '(', ')']))
        .map(str::trim)
        .filter(|clause| !clause.is_empty())
}

/// Maximum length of an entry that lists a material, in characters; longer ones say more than a name and its
/// copies.
const MAX_ENTRY_CHARS: usize = 60;

/// The entries of the conditions that may consist of a material and its copies only.
pub(super) fn condition_entries(item: &ServiceItem) -> impl Iterator<Item = &str> {
    let entries = item.conditions().into_iter().flat_map(sentences);
    // 需提交：1.甲，原件1份
    let entries = entries.map(|entry| entry.rsplit(['：', ':']).next().unwrap_or(entry).trim());
    entries.filter(|entry| !is_longer(entry, MAX_ENTRY_CHARS))
}

/// The materials of the item's own guide, with their indices.
pub(super) fn materials(item: &ServiceItem) -> impl Iterator<Item = (usize, &Material)> {
    item.guide
        .iter()
        .flat_map(|guide| guide.materials.iter().enumerate())
}

/// The material's name, or its number if it has no name.
pub(super) fn name(material: &Material, index: usize) -> String {
    label(material, index).into_owned()
}

/// Like [`name`], without a copy of the name.
pub(super) fn label(material: &Material, index: usize) -> Cow<'_, str> {
    match material.name.as_deref().map(stripped) {
        Some(name) if !name.is_empty() => Cow::Borrowed(name),
        _ => Cow::Owned(format!("#{}", index + 1)),
    }
}

/// The notes of a material, with their field names.
pub(super) fn notes(material: &Material) -> impl Iterator<Item = (&'static str, &str)> {
    [
        ("source_note", &material.source_note),
        ("filling_notes", &material.filling_notes),
        ("acceptance_standard", &material.acceptance_standard),
        ("seal_note", &material.seal_note),
        ("remark", &material.remark),
    ]
    .into_iter()
    .filter_map(|(field, text)| Some((field, text.as_deref()?)))
}

/// Whether the original is only shown, to check the copy that is handed in.
pub(super) fn original_is_shown(material: &Material) -> bool {
    let name = material.name.as_deref().into_iter();
    let texts = name.chain(notes(material).map(|(_, text)| text));
    texts.flat_map(clauses).any(|clause| {
        (clause.contains("原件") && words::LOOKED_AT.occurs_in(clause))
            || clause.contains("核对复印件")
    })
}

/// Whether a note lets online applicants hand in an image.
pub(super) fn image_will_do(material: &Material) -> bool {
    notes(material)
        .flat_map(|(_, text)| sentences(text))
        .any(|sentence| words::ONLINE.occurs_in(sentence) && words::IMAGE.occurs_in(sentence))
}

/// The licence in a name that asks for a copy of its 副本: 《营业执照》副本（营利性机构提供）.
pub(super) fn without_tail(name: &str) -> Option<&str> {
    let bare = match ending_bracket(name) {
        Some(found) if found.inside.ends_with("提供") => found.before,
        _ => name,
    };
    Some(bare.trim_end().strip_suffix("副本")?.trim_end_matches('》'))
}
