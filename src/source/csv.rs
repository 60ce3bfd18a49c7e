//! Text tables, read in batches of rows: bytes to text, text to rows.

use std::io::{self, Read, Seek};

use encoding_rs::{CoderResult, Decoder};

use super::bytes::{self, CHUNK_BYTES};
use super::cells::{CellFault, Sheet};
use super::delimiter::Delimiter;
use super::encoding;
use super::notice::Notice;
use super::quotes::{self, QuoteFault};

/// Maximum size of a row (8 MiB); reading stops at a longer one.
const MAX_ROW_BYTES: usize = 8 << 20;

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
    /// The line on which `text` begins, from 1.
    line: u64,
    delimiter: Option<Delimiter>,
    ended: bool,
    failed: Option<io::Error>,
    /// Size of a row that is too long, in bytes.
    too_large: Option<u64>,
    /// Whether some bytes were not text.
    faulty: bool,
    /// The number of cells per row.
    width: usize,
}

/// The reasons why a table was not read completely.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// The system error that ended reading early.
    pub(crate) broken_off: Option<io::Error>,
    /// The notice about a row that is too long.
    pub(crate) too_large: Option<Notice>,
}

impl<'s, S: Read + Seek> TextTable<'s, S> {
    /// Starts reading; without a label the encoding is detected.
    pub(crate) fn new(source: &'s mut S, label: Option<&str>) -> Self {
        Self {
            source,
            decoder: None,
            label: label.map(str::to_owned),
            text: String::new(),
            line: 1,
            delimiter: None,
            ended: false,
            failed: None,
            too_large: None,
            faulty: false,
            width: 0,
        }
    }

    /// Appends the next rows to the sheet; returns `false` at the end.
    pub(crate) fn more(&mut self, sheet: &mut Sheet) -> bool {
        let had = sheet.rows.len();
        let mut wanted = CHUNK_BYTES;
        while sheet.rows.len() == had && !(self.ended && self.text.is_empty()) {
            self.fill(wanted.min(MAX_ROW_BYTES + 1));
            let delimiter = self.delimiter();
            self.rows(delimiter, sheet);
            // A row longer than the chunk needs more text.
            wanted = wanted.max(self.text.len()).saturating_mul(2);
            if self.text.len() > MAX_ROW_BYTES {
                self.too_large = Some(self.text.len() as u64);
                self.ended = true;
                self.text.clear();
            }
        }
        if sheet.header.is_empty()
            && let Some(row) = sheet.rows.get(0)
        {
            sheet.header = row.iter().map(str::to_owned).collect();
        }
        sheet.rows.len() > had
    }

    /// All rows, and the reasons if they are incomplete.
    pub(crate) fn all(mut self) -> (Sheet, Faults) {
        let mut sheet = Sheet::default();
        while self.more(&mut sheet) {}
        (sheet, self.faults())
    }

    /// The reasons why the table was not read completely.
    pub(crate) fn faults(self) -> Faults {
        Faults {
            broken_off: self.failed,
            too_large: self
                .too_large
                .map(|size| bytes::larger(size, MAX_ROW_BYTES as u64)),
        }
    }

    /// The delimiter, detected from the first rows.
    fn delimiter(&mut self) -> Delimiter {
        if let Some(known) = self.delimiter {
            return known;
        }
        let delimiter = Delimiter::of(&self.text);
        delimiter.replace(&mut self.text, 0);
        *self.delimiter.insert(delimiter)
    }

    /// Splits the buffered text into rows, as far as they are complete.
    fn rows(&mut self, delimiter: Delimiter, sheet: &mut Sheet) {
        let mended = quotes::mend(
            &mut self.text,
            delimiter.byte(),
            self.ended,
            &mut self.width,
        );
        let text = self.text.get(..mended.whole).unwrap_or_default();
        let mut faults = mended.cells.iter().peekable();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter.byte())
            .from_reader(text.as_bytes());
        let encoding = self
            .decoder
            .as_ref()
            .map_or("", |decoder| decoder.encoding().name());
        let mut record = csv::StringRecord::new();
        let (mut line, mut counted) = (self.line, 0);
        // Reading flexibly from memory cannot fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            let start = record.position().map_or(0, csv::Position::byte);
            let start = usize::try_from(start).unwrap_or(usize::MAX);
            // The reader's line number is off by one after CR LF and empty lines.
            let rest = text.get(start..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
            line += count_line_ends(text.get(counted..start + blank).unwrap_or_default());
            counted = start + blank;
            let row = sheet.before + sheet.rows.len();
            let end = reader.position().byte();
            while let Some(cell) = faults.next_if(|cell| (cell.at as u64) < end) {
                let problem = match cell.fault {
                    QuoteFault::Open => CellFault::OpenQuote,
                    QuoteFault::Stray => CellFault::StrayQuote,
                };
                sheet.fault(row, cell.column, problem);
            }
            for (column, cell) in record.iter().enumerate() {
                // The source itself may contain U+FFFD.
                if self.faulty && cell.contains(char::REPLACEMENT_CHARACTER) {
                    sheet.fault(row, column, CellFault::NoText(encoding));
                }
            }
            sheet.lines.push(line);
            let cells = record.iter().map(|cell| delimiter.restored(cell));
            sheet.rows.push(cells);
        }
        self.line += count_line_ends(text);
        self.text.drain(..mended.whole);
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
            let Some(decoder) = &mut self.decoder else {
                return;
            };
            let mut bytes = buffer.get(..size).unwrap_or_default();
            let start = self.text.len();
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
            if let Some(delimiter) = self.delimiter {
                delimiter.replace(&mut self.text, start);
            }
        }
    }

    /// Records a failure of the system; the rows so far are still read.
    fn fail(&mut self, error: io::Error) {
        self.failed = Some(error);
        self.ended = true;
    }
}

/// The number of line ends in a text: CR LF, LF or, in old files, CR.
fn count_line_ends(text: &str) -> u64 {
    let pairs = text.bytes().zip(text.bytes().skip(1));
    let pairs = pairs.filter(|pair| *pair == (b'\r', b'\n')).count();
    let single = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r'));
    (single.count() - pairs) as u64
}
