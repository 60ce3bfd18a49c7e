//! Fixing files: the safe fixes of findings as edits of the text that items were read from.
//!
//! A finding has the value that is right ([`Fix`](crate::engine::Fix)); this module spells that value in the
//! file's format and puts it in the place of the old one. Everything else stays as it is, byte for byte.

mod edit;
mod file;
mod plan;

pub use file::{Addition, FileFixes, FixChange};
pub use plan::{Fixes, Refusal, Refused, fixes};
