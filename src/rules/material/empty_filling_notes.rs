use std::sync::LazyLock;

use super::empty_phrases;
use super::helpers::{materials, name};
use super::repeated_name::{is_within_name, names_itself};
use crate::analysis::is_form;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{half, is_filler, is_one_clause, text_key};
use crate::words::{self, CharSet};

rule! {
    "MAT022", "empty-filling-notes", Warning, Item(check),
    summary: ("填报须知没有实际内容", "the filling-in notes say nothing"),
    message: ("“{name}”的填报须知只写了“{text}”，没有说{what}", "the filling-in notes of “{name}” only say “{text}”, not {what}"),
    help: ("{how}；没有要说明的，删去这句话", "{how}; if there is nothing to say, delete the notes"),
    requirements: [A5],
    cites: ["press-2017#填报说明"],
    page: "empty_filling_notes.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(text) = material.filling_notes.as_deref() else {
            continue;
        };
        let empty = says_nothing(text) || only_holds(text);
        // Notes that fit every paper say nothing about this one.
        let of_any = || empty_phrases::says_nothing(text);
        if is_filler(text)
            || !(empty
                || names_itself(material, text)
                || is_within_name(material, text)
                || of_any())
        {
            continue;
        }
        // A blank and a sample form show how to fill the form in.
        let shown =
            is_form(material) && material.blank_form.is_some() && material.sample_form.is_some();
        let found = Diagnostic::at(path!["guide", "materials", index, "filling_notes"])
            .with("name", name(material, index))
            .with("text", text.trim());
        let found = if is_form(material) {
            found.with("what", Text::new("怎样填", "how to fill it in")).with(
                "how",
                Text::new(
                    "写明各栏怎样填、哪几栏容易填错、要附什么",
                    "say how to fill in the fields, which of them are often filled in wrongly and what to enclose",
                ),
            )
        } else {
            found
                .with("what", Text::new("要注意什么", "what to observe"))
                .with(
                    "how",
                    Text::new(
                        "写明由谁出具、有效期有什么要求、要不要盖章",
                        "say who issues it, how recent it must be and whether it needs a seal",
                    ),
                )
        };
        // Only a hint for certificates, on which nothing is filled in, and for notes that are of some use: those that
        // warn of the consequences of false papers or repeat the name, perhaps with 原件.
        let warned = words::TOLD_CONSEQUENCE.occurs_in(text) || names_itself(material, text);
        cx.report(found.hint_unless(is_form(material) && empty && !shown && !warned));
    }
}

/// Whether a text only states that the applicant holds the paper: 本人持有居民身份证.
fn only_holds(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '；']);
    let held = (words::APPLICANT
        .strip_start(text)
        .or(text.strip_prefix("本人")))
    .unwrap_or(text)
    .strip_prefix("持有");
    held.is_some_and(|paper| is_one_clause(paper) && words::DOCUMENT_ENDING.ends(paper))
}

/// Whether a text consists only of words that fit every paper and of filler.
pub(super) fn says_nothing(text: &str) -> bool {
    // Fast path: nearly every text has a character that occurs in none of these words.
    static LETTERS: LazyLock<CharSet> = LazyLock::new(|| {
        let all = words::ASKED_OF_EVERY_PAPER
            .iter()
            .chain(&words::FILLER_FILLING_NOTES);
        CharSet::of(all.flat_map(str::chars))
    });
    let strange = |c: char| c.is_alphanumeric() && !LETTERS.holds(c);
    if text.chars().map(half).any(strange) {
        return false;
    }
    let rest = words::ASKED_OF_EVERY_PAPER.each_removed_from(text_key(text));
    words::FILLER_FILLING_NOTES
        .each_removed_from(rest)
        .is_empty()
}
