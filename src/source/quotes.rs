//! Finds and fixes misplaced quotes in a text table before it is split into rows, so that a misplaced quote does not
//! swallow the following rows.
//!
//! A quoted cell ends at the next quote before a delimiter or line end. If there is none, or
//! another quote is inside the cell, or the cell swallows whole rows, its opening quote is at
//! fault: the text is read as if that were fixed, and the fault is reported.

use std::ops::Range;

/// Maximum length of a quoted cell, in bytes; a longer one was never closed.
const MAX_CELL_BYTES: usize = 1 << 20;

/// Maximum distance after a stray quote at which the end of a multi-line cell is searched, in bytes.
const MAX_BYTES_TO_CLOSE: usize = 1 << 12;

/// The fault of the opening quote of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteFault {
    /// The quote is not closed.
    Open,
    /// Other quotes are inside the cell, not doubled.
    Stray,
}

/// A cell whose quotes were fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mended {
    /// Its first byte in the fixed text.
    pub(super) at: usize,
    /// Its column, from 0.
    pub(super) column: usize,
    pub(super) fault: QuoteFault,
}

/// The result of fixing a text.
#[derive(Debug, Default)]
pub(super) struct Mend {
    /// The text up to here consists of complete rows.
    pub(super) whole: usize,
    pub(super) cells: Vec<Mended>,
}

/// Fixes the quotes of a text or, if it has not `ended`, of its complete rows. `width` is the
/// number of cells per row, as far as known.
pub(super) fn mend(text: &mut String, delimiter: u8, ended: bool, width: &mut usize) -> Mend {
    let mut scan = Scan {
        text,
        delimiter,
        ended,
        width: *width,
        repairs: Vec::new(),
    };
    let mut whole = 0;
    while let Some((end, cells)) = scan.row(whole) {
        if scan
            .repairs
            .last()
            .is_none_or(|repair| repair.raw.end < whole)
        {
            scan.width = scan.width.max(cells);
        }
        whole = end;
    }
    // Repairs in an incomplete row are found again later.
    scan.repairs.retain(|repair| repair.raw.start < whole);
    *width = scan.width;
    let repairs = scan.repairs;
    if repairs.is_empty() {
        let cells = Vec::new();
        return Mend { whole, cells };
    }
    let mut mended = String::with_capacity(text.len());
    let mut copied = 0;
    let mut cells = Vec::new();
    for repair in repairs {
        mended.push_str(text.get(copied..repair.raw.start).unwrap_or_default());
        cells.push(Mended {
            at: mended.len(),
            column: repair.column,
            fault: repair.fault,
        });
        mended.push('"');
        mended.push_str(&repair.content.replace('"', "\"\""));
        mended.push('"');
        copied = repair.raw.end;
    }
    let whole = mended.len() + whole.saturating_sub(copied);
    mended.push_str(text.get(copied..).unwrap_or_default());
    *text = mended;
    Mend { whole, cells }
}

/// A cell and its fixed content.
struct Repair {
    /// The cell as written.
    raw: Range<usize>,
    content: String,
    column: usize,
    fault: QuoteFault,
}

struct Scan<'t> {
    text: &'t str,
    delimiter: u8,
    ended: bool,
    width: usize,
    repairs: Vec<Repair>,
}

/// The end of a quoted cell.
enum Close {
    At(usize),
    /// A quote inside the cell.
    Stray(usize),
    Never,
    /// More text is needed to decide.
    Later,
}

