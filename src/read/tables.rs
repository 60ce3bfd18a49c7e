//! Further tables in a sheet, which are not read and make the reading incomplete.

use super::heading::is_another;
use super::record::{DocumentReading, Failure};
use super::sheet_notes::cells;
use crate::dialect::Dialect;
use crate::i18n::Argument;
use crate::path::Path;
use crate::source::cells::{Row, Sheet};
use crate::source::{Notice, NoticeCode, Span};

/// The other tables of a sheet: the indexes of their rows, header first.
pub(super) struct OtherTables<'d> {
    dialect: &'d Dialect,
    tables: Vec<Vec<usize>>,
    /// Whether the last of the tables continues.
    is_open: bool,
}

impl<'d> OtherTables<'d> {
    pub(super) fn new(dialect: &'d Dialect) -> Self {
        Self {
            dialect,
            tables: Vec::new(),
            is_open: false,
        }
    }

    /// Takes a row if it is the header of another table, or below such a header; `begins` tells that it is a header.
    pub(super) fn take(
        &mut self,
        index: usize,
        row: Row<'_>,
        begins: bool,
        is_above: bool,
    ) -> bool {
        if begins || is_another(row, self.dialect, is_above) {
            self.tables.push(Vec::new());
            self.is_open = true;
        }
        if let Some(table) = self.tables.last_mut().filter(|_| self.is_open) {
            table.push(index);
        }
        self.is_open
    }

    /// Ends the open table: the main table of the sheet begins or continues.
    pub(super) fn end(&mut self) {
        self.is_open = false;
    }

    /// Reports each table as a failure with its rows.
    pub(super) fn fail(self, read: &mut DocumentReading<'_>, number: usize, sheet: &Sheet) {
        for table in self.tables {
            let rows: Vec<Row<'_>> = table
                .iter()
                .filter_map(|index| sheet.rows.get(*index))
                .collect();
            let at = table.first().map_or(0, |index| sheet.before + index);
            let span = Span::cell(number, at, 0);
            let what = Argument::Both {
                zh: format!(
                    "这里是另一张表的表头，连同表头{}行没有读；把它放到另一个工作表或文件",
                    rows.len()
                ),
                en: format!(
                    "another table starts here; its {} rows, including the header, were not read; move it to a separate sheet or file",
                    rows.len()
                ),
            };
            let notice = Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", what);
            read.fail(Failure::new(0, span, vec![notice]).with(cells(&rows)));
        }
    }
}
