//! From bytes to text, with checks of size and UTF-8.

use super::node::Span;
use super::notice::{Notice, NoticeCode};
use crate::path::Path;

/// Maximum size in bytes of a TOML or JSON document or a line of NDJSON (64 MiB); larger ones are
/// refused.
pub const MAX_DOCUMENT_BYTES: u64 = 64 << 20;

/// Approximate size in bytes of the chunks in which large sources are read.
pub(crate) const CHUNK_BYTES: usize = 1 << 20;

/// The notice about a document or line of this size, which is not read.
pub(crate) fn too_large(bytes: u64) -> Notice {
    Notice::new(NoticeCode::TooLarge, Path::default(), Span::Nowhere)
        .with("size", (bytes >> 20).to_string())
        .with("most", (MAX_DOCUMENT_BYTES >> 20).to_string())
}

/// Bytes that are not UTF-8.
#[derive(Debug)]
pub(crate) struct NotUtf8 {
    /// The problem, with its byte offset and line.
    pub(crate) notice: Notice,
    /// The text, with replacement characters for invalid bytes.
    pub(crate) text: String,
}

/// The text of a whole document, without its byte order mark.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..at).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            Err(NotUtf8 {
                notice: encoding(at, line, Span::Nowhere),
                text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
            })
        }
    }
}

/// The notice about invalid bytes: the first of them (from 0) and its line (from 1).
pub(crate) fn encoding(at: usize, line: usize, span: Span) -> Notice {
    Notice::new(NoticeCode::Encoding, Path::default(), span)
        .with("byte", at.saturating_add(1))
        .with("line", line)
}
