//! Converts documents in any encoding to UTF-8; needs the feature `tables`.

use std::io::{self, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::bytes::{self, NotUtf8};
use super::encoding;

/// Number of bytes from which the encoding of a source is detected.
const SNIFFED_BYTES: usize = 1 << 20;

/// The text of a whole document, and the name of its encoding if it is not UTF-8.
///
/// UTF-8 takes precedence over the given encoding, which may apply to only some files of a directory.
pub(crate) fn text(
    bytes: Vec<u8>,
    label: Option<&str>,
) -> Result<(String, Option<&'static str>), NotUtf8> {
    if encoding::is_wide(&bytes).is_none() {
        match bytes::text(bytes) {
            Ok(text) => return Ok((text, None)),
            Err(fault) => return decoded(&fault.bytes, label).ok_or(fault),
        }
    }
    match decoded(&bytes, label) {
        Some(decoded) => Ok(decoded),
        None => bytes::text(bytes).map(|text| (text, None)),
    }
}

/// The text, if all bytes are text in the encoding and it is not UTF-8.
fn decoded(bytes: &[u8], label: Option<&str>) -> Option<(String, Option<&'static str>)> {
    let other = encoding::other(bytes, label)?;
    let (text, _, is_faulty) = other.decode(bytes);
    (!is_faulty).then(|| (text.into_owned(), Some(other.name())))
}

/// A source of lines as UTF-8, and the name of its encoding if it is another one, detected from its
/// beginning.
///
/// # Errors
///
/// If the system fails before anything is read.
pub(crate) fn source<'s>(
    source: &'s mut dyn Read,
    label: Option<&str>,
) -> io::Result<(Box<dyn Read + 's>, Option<&'static str>)> {
    let mut head = Vec::new();
    source.take(SNIFFED_BYTES as u64).read_to_end(&mut head)?;
    let wide = encoding::is_wide(&head);
    // The last character may be cut off at the end of the head.
    let is_utf8 = match simdutf8::compat::from_utf8(&head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && head.len() == SNIFFED_BYTES,
    };
    let other = if is_utf8 && wide.is_none() {
        None
    } else {
        encoding::other(&head, label)
    };
    let source = Cursor::new(head).chain(source);
    Ok(match other {
        None => (Box::new(source), None),
        Some(other) => {
            let decoded = Transcoded {
                source,
                decoder: other.new_decoder(),
                text: Cursor::default(),
                ended: false,
            };
            (Box::new(decoded), Some(other.name()))
        }
    })
}

/// Transcodes a source to UTF-8. Invalid input becomes an invalid UTF-8 byte, so that it is reported.
struct Transcoded<R> {
    source: R,
    decoder: Decoder,
    /// Decoded text that has not been read yet.
    text: Cursor<Vec<u8>>,
    ended: bool,
}

/// A byte that is invalid in UTF-8.
const INVALID_BYTE: u8 = 0xff;

/// Size in bytes of a read from the source.
const BUFFER_BYTES: usize = 1 << 16;

impl<R: Read> Transcoded<R> {
    fn fill(&mut self) -> io::Result<()> {
        let mut buffer = vec![0; BUFFER_BYTES];
        let size = self.source.read(&mut buffer)?;
        self.ended = size == 0;
        let mut bytes = buffer.get(..size).unwrap_or_default();
        let mut out = Vec::new();
        let mut text = String::new();
        loop {
            let room = self
                .decoder
                .max_utf8_buffer_length_without_replacement(bytes.len());
            text.reserve(room.unwrap_or(BUFFER_BYTES));
            let (result, used) = self
                .decoder
                .decode_to_string_without_replacement(bytes, &mut text, self.ended);
            bytes = bytes.get(used..).unwrap_or_default();
            out.extend_from_slice(text.as_bytes());
            text.clear();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::Malformed(..) => out.push(INVALID_BYTE),
                DecoderResult::OutputFull => {}
            }
        }
        self.text = Cursor::new(out);
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let size = self.text.read(buffer)?;
            if size > 0 || self.ended || buffer.is_empty() {
                return Ok(size);
            }
            self.fill()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], label: Option<&str>) -> (Vec<u8>, Option<&'static str>) {
        let mut bytes = bytes;
        let (mut source, encoding) = source(&mut bytes, label).unwrap();
        let mut all = Vec::new();
        source.read_to_end(&mut all).unwrap();
        (all, encoding)
    }

    #[test]
    fn lines_in_any_encoding_are_utf8() {
        let text = "{\"事项名称\":\"甲证核发\",\"实施主体\":\"某市某局\"}\n".repeat(9000);
        let gbk = encoding_rs::GBK.encode(&text).0;
        let (all, encoding) = read(&gbk, None);
        assert_eq!((all == text.as_bytes(), encoding), (true, Some("gb18030")));
        let (big5, ..) = encoding_rs::BIG5.encode("{\"a\":\"事項名稱\"}");
        assert_eq!(
            read(&big5, Some("big5")),
            ("{\"a\":\"事項名稱\"}".into(), Some("Big5"))
        );
        assert_eq!(
            read(text.as_bytes(), Some("gb18030")),
            (text.clone().into(), None)
        );
        for (mark, order) in [(true, true), (true, false), (false, true), (false, false)] {
            let units = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(text.encode_utf16());
            let bytes: Vec<u8> = units
                .flat_map(|unit| {
                    if order {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect();
            let (all, encoding) = read(&bytes, None);
            let name = if order { "UTF-16LE" } else { "UTF-16BE" };
            assert_eq!(
                (all == text.as_bytes(), encoding),
                (true, Some(name)),
                "{mark}"
            );
            let (whole, encoding) = super::text(bytes, None).unwrap();
            assert_eq!((whole == text, encoding), (true, Some(name)));
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay_none() {
        let mut gbk = encoding_rs::GBK
            .encode(&"事项名称".repeat(30))
            .0
            .into_owned();
        gbk.extend([0xff, b'a']);
        let (all, encoding) = read(&gbk, None);
        assert_eq!(encoding, Some("gb18030"));
        assert!(all.ends_with(&[INVALID_BYTE, b'a']), "{all:?}");
        assert!(text(gbk, None).is_err());
    }
}
