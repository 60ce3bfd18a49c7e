//! JUnit XML: a suite for each file, a case for each finding, and a case for the verdict.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::shared::{ReportOptions, figures, file, is_unsafe, place, said};
use crate::check::{Report, Verdict};
use crate::engine::Finding;
use crate::i18n::{Language, Text};

/// The result of a test case.
enum Result<'r> {
    Failed,
    /// The finding is below the limit: it is shown, and the case passes.
    Passed,
    Skipped(&'r str),
}

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let baseline = Text::new("基线里的旧账", "known from the baseline").get(options.language);
    let found = report.findings.iter().map(|finding| {
        if options.fails(finding) {
            (finding, Result::Failed)
        } else {
            (finding, Result::Passed)
        }
    });
    let suppressed = report.suppressed.iter().map(|suppressed| {
        let reason = suppressed.suppression.reason.as_str();
        (&suppressed.finding, Result::Skipped(reason))
    });
    let known = report
        .known
        .iter()
        .map(|finding| (finding, Result::Skipped(baseline)));
    let mut suites: BTreeMap<String, Vec<(&Finding, Result<'_>)>> = BTreeMap::new();
    let all = found.chain(suppressed).chain(known);
    for (finding, result) in all.filter(|(finding, _)| options.shows(finding)) {
        let suite = suites.entry(file(finding)).or_default();
        suite.push((finding, result));
    }
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"shixiang\">")?;
    for (name, cases) in &suites {
        suite(name, cases, options.language, out)?;
    }
    verdict(report, options, out)?;
    writeln!(out, "</testsuites>")
}

fn suite(
    name: &str,
    cases: &[(&Finding, Result<'_>)],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = escaped(name);
    let count = |wanted: fn(&Result<'_>) -> bool| {
        let is_wanted = |case: &&(&Finding, Result<'_>)| wanted(&case.1);
        cases.iter().filter(is_wanted).count()
    };
    writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
        cases.len(),
        count(|result| matches!(result, Result::Failed)),
        count(|result| matches!(result, Result::Skipped(_))),
    )?;
    for (finding, result) in cases {
        let item = finding.item.as_ref().map_or("", |item| item.name.as_str());
        let at = finding.location.as_ref();
        let at = at.map_or_else(String::new, |at| place(at, language));
        let parts = [finding.rule.code, item, &at];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let case = parts.join(" ");
        write!(
            out,
            "    <testcase classname=\"{name}\" name=\"{}\">",
            escaped(case.trim_end())
        )?;
        let said = escaped(&said(finding, language));
        match result {
            Result::Failed => write!(
                out,
                "<failure type=\"{}\" message=\"{said}\">{}</failure>",
                finding.severity,
                escaped(&finding.fingerprint)
            )?,
            Result::Passed => {
                let severity = finding.severity.text().get(language);
                let colon = Text::new("：", ": ").get(language);
                write!(out, "<system-out>{severity}{colon}{said}</system-out>")?;
            }
            Result::Skipped(reason) => write!(
                out,
                "<skipped message=\"{}\"/><system-out>{said}</system-out>",
                escaped(reason)
            )?,
        }
        writeln!(out, "</testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Writes the verdict as a test case: a run that read nothing must not look like a run without findings.
fn verdict(report: &Report, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    let verdict = report.verdict(options.limit);
    let incomplete = matches!(verdict, Verdict::Incomplete | Verdict::Fault);
    let figures = escaped(&figures(report, options));
    let name = Text::new("结论", "verdict").get(options.language);
    writeln!(
        out,
        "  <testsuite name=\"shixiang\" tests=\"1\" failures=\"{}\" errors=\"{}\" skipped=\"0\">",
        u8::from(verdict == Verdict::Failed),
        u8::from(incomplete),
    )?;
    write!(out, "    <testcase classname=\"shixiang\" name=\"{name}\">")?;
    match verdict {
        Verdict::Passed => write!(out, "<system-out>{figures}</system-out>")?,
        Verdict::Failed => write!(out, "<failure type=\"verdict\" message=\"{figures}\"/>")?,
        Verdict::Incomplete | Verdict::Fault => {
            write!(out, "<error type=\"verdict\" message=\"{figures}\"/>")?;
        }
    }
    writeln!(out, "</testcase>\n  </testsuite>")
}

/// Escapes a text for XML 1.0, which cannot express most control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c if is_unsafe(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
