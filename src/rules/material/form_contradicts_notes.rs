use super::helpers::{ORIGINAL, PHOTOCOPY, clauses, materials, name, notes};
use super::original_asked::{listed, original_asked};
use super::stated_copies::is_counted;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{entries, is_han, text_key, unmarked};
use crate::words;

rule! {
    "MAT036", "form-contradicts-notes", Warning, Item(check),
    summary: ("材料只列原件（复印件），说明却是对另一种的要求", "only originals or only photocopies are listed, but the notes are about the other"),
    message: ("“{name}”只列{listed}份，说明里要的却是{wanted}：“{words}”", "the list has only {listed} of “{name}”, but the notes ask for {wanted}: “{words}”"),
    help: ("交复印件的，把材料类型和份数改为复印件；两样都要的都写上；只交原件的，删去这句话", "if a photocopy is handed in, change form and counts; if both are, list both; if only the original is, delete this sentence"),
    requirements: [A3, C2],
    cites: ["gbh-2017-115#5-format"],
    page: "form_contradicts_notes.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let originals = material.originals.unwrap_or(0);
        if let Some(asked) = original_asked(material) {
            let (field, words) = (asked.field, asked.words);
            let copies = cx.here(path!["guide", "materials", index, "photocopies"]);
            let found = Diagnostic::at(path!["guide", "materials", index, field])
                .with("name", name(material, index))
                .with(
                    "listed",
                    listed("复印件", "photocopy", material.photocopies),
                )
                .with("wanted", ORIGINAL)
                .with("words", words)
                .quoting(words)
                .related(copies, PHOTOCOPY);
            cx.report(found.hint_unless(!asked.is_only_shown));
            continue;
        }
        if originals == 0 || material.photocopies.unwrap_or(0) > 0 || !only_originals(material) {
            continue;
        }
        let of_this =
            || notes(material).find_map(|(field, text)| Some((field, of_copy(field, text)?)));
        // Notes that hold what goes for all papers may begin with copies as well.
        let of_all = || {
            notes(material).find_map(|(field, text)| {
                // Nearly no note speaks of copies, and few of its clauses do.
                if !text.contains(COPY) {
                    return None;
                }
                let of_copy = clauses(text).filter(|clause| clause.contains(COPY));
                let begins = |clause: &&str| clause.starts_with(COPY) && !clause.contains("扫描");
                let of_both = || clauses(text).any(|clause| clause.starts_with("原件"));
                let found = of_copy.map(bare).find(begins).filter(|_| !of_both());
                // 原件须有签章，复印件不需: both are taken.
                let both = || clauses(text).find(|clause| clause.starts_with("复印件不"));
                let kept = || clauses(text).find(|clause| is_kept_copy(clause));
                let told = found
                    .or_else(kept)
                    .or_else(|| (field == "seal_note").then(both).flatten());
                Some((field, told?))
            })
        };
        let Some((field, words)) = of_this().or_else(of_all) else {
            continue;
        };
        let counts = cx.here(path!["guide", "materials", index, "originals"]);
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, field])
                .with("name", name(material, index))
                .with("listed", listed("原件", "original", material.originals))
                .with("wanted", PHOTOCOPY)
                .with("words", words)
                .quoting(words)
                .related(counts, ORIGINAL),
        );
    }
}

const COPY: &str = "复印件";

/// Whether the copy is what the office keeps: 验原件收复印件.
fn is_kept_copy(clause: &str) -> bool {
    ["收复印件", "收取复印件", "留复印件", "留存复印件"]
        .iter()
        .any(|kept| clause.ends_with(kept))
}

/// A clause without the number before it.
fn bare(clause: &str) -> &str {
    unmarked(clause).trim_start_matches(|c: char| c.is_ascii_digit())
}

/// Whether form and name leave no room for a copy.
fn only_originals(material: &Material) -> bool {
    let or_copy = |text: &Option<String>| text.as_deref().is_some_and(|text| text.contains("复印"));
    is_counted(material) && !or_copy(&material.form) && !or_copy(&material.name)
}

/// The words of a note that are about a copy of this very paper.
///
/// The note on the seal is about this paper; in the others only an entry that says nothing else is,
/// as they often hold what goes for all papers.
fn of_copy<'a>(field: &str, text: &'a str) -> Option<&'a str> {
    if field == "seal_note" {
        // 原件须有签章，复印件不需 speaks of both, 提交复印件的，应当 of who brings a copy.
        let leaves = |clause: &str| clause.starts_with("原件") || clause.ends_with("件的");
        let open = clauses(text).any(leaves);
        return clauses(text).find(|clause| !open && is_stamp_of_copy(clause));
    }
    // Nearly no entry speaks of an original, as each of the words does.
    if !text.contains('原') {
        return None;
    }
    entries(text)
        .filter(|entry| entry.contains('原'))
        .map(unmarked)
        .filter(|entry| begins_like_one(entry))
        .find(|entry| words::AGREES_WITH_ORIGINAL.is(&text_key(entry)))
}

/// Whether the first Chinese character is that of a word; few entries need be brought into the form in
/// which the words are.
fn begins_like_one(entry: &str) -> bool {
    let first = entry.chars().find(|c| is_han(*c));
    first.is_some_and(|first| FIRST.contains(&first))
}

/// With what the words on a copy that agrees with the original begin.
const FIRST: [char; 3] = ['与', '和', '复'];

/// Whether it is about the stamp that a copy gets: 复印后加盖“与原件相符”章.
fn is_stamp_of_copy(clause: &str) -> bool {
    clause.starts_with("复印") || words::AGREES_WITH_ORIGINAL.occurs_in(&text_key(clause))
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
