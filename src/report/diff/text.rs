//! The differences as text: an item and the elements that changed in it, a line each.

use super::json::{JsonChange, JsonDiff};
use super::words;
use crate::i18n::Language;
use crate::report::shared::{one_line, printable};

/// Writes the differences as text for people.
pub fn text(diff: &JsonDiff, language: Language) -> String {
    let mut lines = Vec::new();
    if !diff.catalogue.is_empty() {
        lines.push(
            match language {
                Language::Chinese => "目录自身",
                Language::English => "the catalogue itself",
            }
            .to_owned(),
        );
        lines.extend(changes(&diff.catalogue, language));
    }
    for item in &diff.items {
        let at = item.new_location.as_ref().or(item.old_location.as_ref());
        let state = words::state(item.state).get(language);
        let (name, at) = (words::item(item, language), words::location(at, language));
        lines.push(one_line(&format!("{state} {name} {at}")));
        lines.extend(changes(&item.changes, language));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(words::summary(diff, language));
    printable(&(lines.join("\n") + "\n"))
}

fn changes(changes: &[JsonChange], language: Language) -> impl Iterator<Item = String> {
    let told = changes.iter().filter(|change| !words::is_reworded(change));
    let told = told.map(move |change| display_change(change, language));
    let reworded = words::reworded(changes, language);
    told.chain(reworded)
        .map(|text| format!("  {}", one_line(&text)))
}

fn display_change(change: &JsonChange, language: Language) -> String {
    let mark = words::mark(change);
    let element = words::element(change);
    let content = words::content(change, mark, language);
    let mark = mark.get(language);
    match language {
        Language::Chinese if content.is_empty() => format!("{mark} {element}"),
        Language::Chinese => format!("{mark} {element}：{content}"),
        Language::English if content.is_empty() => format!("{mark}: {element}"),
        Language::English => format!("{mark}: {element}: {content}"),
    }
}
