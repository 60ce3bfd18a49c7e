//! Codes of service items, bodies and places (编码), kept as they were written.
//!
//! Each code is a newtype over the text as written, so reading never fails and writing is lossless.
//! `parts` splits a code and reports where it is wrong; codes with check characters also have
//! `check`.
//!
//! ```
//! use shixiang::code::{CodeFault, ImplementationCode};
//!
//! let code = ImplementationCode::new("11440000006939756B2440101007000");
//! let parts = code.parts()?;
//! assert_eq!(parts.credit_code, "11440000006939756B");
//! assert_eq!(parts.level_digit, '2');
//! assert_eq!(parts.base.item_type, "01");
//!
//! let short = ImplementationCode::new("11440000006939756B");
//! assert_eq!(short.parts(), Err(CodeFault::WrongLength { expected: &[31], found: 18 }));
//! # Ok::<(), CodeFault>(())
//! ```

mod base;
mod credit;
mod division;
mod fault;
mod implementation;
mod organization;
#[cfg(test)]
mod tests;
mod written;

pub use base::{BaseCode, BaseCodeParts};
pub use credit::{CreditCode, CreditCodeParts};
pub use division::{DivisionCode, DivisionCodeParts};
pub use fault::{Allowed, CodeFault};
pub use implementation::{
    HandlingCode, HandlingCodeParts, ImplementationCode, ImplementationCodeParts,
};
pub use organization::{OrganizationCode, OrganizationCodeParts};
