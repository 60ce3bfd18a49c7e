//! NDJSON: one document per line, so that a bad line affects no other.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use super::bytes::{CHUNK_BYTES, MAX_DOCUMENT_BYTES, count, encoding, encoding_of_row, too_large};
use super::lenient;
use super::node::Span;
use super::notice::Notice;

/// Reads a source in blocks of whole lines.
pub(crate) struct Blocks<'s> {
    source: &'s mut dyn Read,
    /// The source's encoding, if not UTF-8.
    encoding: Option<&'static str>,
    /// Bytes after the last block.
    rest: Vec<u8>,
    /// Number of lines in the blocks so far.
    lines: usize,
    ended: bool,
    failed: Option<io::Error>,
}

/// A block: about a quarter of a megabyte of whole lines.
#[derive(Debug, Default)]
pub(crate) struct Block {
    bytes: Vec<u8>,
    /// Number of lines before the block.
    pub(crate) before: usize,
    /// Size of the only line of the block, if it is too large.
    too_large: Option<u64>,
    encoding: Option<&'static str>,
}

/// The lines of a block.
#[derive(Debug)]
pub(crate) struct Lines<'b> {
    bytes: &'b [u8],
    /// Number of lines read so far.
    count: usize,
    too_large: Option<u64>,
    encoding: Option<&'static str>,
}

/// A line of a block.
#[derive(Debug)]
pub(crate) struct Line<'b> {
    /// The text without the line end; empty if the line is too large.
    pub(crate) text: Cow<'b, str>,
    /// The line end; empty at the end of the source.
    pub(crate) end: &'b str,
    /// The reason and the bytes, if the line cannot be read.
    pub(crate) fault: Option<(Notice, &'b [u8])>,
}

impl<'s> Blocks<'s> {
    /// The blocks of a source; `before` is the number of lines preceding it.
    pub(crate) fn new(
        source: &'s mut dyn Read,
        encoding: Option<&'static str>,
        before: u64,
    ) -> Self {
        Self {
            source,
            encoding,
            rest: Vec::new(),
            lines: usize::try_from(before).unwrap_or(usize::MAX),
            ended: false,
            failed: None,
        }
    }

    /// The next block; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the system fails; complete lines before the failure are returned first.
    pub(crate) fn next_block(&mut self) -> io::Result<Option<Block>> {
        let most = usize::try_from(MAX_DOCUMENT_BYTES + 1).unwrap_or(usize::MAX);
        let mut wanted = CHUNK_BYTES;
        let whole = loop {
            self.fill(wanted);
            match self.rest.iter().rposition(|byte| *byte == b'\n') {
                _ if self.ended && self.failed.is_none() => break self.rest.len(),
                Some(at) => break at + 1,
                None if self.ended => break 0,
                None if self.rest.len() as u64 > MAX_DOCUMENT_BYTES => {
                    return Ok(Some(self.pass_line()));
                }
                // The line is longer than the block.
                None => wanted = self.rest.len().saturating_mul(2).min(most),
            }
        };
        if whole == 0 {
            // The incomplete line is dropped.
            self.rest.clear();
            return self.failed.take().map_or(Ok(None), Err);
        }
        let rest = self.rest.split_off(whole);
        let bytes = std::mem::replace(&mut self.rest, rest);
        let before = self.lines;
        self.lines = self
            .lines
            .saturating_add(count(&bytes, |byte| byte == b'\n'));
        Ok(Some(Block {
            bytes,
            before,
            too_large: None,
            encoding: self.encoding,
        }))
    }

    /// Whether the source with this first block is one document rather than lines.
    pub(crate) fn is_whole(&self, first: &Block) -> bool {
        let Ok(head) = std::str::from_utf8(&first.bytes) else {
            return false;
        };
        lenient::is_whole(head, self.ended && self.rest.is_empty())
    }

    /// The whole source with this first block, up to the maximum size of a document.
    ///
    /// # Errors
    ///
    /// If the system fails.
    pub(crate) fn all(&mut self, first: Block) -> io::Result<Vec<u8>> {
        let most = usize::try_from(MAX_DOCUMENT_BYTES + 1).unwrap_or(usize::MAX);
        let mut all = first.bytes;
        self.fill(most.saturating_sub(all.len()));
        all.append(&mut self.rest);
        self.failed.take().map_or(Ok(all), Err)
    }

    /// Reads until there are this many bytes or the source ends.
    fn fill(&mut self, wanted: usize) {
        let missing = wanted.saturating_sub(self.rest.len());
        if self.ended || missing == 0 {
            return;
        }
        self.rest.reserve(missing);
        let mut source = self.source.take(missing as u64);
        match source.read_to_end(&mut self.rest) {
            Ok(size) => self.ended = size < missing,
            Err(error) => {
                self.failed = Some(error);
                self.ended = true;
            }
        }
    }

    /// Reads a line of any length without keeping it.
    fn pass_line(&mut self) -> Block {
        let mut size = 0;
        loop {
            if let Some(at) = self.rest.iter().position(|byte| *byte == b'\n') {
                size += at as u64 + 1;
                self.rest.drain(..=at);
                break;
            }
            size += self.rest.len() as u64;
            self.rest.clear();
            if self.ended {
                break;
            }
            self.fill(CHUNK_BYTES);
        }
        let before = self.lines;
        self.lines = self.lines.saturating_add(1);
        Block {
            bytes: Vec::new(),
            before,
            too_large: Some(size),
            encoding: self.encoding,
        }
    }
}

