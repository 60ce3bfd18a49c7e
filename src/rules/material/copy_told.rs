//! Notes that mention a photocopy of a material that is listed as an original.

use super::helpers::{clauses, notes};
use super::stated_copies::is_counted;
use crate::model::Material;
use crate::prose::{entries, is_han, is_longer, text_key, unmarked};
use crate::words;

const COPY: &str = "复印件";

/// Maximum length of a note, in characters; a longer one quotes rules, which are about any paper.
const MAX_NOTE_CHARS: usize = 160;

/// A note on a photocopy of a material of which only originals are listed.
pub(super) struct CopyTold<'a> {
    pub(super) field: &'static str,
    pub(super) words: &'a str,
    /// Whether the note asks for a copy; otherwise it only says what a copy does not need.
    pub(super) is_asked: bool,
}

/// The first note of a material that is about a copy, though only originals are listed.
pub(super) fn copy_told(material: &Material) -> Option<CopyTold<'_>> {
    if material.originals.unwrap_or(0) == 0
        || material.photocopies.unwrap_or(0) > 0
        || !only_originals(material)
    {
        return None;
    }
    // A copy is mentioned only for applicants who have no original to submit.
    let has_none = || notes(material).any(|(_, text)| words::NO_ORIGINAL.occurs_in(text));
    find_told(material).filter(|_| !has_none())
}

fn find_told(material: &Material) -> Option<CopyTold<'_>> {
    let of_this = notes(material).find_map(|(field, text)| Some((field, of_copy(field, text)?)));
    let asked = of_this
        .or_else(|| notes(material).find_map(|(field, text)| Some((field, of_any_copy(text)?))));
    if let Some((field, words)) = asked {
        return Some(CopyTold {
            field,
            words,
            is_asked: true,
        });
    }
    // 原件须有签章，复印件不需 mentions both and asks for neither.
    let words = clauses(material.seal_note.as_deref()?).find(|clause| spares_copy(bare(clause)))?;
    Some(CopyTold {
        field: "seal_note",
        words,
        is_asked: false,
    })
}

/// Whether the material has counts, and its form and name do not mention a copy.
fn only_originals(material: &Material) -> bool {
    let or_copy = |text: &Option<String>| text.as_deref().is_some_and(|text| text.contains("复印"));
    is_counted(material) && !or_copy(&material.form) && !or_copy(&material.name)
}

/// The words of a note that are about a copy of this material.
///
/// A note on the seal is always about this material. In other notes only an entry that says nothing else is,
/// because these notes often contain requirements on all papers.
fn of_copy<'a>(field: &str, text: &'a str) -> Option<&'a str> {
    if field == "seal_note" {
        // 原件须有签章，复印件不需 is about both, 提交复印件的，应当 about applicants who submit a copy.
        let leaves = |clause: &str| clause.starts_with("原件") || clause.ends_with("件的");
        let open = clauses(text).any(leaves);
        return clauses(text).find(|clause| !open && is_stamp_of_copy(clause));
    }
    // Fast path: every word of `AGREES_WITH_ORIGINAL` contains 原, and few entries do.
    if !text.contains('原') {
        return None;
    }
    entries(text)
        .filter(|entry| entry.contains('原'))
        .map(unmarked)
        .filter(|entry| begins_like_one(entry))
        .find(|entry| words::AGREES_WITH_ORIGINAL.is(&text_key(entry)))
        .or_else(|| stamped(text))
}

/// The clause that asks for the stamp of a copy, in a note on this material: 加盖“与原件相符”章.
fn stamped(text: &str) -> Option<&str> {
    // A note that mentions copies is about the copies among all papers.
    let own = !text.contains("复印") && text.contains('章');
    let mut clauses = clauses(text).filter(|_| own).map(unmarked);
    clauses.find(|clause| {
        let key = text_key(clause.trim_start_matches(['需', '须', '应', '并']));
        let of_stamp = key
            .strip_prefix("加盖")
            .and_then(|key| key.strip_suffix('章'));
        of_stamp.is_some_and(|stamp| words::AGREES_WITH_ORIGINAL.is(stamp))
    })
}

/// The first clause of a note that begins with 复印件, or by which the office keeps a copy.
fn of_any_copy(text: &str) -> Option<&str> {
    if !text.contains(COPY) || is_longer(text, MAX_NOTE_CHARS) {
        return None;
    }
    let begins = |clause: &&str| {
        clause.starts_with(COPY) && !spares_copy(clause) && !clause.contains("扫描")
    };
    let of_both = || clauses(text).any(|clause| clause.starts_with("原件"));
    let found = clauses(text).map(bare).find(begins).filter(|_| !of_both());
    found.or_else(|| clauses(text).find(|clause| is_kept_copy(clause)))
}

/// Whether a clause says what a copy does not need: 复印件不需签章.
fn spares_copy(clause: &str) -> bool {
    let rest = clause.strip_prefix(COPY);
    rest.is_some_and(|rest| rest.starts_with(['不', '无', '免']))
}

/// Whether a clause says that the office keeps a copy: 验原件收复印件.
fn is_kept_copy(clause: &str) -> bool {
    ["收复印件", "收取复印件", "留复印件", "留存复印件"]
        .iter()
        .any(|kept| clause.ends_with(kept) || clause.starts_with(kept))
}

/// A clause without its leading mark and number.
fn bare(clause: &str) -> &str {
    unmarked(clause).trim_start_matches(|c: char| c.is_ascii_digit())
}

/// Whether the first Chinese character may begin a word of `AGREES_WITH_ORIGINAL`.
///
/// A fast path, so that few entries are normalised with [`text_key`].
fn begins_like_one(entry: &str) -> bool {
    let first = entry.chars().find(|c| is_han(*c));
    first.is_some_and(|first| FIRST.contains(&first))
}

/// First characters of the words of `AGREES_WITH_ORIGINAL`.
const FIRST: [char; 3] = ['与', '和', '复'];

/// Whether a clause is about the stamp on a copy: 复印后加盖“与原件相符”章.
fn is_stamp_of_copy(clause: &str) -> bool {
    clause.starts_with("复印") && !spares_copy(clause)
        || words::AGREES_WITH_ORIGINAL.occurs_in(&text_key(clause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_concern_the_original() {
        let mut words = words::AGREES_WITH_ORIGINAL.iter();
        assert!(words.all(|word| word.contains('原') && word.starts_with(FIRST)));
    }
}
