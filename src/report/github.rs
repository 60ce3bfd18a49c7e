//! Annotations of GitHub Actions: workflow commands.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::io::{self, Write};

use super::shared::{ReportOptions, figures, file, one_line, place, said};
use crate::check::{Report, Verdict};
use crate::engine::Severity;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in report.all().filter(|one| options.shows(one)) {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        write!(out, "::{command} ")?;
        let mut title = finding.rule.code.to_owned();
        if let Some(item) = &finding.item {
            title = format!("{title} {}", one_line(&item.name));
        }
        if let Some(at) = &finding.location {
            write!(out, "file={},", property(&file(&finding)))?;
            // GitHub accepts columns only if start and end are on one line.
            let same_line = at.line == at.end_line;
            let numbers = [
                ("line", at.line),
                ("endLine", at.end_line),
                ("col", at.column.filter(|_| same_line)),
                ("endColumn", at.end_column.filter(|_| same_line)),
            ];
            for (name, number) in numbers {
                if let Some(number) = number {
                    write!(out, "{name}={number},")?;
                }
            }
            if at.cell.is_some() || at.field.is_some() {
                title = format!("{title} {}", place(at, options.language));
            }
        }
        let said = said(&finding, options.language);
        writeln!(out, "title={}::{}", property(&title), data(&said))?;
    }
    let command = match report.verdict(options.limit) {
        Verdict::Passed => "notice",
        _ => "error",
    };
    writeln!(
        out,
        "::{command} title=shixiang::{}",
        data(&figures(report, options))
    )
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