impl Block {
    pub(crate) fn lines(&self) -> Lines<'_> {
        Lines {
            bytes: &self.bytes,
            count: self.before,
            too_large: self.too_large,
            encoding: self.encoding,
        }
    }

    /// The size of the block in bytes.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl<'b> Iterator for Lines<'b> {
    type Item = Line<'b>;

    fn next(&mut self) -> Option<Line<'b>> {
        let mut rest = self.bytes;
        // Reading from memory cannot fail.
        let size = rest.skip_until(b'\n').unwrap_or_default();
        let line = self.bytes.get(..size).unwrap_or_default();
        self.bytes = rest;
        let too_long = self
            .too_large
            .take()
            .or_else(|| Some(size as u64).filter(|size| *size > MAX_DOCUMENT_BYTES));
        if size == 0 && too_long.is_none() {
            return None;
        }
        self.count += 1;
        if let Some(size) = too_long {
            let mut fault = too_large(size);
            fault.span = Span::bytes(0, 0);
            return Some(Line {
                text: Cow::Borrowed(""),
                end: "\n",
                fault: Some((fault, b"")),
            });
        }
        let ends = line.iter().rev();
        let ends = ends.take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let (line, end) = line
            .split_at_checked(size - ends.count())
            .unwrap_or_default();
        let end = std::str::from_utf8(end).unwrap_or_default();
        Some(match simdutf8::compat::from_utf8(line) {
            Ok(text) => Line {
                text: Cow::Borrowed(text.trim_start_matches('\u{feff}')),
                end,
                fault: None,
            },
            Err(error) => {
                let at = error.valid_up_to();
                let span = Span::bytes(at, at);
                let fault = match self.encoding {
                    None => encoding(at, self.count, span),
                    Some(name) => encoding_of_row(name, self.count as u64, span),
                };
                Line {
                    text: String::from_utf8_lossy(line),
                    end,
                    fault: Some((fault, line)),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_without_their_ends_and_faulty_ones_with_a_notice() {
        let mut source = b"{}\r\n\n\xff{}\n{\"a\":1}".as_slice();
        let mut blocks = Blocks::new(&mut source, None, 0);
        let block = blocks.next_block().unwrap().unwrap();
        let lines = block.lines().map(|line| (line.text, line.fault.is_some()));
        let expected = [
            ("{}", false),
            ("", false),
            ("\u{fffd}{}", true),
            ("{\"a\":1}", false),
        ];
        let expected = expected.map(|(text, fault)| (Cow::Borrowed(text), fault));
        assert_eq!(lines.collect::<Vec<_>>(), expected);
        assert!(blocks.next_block().unwrap().is_none());
    }

    #[test]
    fn blocks_are_cut_between_lines() {
        let lines: Vec<String> = (0..40)
            .map(|at| "x".repeat(at * (CHUNK_BYTES / 150)) + "\n")
            .collect();
        let text = lines.concat() + "end";
        let mut source = text.as_bytes();
        let mut blocks = Blocks::new(&mut source, None, 0);
        let mut seen = Vec::new();
        let mut count = 0;
        while let Some(block) = blocks.next_block().unwrap() {
            assert_eq!(block.before, seen.len());
            seen.extend(block.lines().map(|line| line.text.into_owned() + "\n"));
            count += 1;
        }
        assert_eq!(count, text.len() / CHUNK_BYTES + 1);
        assert_eq!(seen.concat(), text + "\n");
    }

    /// A source that returns some bytes and then fails.
    struct Failing<'b>(&'b [u8]);

    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(io::Error::other("gone")),
                size => Ok(size),
            }
        }
    }

    #[test]
    fn whole_lines_before_a_failure_are_read() {
        let mut source = Failing(b"{}\n{}\n{\"half");
        let mut blocks = Blocks::new(&mut source, None, 0);
        let block = blocks.next_block().unwrap().unwrap();
        assert_eq!(block.lines().count(), 2);
        assert!(blocks.next_block().is_err());
        assert!(blocks.next_block().unwrap().is_none());
    }

    #[test]
    fn a_line_that_is_too_long_is_counted_and_not_kept() {
        let most = usize::try_from(MAX_DOCUMENT_BYTES).unwrap();
        let long = vec![b'x'; most + 5];
        let mut source = b"{}\n".chain(long.as_slice()).chain(&b"\n[]\n"[..]);
        let mut blocks = Blocks::new(&mut source, None, 0);
        let mut seen = Vec::new();
        while let Some(block) = blocks.next_block().unwrap() {
            for line in block.lines() {
                seen.push((block.before, line.text.into_owned(), line.fault.is_some()));
            }
        }
        let expected = [(0, "{}", false), (1, "", true), (2, "[]", false)];
        let expected = expected.map(|(before, text, fault)| (before, text.to_owned(), fault));
        assert_eq!(seen, expected);
    }
}
