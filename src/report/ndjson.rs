//! A finding per line as JSON, and a last line with the figures.

use std::io::{self, Write};

use serde_json::json;

use super::shared::ReportOptions;
use crate::check::Report;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in report.all().filter(|one| options.shows(one)) {
        serde_json::to_writer(&mut *out, &options.finding(&finding))?;
        writeln!(out)?;
    }
    let summary = report.summary(options.limit, options.language);
    serde_json::to_writer(&mut *out, &json!({ "summary": summary }))?;
    writeln!(out)
}
