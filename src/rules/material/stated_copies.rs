//! The numbers of copies that texts state.

use super::helpers::notes;
use crate::i18n::{Argument, counted};
use crate::model::Material;
use crate::prose::{first_chars, is_numeral, number, slice};
use crate::value::material::Copies;
use crate::vocabulary::Medium;

/// Whether the material may be on paper. A file has no copies, so it is unclear what its counts mean.
pub(super) fn is_on_paper(material: &Material) -> bool {
    material.medium != Some(Medium::Electronic)
}

/// Whether the material has counts of both originals and photocopies.
pub(super) fn is_counted(material: &Material) -> bool {
    material.originals.is_some() && material.photocopies.is_some()
}

/// The part of a text that states the number of copies of this material.
///
/// A name or a size is about the material itself (`certain`); a note may be about others, so only 一式 counts.
pub(super) fn of_material(text: &str, certain: bool) -> Option<&str> {
    // 一式 is checked first, because fewer texts contain it than 各.
    if !certain && !text.contains("一式") || text.contains('各') {
        return None;
    }
    if certain {
        return Some(text);
    }
    let start = text.find("一式")?;
    let tail = slice(text, start..text.len());
    // 协议一式三份，报送两份 includes the copies that the parties keep.
    let rest = first_chars(tail, 24);
    if ["报", "交", "执", "留"]
        .iter()
        .any(|word| rest.contains(word))
    {
        return None;
    }
    Some(first_chars(tail, 6))
}

/// Whether the stated copies differ from the counts of the material.
pub(super) fn differ(stated: &Copies, material: &Material) -> bool {
    let unlike =
        |said: Option<u32>, written: Option<u32>| said.is_some_and(|said| written != Some(said));
    if stated.originals.is_some() || stated.photocopies.is_some() {
        return unlike(stated.originals, material.originals)
            || unlike(stated.photocopies, material.photocopies);
    }
    let (originals, photocopies) = (
        material.originals.unwrap_or(0),
        material.photocopies.unwrap_or(0),
    );
    let fitting = [
        originals,
        photocopies,
        originals.saturating_add(photocopies),
        material.pieces.unwrap_or(originals),
    ];
    stated
        .pieces
        .is_some_and(|pieces| !fitting.contains(&pieces))
}

/// The number of sheets that a text of a material states, and the count that differs from it.
pub(super) struct Sheets {
    pub(super) stated: u32,
    /// The key of the text that states the number.
    pub(super) field: &'static str,
    /// The key and the value of the count.
    pub(super) counted: (&'static str, u32),
}

/// The number of sheets in the name, or in a note on a photo, if it differs from the counts.
pub(super) fn differing_sheets(material: &Material) -> Option<Sheets> {
    let name = material.name.as_deref()?;
    let in_notes = || {
        let mut all = notes(material).filter(|_| is_photo(name));
        all.find_map(|(field, text)| Some((field, sheets(text)?)))
    };
    let (field, stated) = sheets(name)
        .map(|sheets| ("name", sheets))
        .or_else(in_notes)?;
    let (key, count) = match material.originals {
        Some(originals) => ("originals", originals),
        None => ("pieces", material.pieces?),
    };
    let all = count.saturating_add(material.photocopies.unwrap_or(0));
    (count > 0 && stated != count && stated != all).then_some(Sheets {
        stated,
        field,
        counted: (key, count),
    })
}

/// Whether the material is only a photo, so that the notes are about it.
fn is_photo(name: &str) -> bool {
    name.ends_with("照片") || name.ends_with("相片")
}

/// Number of sheets that a name states.
fn sheets(name: &str) -> Option<u32> {
    let (before, _) = name.split_once('张')?;
    let before = before.trim_end();
    let lead = before.trim_end_matches(is_numeral);
    // 每人2张, 各2张 are about several persons.
    if lead.ends_with(['各', '第', '寸']) || lead.contains('每') {
        return None;
    }
    let value = number(before.strip_prefix(lead)?)?;
    // Only small whole numbers are numbers of sheets.
    (1..=20).find(|sheets| (f64::from(*sheets) - value).abs() < f64::EPSILON)
}

/// The counts of a material, in words.
pub(super) fn counts(material: &Material) -> Argument {
    let originals = material.originals.unwrap_or(0);
    let photocopies = material.photocopies.unwrap_or(0);
    Argument::Both {
        zh: format!("原件{originals}份、复印件{photocopies}份"),
        en: format!(
            "{} and {}",
            counted(originals, "original"),
            counted(photocopies, "photocopy")
        ),
    }
}
