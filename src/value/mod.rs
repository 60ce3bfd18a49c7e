//! Readers of single values: what a person wrote in one field, as a value of the model.
//!
//! Each reader is a total function `read(text)`: it takes any text, never fails, needs time in
//! proportion to the length of the text, and gives a [`Parsed`] that says what it could not use. Each
//! has a `write(value)` that gives the one spelling this crate writes; `read` takes it back to the
//! same value. Besides, a [`flow`] is drawn and [`limit`]s are compared. What rules ask of values
//! beyond that is theirs.
//!
//! ```
//! use shixiang::value::{hours, limit, phone};
//!
//! assert!(limit::read("20(工作日)").value.is_some());
//! assert!(phone::read("（0662）3680000").value.is_some());
//! assert!(hours::read("工作日：上午9∶00—12∶00").value.is_some());
//! ```

pub mod address;
pub mod citation;
pub mod contact;
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
pub(crate) mod stage;
pub(crate) mod step_name;
pub mod steps;
pub(crate) mod url;
pub mod yes_no;

pub use guess::Guess;
pub use parsed::Parsed;
pub(crate) use parsed::Spanned;
