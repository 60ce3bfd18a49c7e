//! Reports on two versions of a catalogue, as data and as text.
//!
//! ```
//! use shixiang::{Language, ReadOptions, diff, read_str, report, source::Format};
//!
//! let read = |text| read_str("a.toml", text, Format::Toml, &ReadOptions::default());
//! let old = read("name = \"食品经营许可\"\nguide.visits.count = 1");
//! let new = read("name = \"食品经营许可\"\nguide.visits.count = 2");
//! let found = diff::readings(&old, &new);
//! let data = report::diff::json_diff(&found, (&old, "old"), (&new, "new"), Language::Chinese);
//! let text = report::diff::text(&data, Language::Chinese);
//! assert!(text.contains("增负 到办事现场次数：1次 → 2次"), "{text}");
//! ```

mod json;
mod markdown;
mod text;
mod words;

pub use json::{
    ItemState, JsonChange, JsonDiff, JsonDiffSummary, JsonItemDiff, JsonNotCompared, JsonVersion,
    json_diff,
};
pub use markdown::markdown;
pub use text::text;
