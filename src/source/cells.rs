//! Sheets of cells in a compact form.

#[cfg(feature = "tables")]
use std::borrow::Cow;
#[cfg(feature = "tables")]
use std::collections::HashMap;

#[cfg(feature = "tables")]
use super::node::{Entry, Node, NodeKind, Span};
#[cfg(feature = "tables")]
use crate::i18n::Text;
use crate::model::covers;
#[cfg(feature = "tables")]
use crate::prose::words_for_codes;

/// One sheet of a table.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Its file, if a document consists of several.
    pub(crate) file: Option<String>,
    /// Its name; `None` for CSV.
    pub(crate) name: Option<String>,
    /// Index of the header row, from 0.
    pub(crate) header_row: u32,
    /// Number of rows of the sheet above the header.
    #[cfg(feature = "tables")]
    pub(crate) rows_above: usize,
    /// The column names as understood.
    pub(crate) header: Vec<String>,
    /// The element read from each column, in column order.
    pub(crate) elements: Vec<(u32, String)>,
    /// Number of rows of the sheet before those in `rows`.
    pub(crate) before: usize,
    /// The meanings of codes, by the index of their column.
    #[cfg(feature = "tables")]
    pub(crate) codes: HashMap<usize, HashMap<String, String>>,
    /// The rows as text, including the header.
    pub(crate) rows: Rows,
    /// Physical line of each row, from 1, if the table is a text.
    pub(crate) lines: Vec<u64>,
    /// The headings between records that are in force at the start of `rows`.
    #[cfg(feature = "tables")]
    pub(crate) subheads: Vec<Subhead>,
    /// Whether it was transposed: its rows are the columns of the file.
    pub(crate) is_turned: bool,
    /// Whether its name is a property of its records, because there are several such sheets.
    #[cfg(feature = "tables")]
    pub(crate) is_group: bool,
    /// Whether it is hidden as a whole.
    #[cfg(feature = "tables")]
    pub(crate) is_hidden: bool,
    /// Its hidden rows, from 0: the first and the last of each run, in order.
    #[cfg(feature = "tables")]
    pub(crate) hidden: Vec<(u32, u32)>,
    /// Its runs of hidden columns, from 0.
    #[cfg(feature = "tables")]
    pub(crate) hidden_columns: Vec<(u32, u32)>,
    /// The words outside its cells.
    #[cfg(feature = "tables")]
    pub(crate) beside: Vec<Beside>,
    /// Cells that could not be read unchanged.
    #[cfg(feature = "tables")]
    pub(crate) faults: Vec<(Span, CellFault)>,
    /// The reason, if nothing of it could be read.
    #[cfg(feature = "tables")]
    pub(crate) unreadable: Option<Text>,
}

/// A heading between the records of a table.
#[cfg(feature = "tables")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subhead {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) text: String,
    /// Whether a record follows below the heading.
    pub(crate) is_used: bool,
}

/// Words of a workbook outside its cells.
#[cfg(feature = "tables")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) kind: BesideKind,
    /// The row and column of the cell that the words belong to.
    pub(crate) at: Option<(u32, u32)>,
    pub(crate) text: String,
}

/// The kind of words beside the cells.
#[cfg(feature = "tables")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BesideKind {
    /// A note of a cell.
    Note,
    /// The target of a link of a cell.
    Link,
    /// A text box or another shape.
    Shape,
    /// A title in a chart.
    Chart,
    /// A header or footer of the printed page.
    Page,
}

#[cfg(feature = "tables")]
impl Beside {
    /// Creates words from a text; `None` if it is blank.
    pub(super) fn new(kind: BesideKind, at: Option<(u32, u32)>, text: &str) -> Option<Self> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        (!text.is_empty()).then_some(Self { kind, at, text })
    }
}

