//! Notices about a sheet: unreadable cells, hidden parts, and rows or sheets that are not records.

use super::aside::above;
use super::heading::unknown;
use super::options::ReadOptions;
use super::record::{Content, DocumentReading, Failure, no_item, unreadable};
use crate::i18n::{Argument, Text};
use crate::path::Path;
use crate::prose::clipped;
use crate::source::bytes;
use crate::source::cells::{BesideKind, CellFault, Row, Sheet, Subhead, column_name};
use crate::source::{Node, NodeKind, Notice, NoticeCode, Span};

const NO_VALUE: Text = Text::new(
    "这一格是公式，文件里没有存它的结果",
    "the cell is a formula without a stored value",
);
const ERROR_VALUE: Text = Text::new(
    "这一格是错误值，没有内容",
    "the cell shows an error instead of a value",
);

const LEFT_OUT: Text = Text::new("没有读", "was left out");
const READ_ALL_THE_SAME: Text = Text::new("照样读了", "was read all the same");

/// Maximum length of words beside cells in a message, in characters.
const MAX_WORDS: usize = 80;

fn unreadable_at(span: Span, reason: Text) -> Notice {
    Notice {
        span,
        ..unreadable(reason)
    }
}

/// Accounts for the cells of a sheet that could not be read unchanged. The rest of their rows is read.
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

/// Reports words beside cells: those of a record's cells go with the record, others are not read.
pub(super) fn note_beside(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    is_record: &dyn Fn(usize) -> bool,
) {
    for one in &sheet.beside {
        let at = one.at.map(|(row, column)| (row as usize, column as usize));
        let is_above = at.is_some_and(|(row, _)| row < sheet.first_record());
        let (row, column) = at.unwrap_or_default();
        if at.is_some() && is_record(row) {
            continue;
        }
        let span = Span::cell(number, row, column);
        let what = match one.kind {
            BesideKind::Note => Text::new("批注", "a note"),
            BesideKind::Link => Text::new("单元格的链接", "the link of a cell"),
            BesideKind::Shape => Text::new("文本框", "a text box"),
            BesideKind::Chart => Text::new("图表的文字", "a text of a chart"),
            BesideKind::Page => Text::new("页眉页脚", "a header or footer of the page"),
        };
        // Notes on headers or pages are like titles; others may concern an item.
        if is_above || matches!(one.kind, BesideKind::Chart | BesideKind::Page) {
            read.around(1);
            let notice = Notice::new(NoticeCode::RowBesideRecords, Path::default(), span);
            let notice = notice.with("what", what).with("words", one.text.clone());
            read.notice(notice, None, 0);
            continue;
        }
        let words = clipped(&one.text, MAX_WORDS);
        let said = Argument::Both {
            zh: format!("{}没有读，要的内容写进单元格：“{words}”", what.zh),
            en: format!(
                "{} was not read; put its content into a cell: “{words}”",
                what.en
            ),
        };
        let kept = Node {
            span,
            kind: NodeKind::String(one.text.as_str().into()),
        };
        read.book_refused(&kept);
        let notice = Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", said);
        let content = Content::Cells(serde_json::json!({ what.zh: one.text }));
        read.fail(Failure::new(0, span, vec![notice]).with(content));
    }
}

/// Notes the hidden parts of a sheet, and accounts for them if they are left out.
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
        LEFT_OUT
    } else {
        read.chunk.hidden.read += hidden.len();
        READ_ALL_THE_SAME
    };
    let name = sheet.name.as_deref().unwrap_or_default();
    let what = if sheet.is_hidden {
        Argument::Both {
            zh: format!("工作表“{name}”"),
            en: format!("The sheet “{name}”"),
        }
    } else if sheet.is_turned {
        let columns = hidden
            .iter()
            .map(|(at, _)| u32::try_from(*at).unwrap_or(u32::MAX));
        columns_named(columns)
    } else {
        let line = |at: usize| {
            let line = u32::try_from(at).ok().and_then(|at| sheet.line(at));
            line.unwrap_or(at as u64 + 1)
        };
        rows_named(hidden.iter().map(|(at, _)| line(*at)))
    };
    let span = Span::cell(number, *first, 0);
    let notice = Notice::new(NoticeCode::Hidden, Path::default(), span);
    let notice = notice.with("what", what).with("treatment", treatment);
    read.notice(notice, None, 0);
}

