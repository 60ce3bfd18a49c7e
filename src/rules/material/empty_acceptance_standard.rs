use std::sync::LazyLock;

use super::helpers::{materials, name};
use super::repeated_name::names_itself;
use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{
    is_filler, is_han, is_letter, is_longer, is_numeral, slice, text_key, without_brackets,
};
use crate::value::citation::{without_articles, without_citations};
use crate::words::{self, CharSet, PairSet, WordMap};

rule! {
    "MAT023", "empty-acceptance-standard", Warning, Item(check),
    summary: ("材料的受理标准过于笼统", "the acceptance standard of a material says nothing"),
    message: ("“{name}”的受理标准“{text}”过于笼统，看不出怎样才算合格", "the acceptance standard of “{name}” says nothing: “{text}”"),
    help: ("写明审核哪些内容、怎样算合格，如在有效期内、载明哪几项、由谁签字盖章", "say what is looked at and what will be accepted, such as its validity, what it must state and who must have signed it"),
    requirements: [A5],
    cites: ["press-2017#填报说明"],
    page: "empty_acceptance_standard.md",
}

/// Maximum length of an empty standard, in characters; longer ones also state something.
const MAX_TEXT_CHARS: usize = 120;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(text) = material.acceptance_standard.as_deref() else {
            continue;
        };
        // The same text in the filling-in notes is reported by the rule on the notes.
        if is_none(material)
            || material.filling_notes.as_deref() == Some(text)
                && !only_asks_for_seal(material, text)
            || !(says_nothing(text)
                || names_itself(material, text)
                || only_asks_for_seal(material, text))
        {
            continue;
        }
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "acceptance_standard"])
                .with("name", name(material, index))
                .with("text", text.trim())
                .quoting(text.trim())
                .hint_unless(
                    !only_asks_for_seal(material, text) && !is_stated_elsewhere(material, text),
                ),
        );
    }
}

/// Whether the standard asks for the seal, which has fields of its own, and otherwise says nothing.
fn only_asks_for_seal(material: &Material, text: &str) -> bool {
    if material.seal_required.is_none() || is_longer(text, MAX_SEAL_CHARS) || !text.contains('章')
    {
        return false;
    }
    let without_seal = words::SEAL_OF_WHOM
        .removed_from(text)
        .replace("签章", "")
        .replace("盖章", "");
    without_seal != text && (!without_seal.contains(is_letter) || says_nothing(&without_seal))
}

/// Whether the filling-in notes or the name of a photo say more, or the standard asks for a valid paper.
fn is_stated_elsewhere(material: &Material, text: &str) -> bool {
    let notes = material.filling_notes.as_deref();
    let name = material.name.as_deref().unwrap_or_default();
    refers_to_guideline_in_notes(material, text)
        || notes.is_some_and(|notes| !is_filler(notes) && !says_nothing(notes))
        || name.contains("照片")
        || text.contains("有效")
}

/// Whether the standard refers to a guideline that the notes name: 参照指引要求.
fn refers_to_guideline_in_notes(material: &Material, text: &str) -> bool {
    let points = ["指引", "指南", "清单", "目录"]
        .iter()
        .any(|word| text.contains(word));
    points
        && material
            .filling_notes
            .as_deref()
            .is_some_and(|notes| notes.contains('《'))
}

/// Maximum length of a standard that only asks for a seal, in characters; longer ones say whose seal, and
/// where.
const MAX_SEAL_CHARS: usize = 20;

/// The words of all lists of empty phrases, except those that compare one paper with another.
static EMPTY_PHRASES: LazyLock<WordMap<()>> = LazyLock::new(|| {
    let lists = [
        &words::STANDARD_OF_EVERY_PAPER,
        &words::FILLER_CONDITION,
        &words::FILLER_FILLING_NOTES,
        &words::ASKED_OF_EVERY_PAPER,
        &words::RANK_ENDING,
    ];
    let compares = |word: &str| {
        ["原件", "相符", "通过"]
            .iter()
            .any(|part| word.contains(part))
    };
    let all = lists.into_iter().flat_map(words::WordSet::iter);
    WordMap::of(
        all.filter(|word| !compares(word) && *word != "一致" && *word != "与")
            .map(|word| (word, ())),
    )
});

/// The characters of `EMPTY_PHRASES`.
static EMPTY_PHRASE_CHARS: LazyLock<CharSet> =
    LazyLock::new(|| CharSet::of(EMPTY_PHRASES.words().flat_map(str::chars)));

/// Whether the text consists of citations and of words that would fit any paper.
pub(super) fn says_nothing(text: &str) -> bool {
    if is_longer(text, MAX_TEXT_CHARS) || is_filler(text) {
        return false;
    }
    // Fast path: most texts contain, outside brackets and citations, a character that occurs in none of the words.
    let is_in_no_word = |c: char| is_han(c) && !EMPTY_PHRASE_CHARS.holds(c);
    let in_article = |c: char| is_numeral(c) || "第条款项章节目".contains(c);
    let plain = text.split(['《', '（', '(', '）', ')']).next();
    let plain = plain.unwrap_or(text);
    if plain.contains(|c| is_in_no_word(c) && !in_article(c)) {
        return false;
    }
    let cites = text.contains(['《', '第']);
    if !cites && (says_other_word(text) || has_other_letters(&text_key(text))) {
        return false;
    }
    let plain = without_citations(text);
    !has_other_letters(&text_key(&without_brackets(&without_articles(&plain))))
}

/// Fast path: whether a Chinese character between two others is in no word together with one of them, and no word
/// by itself.
fn says_other_word(text: &str) -> bool {
    static PAIRS: LazyLock<PairSet> = LazyLock::new(|| PairSet::within(EMPTY_PHRASES.words()));
    static ALONE: LazyLock<CharSet> = LazyLock::new(|| {
        let alone = EMPTY_PHRASES.words().filter(|word| !is_longer(word, 1));
        CharSet::of(alone.flat_map(str::chars))
    });
    let (pairs, alone) = (&*PAIRS, &*ALONE);
    let (mut before, mut here) = (None, None);
    for next in text.chars() {
        let next = Some(next).filter(|c| is_han(*c));
        if let (Some(first), Some(c), Some(last)) = (before, here, next)
            && !pairs.may_hold(first, c)
            && !pairs.may_hold(c, last)
            && !alone.holds(c)
        {
            return true;
        }
        (before, here) = (here, next);
    }
    false
}

/// Whether a letter is left outside the words.
fn has_other_letters(key: &str) -> bool {
    let mut end = 0;
    for (hit, ()) in EMPTY_PHRASES.find_all(key) {
        if slice(key, end..hit.start).contains(is_letter) {
            return true;
        }
        end = hit.start + hit.word.len();
    }
    slice(key, end..key.len()).contains(is_letter)
}
