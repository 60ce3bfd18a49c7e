//! Converts bytes to text, with checks of size and UTF-8.

use super::node::Span;
use super::notice::{Notice, NoticeCode};
use crate::i18n::Argument;
use crate::path::Path;

/// Maximum size in bytes of a TOML or JSON document or a line of NDJSON (64 MiB); larger ones are
/// refused.
pub const MAX_DOCUMENT_BYTES: u64 = 64 << 20;

/// Approximate size in bytes of the chunks in which large sources are read. A few are held per
/// thread, and items take up to thirty times the bytes of their rows.
pub(crate) const CHUNK_BYTES: usize = 1 << 18;

/// Counts the bytes that satisfy a predicate, in chunks that the compiler can vectorise.
pub(super) fn count(bytes: &[u8], is_counted: impl Fn(u8) -> bool) -> usize {
    const PART_BYTES: usize = u8::MAX as usize;
    let of_part = |part: &[u8]| {
        part.iter()
            .map(|byte| u8::from(is_counted(*byte)))
            .sum::<u8>()
    };
    bytes
        .chunks(PART_BYTES)
        .map(|part| usize::from(of_part(part)))
        .sum()
}

/// The notice about a document or line of this size, which is not read.
pub(crate) fn too_large(bytes: u64) -> Notice {
    larger(bytes, MAX_DOCUMENT_BYTES)
}

/// The notice about a document, line or row of this size, which exceeds a limit.
pub(crate) fn larger(bytes: u64, most: u64) -> Notice {
    Notice::new(NoticeCode::TooLarge, Path::default(), Span::Nowhere)
        .with("size", (bytes >> 20).to_string())
        .with("most", (most >> 20).to_string())
}

/// Bytes that are not UTF-8.
#[derive(Debug)]
pub(crate) struct NotUtf8 {
    /// The problem, with its byte offset and line.
    pub(crate) notice: Notice,
    pub(crate) bytes: Vec<u8>,
}

/// The text of a whole document, without its byte order mark.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    // Checking and copying takes less time than the check of the standard library alone.
    match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            let before = bytes.get(..at).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            Err(NotUtf8 {
                notice: encoding(at, line, Span::Nowhere),
                bytes,
            })
        }
    }
}

/// The notice about invalid bytes: `at` is the offset of the first (from 0), `line` its line (from 1).
pub(crate) fn encoding(at: usize, line: usize, span: Span) -> Notice {
    let byte = at.saturating_add(1);
    not_in("UTF-8", span).with(
        "at",
        Argument::Both {
            zh: format!("第{line}行（第{byte}个字节）起"),
            en: format!("the bytes from line {line} (byte {byte}) on"),
        },
    )
}

/// The notice about bytes of a row or line that are not text in its encoding.
pub(crate) fn encoding_of_row(encoding: &str, line: u64, span: Span) -> Notice {
    not_in(encoding, span).with(
        "at",
        Argument::Both {
            zh: format!("第{line}行有字节"),
            en: format!("bytes in line {line}"),
        },
    )
}

fn not_in(encoding: &str, span: Span) -> Notice {
    Notice::new(NoticeCode::Encoding, Path::default(), span).with("encoding", encoding)
}
