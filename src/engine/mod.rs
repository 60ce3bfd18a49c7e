//! What a rule is and what it may see and say.

mod context;
mod finding;
mod fingerprint;
mod rule;

pub(crate) use context::make;
pub use context::{CatalogueContext, Context, Counterpart, Facts, NotJudged};
pub(crate) use finding::Noticed;
pub use finding::{Finding, Fix, Found, Place, Related, Severity};
pub(crate) use fingerprint::Fingerprints;
pub(crate) use rule::rule;
pub use rule::{Check, Rule};
