//! Writing catalogues: conversion of any source into one canonical form, with an account of what
//! was lost.

mod atomic;
mod convert;
mod dates;
mod expect;
mod failed;
mod form;
mod loss;
mod names;
mod ours;
mod schema_line;
mod side_files;
mod sink;
mod survey;
mod swap;
#[cfg(feature = "tables")]
mod tables;

pub(crate) use atomic::{Beside, Target, TextFile};
pub use atomic::{replace_text, write_bytes, write_text};
pub use convert::{Conversion, Converted};
pub use expect::{Unmet, UnmetFault, unmet};
pub use failed::Reason;
pub use form::{Form, Unheld, arrange, text};
pub(crate) use loss::Tally;
pub use loss::{FieldLoss, Loss, LossNote, LossSample, loss};
pub(crate) use names::Names;
pub(crate) use ours::JSON_LD_MARK;
#[cfg(feature = "rdf")]
pub(crate) use ours::TURTLE_MARK;
pub use schema_line::schema_line;
pub(crate) use sink::Out;
pub use sink::write;
pub use survey::{Survey, SurveyedValue, survey};
pub(crate) use swap::Kind;
