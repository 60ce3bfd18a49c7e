//! A code quality report of GitLab.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serializer;
use serde_json::{Value, json};

use super::shared::{ReportOptions, figures, file, place, said, verdict};
use crate::check::{Report, Verdict};
use crate::engine::Severity;
use crate::facts::digest;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let shown = report.all().filter(|one| options.shows(one));
    let issues = shown.map(|finding| {
        // GitLab merges issues with the same fingerprint.
        let times = seen.entry(digest(&finding.fingerprint)).or_default();
        *times += 1;
        let fingerprint = match *times {
            1 => finding.fingerprint.clone(),
            times => format!("{}#{times}", finding.fingerprint),
        };
        let at = finding.location.clone().unwrap_or_default();
        let mut description = said(&finding, options.language);
        if at.cell.is_some() || at.field.is_some() {
            description = format!("{}: {description}", place(&at, options.language));
        }
        let begin = at.line.unwrap_or(1);
        issue(
            &description,
            finding.rule.code,
            &fingerprint,
            match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Hint => "info",
            },
            &file(&finding),
            (begin, at.end_line.unwrap_or(begin)),
        )
    });
    // The format has no field for the verdict, and an empty list would look like success.
    let is_incomplete = matches!(
        report.verdict(options.limit),
        Verdict::Incomplete | Verdict::Fault
    );
    let incomplete = is_incomplete.then(|| {
        let verdict = verdict(report, options).get(options.language);
        let input = options.inputs.first().map_or("", String::as_str);
        issue(verdict, "verdict", "verdict", "blocker", input, (1, 1))
    });
    // The format has no field for the number of unlisted findings, either.
    let has_accepted = !(report.suppressed.is_empty() && report.known.is_empty());
    let accepted = has_accepted.then(|| {
        let figures = figures(report, options);
        let input = options.inputs.first().map_or("", String::as_str);
        issue(&figures, "summary", "summary", "info", input, (1, 1))
    });
    let mut writer = serde_json::Serializer::pretty(&mut *out);
    writer.collect_seq(issues.chain(accepted).chain(incomplete))?;
    writeln!(out)
}

fn issue(
    description: &str,
    check: &str,
    fingerprint: &str,
    severity: &str,
    path: &str,
    (begin, end): (u64, u64),
) -> Value {
    json!({
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": path, "lines": { "begin": begin, "end": end } },
    })
}
