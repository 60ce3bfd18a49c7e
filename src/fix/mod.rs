//! Fixing files: the safe fixes of findings as edits of the text that items were read from.
//!
//! A finding has the correct value ([`Fix`](crate::engine::Fix)); this module writes the value in the format of
//! the file and replaces the old value with it. Everything else stays the same, byte for byte.

mod edit;
mod file;
mod plan;

pub use file::{Addition, FileFixes, FixChange};
pub use plan::{Fixes, Refusal, Refused, fixes};
