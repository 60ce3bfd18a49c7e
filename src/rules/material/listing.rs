//! Whether a document that a text names is among the materials.

use crate::prose::{is_longer, is_numeral, slice};
use crate::value::material::name_key;
use crate::words;

/// Whether a material has that name, in shorter or longer words, or is the item's only paper of the
/// kind and speaks of the same thing.
pub(super) fn listed(core: &str, cores: &[&str]) -> bool {
    let within = |known: &&str| known.contains(core) || core.contains(*known);
    if cores.iter().any(within) {
        return true;
    }
    let Some((kind, subject)) = (words::LISTED_DOCUMENT.end_of(core))
        .and_then(|kind| Some((kind, core.strip_suffix(kind)?)))
    else {
        return false;
    };
    let same: Vec<&str> = (cores.iter())
        .filter_map(|known| known.strip_suffix(kind))
        .collect();
    let alike = |known: &&str| subsequence(known, subject) || subsequence(subject, known);
    let only = match same.as_slice() {
        [known] => shares_nouns(known, subject),
        _ => false,
    };
    only || same.iter().any(alike)
}

/// Whether the letters of `short` are in `long`, in their order.
fn subsequence(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    !short.is_empty() && short.chars().all(|c| letters.any(|other| other == c))
}

/// Whether two names have four letters in a row in common, two words as a rule.
fn shares_nouns(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    (letters.windows(4)).any(|run| other.contains(&run.iter().collect::<String>()))
}

/// An application that a list in the text names, where no material is one.
pub(super) fn form_in_list<'t>(text: &'t str, cores: &[&str]) -> Option<&'t str> {
    let start = words::LIST_INTRODUCED.find(text)?.start;
    let is_form = |name: &str| words::FORM_ENDING.ends(name);
    if cores
        .iter()
        .any(|core| is_form(core) || core.contains("申请") || core.contains("表格"))
    {
        return None;
    }
    let list = slice(text, start..text.len()).split('。').next()?;
    let (_, entries) = list.split_once(['：', ':', '，'])?;
    entries.split(['；', ';', '\n', '、']).find_map(|entry| {
        let numbering = |c: char| c.is_whitespace() || is_numeral(c) || "（）().．、".contains(c);
        let name = entry.trim_start_matches(numbering).trim();
        let core = name_key(name).core;
        (is_longer(&core, 2) && !is_longer(&core, 20) && is_form(&core)).then_some(name)
    })
}
