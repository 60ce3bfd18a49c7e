//! Old debt: findings that are known already, and what became of them from one run to the next.

mod baseline;
mod checked;
mod compare;
mod history;
mod trend;

pub use baseline::Baseline;
pub(crate) use baseline::Line;
pub(crate) use checked::Checked;
pub(crate) use compare::State;
pub use history::History;
pub use trend::{Run, Trend};
