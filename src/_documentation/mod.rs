//! Pages about the crate: how it is built, how to add to it, what it asks for and where it stops.
//!
//! Nothing here is code.

#[doc = include_str!("../../ARCHITECTURE.md")]
pub mod architecture {}

#[doc = include_str!("../../CONTRIBUTING.md")]
pub mod contributing {}

#[doc = include_str!("first_day_clerk.md")]
pub mod first_day_clerk {}

#[doc = include_str!("first_day_rust.md")]
pub mod first_day_rust {}

#[doc = include_str!("first_day_python.md")]
pub mod first_day_python {}

#[doc = include_str!("elements.md")]
pub mod elements {}

#[doc = include_str!("words.md")]
pub mod words {}

#[doc = include_str!("profiles.md")]
pub mod profiles {}

#[doc = include_str!("ci.md")]
pub mod ci {}

#[doc = include_str!("debt.md")]
pub mod debt {}

#[doc = include_str!("inspection.md")]
pub mod inspection {}

#[doc = include_str!("limits.md")]
pub mod limits {}

#[doc = include_str!("rules.md")]
pub mod rules {}

#[doc = include_str!("wasm.md")]
pub mod wasm {}

#[doc = include_str!("editors.md")]
// The pictures to which the page links, on the page itself.
#[doc = ""]
#[doc = include_str!("../../examples/editors/shixiang.svg")]
#[doc = ""]
#[doc = include_str!("../../examples/editors/tombi.svg")]
pub mod editors {}

#[doc = include_str!("schema.md")]
pub mod schema {}

#[doc = include_str!("dialects.md")]
pub mod dialects {}

#[doc = include_str!("tables.md")]
pub mod tables {}

#[doc = include_str!("interop.md")]
pub mod interop {}

#[doc = include_str!("normalization.md")]
pub mod normalization {}
