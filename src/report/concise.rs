//! One finding per line, for editors and for searching.

use std::io::{self, Write};

use super::shared::{ReportOptions, figures, one_line};
use crate::check::Report;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in report.all().filter(|one| options.shows(one)) {
        let line = finding.display(options.language).to_string();
        writeln!(out, "{}", one_line(&line))?;
    }
    writeln!(out, "{}", figures(report, options))
}
