//! Facts that the structure of an item shows, without a look at its words.

use crate::vocabulary::ItemType;

/// Something that the structure of an item shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Its type is one of these.
    TypeIs(&'static [ItemType]),
    /// Its type is none of these; it may have none.
    TypeIsNot(&'static [ItemType]),
    /// It has a type.
    Typed,
    /// It has one of these elements.
    Has(&'static [&'static str]),
    /// It has none of these elements.
    HasNone(&'static [&'static str]),
    /// It is handled in some other way than online.
    HandledOnSite,
}
