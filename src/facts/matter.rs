//! The matter of an item, which is the same whichever body handles it.

use super::digest::digest;
use super::line::FactsLine;
use crate::code::{BaseCode, HandlingCode, ImplementationCode};
use crate::prose::{is_blank, text_key};

/// A digest of the matter of an item: its base code, or else its name.
pub(super) fn matter(line: &FactsLine<'_>) -> u64 {
    let code = sound_code(&Codes {
        base: line.base_code.as_deref(),
        implementation: line.implementation_code.as_deref(),
        handling: line.handling_code.as_deref(),
        local_base: line.local_base_code.as_deref(),
    });
    let name = line.catalogue_name.as_ref().unwrap_or(&line.name);
    digest(&code.unwrap_or_else(|| text_key(name)))
}

/// The codes of an item that contain its base code.
pub(super) struct Codes<'c> {
    pub(super) base: Option<&'c str>,
    pub(super) implementation: Option<&'c str>,
    pub(super) handling: Option<&'c str>,
    pub(super) local_base: Option<&'c str>,
}

/// The base code in these codes, if it is well-formed and not that of a directory node.
pub(super) fn sound_code(codes: &Codes<'_>) -> Option<String> {
    let filled = |code: &&str| !is_blank(code);
    let stated = codes.base.filter(filled).map(BaseCode::from);
    let inside = || {
        let stated = codes.implementation.filter(filled);
        let code = match stated {
            Some(code) => ImplementationCode::from(code),
            None => HandlingCode::from(codes.handling?).implementation_code()?,
        };
        code.base_code()
    };
    let local = || codes.local_base.map(|code| BaseCode::from(code.trim()));
    let code = stated.or_else(inside).or_else(local)?;
    let sound = code.parts().is_ok_and(|parts| !parts.is_directory_node);
    sound.then(|| code.into_string())
}
