//! Values and guesses in words, for notices.

use serde_json::Value;

use super::target::Part;
use crate::i18n::{Argument, Text};
use crate::source::Node;

/// Whether a value holds these words in one of its texts.
pub(super) fn says(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.contains(words),
        Value::Array(values) => values.iter().any(|value| says(value, words)),
        Value::Object(values) => values.values().any(|value| says(value, words)),
        _ => false,
    }
}

/// What stands at a target, shortened.
pub(super) fn standing(out: &Node<'_>, parts: &[Part]) -> String {
    let mut node = out;
    for part in parts {
        let Part::Key(key) = part else { break };
        let Some(next) = node.get(key) else { break };
        node = next;
    }
    brief(&node.to_json())
}

/// A value in a few words.
pub(super) fn brief(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().map(brief).collect();
            cut(&parts.join("、"))
        }
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        Value::Object(values) => {
            let parts: Vec<String> = values.values().map(brief).collect();
            cut(&parts.join(" "))
        }
        other => cut(&other.to_string()),
    }
}

pub(super) fn cut(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.trim();
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(MOST).collect();
    short.push('…');
    short
}

pub(super) fn shortened(node: &Node<'_>) -> String {
    cut(&node.plain_text().unwrap_or_default())
}

/// What a reader guessed, in words.
pub(super) fn guess_text(guess: &'static str) -> Argument {
    let text = match guess {
        "bare-day" => Text::new(
            "“日”“天”没有写明是工作日还是自然日，按自然日读",
            "day without its kind is read as calendar day",
        ),
        "bare-amount" => Text::new(
            "没有写单位，按元读",
            "an amount without a unit is read as yuan",
        ),
        "range" => Text::new("写的是范围，取上限", "of a range the upper end is taken"),
        "several" => Text::new("写了不止一个，取其中一个", "of several one is taken"),
        "same-day" => Text::new(
            "“当日”按1个工作日读",
            "the same day is read as one working day",
        ),
        "minus-one" => Text::new("“-1”按没有读", "-1 is read as none"),
        "zero" => Text::new("写的是0", "it is 0"),
        "approximate" => Text::new("写的是约数", "the number is not exact"),
        "shared-area-code" => Text::new(
            "后面的号码没有区号，沿用前面的区号",
            "a later number takes the area code of the one before",
        ),
        "stages-in-order" => Text::new("各阶段按所列顺序读", "the stages are read in their order"),
        "zeros-lost" => Text::new(
            "代码前面的0丢失，已补上",
            "leading zeros of a code were lost and are put back",
        ),
        "zero-lost" => Text::new(
            "区号前面的0丢失，已补上",
            "the leading zero of an area code was lost and is put back",
        ),
        "stray-mark" => Text::new(
            "号码里有多余的符号，已去掉",
            "a stray mark inside the number is left out",
        ),
        "two-digit-year" => Text::new("年份只写了两位", "the year has two digits"),
        _ => Text::new(
            "写法不明确，按最可能的意思读",
            "the writing is not clear; its likeliest meaning is taken",
        ),
    };
    text.into()
}
