//! From bytes to trees with places, and from trees to typed values.
//!
//! Every format gives the same tree ([`Node`]); a dialect turns one tree into another; one decoder
//! reads the model from it. Spans ride along, so that rules need only paths.

pub(crate) mod bytes;
pub(crate) mod cells;
#[cfg(feature = "tables")]
pub(crate) mod csv;
mod decode;
#[cfg(feature = "tables")]
pub(crate) mod encoding;
pub(crate) mod json;
pub(crate) mod ndjson;
mod node;
mod notice;
#[cfg(feature = "tables")]
pub(crate) mod objects;
pub(crate) mod origins;
#[cfg(feature = "tables")]
mod quotes;
pub(crate) mod span_map;
pub(crate) mod toml;
#[cfg(feature = "tables")]
pub(crate) mod workbook;

pub use bytes::MAX_DOCUMENT_BYTES;
pub use decode::decode;
pub use node::{Entry, Node, NodeKind, Span};
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
    /// A table as text; read with the feature `tables`.
    Csv,
    /// A workbook: XLSX, XLSM, XLSB, XLS, ODS; read with the feature `tables`.
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
            "csv" => Some(Self::Csv),
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some(Self::Workbook),
            _ => None,
        }
    }

    /// The endings of names known.
    pub fn endings() -> &'static str {
        ".toml .json .ndjson .jsonl .csv .xlsx .xlsm .xlsb .xls .ods"
    }

    /// Whether this build reads it: tables need the feature `tables`.
    pub fn is_supported(self) -> bool {
        cfg!(feature = "tables") || !matches!(self, Self::Csv | Self::Workbook)
    }
}
