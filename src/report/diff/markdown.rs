//! The differences as a Markdown table, for comments and meetings.

use super::json::JsonDiff;
use super::words;
use crate::i18n::Language;
use crate::report::markdown::escaped;

/// Writes the differences as Markdown: the figures, then a table with a row for each changed element.
pub fn markdown(diff: &JsonDiff, language: Language) -> String {
    let mut out = String::new();
    for line in words::summary(diff, language) {
        out.push_str(&format!("- {}\n", escaped(&line)));
    }
    if diff.items.is_empty() && diff.catalogue.is_empty() {
        return out;
    }
    let (head, catalogue) = match language {
        Language::Chinese => ("事项 | 变化 | 要素 | 内容 | 负担", "目录自身"),
        Language::English => (
            "item | state | element | content | burden",
            "the catalogue itself",
        ),
    };
    out.push_str(&format!("\n| {head} |\n|---|---|---|---|---|\n"));
    let mut row = |cells: [&str; 5]| {
        let cells = cells.map(escaped);
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    };
    let own = diff
        .catalogue
        .iter()
        .map(|change| (change, catalogue.to_owned(), ""));
    let items = diff.items.iter().flat_map(|item| {
        let name = words::item(item, language);
        let state = words::state(item.state).get(language);
        item.changes
            .iter()
            .map(move |change| (change, name.clone(), state))
    });
    let whole = diff.items.iter().filter(|item| item.changes.is_empty());
    for item in whole {
        let state = words::state(item.state).get(language);
        row([&words::item(item, language), state, "", "", ""]);
    }
    for (change, name, state) in own.chain(items) {
        let burden = change.burden.text();
        let content = words::content(change, burden, language);
        let burden = burden.get(language);
        row([&name, state, &words::element(change), &content, burden]);
    }
    out
}
