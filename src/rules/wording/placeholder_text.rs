use super::typed_to_try::{first_bytes, left_at_end, may_be_typed};
use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{ascii_lower, is_filler, is_han, is_longer, stripped};
use crate::words::{self, WordSet};

rule! {
    "TXT010", "placeholder-text", Warning, Item(check),
    summary: ("用占位的字代替了内容", "a placeholder in place of content"),
    message: ("{element}写的是“{text}”，没有内容", "“{text}” in {element} is a placeholder, not content"),
    help: ("写上真实内容；确实不适用的，写明不适用和原因", "write the actual content; if the element does not apply, say so and why"),
    requirements: [A1],
    cites: ["gbh-2017-115#5-facts"],
    certain: Table,
    page: "placeholder_text.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let placeholders = cx.words(&words::PLACEHOLDER);
    for piece in cx.texts() {
        let text = stripped(piece.text);
        // Fast path: nearly every text is too long for a placeholder and ends in none of the words.
        let letters = &piece.stats.letters;
        let is_long = text.len() > MAX_FILLER_BYTES && !repeats(text);
        if is_long && !may_be_typed(letters) {
            continue;
        }
        if let Some(word) = Some(text)
            .filter(|_| may_be_typed(letters))
            .and_then(left_at_end)
        {
            let found = Diagnostic::at(piece.path()).with("element", piece.full_label());
            cx.report(found.with("text", word).quoting(word));
            continue;
        }
        // A longer placeholder can only be a run of one character.
        if is_long {
            continue;
        }
        let nothing = wants_value(piece.kind) && is_filler(text);
        // 测试 and short ASCII words such as AAA are valid names of steps and keywords.
        let is_name = matches!(piece.kind, TextKind::StepName | TextKind::Keyword);
        if is_name && (text == "测试" || text.len() < 5 && text.is_ascii()) && !nothing {
            continue;
        }
        if nothing || is_junk(text, placeholders) {
            cx.report(
                Diagnostic::at(piece.path())
                    .with("element", piece.full_label())
                    .with("text", text),
            );
        }
    }
}

/// Whether 无 is no valid value of the element. A fee without a standard has a rule in [`super::super::fee`].
fn wants_value(kind: TextKind) -> bool {
    matches!(
        kind,
        TextKind::Name
            | TextKind::Keyword
            | TextKind::Summary
            | TextKind::BasisName
            | TextKind::MaterialName
            | TextKind::StepName
            | TextKind::Narrative
            | TextKind::Address
            | TextKind::Hours
            | TextKind::Phone
            | TextKind::Question
            | TextKind::Answer
    )
}

/// Maximum length of a filler such as 无, in bytes, including brackets and marks around it.
const MAX_FILLER_BYTES: usize = 90;

/// Whether a text may be a run of one character: its fourth and fifth characters are equal.
fn repeats(text: &str) -> bool {
    let mut letters = text.chars().skip(3);
    letters.next() == letters.next()
}

fn is_junk(text: &str, placeholders: &WordSet) -> bool {
    // Fast path: nearly every text begins with a Chinese character, and few with a placeholder.
    // The first placeholder is the longest.
    let most = placeholders.iter().next().map_or(0, str::len);
    if text.starts_with(is_han) && !placeholders.starts(&ascii_lower(first_bytes(text, most))) {
        return false;
    }
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(c, '。' | '.' | '…' | '!' | '！' | '(' | ')' | '（' | '）')
            || matches!(c, '[' | ']' | '【' | '】')
    };
    let word = text.trim_matches(is_mark);
    if word.len() <= most && placeholders.is(&ascii_lower(word)) {
        return true;
    }
    // sssss ddd, xxx, ????: runs of one character each, typed to get past a required field.
    !word.is_empty() && word.split_whitespace().all(is_run)
}

/// Whether the word is one letter or question mark several times.
fn is_run(word: &str) -> bool {
    let mut letters = word.chars().map(|c| c.to_ascii_lowercase());
    let Some(first) = letters.next() else {
        return false;
    };
    (first.is_ascii_alphabetic() || "?？".contains(first))
        && is_longer(word, 2)
        && letters.all(|letter| letter == first)
}
