//! Yes and no: 是/否, `1`/`0`, `Y`/`N`, 支持/不支持, 收费/免费 …
//!
//! The value answers the question in the field's name (是否收费, 是否支持预约办理). Affirmative words are yes,
//! negating words are no: 免费 and 不收费 are no, because the field asks whether a fee is charged. A
//! dialect whose codes are reversed inverts the value itself.

use super::Parsed;
use crate::prose::{fold, is_filler, is_longer, remains};
use crate::value::Guess;
use crate::words;

/// Maximum length of a phrase that is read by its first word, in characters.
const MAX_ANSWER_CHARS: usize = 40;

/// Reads the answer to a yes-no question.
///
/// 无 is both “no” and a word for “none” ([`Parsed::empty`]).
///
/// ```
/// use shixiang::value::yes_no;
///
/// assert_eq!(yes_no::read("支持").value, Some(true));
/// assert_eq!(yes_no::read("不收费").value, Some(false));
/// assert_eq!(yes_no::read("N").value, Some(false));
/// assert_eq!(yes_no::read("视情况").value, None);
/// ```
pub fn read(text: &str) -> Parsed<bool> {
    let empty = is_filler(text);
    let folded = fold(text.trim()).to_lowercase();
    let word = folded.trim_end_matches(['。', '.', ';', ' ', '!']);
    let answer = answer_of_word(word);
    match answer {
        Some(value) => {
            let mut reading = Parsed::of(value);
            reading.empty = empty;
            reading
        }
        None if empty => Parsed::none(),
        None => answer_of_phrase(word).unwrap_or_else(|| Parsed::unread(text)),
    }
}

/// Writes 是 or 否.
pub fn write(value: &bool) -> String {
    if *value { "是" } else { "否" }.to_owned()
}

/// The answer of a text that is a single word.
fn answer_of_word(word: &str) -> Option<bool> {
    if words::YES.is(word) || words::YES_NO_VERB.is(word) {
        return Some(true);
    }
    let denied = || {
        words::DENIAL
            .iter()
            .filter_map(|denial| word.strip_prefix(denial))
            .any(|verb| words::YES_NO_VERB.is(verb))
    };
    (words::NO.is(word) || words::FREE_OF_CHARGE.is(word) || denied()).then_some(false)
}

/// The answer that a phrase begins with, such as 支持网上支付 or 不支持预约办理.
fn answer_of_phrase(text: &str) -> Option<Parsed<bool>> {
    if is_longer(text, MAX_ANSWER_CHARS) {
        return None;
    }
    let (value, rest) = match words::DENIAL.strip_start(text) {
        Some(rest) => (false, strip_verb(rest)?),
        None => (true, strip_verb(text).or_else(|| text.strip_prefix('是'))?),
    };
    let head = text.strip_prefix('否').is_some();
    let rest = remains(rest).map(str::to_owned).into_iter().collect();
    Some(
        Parsed::of(value && !head)
            .guessing(Some(Guess::FirstWord))
            .leaving(rest),
    )
}

/// Strips the verb at the start of a text; `None` if there is none.
fn strip_verb(text: &str) -> Option<&str> {
    // A verb of one character begins too many other words (有效, 可能, 能源) to decide a phrase.
    words::YES_NO_VERB
        .iter()
        .filter(|verb| is_longer(verb, 1))
        .find_map(|verb| text.strip_prefix(verb))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_both_answers() {
        for text in [
            "是", "1", "Y", "true", "支持", "收费", "有", "需要", "是。", "１", "TRUE", "√", "可以",
        ] {
            assert_eq!(read(text), Parsed::of(true), "{text}");
        }
        for text in [
            "否",
            "0",
            "n",
            "FALSE",
            "不支持",
            "不收费",
            "免费",
            "不需要",
            "无需",
            "暂不支持",
            "×",
            "不涉及",
        ] {
            assert_eq!(read(text).value, Some(false), "{text}");
        }
    }

    #[test]
    fn reads_the_first_word_of_a_phrase() {
        assert_eq!(read("支持网上支付").value, Some(true));
        let reading = read("不支持预约办理");
        assert_eq!(
            (reading.value, reading.guess),
            (Some(false), Some(Guess::FirstWord))
        );
        assert_eq!(reading.unread, ["预约办理"]);
    }

    #[test]
    fn keeps_nothing_apart_from_no() {
        assert!(read("").empty && read("").value.is_none());
        assert!(read("-").empty && read("-").value.is_none());
        assert!(read("无").empty && read("无").value == Some(false));
        assert_eq!(read("有效期内").value, None);
        assert_eq!(read("2").value, None);
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = read(&text);
        }
    }

    #[test]
    fn reads_what_it_writes() {
        for value in [true, false] {
            assert_eq!(read(&write(&value)), Parsed::of(value));
        }
    }
}
