//! What a rule is and what it may see and say.

mod context;
mod diagnostic;
mod finding;
mod fingerprint;
pub(crate) mod page;
mod record;
mod rule;
mod status;

pub use context::{
    CatalogueContext, CatalogueScope, Context, Counterpart, ItemScope, NotJudged, Settings,
};
pub use diagnostic::Diagnostic;
pub(crate) use diagnostic::Raised;
pub use finding::{Finding, Fix, ItemIdentity, Related, Severity, Subject};
pub(crate) use fingerprint::fingerprint;
pub use record::{JsonFinding, JsonRelated};
pub use rule::{Check, Rule};
pub(crate) use rule::{rule, rules, set};
pub use status::{Certainty, Evidence, Share, Status};
