//! Reports for people and for programs.

pub mod json;
#[cfg(feature = "text")]
mod places;
#[cfg(feature = "text")]
pub mod text;
