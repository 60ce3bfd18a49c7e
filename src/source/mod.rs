//! Sources: from bytes to trees with spans, and from trees to typed values.
//!
//! Every format gives the same kind of tree ([`Node`]), a dialect turns one tree into another, and
//! one deserializer reads the model from it. Spans are carried along, so that rules need only
//! paths.

mod attributes;
#[cfg(feature = "tables")]
mod beside;
pub(crate) mod bytes;
mod cell_table;
pub(crate) mod cells;
#[cfg(feature = "tables")]
mod compound;
#[cfg(feature = "tables")]
pub(crate) mod csv;
mod decode;
#[cfg(feature = "tables")]
mod delimiter;
mod dictionaries;
mod embedded;
#[cfg(feature = "tables")]
pub(crate) mod encoding;
mod escapes;
mod excerpt;
mod flat_tree;
#[cfg(feature = "tables")]
pub(crate) mod html;
#[cfg(feature = "tables")]
mod html_table;
pub(crate) mod json;
mod labels;
pub(crate) mod lenient;
#[cfg(feature = "tables")]
mod limits;
pub(crate) mod literal;
pub(crate) mod ndjson;
mod node;
mod notice;
#[cfg(feature = "tables")]
mod number_formats;
pub(crate) mod numbering;
#[cfg(feature = "tables")]
pub(crate) mod objects;
pub(crate) mod origins;
pub(crate) mod pairs;
#[cfg(feature = "tables")]
mod parts;
#[cfg(feature = "tables")]
mod quotes;
mod rows;
pub(crate) mod span_map;
pub(crate) mod spelling;
mod straight;
#[cfg(feature = "tables")]
pub(crate) mod text_page;
mod titles;
pub(crate) mod toml;
mod toml_builder;
mod toml_events;
mod toml_spans;
#[cfg_attr(not(feature = "tables"), path = "only_utf8.rs")]
pub(crate) mod utf8;
#[cfg(feature = "tables")]
pub(crate) mod workbook;
mod wrappers;
#[cfg(feature = "tables")]
mod xml;
#[cfg(feature = "tables")]
pub(crate) mod xml_tree;

use crate::i18n::Text;

pub use bytes::MAX_DOCUMENT_BYTES;
pub(crate) use decode::{Decoded, Made, Taken, decode};
pub use excerpt::Excerpt;
pub(crate) use excerpt::Marked;
pub use node::{Entry, Node, NodeKind, Span};
pub(crate) use notice::translate as parser_message;
pub use notice::{Notice, NoticeCode};
pub use origins::{Document, Location, Origins};
pub(crate) use origins::{DocumentSpan, Lookup, SourceSpan};
pub(crate) use straight::{Straight, straight};

/// The signature of archives, the format of newer workbooks.
#[cfg(feature = "tables")]
const ZIP: &[u8] = b"PK\x03\x04";
/// The signature of files in the format before 2007.
#[cfg(feature = "tables")]
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// Whether bytes begin like a workbook of any format.
#[cfg(feature = "tables")]
pub(crate) fn is_container(bytes: &[u8]) -> bool {
    [ZIP, COMPOUND].iter().any(|mark| bytes.starts_with(mark))
}

/// Number of bytes of a table that show its kind.
#[cfg(feature = "tables")]
pub(crate) const HEAD_BYTES: usize = 4096;

