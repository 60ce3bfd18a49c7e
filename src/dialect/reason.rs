//! Why a dialect is refused, in both languages.

use crate::i18n::Language;
use crate::source::parser_message;

/// What parts the Chinese words of a reason from the English: the errors of `serde` are one text.
const PARTS: char = '\u{1e}';

/// A reason in both languages, as one text.
pub(super) fn both(zh: &str, en: &str) -> String {
    format!("{zh}{PARTS}{en}")
}

/// The Chinese and the English words of a reason; what a parser says has English ones only.
pub(super) fn parted(reason: &str) -> (String, String) {
    if let Some((zh, en)) = reason.split_once(PARTS) {
        return (zh.to_owned(), en.to_owned());
    }
    let problem = parser_message(reason);
    let zh = problem.get(Language::Chinese);
    // The word that is wrong stands between grave accents.
    let zh = match reason.split('`').nth(1) {
        Some(word) => format!("{zh}（{word}）"),
        None => zh.to_owned(),
    };
    (zh, reason.to_owned())
}