/// The reason why a cell could not be read unchanged.
#[cfg(feature = "tables")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellFault {
    /// The quote that opens the cell is not closed.
    OpenQuote,
    /// Quotes inside the cell are not doubled.
    StrayQuote,
    /// Some bytes of the cell are not text in this encoding.
    NoText(&'static str),
    /// The cell is a formula without a stored value.
    NoValue,
    /// The cell shows an error instead of a value.
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

    /// The physical line of a cell.
    pub(crate) fn line_of(&self, row: u32, column: u32) -> Option<u64> {
        if self.is_turned {
            return self.lines.get(column as usize).copied();
        }
        self.line(row)
    }

    /// The empty cell of a row for a missing element: in its own column, or that of a part or of an
    /// enclosing element.
    pub(crate) fn empty_cell(&self, number: u32, element: &str) -> Option<u32> {
        let row = self.row(number)?;
        let is_empty = |column: u32| {
            row.get(column as usize)
                .is_none_or(|cell| cell.trim().is_empty())
        };
        let distance = |of_column: &str| match of_column {
            of_column if of_column == element => Some(0),
            of_column if covers(element, of_column) => Some(1),
            of_column if covers(of_column, element) => Some(2),
            _ => None,
        };
        let cells = self.elements.iter().filter(|(column, _)| is_empty(*column));
        let near = cells.filter_map(|(column, element)| Some((distance(element)?, *column)));
        near.min().map(|(_, column)| column)
    }
}

#[cfg(feature = "tables")]
impl Sheet {
    /// Notes a cell that could not be read unchanged. The caller sets the number of the sheet.
    pub(super) fn fault(&mut self, row: usize, column: usize, fault: CellFault) {
        self.faults.push((Span::cell(0, row, column), fault));
    }

    /// Whether a row is hidden, by itself or with the sheet.
    pub(crate) fn hides(&self, row: usize) -> bool {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let run = self.hidden.partition_point(|(_, last)| *last < row);
        self.is_hidden || self.hidden.get(run).is_some_and(|(first, _)| *first <= row)
    }

    /// Its hidden columns, each with the number of non-empty cells from this row on.
    pub(crate) fn hidden_columns(&self, from: usize) -> Vec<(u32, usize)> {
        let rows = || self.rows.iter().skip(from);
        let width = rows().map(Row::len).max().unwrap_or_default();
        let width = u32::try_from(width).unwrap_or(u32::MAX);
        let columns = self
            .hidden_columns
            .iter()
            .flat_map(|(first, last)| *first..width.min(last.saturating_add(1)));
        let filled = columns.map(|column| {
            let cells = rows().filter_map(|row| row.get(column as usize));
            (column, cells.filter(|cell| !cell.trim().is_empty()).count())
        });
        filled.filter(|(_, count)| *count > 0).collect()
    }

    /// Clears its hidden columns; returns them with the number of non-empty cells.
    pub(crate) fn leave_out_columns(&mut self) -> Vec<(u32, usize)> {
        let hidden = self.hidden_columns(0);
        if hidden.is_empty() {
            return hidden;
        }
        let is_hidden = |column: usize| hidden.iter().any(|(hidden, _)| *hidden as usize == column);
        let mut rows = Rows::default();
        for row in self.rows.iter() {
            let cells = row.iter().enumerate();
            rows.push(cells.map(|(column, cell)| if is_hidden(column) { "" } else { cell }));
        }
        self.rows = rows;
        hidden
    }

    /// Index of the first row below the header.
    pub(crate) fn first_record(&self) -> usize {
        self.header_row as usize + 1
    }

