//! The rule engine: rules, the contexts that they check in, diagnostics and findings.

mod context;
mod diagnostic;
mod finding;
mod fingerprint;
mod fix;
pub(crate) mod page;
mod raised;
mod record;
mod rule;
mod severity;
mod status;
mod subject;
mod wire;

pub use crate::facts::{Facts, ItemFacts};
pub(crate) use context::Said;
pub use context::{CatalogueContext, CatalogueScope, Context, Counterpart, ItemScope, Settings};
pub use diagnostic::Diagnostic;
pub use finding::{Finding, ItemIdentity, Related};
pub(crate) use fingerprint::{entry, fingerprint, keyed};
pub use fix::{Applicability, Edit, Fix, JsonFix};
pub use raised::NotJudged;
pub(crate) use raised::Raised;
pub use record::{JsonExcerpt, JsonFinding, JsonRelated};
pub use rule::{Check, Rule};
pub(crate) use rule::{rule, rules, set};
pub use severity::Severity;
pub use status::{Certainty, Evidence, Share, Status};
pub use subject::Subject;
pub(crate) use wire::{WireArgument, WireFinding, placeholder};
