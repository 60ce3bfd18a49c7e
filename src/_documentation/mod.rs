//! Pages about the crate: how it is built, how to add a rule, what it asks for and where it stops.
//!
//! Nothing here is code.

#[doc = include_str!("architecture.md")]
pub mod architecture {}

#[doc = include_str!("adding-a-rule.md")]
pub mod adding_a_rule {}

#[doc = include_str!("adding-an-element.md")]
pub mod adding_an_element {}

#[doc = include_str!("elements.md")]
pub mod elements {}

#[doc = include_str!("words.md")]
pub mod words {}

#[doc = include_str!("profiles.md")]
pub mod profiles {}

#[doc = include_str!("limits.md")]
pub mod limits {}

#[doc = include_str!("rules.md")]
pub mod rules {}

#[doc = include_str!("dialects.md")]
pub mod dialects {}

#[doc = include_str!("normalization.md")]
pub mod normalization {}
