//! Translates field names in English, pinyin or both into Chinese headings:
//! `handlePlace`, `ST_LAW_LIMIT`, `shouLiTiaoJian`, `dept_mc`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::initials::initials_of;

/// The content of `foreign_words.toml`: the words of foreign field names.
#[derive(Default, Deserialize)]
struct ForeignWords {
    /// Type prefixes of database columns (`vc_`, `dt_`), which carry no meaning; separated by spaces.
    types: String,
    /// Suffixes that turn the name of a code's field into that of its text (`caseType`, `caseType_dictText`).
    text_endings: String,
    /// Synonyms, and the parts of headings that they may mean, the likeliest first.
    words: Vec<(String, String)>,
}

static FOREIGN: LazyLock<ForeignWords> =
    LazyLock::new(|| toml::from_str(include_str!("foreign_words.toml")).unwrap_or_default());

/// Type prefixes of column names; see [`ForeignWords::types`].
static TYPES: LazyLock<Vec<&str>> = LazyLock::new(|| FOREIGN.types.split(' ').collect());

/// Type suffixes of fields of a search index, which carry no meaning: `item_name_s`.
const TYPE_ENDINGS: &[&str] = &[
    "s", "ss", "i", "is", "l", "t", "txt", "b", "d", "dt", "f", "str",
];

/// Names of a guide object; lists inside it belong to the item.
const GUIDES: &[&str] = &["guide", "guideInfo", "guide_info", "bszn", "zhinan"];

/// Maximum length of a field name, in bytes, and its maximum number of words (`MOST_WORDS`).
const LONGEST: usize = 80;
const MOST_WORDS: usize = 7;
/// Maximum number of parts that are tried in any order.
const MOST_MOVED: usize = 4;
/// Maximum number of headings that are tried for a name.
const MOST_TRIED: usize = 1000;
/// Maximum length of a piece that is split into words written without a separator, in bytes.
const LONGEST_GLUED: usize = 40;
/// Maximum length of an unknown piece that is taken for initials, in bytes.
const LONGEST_INITIALS: usize = 6;

/// The meanings of each word, the likeliest first; the empty meaning (the word adds nothing) comes last.
static MEANINGS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<&str>> = HashMap::new();
    for (words, meanings) in &FOREIGN.words {
        for word in words.split(' ') {
            let known = all.entry(word).or_default();
            for meaning in meanings.split(',') {
                if !known.contains(&meaning) {
                    known.push(meaning);
                }
            }
            known.sort_by_key(|meaning| meaning.is_empty());
        }
    }
    all
});

/// Suffixes that turn the name of a code's field into that of its text.
pub(super) fn text_endings() -> impl Iterator<Item = &'static str> {
    FOREIGN.text_endings.split(' ')
}

/// The meanings of a word, which may be a plural.
fn meanings_of(word: &str) -> Option<&'static [&'static str]> {
    let known = |word: &str| MEANINGS.get(word).map(Vec::as_slice);
    let singular = || word.strip_suffix('s').filter(|one| one.len() > 2);
    known(word)
        .or_else(|| known(singular()?))
        .or_else(|| known(word.strip_suffix("es")?))
        .or_else(|| known(&format!("{}y", singular()?.strip_suffix("ie")?)))
}

/// Predicates on headings.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) knows: &'k dyn Fn(&str) -> bool,
    /// Whether the heading is unambiguous without its parent.
    pub(super) is_sure: &'k dyn Fn(&str) -> bool,
    /// Whether the heading names a list.
    pub(super) has_rows: &'k dyn Fn(&str) -> bool,
}

/// The first known heading that a dotted name may mean.
///
/// If the whole name has none, its first segments are dropped one by one.
pub(super) fn heading(name: &str, names: Known<'_>) -> Option<String> {
    let Known { knows, is_sure, .. } = names;
    if name.len() > LONGEST {
        return None;
    }
    if let Some(found) = of_last(name, names).or_else(|| of_name(name, knows)) {
        return Some(found);
    }
    // Inside other objects, only an unambiguous heading belongs to the item.
    let knows = |heading: &str| knows(heading) && is_sure(heading);
    let mut rest = name;
    while let Some((_, inner)) = rest.split_once('.') {
        rest = inner;
        if is_sure(rest) {
            return Some(rest.to_owned());
        }
        if let Some(found) = of_last(rest, names) {
            return Some(found);
        }
        if let Some(found) = of_name(rest, &knows) {
            return Some(found);
        }
    }
    None
}

