//! Reports for people and for programs.
//!
//! [`write()`] writes a finished report in the formats that programs read; [`json`] is the most complete of them.
//! [`diff`] has the reports on two versions of a catalogue.

#[cfg(feature = "text")]
mod brief;
mod concise;
mod csv;
#[cfg(feature = "text")]
mod debt;
pub mod diff;
mod fixes;
mod github;
mod gitlab;
pub mod json;
mod junit;
mod machine;
mod markdown;
mod ndjson;
#[cfg(feature = "html")]
mod page;
#[cfg(feature = "text")]
mod places;
mod sarif;
mod shared;
#[cfg(feature = "text")]
mod source;
mod table;
#[cfg(feature = "text")]
pub mod text;
#[cfg(feature = "tables")]
mod workbook;

pub use fixes::{fixes_summary, fixes_text};
pub use machine::{ReportFormat, write};
#[cfg(feature = "html")]
pub use page::{process_svg, write_inspection};
pub use shared::{ReportOptions, printable};
