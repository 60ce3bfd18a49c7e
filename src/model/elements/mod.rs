//! The registry of elements: everything known about each field of the model except its type.
//!
//! Each row describes one field: its name in both languages, its columns in the national exchange
//! tables, the kind of its text, whether channels must agree on it, and how to tell that it is
//! missing. The rows are in `item.rs`, `guide.rs` and `catalogue.rs`, one group per type. What
//! follows from the type of the field (its vocabulary, its own group, whether it is a list) is
//! derived from the type and not repeated.
//!
//! A field without a row, or a row without a field, does not compile.

mod catalogue;
mod guide;
mod item;
mod lookup;
mod node;
mod roots;
mod row;
#[cfg(test)]
mod tests;
mod text_kind;
mod texts;
mod topic;
mod walk;

pub(crate) use lookup::{any, asked, asked_in, key_and_rest, nearest, unknown};
pub(crate) use node::{Node, repeated};
pub(crate) use roots::GUIDE;
pub use roots::{CATALOGUE, ITEM};
pub(crate) use row::Leaf;
pub use row::{Field, Group};
pub(crate) use text_kind::TextKind;
pub(crate) use texts::each_text;
pub use topic::Topic;
