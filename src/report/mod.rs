//! Reports for people and for programs.

#[cfg(feature = "text")]
mod debt;
pub mod json;
#[cfg(feature = "text")]
mod places;
#[cfg(feature = "text")]
pub mod text;
