//! Running the rules: selection, execution, folding and the report.

mod across;
mod beside;
mod builder;
mod causes;
#[cfg_attr(
    not(feature = "html"),
    expect(dead_code, reason = "only the page asks")
)]
mod census;
mod checker;
mod config;
mod finish;
mod fold;
mod items;
mod known;
mod outcome;
mod part;
mod parts;
mod progress;
mod published;
mod report;
mod reread;
mod run;
mod select;
mod settled;
mod source;
mod spill;
mod store;
mod summary;
mod suppress;
mod views;

#[cfg(any(feature = "text", feature = "html"))]
#[cfg(any(feature = "html", feature = "text"))]
pub(crate) use causes::items;
pub use causes::{Cause, JsonCause, Reach};
#[cfg(feature = "html")]
pub(crate) use census::{Promise, Tally};
pub use checker::Checker;
pub use config::{AddedDivision, Config, Suppression};
pub use part::PartFile;
pub use progress::CheckProgress;
pub use published::{PublishedItem, Rejected};
pub use report::{Report, Suppressed, Verdict};
pub use summary::{JsonCounts, JsonNotJudged, JsonSummary};
pub use views::View;
