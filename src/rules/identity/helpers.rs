//! The codes of an item, each once, with its place.

use crate::code::{
    BaseCode, CodeFault, CreditCode, DivisionCode, HandlingCode, ImplementationCode,
};
use crate::engine::Fix;
use crate::i18n::{Argument, Text};
use crate::model::{Body, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::prose::half;
use crate::vocabulary::Level;

/// Why a rule on the parts of the codes of items has a reason of its own.
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

/// Advice on a letter among the sequences of a code: a province may number in this way what the national
/// catalogue does not have. Letters typed for digits are none.
pub(super) fn local_letter(code: &str, fault: &CodeFault) -> Option<Argument> {
    /// In an implementation code the authority and the level precede the base code.
    const BEFORE: usize = 19;
    let CodeFault::WrongCharacter {
        position, found, ..
    } = fault
    else {
        return None;
    };
    let (before, zh, key) = match code.len() {
        12 => (0, "地方基本编码", "local_base_code"),
        31 | 33 => (BEFORE, "地方实施编码", "local_implementation_code"),
        _ => return None,
    };
    let is_typed_for_digit = CONFUSED.iter().any(|(letter, _)| letter == found) || *found == 'Y';
    let is_national = code
        .get(before..)
        .is_some_and(|code| code.starts_with("00"));
    let is_local = found.is_ascii_uppercase() && !is_typed_for_digit && !is_national;
    (is_local && *position > before + 6).then(|| Argument::Both {
        zh: format!("第{position}位“{found}”不是数字；是地方自编的码，就填在{zh}（{key}）里"),
        en: format!(
            "character {position} is {found} and no digit; a local code goes under `{key}`"
        ),
    })
}

/// Characters that may surround or divide a code.
const BESIDE: [char; 14] = [
    '-', '‐', '–', '—', '(', ')', '[', ']', '"', '\'', '“', '”', '\u{AD}', '\u{2060}',
];

/// Letters that are typed for digits, and that no credit code has.
const CONFUSED: [(char, char); 4] = [('O', '0'), ('I', '1'), ('Z', '2'), ('S', '5')];

/// The code in half width and capital letters, without what is beside them, if that makes it sound; else, in
/// doubt, the one with digits for the letters that are typed for them.
pub(super) fn respelled(code: &str, is_sound: impl Fn(&str) -> bool) -> Option<Fix> {
    let bare: String = (code.chars().map(half))
        .filter(|c| !c.is_whitespace() && !c.is_control() && !BESIDE.contains(c))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if bare != code && is_sound(&bare) {
        return Some(Fix::safe(bare));
    }
    let digit = |c: char| (CONFUSED.iter()).find_map(|(from, to)| (*from == c).then_some(*to));
    let meant: String = bare.chars().map(|c| digit(c).unwrap_or(c)).collect();
    (meant != bare && is_sound(&meant)).then(|| Fix::doubtful(meant))
}

/// The well-formed implementation code: the stated one, else the one inside the handling code, else
/// that of the province where it is made in the same way.
pub(super) fn implementation(item: &ServiceItem) -> Option<(Path, ImplementationCode)> {
    if let Some(code) = item
        .implementation_code
        .as_ref()
        .filter(|code| !code.is_empty())
    {
        let sound = code.parts().is_ok();
        return sound.then(|| (path!["implementation_code"], code.clone()));
    }
    if let Some(code) = item
        .handling_code
        .as_ref()
        .filter(|code| code.parts().is_ok())
    {
        return Some((path!["handling_code"], code.implementation_code()?));
    }
    local_implementation(item)
}

/// The province's own implementation or handling code, if it is made like the national ones.
pub(super) fn local_implementation(item: &ServiceItem) -> Option<(Path, ImplementationCode)> {
    let text = item.local_implementation_code.as_deref()?.trim();
    let handling = HandlingCode::new(text);
    let code = match handling.parts() {
        Ok(_) => handling.implementation_code()?,
        Err(_) => ImplementationCode::new(text),
    };
    let sound = code.parts().is_ok();
    sound.then(|| (path!["local_implementation_code"], code))
}

/// The well-formed base code: the stated one, else the one inside the implementation code.
pub(super) fn base(item: &ServiceItem) -> Option<(Path, BaseCode)> {
    if let Some(code) = item.base_code.as_ref().filter(|code| !code.is_empty()) {
        let sound = code.parts().is_ok();
        return sound.then(|| (path!["base_code"], code.clone()));
    }
    let (path, code) = implementation(item)?;
    Some((path, code.base_code()?))
}

/// The authority and the bodies that take part.
pub(super) fn bodies(item: &ServiceItem) -> Vec<(Path, &Body)> {
    let authority = item.authority.iter().map(|body| (path!["authority"], body));
    let others = item.co_authorities.iter().enumerate();
    authority
        .chain(others.map(|(index, body)| (path!["co_authorities", index], body)))
        .collect()
}

/// The credit codes an item states. The one inside the implementation code counts only if the authority
/// states none: if both are there and differ, another rule reports it.
pub(super) fn credit_codes(item: &ServiceItem) -> Vec<(Path, CreditCode)> {
    let mut codes = Vec::new();
    for (path, body) in bodies(item) {
        if let Some(code) = body.credit_code.as_ref().filter(|code| !code.is_empty()) {
            codes.push((path.then("credit_code"), code.clone()));
        }
    }
    let stated = (item.authority.as_ref())
        .and_then(|body| body.credit_code.as_ref())
        .is_some_and(|code| !code.is_empty());
    if !stated
        && let Some((path, code)) = implementation(item)
        && let Some(credit) = code.credit_code()
    {
        codes.push((path, credit));
    }
    codes
}

/// The digits of a division that say something: `4506` of `450600`; nothing for the whole country.
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
