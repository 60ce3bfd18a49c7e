//! Sheets of cells in a compact form.

#[cfg(feature = "tables")]
use super::node::{Entry, Node, NodeKind, Span};
#[cfg(feature = "tables")]
use crate::i18n::Text;

/// One sheet of a table.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Its file, if a document consists of several.
    pub(crate) file: Option<String>,
    /// Its name; `None` for CSV.
    pub(crate) name: Option<String>,
    /// Index of the header row, from 0.
    pub(crate) header_row: u32,
    /// Number of rows above the header.
    #[cfg(feature = "tables")]
    pub(crate) rows_above: usize,
    /// The column names as understood.
    pub(crate) header: Vec<String>,
    /// Number of rows of the sheet before those that are kept.
    pub(crate) before: usize,
    /// The rows as text, including the header.
    pub(crate) rows: Rows,
    /// Physical line of each row, from 1, if the table is a text.
    pub(crate) lines: Vec<u64>,
    /// Whether its name says something of its records, for there are several sheets of them.
    #[cfg(feature = "tables")]
    pub(crate) is_group: bool,
    /// Whether it is hidden as a whole.
    #[cfg(feature = "tables")]
    pub(crate) is_hidden: bool,
    /// Its hidden rows, from 0: the first and the last of each run, in order.
    #[cfg(feature = "tables")]
    pub(crate) hidden: Vec<(u32, u32)>,
    /// Cells that could not be read as they stand.
    #[cfg(feature = "tables")]
    pub(crate) faults: Vec<(Span, CellFault)>,
    /// Why nothing of it could be read.
    #[cfg(feature = "tables")]
    pub(crate) unreadable: Option<Text>,
}

/// Why a cell could not be read as it stands.
#[cfg(feature = "tables")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellFault {
    /// The quote that opens it is not closed.
    OpenQuote,
    /// Quotes inside it are not doubled.
    StrayQuote,
    /// Some of its bytes are no text in this encoding.
    NoText(&'static str),
    /// It is a formula of which no value is stored.
    NoValue,
    /// It shows an error in place of a value.
    Error,
}

impl Sheet {
    /// The row with this index in the sheet, if it is kept.
    pub(crate) fn row(&self, number: u32) -> Option<Row<'_>> {
        self.rows.get((number as usize).checked_sub(self.before)?)
    }

    /// The physical line of a row.
    pub(crate) fn line(&self, number: u32) -> Option<u64> {
        let at = (number as usize).checked_sub(self.before)?;
        self.lines.get(at).copied()
    }
}

#[cfg(feature = "tables")]
impl Sheet {
    /// Notes a cell that could not be read as it stands. The number of the sheet is set by whoever
    /// knows it.
    pub(super) fn fault(&mut self, row: usize, column: usize, fault: CellFault) {
        self.faults.push((Span::cell(0, row, column), fault));
    }

    /// Whether a row is hidden, by itself or with the sheet.
    pub(crate) fn hides(&self, row: usize) -> bool {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let run = self.hidden.partition_point(|(_, last)| *last < row);
        self.is_hidden || self.hidden.get(run).is_some_and(|(first, _)| *first <= row)
    }

    /// Index of the first row below the header.
    pub(crate) fn first_record(&self) -> usize {
        self.header_row as usize + 1
    }

    /// A row as a table node whose keys are the column names. A column without a unique name goes
    /// by its number.
    pub(crate) fn record<'s>(&'s self, sheet: usize, number: usize, row: Row<'s>) -> Node<'s> {
        let mut entries: Vec<Entry<'s>> = Vec::with_capacity(row.len());
        let mut first = None;
        for (column, value) in row.iter().enumerate() {
            let span = Span::cell(sheet, number, column);
            let is_blank = value.trim().is_empty();
            if first.is_none() && !is_blank {
                first = Some(span);
            }
            let name = self.header.get(column).map(|name| name.trim());
            let name = name.unwrap_or_default();
            let key = if name.is_empty() {
                if is_blank {
                    continue;
                }
                format!("第{}列", column + 1).into()
            } else if entries.iter().any(|entry| entry.key == name) {
                if is_blank {
                    continue;
                }
                format!("{name}（第{}列）", column + 1).into()
            } else {
                name.into()
            };
            entries.push(Entry {
                key,
                key_span: span,
                value: Node {
                    span,
                    kind: NodeKind::String(value.into()),
                },
            });
        }
        Node {
            span: first.unwrap_or_else(|| Span::cell(sheet, number, 0)),
            kind: NodeKind::Table(entries),
        }
    }

    /// Takes the rows out, and resets the sheet for those that follow.
    pub(crate) fn split(&mut self) -> Self {
        let following = Self {
            file: self.file.clone(),
            name: self.name.clone(),
            header_row: self.header_row,
            header: self.header.clone(),
            before: self.before + self.rows.len(),
            ..Self::default()
        };
        std::mem::replace(self, following)
    }
}

/// Rows of cells, with all texts in one string.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    text: String,
    /// End of each cell in the string.
    cells: Vec<usize>,
    /// For each row, the index after its last cell.
    ends: Vec<usize>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'r> {
    text: &'r str,
    start: usize,
    cells: &'r [usize],
}

impl Rows {
    pub(crate) fn get(&self, number: usize) -> Option<Row<'_>> {
        let end = *self.ends.get(number)?;
        let first = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let start = match first.checked_sub(1) {
            Some(before) => *self.cells.get(before)?,
            None => 0,
        };
        Some(Row {
            text: &self.text,
            start,
            cells: self.cells.get(first..end)?,
        })
    }
}

#[cfg(feature = "tables")]
impl Rows {
    pub(crate) fn push(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        for cell in cells {
            self.text.push_str(cell.as_ref());
            self.cells.push(self.text.len());
        }
        self.ends.push(self.cells.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).filter_map(|number| self.get(number))
    }
}

impl<'r> Row<'r> {
    pub(crate) fn get(self, column: usize) -> Option<&'r str> {
        let end = *self.cells.get(column)?;
        let start = match column.checked_sub(1) {
            Some(before) => *self.cells.get(before)?,
            None => self.start,
        };
        self.text.get(start..end)
    }
}

#[cfg(feature = "tables")]
impl<'r> Row<'r> {
    pub(crate) fn len(self) -> usize {
        self.cells.len()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).filter_map(move |column| self.get(column))
    }

    /// Whether all cells are blank.
    pub(crate) fn is_blank(self) -> bool {
        self.iter().all(|cell| cell.trim().is_empty())
    }
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_in_their_rows() {
        let mut rows = Rows::default();
        rows.push(["甲", "", "乙丙"]);
        rows.push([""; 0]);
        rows.push(["", "丁"]);
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().collect()).collect();
        assert_eq!(cells, [vec!["甲", "", "乙丙"], vec![], vec!["", "丁"]]);
        assert_eq!(rows.get(2).and_then(|row| row.get(1)), Some("丁"));
        assert!(rows.get(3).is_none() && rows.get(1).is_some_and(Row::is_blank));
    }

    #[test]
    fn rows_taken_out_keep_their_numbers() {
        let mut sheet = Sheet::default();
        sheet.rows.push(["a"]);
        sheet.rows.push(["b"]);
        let first = sheet.split();
        sheet.rows.push(["c"]);
        assert_eq!(first.row(1).and_then(|row| row.get(0)), Some("b"));
        assert_eq!(sheet.row(2).and_then(|row| row.get(0)), Some("c"));
        assert!(sheet.row(1).is_none());
    }
}