/// Notes the hidden, non-empty columns of a sheet, and accounts for those that were left out.
pub(super) fn note_hidden_columns(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    left_out: Option<&Vec<(u32, usize)>>,
) {
    let (hidden, treatment) = match left_out {
        Some(left_out) => {
            read.around(left_out.iter().map(|(_, count)| count).sum());
            (left_out.clone(), LEFT_OUT)
        }
        None => (
            sheet.hidden_columns(sheet.first_record()),
            READ_ALL_THE_SAME,
        ),
    };
    let Some((first, _)) = hidden.first() else {
        return;
    };
    let what = if sheet.is_turned {
        rows_named(hidden.iter().map(|(row, _)| u64::from(*row) + 1))
    } else {
        columns_named(hidden.iter().map(|(column, _)| *column))
    };
    let span = Span::cell(number, sheet.header_row as usize, *first as usize);
    let notice = Notice::new(NoticeCode::Hidden, Path::default(), span);
    let notice = notice.with("what", what).with("treatment", treatment);
    read.notice(notice, None, 0);
}

/// Names columns by their letters.
fn columns_named(columns: impl Iterator<Item = u32>) -> Argument {
    let names: Vec<String> = columns.map(column_name).collect();
    Argument::Both {
        zh: format!("{}列", names.join("、")),
        en: format!("Column {}", names.join(", ")),
    }
}

/// Names rows by their lines, with runs joined: 3、5–7.
fn rows_named(lines: impl Iterator<Item = u64>) -> Argument {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for line in lines {
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
    let lines = said.collect::<Vec<_>>().join("、");
    Argument::Both {
        zh: format!("第{lines}行"),
        en: format!("Row {}", lines.replace('、', ", ")),
    }
}

/// Notes a row that is not a record, unless it only declares the delimiter for programs.
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
        let what = Text::new("这一行", "this row");
        read.notice(notice.with("what", what).with("words", words), None, 0);
    }
}

/// Notes headings that have no record below them.
pub(super) fn note_subheads(read: &mut DocumentReading<'_>, number: usize, heads: &[Subhead]) {
    for head in heads {
        read.around(1);
        let span = Span::cell(number, head.row, head.column);
        let notice = Notice::new(NoticeCode::RowBesideRecords, Path::default(), span);
        let what = Text::new("这一行", "this row");
        let notice = notice.with("what", what).with("words", head.text.as_str());
        read.notice(notice, None, 0);
    }
}

/// Accounts for the sheets of a file without a known header: each is kept unchanged, with its rows.
pub(super) fn refuse(read: &mut DocumentReading<'_>, sheets: &[Sheet]) {
    let what = unknown(sheets);
    let is_filled = |sheet: &&Sheet| sheet.rows.iter().any(|row| !row.is_blank());
    let several = sheets.iter().filter(is_filled).count() > 1;
    let filled = sheets.iter().enumerate();
    for (number, sheet) in filled.filter(|(_, sheet)| is_filled(sheet)) {
        let span = if several {
            Span::cell(number, 0, 0)
        } else {
            Span::Nowhere
        };
        let rows = sheet.rows.iter().filter(|row| !row.is_blank());
        let rows: Vec<Row<'_>> = rows.collect();
        let failure = Failure::new(0, span, vec![no_item(span, what)]);
        read.fail(failure.with(cells(&rows)));
        let scalars = rows.iter().flat_map(|row| row.iter());
        let scalars = scalars.filter(|cell| !cell.trim().is_empty()).count();
        read.refused_cells(scalars);
    }
    if !sheets.iter().any(|sheet| is_filled(&sheet)) {
        read.nothing_at(Span::Nowhere, what);
    }
}

/// The rows as the content of a failure.
pub(super) fn cells(rows: &[Row<'_>]) -> Content {
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().collect()).collect();
    Content::Cells(serde_json::json!(cells))
}

/// Accounts for a sheet without a known header. A table was not read; a sheet with one column is
/// text, reported row by row; a hidden sheet was left out.
pub(super) fn note_unknown(read: &mut DocumentReading<'_>, number: usize, sheet: &Sheet) {
    note_cells(read, number, sheet);
    let filled = |row: &Row<'_>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let rows: Vec<Row<'_>> = sheet.rows.iter().filter(|row| !row.is_blank()).collect();
    if rows.is_empty() {
        return;
    }
    let name = sheet.name.clone().unwrap_or_default();
    let span = Span::cell(number, 0, 0);
    // A header counts as a table, even if each row below it fills only one cell.
    let is_table = rows.iter().rev().skip(1).any(|row| filled(row) > 1);
    if is_table && !sheet.is_hidden {
        let what = Argument::Both {
            zh: format!("不认识工作表“{name}”的表头，它的{}行没有读", rows.len()),
            en: format!(
                "the header of the sheet {name} is unknown; its {} rows were not read",
                rows.len()
            ),
        };
        let notice = Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", what);
        read.fail(Failure::new(0, span, vec![notice]).with(cells(&rows)));
        return;
    }
    if sheet.is_hidden {
        read.chunk.hidden.skipped += rows.len();
        rows.iter().for_each(|row| read.around(filled(row)));
        let what = Argument::Both {
            zh: format!("工作表“{name}”"),
            en: format!("The sheet “{name}”"),
        };
        let treatment = Text::new(
            "它的表头不认识，没有读",
            "its header is unknown, and it was left out",
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
