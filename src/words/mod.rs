//! Word sets as data; a set has a name and can include other sets.
//!
//! `sets/` has one file per subject, with one table per set: a description (`about`), the words,
//! and the included sets (`includes`, except the words in `without`). Rules and readers refer to a
//! set by the static of the same name in capitals:
//!
//! ```rust,ignore
//! if words::FORM_NAME.ends(name) { return; }
//! ```
//!
//! A set in the `open` list can be changed by a user's `shixiang.toml`. It cannot be queried directly;
//! a rule gets its words in the current run with `cx.words(&words::PLACEHOLDER)`. Sets used by
//! readers and by helpers of the rules are closed, because readers and helpers do not depend on a run.
//!
//! An unknown set name does not compile; a set missing from the list in `list.rs` fails a test.

mod chars;
mod gate;
mod index;
mod lexicon;
mod list;
#[cfg(test)]
mod load;
mod own;
mod phrase;
pub(crate) mod phrases;
mod set;
#[rustfmt::skip]
mod table;
#[cfg(test)]
mod tests;

pub(crate) use chars::{CharSet, Letters, PairSet};
pub(crate) use index::WordMap;
pub(crate) use lexicon::{Hits, Lexicon, Set};
pub(crate) use list::*;
pub use own::WordChange;
pub(crate) use own::{OwnWords, open_names};
pub(crate) use set::{OpenSet, WordSet};
