//! One finding per line as JSON, and a last line with the figures.

use std::io::{self, Write};

use serde_json::json;

use super::shared::ReportOptions;
use crate::check::Report;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Each line is buffered, because serialization writes hundreds of small parts.
    let mut line = Vec::new();
    for finding in report.all().filter(|one| options.shows(one)) {
        line.clear();
        serde_json::to_writer(&mut line, &options.finding(&finding))?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    let summary = report.summary(options.limit, options.language);
    serde_json::to_writer(&mut *out, &json!({ "summary": summary }))?;
    writeln!(out)
}