/// Whether bytes are not text; UTF-16 counts as text.
#[cfg(feature = "tables")]
fn is_binary(head: &[u8]) -> bool {
    let is_utf16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    head.contains(&0) && !is_utf16
}

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
    /// A workbook: XLSX, XLSM, XLSB, XLS, ET of WPS, or ODS; needs the feature `tables`.
    Workbook,
    /// Tables of an HTML page or an XML spreadsheet, which often have the extension of another
    /// table format; needs the feature `tables`.
    Html,
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
            "json" | "geojson" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" | "tsv" | "tab" | "psv" | "dat" | "unl" | "txt" | "md" | "markdown" => {
                Some(Self::Csv)
            }
            "xlsx" | "xlsm" | "xlsb" | "xls" | "et" | "ods" => Some(Self::Workbook),
            "html" | "htm" | "xml" => Some(Self::Html),
            _ => None,
        }
    }

    /// The advice for a file in a format that may have items but cannot be read, by its extension.
    pub(crate) fn way_out(name: &str) -> Option<Text> {
        const WAYS: &[(&[&str], Text)] = &[
            (
                &["yaml", "yml"],
                Text::new(
                    "YAML 没有读；转换成 JSON 再读（如 yq -o json 文件名）",
                    "YAML was not read; convert it to JSON (as with yq -o json FILE)",
                ),
            ),
            (
                &["sql", "dmp", "db", "sqlite", "mdb", "accdb", "dbf"],
                Text::new(
                    "数据库文件没有读；用数据库工具把事项表（和材料、环节等附表）导出成 CSV、JSON 或 Excel 再读",
                    "databases and their dumps are not read; export the tables as CSV, JSON or a workbook",
                ),
            ),
            (
                &["js", "mjs", "ts"],
                Text::new(
                    "脚本没有读；其中有数据的，把数据存成 .json 再读（前面的变量名和注释不必去掉）",
                    "scripts are not read; save the data in them as .json (names of variables and comments may stay)",
                ),
            ),
            (
                &["doc", "docx", "wps", "odt", "rtf"],
                Text::new(
                    "文字处理文档没有读；另存为网页（.html）再读",
                    "documents of word processors are not read; save it as a web page (.html)",
                ),
            ),
            (
                &["pdf", "ofd", "jpg", "jpeg", "png", "tif", "tiff"],
                Text::new(
                    "版式文件和图片没有读；找到它的源文件，或从系统里导出成 Excel、CSV 或 JSON 再读",
                    "pages and pictures are not read; find what they were made from, or export a workbook, CSV or JSON",
                ),
            ),
            (
                &["zip", "rar", "7z", "gz", "tgz", "tar", "xz", "bz2", "zst"],
                Text::new(
                    "压缩包没有读；解压后再读",
                    "archives are not read; unpack it",
                ),
            ),
        ];
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        let way = WAYS
            .iter()
            .find(|(endings, _)| endings.contains(&ending.as_str()));
        way.map(|(_, way)| *way)
    }

    /// The known file name extensions.
    pub fn endings() -> &'static str {
        ".toml .json .geojson .ndjson .jsonl .csv .tsv .tab .txt .md .xlsx .xlsm .xlsb .xls .et .ods .html .htm .xml"
    }

    /// Whether this build supports the format: tables need the feature `tables`.
    pub fn is_supported(self) -> bool {
        cfg!(feature = "tables") || !self.is_table()
    }

    /// Whether the format is a table.
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Workbook | Self::Html)
    }

    /// The format of a table by its first bytes, because systems export pages and text with the
    /// extension of a workbook; other formats are returned unchanged.
    #[cfg(feature = "tables")]
    pub(crate) fn by_content(self, head: &[u8]) -> Self {
        if !self.is_table() {
            return self;
        }
        if is_container(head) {
            return Self::Workbook;
        }
        let head = head.get(..HEAD_BYTES).unwrap_or(head);
        // In UTF-16, every other byte of a tag is zero.
        if is_binary(head) {
            return self;
        }
        let is_character = |byte: &&u8| byte.is_ascii() && **byte != 0;
        let text: Vec<u8> = head
            .iter()
            .filter(is_character)
            .map(u8::to_ascii_lowercase)
            .collect();
        let text = text.trim_ascii_start();
        let has = |tag: &[u8]| text.windows(tag.len()).any(|window| window == tag);
        let tags: [&[u8]; 4] = [b"<html", b"<table", b"<!doctype html", b"<workbook"];
        let is_page = tags.iter().any(|tag| has(tag)) || self == Self::Html;
        if text.starts_with(b"<") && is_page {
            Self::Html
        } else {
            Self::Csv
        }
    }
}
