//! Typed model, validator and schema for government service items (政务服务事项) and their
//! guides (办事指南).
#![warn(missing_docs)]

mod check;
pub mod code;
pub mod compare;
pub mod engine;
mod error;
pub mod export;
pub mod model;
pub mod normalize;
pub mod path;
mod read;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;
mod text;
pub mod value;
pub mod vocabulary;

pub use check::{Checker, Config, PublishedItem, Rejected, Report, Suppression, Verdict, View};
pub use engine::{Finding, Rule, Severity};
pub use error::Error;
pub use model::{Catalogue, ServiceItem};
pub use path::Path;
pub use read::{
    Account, MOST_BYTES, Placed, ReadOptions, Reading, TracedValue, read_bytes, read_path, read_paths,
    read_str,
};
pub use text::{Argument, Language, Text, UnknownLanguage};
