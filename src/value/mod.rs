//! Parsers and formatters for single values: from what a person wrote in one field to a value of
//! the model.
//!
//! Each reader is a total function `read(text)`: it accepts any text, never fails, takes linear
//! time, and returns a [`Parsed`], which includes what it could not use. Each has a `write(value)`
//! that writes the canonical form; `read` turns that back into the same value. In addition, a
//! [`flow`] can be drawn and [`limit`]s can be compared. Anything further is up to the rules.
//!
//! ```
//! use shixiang::value::{hours, limit, phone};
//!
//! assert!(limit::read("20(工作日)").value.is_some());
//! assert!(phone::read("（0662）3680000").value.is_some());
//! assert!(hours::read("工作日：上午9∶00—12∶00").value.is_some());
//! ```

pub mod address;
pub(crate) mod audience;
pub mod citation;
pub mod contact;
pub(crate) mod count;
pub mod date;
pub mod flow;
mod guess;
pub mod hours;
pub mod limit;
pub mod list;
pub mod material;
pub mod money;
mod parsed;
pub mod phone;
#[cfg(test)]
mod properties;
pub(crate) mod stage;
pub(crate) mod step_name;
pub mod steps;
pub(crate) mod url;
pub mod yes_no;

pub use guess::Guess;
pub use parsed::Parsed;
pub(crate) use parsed::Spanned;
