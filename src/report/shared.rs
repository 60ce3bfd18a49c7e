//! Options and helpers that the reports for programs share.

use std::borrow::Cow;
use std::io;

use crate::check::{Report, Verdict};
use crate::engine::{Finding, JsonFinding, Severity, Status};
use crate::i18n::{Language, Text, say};
use crate::source::Location;

/// Options of the reports for programs.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReportOptions {
    /// The language.
    pub language: Language,
    /// The inputs as the user named them.
    pub inputs: Vec<String>,
    /// The severity from which findings fail the check; `None` means none does.
    pub limit: Option<Severity>,
    /// The least severity to show; `None` means all. The figures count everything.
    pub least: Option<Severity>,
    /// Whether findings as JSON hold the line of the source that they are in, if the check
    /// [kept it](crate::Checker::excerpts).
    pub excerpts: bool,
}

impl ReportOptions {
    /// All findings in this language, with errors failing the check.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            limit: Some(Severity::Error),
            ..Self::default()
        }
    }

    /// Sets the inputs as the user named them.
    #[must_use]
    pub fn inputs(mut self, inputs: Vec<String>) -> Self {
        self.inputs = inputs;
        self
    }

    /// Sets the severity from which findings fail the check.
    #[must_use]
    pub fn limit(mut self, limit: Option<Severity>) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the least severity to show.
    #[must_use]
    pub fn least(mut self, least: Severity) -> Self {
        self.least = Some(least);
        self
    }

    /// Sets whether findings as JSON hold the line of the source that they are in.
    #[must_use]
    pub fn excerpts(mut self, excerpts: bool) -> Self {
        self.excerpts = excerpts;
        self
    }

    /// Converts a finding to data.
    pub(super) fn finding(&self, finding: &Finding) -> JsonFinding {
        if self.excerpts {
            finding.to_json_with_excerpts(self.language)
        } else {
            finding.to_json(self.language)
        }
    }

    pub(super) fn shows(&self, finding: &Finding) -> bool {
        self.least.is_none_or(|least| finding.severity >= least)
    }

    pub(super) fn fails(&self, finding: &Finding) -> bool {
        self.limit.is_some_and(|limit| finding.severity >= limit)
            && finding.rule.status() == Status::Stable
    }
}

/// Loads all findings into memory, for reports that need them more than once.
pub(super) fn held(report: &Report) -> io::Result<Cow<'_, Report>> {
    if !report.is_spilled() {
        return Ok(Cow::Borrowed(report));
    }
    let mut held = report.clone();
    held.hold().map_err(io::Error::other)?;
    Ok(Cow::Owned(held))
}

/// Displays the figures and the verdict on one line.
pub(super) fn figures(report: &Report, options: &ReportOptions) -> String {
    let count = |severity| report.count(severity);
    let (errors, warnings, hints) = (
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint),
    );
    let (items, suppressed, known) = (report.items, report.suppressed.len(), report.known.len());
    let verdict = verdict(report, options).get(options.language);
    say!(
        options.language,
        "{items}个事项：错误{errors}，警告{warnings}，提示{hints}，豁免{suppressed}，旧账{known}；结论：{verdict}",
        "{items} items: {errors} errors, {warnings} warnings, {hints} hints, {suppressed} suppressed, {known} known; verdict: {verdict}"
    )
}

pub(super) fn verdict(report: &Report, options: &ReportOptions) -> Text {
    match report.verdict(options.limit) {
        Verdict::Passed => Text::new("通过", "passed"),
        Verdict::Failed => Text::new("未通过", "failed"),
        Verdict::Incomplete => Text::new(
            "不完整，有输入没有读到或没有读懂",
            "incomplete: some input was not read or not understood",
        ),
        Verdict::Fault => Text::new("工具出错", "internal error"),
    }
}

/// Puts a text on one line, without control characters.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    printable(&words.join(" "))
}

/// Makes a text safe for a terminal: control characters, and marks that change the direction of text, are replaced
/// by U+FFFD; line breaks stay.
///
/// ```
/// assert_eq!(shixiang::report::printable("a\u{1b}[2Jb\n"), "a\u{fffd}[2Jb\n");
/// ```
pub fn printable(text: &str) -> String {
    let replaced = |c| {
        if c != '\n' && is_unsafe(c) {
            '\u{fffd}'
        } else {
            c
        }
    };
    text.chars().map(replaced).collect()
}

/// Whether a character is a control character, or a mark that changes the direction of text.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Displays the message with the help, on one line.
pub(super) fn said(finding: &Finding, language: Language) -> String {
    let (message, help) = (finding.message(language), finding.help(language));
    let (head, stop) = match language {
        Language::Chinese => ("整改：", "。"),
        Language::English => ("Help: ", ". "),
    };
    one_line(&format!("{message}{stop}{head}{help}"))
}

/// Displays the place inside the file: `5:1`, `甲!C5`, `第3条“办理时间”`.
pub(super) fn place(at: &Location, language: Language) -> String {
    let mut parts = Vec::new();
    match (&at.sheet, &at.cell, at.line) {
        (Some(sheet), Some(cell), _) => parts.push(format!("{sheet}!{cell}")),
        (_, _, Some(line)) => parts.push(match at.column {
            Some(column) => format!("{line}:{column}"),
            None => line.to_string(),
        }),
        _ => {}
    }
    if let (Some(record), Some(field)) = (at.record, &at.field) {
        parts.push(say!(
            language,
            "第{record}条“{field}”",
            "record {record} “{field}”"
        ));
    }
    one_line(&parts.join(" "))
}

/// The file of a finding, with `/` and without a leading `./`, as programs that know the repository name it; empty
/// if the finding has no location.
pub(super) fn file(finding: &Finding) -> String {
    let file = finding.location.as_ref().map_or("", |at| at.file.as_str());
    let file = file.replace('\\', "/");
    file.strip_prefix("./").unwrap_or(&file).to_owned()
}