    /// A row as a table node whose keys are the column names. A column without a unique name is numbered.
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
                    kind: NodeKind::String(self.in_words(column, value)),
                },
            });
        }
        for (key, span, text) in self.words_beside(sheet, number) {
            entries.push(Entry {
                key: key.into(),
                key_span: span,
                value: Node {
                    span,
                    kind: NodeKind::String(text.into()),
                },
            });
        }
        Node {
            span: first.unwrap_or_else(|| Span::cell(sheet, number, 0)),
            kind: NodeKind::Table(entries),
        }
    }

    /// A value of a column, with words instead of codes.
    fn in_words<'s>(&self, column: usize, value: &'s str) -> Cow<'s, str> {
        let words = self.codes.get(&column).and_then(|list| {
            words_for_codes(value, &|code| list.get(&code.to_lowercase()).cloned())
        });
        words.map_or(Cow::Borrowed(value), Cow::Owned)
    }

    /// The words beside the cells of a row, each with a unique key.
    pub(crate) fn words_beside(&self, sheet: usize, row: usize) -> Vec<(String, Span, &str)> {
        let mut words: Vec<(String, Span, &str)> = Vec::new();
        // `beside` is sorted by row; words without a row come first.
        let row_of = |one: &Beside| one.at.map(|(row, _)| row as usize);
        let first = self.beside.partition_point(|one| row_of(one) < Some(row));
        let here = self.beside.iter().skip(first);
        for one in here.take_while(|one| row_of(one) == Some(row)) {
            let column = one.at.map_or(0, |(_, column)| column as usize);
            let name = self.header.get(column).map(|name| name.trim());
            let name = name.filter(|name| !name.is_empty());
            let name =
                name.map_or_else(|| format!("第{}列", column + 1), |name| format!("“{name}”"));
            let kind = match one.kind {
                BesideKind::Link => "链接",
                _ => "批注",
            };
            let mut key = format!("{name}的{kind}");
            while words.iter().any(|(known, ..)| *known == key) {
                key.push('′');
            }
            words.push((key, Span::cell(sheet, row, column), &one.text));
        }
        words
    }

    /// Takes the rows out, and resets the sheet for the rows that follow.
    pub(crate) fn split(&mut self) -> Self {
        let following = Self {
            file: self.file.clone(),
            name: self.name.clone(),
            header_row: self.header_row,
            rows_above: self.rows_above,
            header: self.header.clone(),
            elements: self.elements.clone(),
            before: self.before + self.rows.len(),
            ..Self::default()
        };
        std::mem::replace(self, following)
    }
}

/// `C5` for row 4 and column 2, both counted from 0.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// `C` for column 2, counted from 0.
pub(crate) fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.reverse();
    letters.into_iter().collect()
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

/// A row of cells.
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
    /// Appends a row.
    pub(crate) fn push(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        for cell in cells {
            self.text.push_str(cell.as_ref());
            self.cells.push(self.text.len());
        }
        self.ends.push(self.cells.len());
    }

    /// Replaces words such as 同上 by the value of the cell above. `above` are the cells of the last record so far.
    pub(crate) fn fill_dittos(&mut self, above: &mut Vec<String>) {
        const DITTOS: &[&str] = &["同上", "〃", "″", "同上行", "同上一行", "同上。"];
        let is_ditto = |cell: &str| DITTOS.contains(&cell.trim());
        // A row with one cell is a title between records.
        let is_record =
            |row: &Row<'_>| row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1;
        if !DITTOS.iter().any(|ditto| self.text.contains(ditto)) {
            let last = self.iter().filter(|row| is_record(row)).last();
            if let Some(last) = last {
                *above = last.iter().map(str::to_owned).collect();
            }
            return;
        }
        let mut filled = Self::default();
        for row in self.iter() {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let said = above
                    .get(column)
                    .filter(|said| is_ditto(cell) && !said.trim().is_empty());
                said.cloned().unwrap_or_else(|| cell.to_owned())
            });
            let cells: Vec<String> = cells.collect();
            filled.push(&cells);
            if is_record(&row) {
                *above = cells;
            }
        }
        *self = filled;
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
    fn dittos_say_what_stands_above() {
        let mut rows = Rows::default();
        rows.push(["甲", "某路1号"]);
        rows.push(["乙", "同上"]);
        rows.push(["丙", " 〃"]);
        let mut above = vec![String::new(), "首".to_owned()];
        rows.fill_dittos(&mut above);
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().collect()).collect();
        assert_eq!(
            cells,
            [["甲", "某路1号"], ["乙", "某路1号"], ["丙", "某路1号"]]
        );
        assert_eq!(above, ["丙", "某路1号"]);
    }

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
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(cell_name(4, 2), "C5");
        assert_eq!(cell_name(0, 26), "AA1");
        assert_eq!(cell_name(0, 701), "ZZ1");
        assert_eq!(cell_name(0, 702), "AAA1");
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
