//! NDJSON: one document per line, so that a bad line affects no other.

use std::borrow::Cow;
use std::io::{self, BufRead};

use super::bytes::{MAX_DOCUMENT_BYTES, encoding, too_large};
use super::node::Span;
use super::notice::Notice;

/// The lines of a source, read one at a time.
pub(crate) struct Lines<'s> {
    source: &'s mut dyn BufRead,
    bytes: Vec<u8>,
    /// Number of lines read so far.
    count: usize,
}

/// One line.
#[derive(Debug)]
pub(crate) struct Line<'l> {
    /// Its text without the line end; empty if the line is too large.
    pub(crate) text: Cow<'l, str>,
    /// Why it cannot be read, if so.
    pub(crate) fault: Option<Notice>,
}

impl<'s> Lines<'s> {
    pub(crate) fn new(source: &'s mut dyn BufRead) -> Self {
        Self {
            source,
            bytes: Vec::new(),
            count: 0,
        }
    }

    /// The number of lines read.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The next line; `None` at the end.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        let size = self.fill()?;
        if size == 0 {
            return Ok(None);
        }
        self.count += 1;
        while matches!(self.bytes.last(), Some(b'\n' | b'\r')) {
            self.bytes.pop();
        }
        if size > MAX_DOCUMENT_BYTES {
            let mut fault = too_large(size);
            fault.span = Span::bytes(0, 0);
            return Ok(Some(Line {
                text: Cow::Borrowed(""),
                fault: Some(fault),
            }));
        }
        Ok(Some(match std::str::from_utf8(&self.bytes) {
            Ok(text) => Line {
                text: Cow::Borrowed(text.trim_start_matches('\u{feff}')),
                fault: None,
            },
            Err(error) => {
                let at = error.valid_up_to();
                Line {
                    text: String::from_utf8_lossy(&self.bytes),
                    fault: Some(encoding(at, self.count, Span::bytes(at, at))),
                }
            }
        }))
    }

    /// Reads a line of any length, keeping at most the permitted size; returns its full size.
    fn fill(&mut self) -> io::Result<u64> {
        self.bytes.clear();
        let mut size = 0_u64;
        loop {
            let (used, ended) = {
                let buffer = self.source.fill_buf()?;
                if buffer.is_empty() {
                    return Ok(size);
                }
                let (used, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
                    Some(at) => (at + 1, true),
                    None => (buffer.len(), false),
                };
                if size + used as u64 <= MAX_DOCUMENT_BYTES {
                    let kept = buffer.get(..used).unwrap_or_default();
                    self.bytes.extend_from_slice(kept);
                }
                (used, ended)
            };
            size += used as u64;
            self.source.consume(used);
            if ended {
                return Ok(size);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_without_their_ends_and_faulty_ones_with_a_notice() {
        let mut source = b"{}\r\n\n\xff{}\n{\"a\":1}".as_slice();
        let mut lines = Lines::new(&mut source);
        let mut seen = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            seen.push((line.text.into_owned(), line.fault.is_some()));
        }
        let expected = [
            ("{}", false),
            ("", false),
            ("\u{fffd}{}", true),
            ("{\"a\":1}", false),
        ];
        assert_eq!(seen, expected.map(|(text, fault)| (text.to_owned(), fault)));
        assert_eq!(lines.count(), 4);
    }
}
