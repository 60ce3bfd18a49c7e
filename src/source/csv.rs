//! Text tables, read in batches of rows: bytes to text, text to rows.

use std::io::{self, Read, Seek};

use encoding_rs::{CoderResult, Decoder};

use super::bytes::{self, CHUNK_BYTES};
use super::cells::Sheet;
use super::encoding;
use super::node::Span;
use super::notice::Notice;

/// Number of lines in which delimiters are counted.
const DELIMITER_LINES: usize = 5;

/// Size in bytes of a read from the system.
const BUFFER_BYTES: usize = 1 << 16;

/// A text table being read from bytes to rows, of which only a chunk is held in memory.
pub(crate) struct TextTable<'s, S> {
    source: &'s mut S,
    /// `None` before the first byte is read.
    decoder: Option<Decoder>,
    label: Option<String>,
    /// Text not yet split into rows.
    text: String,
    /// Bytes of text before it, and its first line, from 1.
    before: u64,
    line: u64,
    delimiter: Option<u8>,
    ended: bool,
    failed: Option<io::Error>,
    /// Whether some bytes were invalid, with the byte offset and line of the first.
    faulty: bool,
    first_fault: Option<(u64, u64)>,
}

/// Problems with the bytes of a table.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// The system error that ended reading early.
    pub(crate) broken_off: Option<io::Error>,
    /// Bytes that are invalid in the table's encoding.
    pub(crate) encoding: Option<Notice>,
}

impl<'s, S: Read + Seek> TextTable<'s, S> {
    /// Starts reading; without a label the encoding is recognised.
    pub(crate) fn new(source: &'s mut S, label: Option<&str>) -> Self {
        Self {
            source,
            decoder: None,
            label: label.map(str::to_owned),
            text: String::new(),
            before: 0,
            line: 1,
            delimiter: None,
            ended: false,
            failed: None,
            faulty: false,
            first_fault: None,
        }
    }

    /// Appends the next rows to the sheet; returns `false` if there are none left.
    pub(crate) fn more(&mut self, sheet: &mut Sheet) -> bool {
        let had = sheet.rows.len();
        let mut wanted = CHUNK_BYTES;
        while sheet.rows.len() == had && !(self.ended && self.text.is_empty()) {
            self.fill(wanted);
            let delimiter = self.delimiter();
            self.rows(delimiter, sheet);
            // A row longer than the chunk needs more text.
            wanted = wanted.max(self.text.len()).saturating_mul(2);
        }
        if sheet.header.is_empty()
            && let Some(row) = sheet.rows.get(0)
        {
            sheet.header = row.iter().map(str::to_owned).collect();
        }
        sheet.rows.len() > had
    }

    /// All rows, and the problems with the bytes.
    pub(crate) fn all(mut self) -> (Sheet, Faults) {
        let mut sheet = Sheet::default();
        while self.more(&mut sheet) {}
        (sheet, self.faults())
    }

    /// The problems with the bytes.
    pub(crate) fn faults(self) -> Faults {
        let encoding = self.faulty.then(|| {
            let (byte, line) = self.first_fault.unwrap_or((0, 1));
            let byte = usize::try_from(byte).unwrap_or(usize::MAX);
            let line = usize::try_from(line).unwrap_or(usize::MAX);
            bytes::encoding(byte, line, Span::Nowhere)
        });
        Faults {
            broken_off: self.failed,
            encoding,
        }
    }

    /// The delimiter: the most frequent candidate in the first lines.
    fn delimiter(&mut self) -> u8 {
        if let Some(known) = self.delimiter {
            return known;
        }
        while !self.ended && self.text.matches('\n').count() < DELIMITER_LINES {
            self.fill(self.text.len().saturating_add(CHUNK_BYTES));
        }
        let head: Vec<&str> = self.text.lines().take(DELIMITER_LINES).collect();
        let count = |mark: &u8| {
            let bytes = head.iter().flat_map(|line| line.bytes());
            bytes.filter(|byte| byte == mark).count()
        };
        let delimiter = [b',', b'\t', b';'].into_iter().rev().max_by_key(count);
        *self.delimiter.insert(delimiter.unwrap_or(b','))
    }

    /// Splits the current text into rows; the last row stays, because it may be incomplete.
    fn rows(&mut self, delimiter: u8, sheet: &mut Sheet) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(self.text.as_bytes());
        let (mut record, mut next) = (csv::StringRecord::new(), csv::StringRecord::new());
        let (mut line, mut counted, mut start) = (self.line, 0, 0);
        let mut is_first = true;
        loop {
            // Flexible reading of text in memory cannot fail.
            let there = reader.read_record(&mut next).unwrap_or(false);
            if !is_first && (there || self.ended) {
                // The reader's own line count is one behind with CR LF line ends and after empty
                // lines.
                let rest = self.text.get(start..).unwrap_or_default().bytes();
                let blank = rest
                    .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                    .count();
                let passed = self.text.get(counted..start + blank).unwrap_or_default();
                line += breaks(passed);
                counted = start + blank;
                sheet.lines.push(line);
                sheet.rows.push(record.iter());
            }
            if !there {
                break;
            }
            let position = next.position().map_or(0, csv::Position::byte);
            start = usize::try_from(position).unwrap_or(usize::MAX);
            std::mem::swap(&mut record, &mut next);
            is_first = false;
        }
        if self.ended {
            self.text.clear();
            return;
        }
        // The line end before the cut stays as well, or the reader would start a new text there.
        let mut cut = start.saturating_sub(1);
        while !self.text.is_char_boundary(cut) {
            cut -= 1;
        }
        self.line += breaks(self.text.get(..cut).unwrap_or_default());
        self.before += cut as u64;
        self.text.drain(..cut);
    }

    /// Reads until there is this much text or the source ends.
    fn fill(&mut self, wanted: usize) {
        if self.decoder.is_none() {
            match encoding::detect(self.source, self.label.as_deref()) {
                Ok(encoding) => self.decoder = Some(encoding.new_decoder()),
                Err(error) => self.fail(error),
            }
        }
        let mut buffer = vec![0; BUFFER_BYTES];
        while self.text.len() < wanted && !self.ended {
            let size = match self.source.read(&mut buffer) {
                Ok(size) => size,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.fail(error);
                    0
                }
            };
            self.ended = size == 0;
            let known = self.text.len();
            let Some(decoder) = &mut self.decoder else {
                return;
            };
            let mut bytes = buffer.get(..size).unwrap_or_default();
            loop {
                let room = decoder.max_utf8_buffer_length(bytes.len());
                self.text.reserve(room.unwrap_or(CHUNK_BYTES));
                let (result, used, faulty) =
                    decoder.decode_to_string(bytes, &mut self.text, self.ended);
                self.faulty |= faulty;
                bytes = bytes.get(used..).unwrap_or_default();
                if result == CoderResult::InputEmpty {
                    break;
                }
            }
            if self.first_fault.is_none()
                && let Some(found) = self.text.get(known..).and_then(|new| new.find('\u{fffd}'))
            {
                let (at, text) = (known + found, &self.text);
                let lines = breaks(text.get(..at).unwrap_or_default());
                self.first_fault = Some((self.before + at as u64, self.line + lines));
            }
        }
    }

    /// The system failed; the rows so far are still read.
    fn fail(&mut self, error: io::Error) {
        self.failed = Some(error);
        self.ended = true;
    }
}

fn breaks(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}
