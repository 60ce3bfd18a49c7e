//! Photos of people among the materials.

use super::helpers::notes;
use super::open_name::without_pieces;
use crate::i18n::Text;
use crate::model::Material;
use crate::prose::{is_letter, without_brackets};
use crate::words;

pub(super) const NO_SIZE: Text = Text::new(
    "没有写尺寸，看不出要几寸的",
    "does not say of which size the photo must be",
);

pub(super) const OF_PORTRAIT: Text = Text::new(
    "写明几寸、什么底色，电子照片写明像素",
    "say of which size and background it must be, and of how many pixels if it is a file",
);

/// Whether the name is that of a photo of a person, for a form or a licence: 近期免冠照片. Photos of things or pages
/// do not count.
pub(super) fn is_portrait(name: &str) -> bool {
    // Fast path: a name that ends in neither such a word nor a bracket.
    if !name.trim_end().ends_with(['）', ')']) && !words::PORTRAIT_ENDING.ends(name.trim_end()) {
        return false;
    }
    let plain = without_brackets(without_pieces(name));
    let before = words::PORTRAIT_ENDING.strip_end(plain.trim());
    before.is_some_and(|before| !words::KIND_OF_PORTRAIT.leaves(before, is_letter))
}

/// Whether the material's name, its size or a note states the size of the photo.
pub(super) fn states_size(material: &Material) -> bool {
    let own_texts = [&material.name, &material.size].into_iter().flatten();
    let mut texts = own_texts
        .map(String::as_str)
        .chain(notes(material).map(|(_, text)| text));
    texts.any(|text| {
        let lowercase = text.to_lowercase();
        words::UNIT_OF_PHOTO.occurs_in(&lowercase)
    })
}
