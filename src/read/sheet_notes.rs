//! What is told of a sheet beside its records: cells that cannot be read, what is hidden, rows and sheets
//! that are no records.

use super::aside::above;
use super::options::ReadOptions;
use super::record::{Content, DocumentReading, Failure, unreadable};
use crate::i18n::{Argument, Text};
use crate::path::Path;
use crate::source::bytes;
use crate::source::cells::{CellFault, Row, Sheet};
use crate::source::{Notice, NoticeCode, Span};

const NO_VALUE: Text = Text::new(
    "这一格是公式，文件里没有存它的结果",
    "the cell is a formula, and the file does not hold its value",
);
const ERROR_VALUE: Text = Text::new(
    "这一格是错误值，没有内容",
    "the cell shows an error in place of a value",
);

fn unreadable_at(span: Span, reason: Text) -> Notice {
    Notice {
        span,
        ..unreadable(reason)
    }
}

/// Accounts for the cells of a sheet that could not be read as they stand. What could be made of the row
/// is read all the same.
pub(super) fn note_cells(read: &mut DocumentReading<'_>, number: usize, sheet: &Sheet) {
    if let Some(reason) = sheet.unreadable {
        let span = Span::cell(number, 0, 0);
        let notice = unreadable_at(span, reason);
        read.fail(Failure::new(0, span, vec![notice]));
    }
    for (span, fault) in &sheet.faults {
        let Span::Cell { row, column, .. } = *span else {
            continue;
        };
        let (at, column) = (row as usize, column as usize);
        let span = Span::cell(number, at, column);
        let notice = match fault {
            CellFault::OpenQuote => Notice::syntax("unclosed quote", span),
            CellFault::StrayQuote => Notice::syntax("quotes inside a cell are not doubled", span),
            CellFault::NoText(encoding) => {
                bytes::encoding_of_row(encoding, sheet.line(row).unwrap_or_default(), span)
            }
            CellFault::NoValue => unreadable_at(span, NO_VALUE),
            CellFault::Error => unreadable_at(span, ERROR_VALUE),
        };
        let mut failure = Failure::new(0, span, vec![notice]);
        if let Some(row) = sheet.row(row) {
            failure = failure.with(Content::Cells(sheet.record(number, at, row).to_json()));
        }
        read.fail(failure);
    }
}

/// Notes what is hidden in a sheet, and books it if it is left out.
pub(super) fn note_hidden(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    options: &ReadOptions,
) {
    let rows = sheet.rows.iter().enumerate().skip(sheet.first_record());
    let hidden: Vec<(usize, Row<'_>)> =
        (rows.filter(|(at, row)| sheet.hides(*at) && !row.is_blank())).collect();
    let Some((first, _)) = hidden.first() else {
        return;
    };
    let treatment = if options.skip_hidden {
        for (_, row) in &hidden {
            read.around(row.iter().filter(|cell| !cell.trim().is_empty()).count());
        }
        read.chunk.hidden.skipped += hidden.len();
        Text::new("没有读", "was left out")
    } else {
        read.chunk.hidden.read += hidden.len();
        Text::new("照样读了", "was read all the same")
    };
    let name = sheet.name.as_deref().unwrap_or_default();
    let what = if sheet.is_hidden {
        Argument::Both {
            zh: format!("工作表“{name}”"),
            en: format!("The sheet “{name}”"),
        }
    } else {
        let lines = runs(&hidden, sheet);
        Argument::Both {
            zh: format!("第{lines}行"),
            en: format!("Row {}", lines.replace('、', ", ")),
        }
    };
    let span = Span::cell(number, *first, 0);
    let notice = Notice::new(NoticeCode::Hidden, Path::default(), span);
    let notice = notice.with("what", what).with("treatment", treatment);
    read.notice(notice, None, 0);
}

/// The lines of some rows, with those in a row together: 3、5–7.
fn runs(rows: &[(usize, Row<'_>)], sheet: &Sheet) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for (at, _) in rows {
        let line = u32::try_from(*at).ok().and_then(|at| sheet.line(at));
        let line = line.unwrap_or(*at as u64 + 1);
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let said = runs.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    });
    said.collect::<Vec<_>>().join("、")
}

/// Notes a row that is not a record. What tells the delimiter is for programs only.
pub(super) fn note_aside(
    read: &mut DocumentReading<'_>,
    number: usize,
    at: usize,
    row: Row<'_>,
    words: String,
) {
    read.around(row.iter().filter(|cell| !cell.trim().is_empty()).count());
    if !words.is_empty() && !words.starts_with("sep=") {
        let span = Span::cell(number, at, 0);
        let notice = Notice::new(NoticeCode::RowBesideRecords, Path::default(), span);
        read.notice(notice.with("words", words), None, 0);
    }
}

/// Accounts for a sheet whose header nobody knows: a table of its own was not read; of a page of words beside the
/// tables, which has one column, each row is told; a hidden one was left out.
pub(super) fn note_unknown(read: &mut DocumentReading<'_>, number: usize, sheet: &Sheet) {
    note_cells(read, number, sheet);
    let filled = |row: &Row<'_>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let rows: Vec<Row<'_>> = sheet.rows.iter().filter(|row| !row.is_blank()).collect();
    if rows.is_empty() {
        return;
    }
    let name = sheet.name.clone().unwrap_or_default();
    let span = Span::cell(number, 0, 0);
    // A header, though each row below it may fill one cell only.
    let is_table = rows.iter().rev().skip(1).any(|row| filled(row) > 1);
    if is_table && !sheet.is_hidden {
        let what = Argument::Both {
            zh: format!("不认识工作表“{name}”的表头，它的{}行没有读", rows.len()),
            en: format!(
                "the header of the sheet {name} is not known; its {} rows were not read",
                rows.len()
            ),
        };
        let notice = Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", what);
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().collect()).collect();
        let content = Content::Cells(serde_json::json!(cells));
        read.fail(Failure::new(0, span, vec![notice]).with(content));
        return;
    }
    if sheet.is_hidden {
        read.chunk.hidden.skipped += rows.len();
        (rows.iter()).for_each(|row| read.around(filled(row)));
        let what = Argument::Both {
            zh: format!("工作表“{name}”"),
            en: format!("The sheet “{name}”"),
        };
        let treatment = Text::new(
            "它的表头不认识，没有读",
            "its header is not known, and it was left out",
        );
        let notice = Notice::new(NoticeCode::Hidden, Path::default(), span);
        read.notice(
            notice.with("what", what).with("treatment", treatment),
            None,
            0,
        );
        return;
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        if !row.is_blank() {
            note_aside(read, number, at, row, above(row));
        }
    }
}
