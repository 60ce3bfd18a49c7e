//! Cells with several values: `行政许可/县级` under 事项类型/行使层级, `地点：…；时间：…` under any name.

use super::index::FieldIndex;
use super::names::join;
use crate::source::{Entry, Node, NodeKind};

/// Maximum length of a label, in characters.
const LONGEST_LABEL: usize = 14;

/// Splits cells with several values into one field per value.
pub(super) fn part(index: &FieldIndex, record: &mut Node<'_>) {
    let NodeKind::Table(entries) = &mut record.kind else {
        return;
    };
    for entry in entries.iter_mut() {
        if index.known(&entry.key).is_none()
            && let Some(inner) = document(index, &entry.value)
        {
            entry.value = inner;
        }
    }
    let parts: Vec<Option<Vec<(String, String)>>> = (entries.iter())
        .map(|entry| {
            let text = entry.value.text().filter(|text| !text.trim().is_empty())?;
            let is_known = index
                .known(&entry.key)
                .is_some_and(|known| !known.uses.is_empty());
            if is_known {
                return None;
            }
            by_heading(index, &entry.key, text).or_else(|| by_labels(index, text))
        })
        .collect();
    if parts.iter().all(Option::is_none) {
        return;
    }
    let mut keys: Vec<String> = entries.iter().map(|entry| entry.key.to_string()).collect();
    let old = std::mem::take(entries);
    for (entry, parts) in old.into_iter().zip(parts) {
        let Some(parts) = parts else {
            entries.push(entry);
            continue;
        };
        for (name, text) in parts {
            let is_taken = keys.contains(&name) || index.says_already(entries, &name);
            let name = if is_taken {
                join(&entry.key, &name)
            } else {
                name
            };
            keys.push(name.clone());
            entries.push(Entry {
                key: name.into(),
                key_span: entry.key_span,
                value: Node {
                    span: entry.value.span,
                    kind: NodeKind::String(text.into()),
                },
            });
        }
    }
}

/// Parses a text as a table, if at least half of its fields are known: `{"jgyxq": "5年", …}` under 扩展字段.
fn document<'a>(index: &FieldIndex, value: &Node<'a>) -> Option<Node<'a>> {
    let text = value.text()?.trim_start();
    let inner = value.embedded().filter(|_| text.starts_with('{'))?;
    let entries = inner.entries();
    let known = entries
        .iter()
        .filter(|entry| index.known(&entry.key).is_some());
    let known = known.count();
    (known > 0 && known * 2 >= entries.len()).then_some(inner)
}

/// Splits a cell into a value for each name in its heading.
fn by_heading(index: &FieldIndex, key: &str, text: &str) -> Option<Vec<(String, String)>> {
    const MARKS: [char; 3] = ['/', '／', '|'];
    let names: Vec<&str> = key.split(MARKS).map(str::trim).collect();
    let texts: Vec<&str> = text.split(MARKS).map(str::trim).collect();
    let are_known = names.iter().all(|name| is_label(index, name));
    let is_one = names.len() > 1 && names.len() == texts.len() && are_known;
    let pairs = names.into_iter().zip(texts);
    is_one.then(|| {
        pairs
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect()
    })
}

/// Splits a cell at the labels in it.
fn by_labels(index: &FieldIndex, text: &str) -> Option<Vec<(String, String)>> {
    const FEWEST: usize = 2;
    let mut parts: Vec<(String, String)> = Vec::new();
    for piece in text.split_inclusive(['\n', ';', '；']) {
        let said = piece.trim_end_matches(['\n', '\r', ';', '；']);
        let labelled =
            (said.split_once(['：', ':'])).filter(|(label, _)| is_label(index, label.trim()));
        match (labelled, parts.last_mut()) {
            (Some((label, value)), _) => {
                parts.push((label.trim().to_owned(), value.trim().to_owned()));
            }
            (None, Some((_, value))) => {
                value.push('\n');
                value.push_str(said.trim());
            }
            (None, None) if said.trim().is_empty() => {}
            (None, None) => return None,
        }
    }
    for (_, value) in &mut parts {
        value.truncate(value.trim_end().len());
    }
    let mut labels: Vec<&str> = parts.iter().map(|(label, _)| label.as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    (labels.len() == parts.len() && parts.len() >= FEWEST).then_some(parts)
}

fn is_label(index: &FieldIndex, label: &str) -> bool {
    let is_short = !label.is_empty() && label.chars().count() <= LONGEST_LABEL;
    let known = || {
        index
            .known_as_written(label)
            .is_some_and(|known| !known.uses.is_empty())
    };
    is_short && !label.is_ascii() && known()
}
