//! The numbers of copies that texts state.

use super::helpers::notes;
use crate::i18n::{Argument, counted};
use crate::model::Material;
use crate::prose::{first_chars, is_numeral, number, slice};
use crate::value::material::Copies;
use crate::vocabulary::Medium;

/// Whether it may be on paper: of a file there are no copies, and what the numbers mean is unclear.
pub(super) fn is_on_paper(material: &Material) -> bool {
    material.medium != Some(Medium::Electronic)
}

/// Whether originals and photocopies are counted.
pub(super) fn is_counted(material: &Material) -> bool {
    material.originals.is_some() && material.photocopies.is_some()
}

/// The part of a text that states the number of copies of this very material.
///
/// A name or a size speaks of the material itself; a note may speak of others, and only 一式 counts.
pub(super) fn of_material(text: &str, certain: bool) -> Option<&str> {
    // Of the two, this is in fewer texts.
    if !certain && !text.contains("一式") || text.contains('各') {
        return None;
    }
    if certain {
        return Some(text);
    }
    let start = text.find("一式")?;
    let tail = slice(text, start..text.len());
    // 协议一式三份，报送两份 is about what the parties keep.
    let rest = first_chars(tail, 24);
    if ["报", "交", "执", "留"]
        .iter()
        .any(|word| rest.contains(word))
    {
        return None;
    }
    Some(first_chars(tail, 6))
}

/// Whether they are not those of the material.
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

/// Sheets that a text of a material states, and the count that is another.
pub(super) struct Sheets {
    pub(super) stated: u32,
    /// The key of the text that states them.
    pub(super) field: &'static str,
    /// The key of the count, and the count.
    pub(super) counted: (&'static str, u32),
}

/// The sheets in the name, or in a note on a photo, if they are not those that are counted.
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

/// Whether it is a photo and nothing else, so that a remark is about it.
fn is_photo(name: &str) -> bool {
    name.ends_with("照片") || name.ends_with("相片")
}

/// Number of sheets that a name states.
fn sheets(name: &str) -> Option<u32> {
    let (before, _) = name.split_once('张')?;
    let before = before.trim_end();
    let lead = before.trim_end_matches(is_numeral);
    // 每人2张, 各2张 are of several persons.
    if lead.ends_with(['各', '第', '寸']) || lead.contains('每') {
        return None;
    }
    let value = number(before.strip_prefix(lead)?)?;
    // A number of sheets is small and whole.
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
