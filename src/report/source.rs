//! The part of the text report about the source: the dialects by which it was read, and content that was not
//! read.

use crate::check::Report;
use crate::dialect;
use crate::i18n::{Language, say};

/// Maximum number of fields listed.
const MAX_FIELDS: usize = 12;

/// Displays the name of a dialect, with its title in Chinese.
fn display_dialect(name: &str, language: Language) -> String {
    let title = dialect::find(name).map(|dialect| dialect.file.title.as_str());
    match (title, language) {
        (Some(title), Language::Chinese) if !title.is_empty() => format!("{name}（{title}）"),
        _ => name.to_owned(),
    }
}

/// Text to append to the line with the figures of the check.
pub(super) fn words(report: &Report, language: Language) -> String {
    let mut words = String::new();
    if !report.dialects.is_empty() {
        let names = report
            .dialects
            .iter()
            .map(|name| display_dialect(name, language));
        let names = names.collect::<Vec<_>>().join("、");
        words += &say!(
            language,
            "；按方言读：{names}",
            "; read by the dialects {names}"
        );
    }
    if !report.left_out.is_empty() {
        let mut names: Vec<&str> = report.left_out.iter().map(String::as_str).collect();
        if names.len() > MAX_FIELDS {
            names.truncate(MAX_FIELDS);
            names.push("…");
        }
        let names = names.join("、");
        words += &say!(
            language,
            "；没有取接口应答自身的字段：{names}",
            "; fields of the response itself, not read: {names}"
        );
    }
    words
}
