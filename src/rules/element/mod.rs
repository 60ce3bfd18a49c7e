//! Missing elements: one family of rules, driven by one table.
//!
//! A row of the table has an element, the item types that need it, and its severity under each profile.

mod certain;
mod elsewhere;
mod probe;
mod row;
mod sign;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::engine::{Rule, Severity};
use crate::i18n::Text;

pub(crate) use probe::Unless;
pub(crate) use row::{NOT_COLLECTED, NOT_KNOWN, Row};
pub(crate) use sign::Sign;
pub(crate) use table::ROWS;

/// An element that at least one profile requires, for lists of elements.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Wanted {
    /// The code of the rule that reports it missing.
    pub code: &'static str,
    /// Dotted path, without indexes.
    pub element: &'static str,
    /// The name of the element.
    pub name: Text,
    /// The items that need the element.
    pub items: Text,
    /// The severity if it is missing under `portal`, `exchange` and `audit`; `None` if it may be missing.
    pub severity: [Option<Severity>; 3],
}

/// Every element that a profile requires.
pub fn wanted() -> impl Iterator<Item = Wanted> {
    ROWS.iter().map(|row| Wanted {
        code: row.rule.code,
        element: row.element,
        name: row.label,
        items: row.types.name(),
        severity: row.wanted,
    })
}

/// The rules of the family.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    ROWS.iter().map(|row| &row.rule)
}

/// The element whose absence the rule reports, if it belongs to the family.
pub(crate) fn element_of(rule: &Rule) -> Option<&'static str> {
    static ELEMENTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        ROWS.iter()
            .map(|row| (row.rule.code, row.element))
            .collect()
    });
    ELEMENTS.get(rule.code).copied()
}

#[cfg(test)]
mod tests;
