//! Reports for other programs: one entry for all formats.

use std::io::{self, Write};

use super::shared::{ReportOptions, held};
#[cfg(feature = "tables")]
use super::workbook;
use super::{concise, csv, github, gitlab, json, junit, markdown, ndjson, sarif};
use crate::check::Report;

/// A format that programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportFormat {
    /// The whole report as one JSON object; its shape is the schema `report`.
    Json,
    /// A finding per line as JSON, and a last line with the figures.
    Ndjson,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// A finding per line: `file:line:column: severity code message`.
    Concise,
    /// A Markdown table, for comments and summaries.
    Markdown,
    /// A table for spreadsheets, one row per finding, those that are suppressed or known included.
    Csv,
    /// The rectification workbook: a sheet for each body, with columns to fill in. It is not a text.
    #[cfg(feature = "tables")]
    Xlsx,
}

/// Writes a report in a format that programs read.
///
/// Texts of the data are escaped in every format: a line break, `::`, `]]>`, `|` or a formula is shown, never
/// interpreted.
///
/// # Errors
///
/// Errors of the output.
pub fn write(
    format: ReportFormat,
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Json => json::write(report, options, out),
        ReportFormat::Ndjson => ndjson::write(report, options, out),
        ReportFormat::Sarif => sarif::write(report, options, out),
        ReportFormat::Junit => junit::write(&*held(report)?, options, out),
        ReportFormat::Github => github::write(report, options, out),
        ReportFormat::Gitlab => gitlab::write(report, options, out),
        ReportFormat::Concise => concise::write(report, options, out),
        ReportFormat::Markdown => markdown::write(report, options, out),
        ReportFormat::Csv => csv::write(report, options, out),
        #[cfg(feature = "tables")]
        ReportFormat::Xlsx => workbook::write(&*held(report)?, options, out),
    }?;
    report.came_back().map_err(io::Error::other)
}
