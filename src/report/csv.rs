//! A table for spreadsheets: one row per finding.

use std::io::{self, Write};

use super::shared::{ReportOptions, one_line};
use super::table::{COLUMNS, FINGERPRINT, NOTE, open, suppressed};
use crate::check::Report;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    let columns = || COLUMNS.iter().chain([&NOTE, &FINGERPRINT]);
    let head: Vec<&str> = columns().map(|column| column.head.get(language)).collect();
    // Without the mark, Excel takes UTF-8 for another encoding.
    write!(out, "\u{feff}{}\r\n", head.join(","))?;
    for row in open(report, options).chain(suppressed(report, options)) {
        let cells: Vec<String> = columns()
            .map(|column| cell(&(column.value)(&row, language)))
            .collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

/// A quoted cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = one_line(text);
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}
