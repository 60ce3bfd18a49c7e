//! Documents in UTF-8: other encodings need the feature `tables`.

use std::io::{self, Read};

use super::bytes::{self, NotUtf8};

/// The text of a whole document; no other encoding is known.
pub(crate) fn text(
    bytes: Vec<u8>,
    _label: Option<&str>,
) -> Result<(String, Option<&'static str>), NotUtf8> {
    bytes::text(bytes).map(|text| (text, None))
}

/// A source of lines, unchanged.
#[expect(clippy::unnecessary_wraps, reason = "with other encodings it can fail")]
pub(crate) fn source<'s>(
    source: &'s mut dyn Read,
    _label: Option<&str>,
) -> io::Result<(Box<dyn Read + 's>, Option<&'static str>)> {
    Ok((Box::new(source), None))
}
