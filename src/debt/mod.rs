//! Known findings (old debt), and their state from one run to the next.

mod baseline;
#[cfg(any(feature = "tables", feature = "text"))]
mod body;
mod checked;
pub(crate) mod columns;
mod compare;
mod conditions;
mod history;
#[cfg(feature = "tables")]
mod ledger;
mod rectification;
mod trend;

pub use baseline::Baseline;
pub(crate) use baseline::Line;
#[cfg(feature = "tables")]
pub(crate) use body::{Bodies, Body};
pub(crate) use checked::Checked;
pub(crate) use compare::State;
pub(crate) use conditions::Conditions;
pub use history::History;
#[cfg(feature = "tables")]
pub use ledger::Ledger;
pub use rectification::{BodyRectification, Outcomes, Rectification};
pub use trend::{Run, Trend};
