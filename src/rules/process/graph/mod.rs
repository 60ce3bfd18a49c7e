//! Compares two drawings of one process.

mod align;
mod compare;
#[cfg(test)]
mod tests;

pub(crate) use align::{Label, align};
pub(crate) use compare::{Difference, compare};
