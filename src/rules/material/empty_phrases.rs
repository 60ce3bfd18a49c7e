//! Phrases that fit every paper, and texts that consist of them.

use std::sync::LazyLock;

use crate::prose::{
    is_filler, is_han, is_letter, is_longer, is_numeral, slice, text_key, without_brackets,
};
use crate::value::citation::{without_articles, without_citations};
use crate::words::{self, CharSet, PairSet, WordMap};

/// Maximum length of an empty standard, in characters; longer ones also state something.
const MAX_TEXT_CHARS: usize = 120;

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
    // Fast path: most texts contain, outside brackets and citations, a character that occurs in none of the words.
    let is_in_no_word = |c: char| is_han(c) && !EMPTY_PHRASE_CHARS.holds(c);
    let in_article = |c: char| is_numeral(c) || "第条款项章节目".contains(c);
    let opens = |c: char| matches!(c, '《' | '（' | '(' | '）' | ')');
    let mut plain = text.chars().take_while(|c| !opens(*c));
    if plain.any(|c| is_in_no_word(c) && !in_article(c)) {
        return false;
    }
    if is_longer(text, MAX_TEXT_CHARS) || is_filler(text) {
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