impl Scan<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn is_end(&self, at: usize) -> bool {
        self.byte(at)
            .is_none_or(|byte| byte == self.delimiter || is_break(byte))
    }

    /// The next byte from here that satisfies a predicate, or the end of the text.
    fn find(&self, from: usize, holds: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let found = rest.iter().position(|byte| holds(*byte));
        found.map_or(self.text.len(), |at| from + at)
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The end of the row that starts here, and its number of cells; `None` if it is incomplete.
    fn row(&mut self, start: usize) -> Option<(usize, usize)> {
        let mut at = start;
        let mut column = 0;
        self.byte(start)?;
        loop {
            let end = if self.byte(at) == Some(b'"') {
                match self.close(at) {
                    Close::At(end) if !self.swallows(start, at, end) => end,
                    Close::Later => return None,
                    close => self.repair(start, at, column, &close)?,
                }
            } else {
                let delimiter = self.delimiter;
                self.find(at, |byte| byte == delimiter || is_break(byte))
            };
            column += 1;
            match self.byte(end) {
                None if !self.ended => return None,
                None => return Some((end, column)),
                Some(b'\r') => match self.byte(end + 1) {
                    Some(b'\n') => return Some((end + 2, column)),
                    None if !self.ended => return None,
                    _ => return Some((end + 1, column)),
                },
                Some(b'\n') => return Some((end + 1, column)),
                Some(_) => at = end + 1,
            }
        }
    }

    /// The end of the cell that a quote opens.
    fn close(&self, open: usize) -> Close {
        let mut at = open + 1;
        loop {
            let quote = self.find(at, |byte| byte == b'"');
            if quote - open > MAX_CELL_BYTES {
                return Close::Never;
            }
            if quote == self.text.len() {
                return if self.ended {
                    Close::Never
                } else {
                    Close::Later
                };
            }
            if self.byte(quote + 1) == Some(b'"') {
                at = quote + 2;
                continue;
            }
            let after = self.find(quote + 1, |byte| byte != b' ');
            return match self.byte(after) {
                None if !self.ended => Close::Later,
                _ if self.is_end(after) => Close::At(after),
                _ => Close::Stray(quote),
            };
        }
    }

    /// Whether a multi-line cell is really several rows: each line has all the cells of one.
    fn swallows(&self, start: usize, open: usize, end: usize) -> bool {
        // A line of two cells may be prose with a comma.
        if self.width < 3 || !self.slice(open..end).contains(['\n', '\r']) {
            return false;
        }
        let last = self.find(end, is_break);
        let lines = self.slice(start..last).split(['\n', '\r']);
        let mut lines = lines.filter(|line| !line.is_empty());
        lines.all(|line| self.cells(line) == self.width)
    }

    /// The number of cells of a line, ignoring quotes.
    fn cells(&self, line: &str) -> usize {
        line.bytes().filter(|byte| *byte == self.delimiter).count() + 1
    }

    /// Determines the end of a cell with a misplaced quote; `None` if that is not yet known.
    fn repair(&mut self, start: usize, open: usize, column: usize, close: &Close) -> Option<usize> {
        let line_end = self.find(open, is_break);
        if line_end == self.text.len() && !self.ended {
            return None;
        }
        let delimiter = self.delimiter;
        let literal = self.find(open, |byte| byte == delimiter || is_break(byte));
        let is_whole = self.cells(self.slice(start..line_end)) == self.width;
        let mut closed = None;
        if let Close::Stray(stray) = close {
            let behind = stray + MAX_BYTES_TO_CLOSE;
            if behind > self.text.len() && !self.ended {
                return None;
            }
            // `"他说"好"了",5`: the quote before the next delimiter closes the cell if the row then
            // has all its cells; on the same line even if it does not, unless it would without a
            // closing quote.
            closed = self.closing(*stray + 1, behind).filter(|end| {
                let rest = self.slice(*end..self.find(*end, is_break));
                let fits = column + self.cells(rest) == self.width;
                let on_line = *end <= line_end;
                (fits && (on_line || !is_whole)) || (on_line && !is_whole)
            });
        }
        let (end, fault) = match closed {
            Some(end) => (end, QuoteFault::Stray),
            None => (literal, QuoteFault::Open),
        };
        let inside = self.slice(open + 1..end);
        let content = match fault {
            QuoteFault::Open => inside.to_owned(),
            QuoteFault::Stray => {
                let inside = inside.trim_end_matches(' ');
                let inside = inside.strip_suffix('"').unwrap_or(inside);
                inside.replace("\"\"", "\"")
            }
        };
        self.repairs.push(Repair {
            raw: open..end,
            content,
            column,
            fault,
        });
        Some(end)
    }

    /// The end of a cell whose closing quote is in this range.
    fn closing(&self, from: usize, to: usize) -> Option<usize> {
        let mut at = from;
        while at < to {
            let quote = self.find(at, |byte| byte == b'"');
            if quote >= to {
                return None;
            }
            let after = self.find(quote + 1, |byte| byte != b' ');
            if self.is_end(after) {
                return Some(after);
            }
            at = quote + 1;
        }
        None
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (String, Vec<(usize, QuoteFault)>) {
        let mut text = text.to_owned();
        let mend = mend(&mut text, b',', true, &mut 0);
        assert_eq!(mend.whole, text.len());
        let faults = mend.cells.iter().map(|cell| (cell.column, cell.fault));
        (text.clone(), faults.collect())
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_no_other_row() {
        let open = [(1, QuoteFault::Open)];
        for (text, sound) in [
            ("a,b,c\n1,\"2,3\n4,5,6\n", "a,b,c\n1,\"2\",3\n4,5,6\n"),
            // The next quote opens a cell of another row.
            (
                "a,b,c\n1,\"2,3\n4,\"5\",6\n",
                "a,b,c\n1,\"2\",3\n4,\"5\",6\n",
            ),
            // Another row closes it.
            ("a,b,c\n1,\"2,3\n4,5\",6\n", "a,b,c\n1,\"2\",3\n4,5\",6\n"),
        ] {
            assert_eq!(mended(text), (sound.to_owned(), open.to_vec()), "{text}");
        }
    }

    #[test]
    fn quotes_inside_a_cell_do_not_end_it() {
        let text = "a,b,c\n1,\"say \"x, y\" now\",3\n4,5,6\n";
        let sound = "a,b,c\n1,\"say \"\"x, y\"\" now\",3\n4,5,6\n";
        assert_eq!(
            mended(text),
            (sound.to_owned(), vec![(1, QuoteFault::Stray)])
        );
    }

    #[test]
    fn cells_of_several_lines_and_doubled_quotes_are_sound() {
        let text = "a,b,c\n1,\"2,\"\"x\"\"\r\n3, 4\n5\" ,6\n,\"\",\n";
        assert_eq!(mended(text), (text.to_owned(), Vec::new()));
    }

    #[test]
    fn a_row_is_whole_when_its_end_is_there() {
        let mut text = "a,b\r\n1,\"2\n".to_owned();
        let mend = mend(&mut text, b',', false, &mut 0);
        assert_eq!((mend.whole, mend.cells.len()), (5, 0));
    }
}
