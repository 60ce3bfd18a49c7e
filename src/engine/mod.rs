//! What a rule is and what it may see and say.

mod context;
mod finding;
mod fingerprint;
mod rule;

pub(crate) use context::make;
pub use context::{CatalogueContext, Context, Counterpart, NotJudged, Settings};
pub(crate) use finding::SourceSpan;
pub use finding::{Diagnostic, Finding, Fix, Related, Severity, Subject};
pub(crate) use fingerprint::Fingerprints;
pub(crate) use rule::rule;
pub use rule::{Check, Rule};
