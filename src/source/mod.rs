//! From bytes to trees with places, and from trees to typed values.
//!
//! Every format gives the same tree ([`Node`]); a dialect turns one tree into another; one decoder
//! reads the model from it. Places ride along, so that rules need only paths.

pub(crate) mod cells;
mod decode;
pub(crate) mod json;
pub mod node;
pub(crate) mod notice;
pub(crate) mod origins;
pub(crate) mod toml;
pub(crate) mod trace;

pub use decode::decode;
pub use node::{Entry, Kind, Node, Span};
pub use notice::{Notice, NoticeCode};
pub use origins::{Document, Excerpt, Location, Origins};
pub(crate) use origins::{Lookup, SourceSpan};

/// A format of input or output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// TOML.
    Toml,
    /// JSON, one document.
    Json,
    /// JSON, one document a line.
    Ndjson,
    /// A table as text; feature `tables`.
    #[cfg(feature = "tables")]
    Csv,
    /// A workbook: XLSX, XLS, ODS; feature `tables`.
    #[cfg(feature = "tables")]
    Workbook,
}

impl Format {
    /// The format that a file's ending tells.
    ///
    /// ```
    /// use shixiang::source::Format;
    ///
    /// assert_eq!(Format::of_name("a/items.NDJSON"), Some(Format::Ndjson));
    /// assert_eq!(Format::of_name("notes.docx"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            #[cfg(feature = "tables")]
            "csv" => Some(Self::Csv),
            #[cfg(feature = "tables")]
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some(Self::Workbook),
            _ => None,
        }
    }

    /// The endings of names known in this build.
    pub fn endings() -> &'static str {
        if cfg!(feature = "tables") {
            ".toml .json .ndjson .jsonl .csv .xlsx .xls .ods"
        } else {
            ".toml .json .ndjson .jsonl"
        }
    }
}
