//! The codes of an item, as stated or inside others.

use crate::code::{CreditCode, HandlingCode, ImplementationCode};
use crate::model::{Body, ServiceItem};
use crate::path;
use crate::path::Path;

/// Codes of an item with the places where they stand.
#[derive(Debug)]
pub(crate) struct Codes {
    /// The well-formed implementation code: the stated one, or else the one inside the handling code, or else the
    /// provincial one if it has the national structure.
    pub(crate) implementation: Option<(Path, ImplementationCode)>,
    /// The credit codes that the item states. The one inside the implementation code is included only if the
    /// authority has none: if both are stated and differ, a rule reports that.
    pub(crate) credit: Vec<(Path, CreditCode)>,
}

impl Codes {
    pub(super) fn of(item: &ServiceItem) -> Self {
        let implementation = implementation(item);
        Self {
            credit: credit(item, implementation.as_ref()),
            implementation,
        }
    }
}

fn implementation(item: &ServiceItem) -> Option<(Path, ImplementationCode)> {
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

/// The implementation code in the provincial implementation or handling code, if that has the national structure.
pub(crate) fn local_implementation(item: &ServiceItem) -> Option<(Path, ImplementationCode)> {
    let text = item.local_implementation_code.as_deref()?.trim();
    let handling = HandlingCode::new(text);
    let code = match handling.parts() {
        Ok(_) => handling.implementation_code()?,
        Err(_) => ImplementationCode::new(text),
    };
    let sound = code.parts().is_ok();
    sound.then(|| (path!["local_implementation_code"], code))
}

/// The authority and the participating bodies, with their paths.
pub(crate) fn bodies(item: &ServiceItem) -> Vec<(Path, &Body)> {
    let authority = item.authority.iter().map(|body| (path!["authority"], body));
    let others = item.co_authorities.iter().enumerate();
    authority
        .chain(others.map(|(index, body)| (path!["co_authorities", index], body)))
        .collect()
}

fn credit(
    item: &ServiceItem,
    implementation: Option<&(Path, ImplementationCode)>,
) -> Vec<(Path, CreditCode)> {
    let mut codes = Vec::new();
    for (path, body) in bodies(item) {
        if let Some(code) = body.credit_code.as_ref().filter(|code| !code.is_empty()) {
            codes.push((path.then("credit_code"), code.clone()));
        }
    }
    let stated = item
        .authority
        .as_ref()
        .and_then(|body| body.credit_code.as_ref())
        .is_some_and(|code| !code.is_empty());
    if !stated
        && let Some((path, code)) = implementation
        && let Some(credit) = code.credit_code()
    {
        codes.push((path.clone(), credit));
    }
    codes
}
