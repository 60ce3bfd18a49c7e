//! The codes of an item with their paths, and advice on wrong codes.

use crate::code::{BaseCode, CodeFault, DivisionCode};
use crate::engine::{Context, Fix};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::half;
use crate::vocabulary::Level;

/// The `own` reason of rules on the structure of item codes.
pub(super) const STRUCTURE_UNREAD: Text = Text::new(
    "编码的结构取自公开的实现，标准原文未核对",
    "the structure of the code is taken from public implementations; the text of the standard was not checked",
);

/// The problem of a code, in both languages.
pub(super) fn problem(fault: &CodeFault) -> Argument {
    Argument::Both {
        zh: fault.chinese(),
        en: fault.to_string(),
    }
}

/// Advice on a letter where a code must have digits: provinces use letters in codes of items that the national
/// catalogue does not have. `None` if the letter was probably typed for a digit.
pub(super) fn local_letter(code: &str, fault: &CodeFault) -> Option<Argument> {
    /// Start of the base code in an implementation code, after the authority and the level.
    const BASE_CODE_START: usize = 19;
    let CodeFault::WrongCharacter {
        position, found, ..
    } = fault
    else {
        return None;
    };
    let (start, zh, key) = match code.len() {
        12 => (0, "地方基本编码", "local_base_code"),
        31 | 33 => (BASE_CODE_START, "地方实施编码", "local_implementation_code"),
        _ => return None,
    };
    let is_typed_for_digit =
        LETTERS_FOR_DIGITS.iter().any(|(letter, _)| letter == found) || *found == 'Y';
    let is_national = code.get(start..).is_some_and(|code| code.starts_with("00"));
    let is_local = found.is_ascii_uppercase() && !is_typed_for_digit && !is_national;
    (is_local && *position > start + 6).then(|| Argument::Both {
        zh: format!("第{position}位“{found}”不是数字；是地方自编的码，就填在{zh}（{key}）里"),
        en: format!(
            "character {position} is {found} and no digit; a local code goes under `{key}`"
        ),
    })
}

/// Characters that may surround a code or separate its parts.
const SEPARATORS: [char; 14] = [
    '-', '‐', '–', '—', '(', ')', '[', ']', '"', '\'', '“', '”', '\u{AD}', '\u{2060}',
];

/// Letters that are typed for digits, with the digits. No credit code contains them.
const LETTERS_FOR_DIGITS: [(char, char); 4] = [('O', '0'), ('I', '1'), ('Z', '2'), ('S', '5')];

/// A fix that converts the code to half width and capital letters and removes whitespace and separators, if the
/// result is sound; or else a doubtful fix that also replaces letters typed for digits.
pub(super) fn respelled(code: &str, is_sound: impl Fn(&str) -> bool) -> Option<Fix> {
    let cleaned: String = code
        .chars()
        .map(half)
        .filter(|c| !c.is_whitespace() && !c.is_control() && !SEPARATORS.contains(c))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if cleaned != code && is_sound(&cleaned) {
        return Some(Fix::safe(cleaned));
    }
    let digit_for = |c: char| {
        LETTERS_FOR_DIGITS
            .iter()
            .find_map(|(from, to)| (*from == c).then_some(*to))
    };
    let with_digits: String = cleaned.chars().map(|c| digit_for(c).unwrap_or(c)).collect();
    (with_digits != cleaned && is_sound(&with_digits)).then(|| Fix::doubtful(with_digits))
}

/// The well-formed base code: the stated one, or else the one inside the implementation code.
pub(super) fn base(item: &ServiceItem, cx: &Context<'_>) -> Option<(Path, BaseCode)> {
    if let Some(code) = item.base_code.as_ref().filter(|code| !code.is_empty()) {
        let sound = code.parts().is_ok();
        return sound.then(|| (path!["base_code"], code.clone()));
    }
    let (path, code) = cx.codes().implementation.as_ref()?;
    Some((path.clone(), code.base_code()?))
}

/// The significant digits of a division code, such as `4506` of `450600`; empty for the whole country.
pub(super) fn area(code: &DivisionCode) -> Option<&str> {
    let level = code.level()?;
    let digits = match level {
        Level::National => 0,
        Level::Provincial => 2,
        Level::Municipal => 4,
        Level::County => 6,
        Level::Township => 9,
        _ => 12,
    };
    code.as_str().get(..digits)
}
