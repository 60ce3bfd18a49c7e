//! Reasons why a dialect is invalid, in both languages.

use crate::i18n::Language;
use crate::source::parser_message;

/// Separates the Chinese from the English text: an error that passes through `serde` is a single string.
const SEPARATOR: char = '\u{1e}';

/// A reason in both languages, as one text.
pub(super) fn both(zh: &str, en: &str) -> String {
    format!("{zh}{SEPARATOR}{en}")
}

/// Splits a reason into Chinese and English; messages of a parser are English only.
pub(super) fn parted(reason: &str) -> (String, String) {
    if let Some((zh, en)) = reason.split_once(SEPARATOR) {
        return (zh.to_owned(), en.to_owned());
    }
    let problem = parser_message(reason);
    let zh = problem.get(Language::Chinese);
    // The wrong word is in backticks.
    let zh = match reason.split('`').nth(1) {
        Some(word) => format!("{zh}（{word}）"),
        None => zh.to_owned(),
    };
    (zh, reason.to_owned())
}
