//! A Markdown table, for comments and summaries.

use std::io::{self, Write};

use super::shared::{ReportOptions, figures, file, one_line, place};
use crate::check::Report;
use crate::i18n::Language;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    writeln!(out, "{}", escaped(&figures(report, options)))?;
    let mut shown = report.all().filter(|one| options.shows(one)).peekable();
    if shown.peek().is_none() {
        return Ok(());
    }
    let head = match language {
        Language::Chinese => "级别 | 规则 | 事项 | 位置 | 问题 | 整改",
        Language::English => "severity | rule | item | place | problem | help",
    };
    writeln!(out, "\n| {head} |\n|---|---|---|---|---|---|")?;
    for finding in shown {
        let item = finding.item.as_ref().map_or("", |item| item.name.as_str());
        let mut at = file(&finding);
        if let Some(location) = &finding.location {
            at = format!("{at} {}", place(location, language));
        }
        let cells = [
            finding.severity.text().get(language),
            finding.rule.code,
            item,
            &at,
            &finding.message(language),
            &finding.help(language),
        ];
        let cells: Vec<String> = cells.into_iter().map(escaped).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// Escapes a text, so that it makes no link, image or mention of a user and does not end a table cell.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A backslash would not prevent the mention of a user.
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
