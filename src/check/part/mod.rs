//! Parts: findings in the items of a part of a data set, with the facts that the rules across items need,
//! written on one machine and joined with other parts on another.
//!
//! A part is NDJSON: the first line is its head, each item has a line, and the last line has the figures that are
//! known only at the end. It can only be read by the version that wrote it.

mod form;
mod joined;
mod line;
mod places;
mod read;
mod write;

pub(super) use form::{End, FORM, Head, Settled};
pub(super) use joined::Joined;
pub(super) use line::{HeldLine, ReadLine, ReadPlaces, line};
pub(super) use places::{KnownPlace, listed};
pub(super) use read::{At, Fault, PartLine, Parts, wrong};
pub use write::PartFile;
pub(super) use write::Writer;
