//! A table for spreadsheets: one row per finding.

use std::io::{self, Write};

use super::shared::{ReportOptions, file, one_line, place};
use crate::check::Report;
use crate::engine::Finding;
use crate::i18n::{Language, Text};

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    let head = match language {
        Language::Chinese => "实施主体,事项,标识,级别,规则,要素,文件,位置,问题,整改,状态,说明,指纹",
        Language::English => {
            "authority,item,key,severity,rule,element,file,place,problem,help,state,note,fingerprint"
        }
    };
    // Without the mark, Excel takes UTF-8 for another encoding.
    write!(out, "\u{feff}{head}\r\n")?;
    let open = Text::new("待整改", "open").get(language);
    let accepted = Text::new("豁免", "suppressed").get(language);
    let known = Text::new("旧账", "known").get(language);
    let open = report.findings.iter().map(|finding| (finding, open, ""));
    let accepted = (report.suppressed.iter())
        .map(|one| (&one.finding, accepted, one.suppression.reason.as_str()));
    let known = report.known.iter().map(|finding| (finding, known, ""));
    for (finding, state, note) in open.chain(accepted).chain(known) {
        if options.shows(finding) {
            row(finding, state, note, language, out)?;
        }
    }
    Ok(())
}

fn row(
    finding: &Finding,
    state: &str,
    note: &str,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let item = finding.item.as_deref();
    let at = finding.location.as_ref();
    let cells = [
        item.and_then(|item| item.authority.as_deref())
            .unwrap_or_default(),
        item.map_or("", |item| item.name.as_str()),
        item.map_or("", |item| item.key.as_str()),
        finding.severity.text().get(language),
        finding.rule.code,
        &finding.subject.path.to_string(),
        &file(finding),
        &at.map_or_else(String::new, |at| place(at, language)),
        &finding.message(language),
        &finding.help(language),
        state,
        note,
        &finding.fingerprint,
    ];
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    write!(out, "{}\r\n", cells.join(","))
}

/// A quoted cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = one_line(text);
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}
