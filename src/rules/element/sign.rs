//! Facts that the structure of an item shows, without interpreting its words.

use crate::vocabulary::ItemType;

/// A fact that the structure of an item shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// The item type is in the list.
    TypeIs(&'static [ItemType]),
    /// The item type is not in the list, or there is no type.
    TypeIsNot(&'static [ItemType]),
    /// The item has a type.
    Typed,
    /// The item has at least one of the elements.
    Has(&'static [&'static str]),
    /// The item has none of the elements.
    HasNone(&'static [&'static str]),
    /// The item is handled in some way other than online.
    HandledOnSite,
}
