//! Writing catalogues: conversion of any source into one canonical form, with an account of what
//! was lost.

mod atomic;
mod convert;
mod failed;
mod form;
mod loss;
mod names;
mod ours;
mod sink;
mod swap;

pub use atomic::write_text;
pub use convert::{Conversion, Converted};
pub use failed::Reason;
pub use form::{Form, arrange, text};
pub use loss::{FieldLoss, Loss, LossNote, LossSample, loss};
pub use sink::write;
