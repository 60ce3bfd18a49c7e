//! Sources: from bytes to trees with spans, and from trees to typed values.
//!
//! Every format gives the same kind of tree ([`Node`]), a dialect turns one tree into another, and
//! one deserializer reads the model from it. Spans are carried along, so that rules need only
//! paths.

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
    /// A single JSON document.
    Json,
    /// NDJSON: one JSON document per line.
    Ndjson,
    /// A text table (CSV); needs the feature `tables`.
    Csv,
    /// A workbook: XLSX, XLSM, XLSB, XLS or ODS; needs the feature `tables`.
    Workbook,
}

impl Format {
    /// The format for a file name, by its extension.
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

    /// The known file name extensions.
    pub fn endings() -> &'static str {
        ".toml .json .ndjson .jsonl .csv .xlsx .xlsm .xlsb .xls .ods"
    }

    /// Whether this build supports it: tables need the feature `tables`.
    pub fn is_supported(self) -> bool {
        cfg!(feature = "tables") || !matches!(self, Self::Csv | Self::Workbook)
    }
}