/// The heading of the last segment, if the segments before it carry no meaning: `basicInfo.itemCode`.
fn of_last(name: &str, names: Known<'_>) -> Option<String> {
    let (around, last) = name.rsplit_once('.')?;
    let says_nothing = |word: &&str| meanings_of(word).is_some_and(|all| all.contains(&""));
    let mut around = around.split('.').flat_map(untyped);
    let is_empty =
        around.all(|piece| words(&piece).is_some_and(|words| words.iter().all(says_nothing)));
    let is_guide = name
        .rsplit('.')
        .nth(1)
        .is_some_and(|around| GUIDES.contains(&around));
    let knows = |heading: &str| {
        let may_be_list = is_guide && (names.has_rows)(heading);
        (names.knows)(heading) && ((names.is_sure)(heading) || may_be_list)
    };
    of_name(last, &knows).filter(|_| is_empty)
}

fn of_name(name: &str, knows: &dyn Fn(&str) -> bool) -> Option<String> {
    // `projectTypeText` holds the text of the code in `projectType`, so it has the same heading.
    let lower = name.to_lowercase();
    let mut stems = text_endings().filter_map(|ending| lower.strip_suffix(ending));
    if let Some(stem) = stems.find(|stem| !stem.is_empty() && knows(stem)) {
        return Some(stem.to_owned());
    }
    let pieces: Vec<String> = name.split('.').flat_map(untyped).collect();
    of_pieces(&pieces, knows)
}

/// The parts of a name without type prefix and type suffix.
fn untyped(name: &str) -> Vec<String> {
    if !name.is_ascii() {
        return vec![name.to_owned()];
    }
    let mut pieces = pieces(name);
    let is_type =
        |first: &String| TYPES.contains(&first.as_str()) && (name.contains('_') || first.len() > 1);
    if pieces.len() > 1 && pieces.first().is_some_and(is_type) {
        pieces.remove(0);
    }
    let is_type = |last: &String| TYPE_ENDINGS.contains(&last.as_str()) && name.contains('_');
    if pieces.len() > 1 && pieces.last().is_some_and(is_type) {
        pieces.pop();
    }
    pieces
}

fn of_pieces(pieces: &[String], knows: &dyn Fn(&str) -> bool) -> Option<String> {
    // A name of one or two letters is too ambiguous.
    if matches!(pieces, [piece] if piece.len() < 3) {
        return None;
    }
    let all: Option<Vec<Vec<&str>>> = pieces.iter().map(|piece| words(piece)).collect();
    if let Some(all) = all {
        return in_words(&all.concat(), knows);
    }
    // `shouLiTiaoJian` has a capital letter for each syllable, not for each word.
    let whole = pieces.concat();
    let is_short = whole.len() <= LONGEST_GLUED && pieces.len() > 1;
    match words(&whole).filter(|_| is_short) {
        Some(words) => in_words(&words, knows),
        None => in_initials(pieces, knows),
    }
}

