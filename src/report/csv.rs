//! A table for spreadsheets: one row per finding, with the columns that the body fills in.

use std::io::{self, Write};

use super::shared::{ReportOptions, one_line};
use super::table::{COLUMNS, FINGERPRINT, NOTE, open, suppressed};
use crate::check::Report;
use crate::debt::Conditions;
use crate::debt::columns::{CONDITIONS, DEADLINE, FORMULA, MENDED, REMARK};
use crate::engine::Severity;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    let columns = || COLUMNS.iter().chain([&NOTE, &FINGERPRINT]);
    let to_fill = [DEADLINE, MENDED, REMARK].map(|head| head.get(language));
    let mut head: Vec<&str> = columns().map(|column| column.head.get(language)).collect();
    head.push(CONDITIONS.get(language));
    head.extend(to_fill);
    let conditions = Conditions::of(&report.checked, options.least.unwrap_or(Severity::Hint));
    let conditions = cell(&conditions.cell());
    // Without a byte order mark, Excel does not recognise UTF-8.
    write!(out, "\u{feff}{}\r\n", head.join(","))?;
    for row in open(report, options).chain(suppressed(report, options)) {
        let mut cells: Vec<String> = columns()
            .map(|column| cell(&(column.value)(&row, language)))
            .collect();
        cells.push(conditions.clone());
        cells.extend(to_fill.map(|_| String::new()));
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

/// Quotes a cell, so that no spreadsheet reads it as a formula.
fn cell(text: &str) -> String {
    let text = one_line(text);
    let mark = if text.starts_with(FORMULA) { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}