/// Splits a name at separators and capital letters, in lower case: `promiseDay`, `ITEM_NAME`.
fn pieces(name: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut before = ' ';
    let mut chars = name.chars().peekable();
    while let Some(char) = chars.next() {
        let goes_on = chars.peek().is_some_and(char::is_ascii_lowercase);
        let begins = char.is_ascii_uppercase()
            && (before.is_ascii_lowercase() || before.is_ascii_uppercase() && goes_on);
        if begins || !char.is_ascii_alphanumeric() {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut().filter(|_| char.is_ascii_alphanumeric()) {
            piece.push(char.to_ascii_lowercase());
        }
        before = char;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Splits a piece such as `itemname` into the fewest known words.
fn words(piece: &str) -> Option<Vec<&str>> {
    if !piece.is_ascii() {
        return Some(vec![piece]);
    }
    if piece.len() > LONGEST_GLUED {
        return None;
    }
    let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
    for end in 1..=piece.len() {
        let fewest = (0..end).filter_map(|start| {
            let word = piece.get(start..end)?;
            // Two letters are a word only if they are the whole piece, or begin a question: `ISFEE`.
            let asks = start == 0 && word == "is";
            let may_be = word.len() > 2 || word.len() == piece.len() || asks;
            let before = best.get(start)?.as_ref()?;
            (may_be && meanings_of(word).is_some()).then(|| {
                let mut words = before.clone();
                words.push(word);
                words
            })
        });
        best.push(fewest.min_by_key(Vec::len));
    }
    best.pop().flatten()
}

/// The known heading that words make, in this order or, if there are at most `MOST_MOVED` parts, in any order.
fn in_words(words: &[&str], knows: &dyn Fn(&str) -> bool) -> Option<String> {
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let mut left = MOST_TRIED;
    let mut texts: Vec<Vec<&str>> = vec![Vec::new()];
    for word in words {
        // A Chinese word is its own meaning.
        let itself = [*word];
        let meanings = match meanings_of(word) {
            Some(meanings) => meanings,
            None if !word.is_ascii() => &itself,
            None => return None,
        };
        if texts.len() * meanings.len() > 4 * MOST_TRIED {
            return None;
        }
        texts = (texts.iter())
            .flat_map(|text| {
                meanings.iter().map(move |meaning| {
                    let mut text = text.clone();
                    text.push(meaning);
                    text
                })
            })
            .collect();
    }
    for text in &mut texts {
        // A part that another part contains is redundant: 电话 beside 咨询电话.
        let all = text.clone();
        let is_said = |part: &&str| {
            all.iter()
                .any(|other| other != part && other.contains(*part))
        };
        text.retain(|part| !part.is_empty() && !is_said(part));
        let mut once = HashSet::new();
        text.retain(|part| once.insert(*part));
    }
    let mut seen = HashSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    // Try the combinations that use the most words first.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts.iter().find_map(|text| {
        left = left.checked_sub(1)?;
        let plain = text.concat();
        if !plain.is_empty() && knows(&plain) {
            return Some(plain);
        }
        if text.len() > MOST_MOVED {
            return None;
        }
        moved(text, &mut left, knows)
    })
}

/// The known heading made by the first matching permutation of the parts.
fn moved(parts: &[&str], left: &mut usize, knows: &dyn Fn(&str) -> bool) -> Option<String> {
    fn go(
        made: &str,
        parts: &[&str],
        left: &mut usize,
        knows: &dyn Fn(&str) -> bool,
    ) -> Option<String> {
        if parts.is_empty() {
            *left = left.checked_sub(1)?;
            return knows(made).then(|| made.to_owned());
        }
        (0..parts.len()).find_map(|at| {
            let mut rest = parts.to_vec();
            let part = rest.remove(at);
            go(&format!("{made}{part}"), &rest, left, knows)
        })
    }
    go("", parts, left, knows)
}

/// The known initials made from pieces, some of which are initials already: `dept_mc`, `isWsbl`.
fn in_initials(pieces: &[String], knows: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut made = String::new();
    for piece in pieces {
        match words(piece) {
            Some(words) => {
                for word in words {
                    made.push_str(&initials_of(meanings_of(word)?.first()?)?);
                }
            }
            None if piece.len() <= LONGEST_INITIALS => made.push_str(piece),
            None => return None,
        }
    }
    (pieces.len() > 1 && made.len() >= 4 && knows(&made)).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_parts_that_it_is_written_in() {
        for (name, expected) in [
            ("promiseDay", &["promise", "day"][..]),
            ("ITEM_NAME", &["item", "name"]),
            ("deptID", &["dept", "id"]),
            ("URLOfItem", &["url", "of", "item"]),
            ("item-name", &["item", "name"]),
        ] {
            assert_eq!(pieces(name), expected, "{name}");
        }
        assert_eq!(words("legallimit").unwrap(), ["legal", "limit"]);
        assert_eq!(words("banlididian").unwrap(), ["banli", "didian"]);
        assert_eq!(words("xyz"), None);
    }

    #[test]
    fn parts_may_stand_in_any_order_and_some_say_nothing() {
        let knows = |heading: &str| ["咨询电话", "法定时限", "电话"].contains(&heading);
        let is_sure = |heading: &str| heading != "电话" && knows(heading);
        let known = Known {
            knows: &knows,
            is_sure: &is_sure,
            has_rows: &|_| false,
        };
        for (name, expected) in [
            ("tel.consult", Some("咨询电话")),
            ("guide.consult.tel", Some("咨询电话")),
            ("咨询电话.phone", Some("咨询电话")),
            ("faDingShiXian", Some("法定时限")),
            ("limit.legal.num", Some("法定时限")),
            ("lawTimeLimit", Some("法定时限")),
            ("phone", Some("电话")),
            ("window.phone", None),
            ("colour", None),
            ("x.itemInfo.consultTel", Some("咨询电话")),
        ] {
            let found = heading(name, known);
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
