//! Descriptions of values and guesses, for notices.

use serde_json::Value;

use super::target::Part;
use crate::prose::clipped;
use crate::source::Node;

/// Whether one of the value's texts contains these words.
pub(super) fn says(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.contains(words),
        Value::Array(values) => values.iter().any(|value| says(value, words)),
        Value::Object(values) => values.values().any(|value| says(value, words)),
        _ => false,
    }
}

/// The value at a target, shortened.
pub(super) fn standing(out: &Node<'_>, parts: &[Part]) -> String {
    let mut node = out;
    for part in parts {
        let Part::Key(key) = part else { break };
        let Some(next) = node.get(key) else { break };
        node = next;
    }
    brief(&node.to_json())
}

/// A short description of a value.
pub(super) fn brief(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().map(brief).collect();
            cut(&parts.join("、"))
        }
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        Value::Object(values) => {
            let parts: Vec<String> = values.values().map(brief).collect();
            cut(&parts.join(" "))
        }
        other => cut(&other.to_string()),
    }
}

/// Shortens a text for a message.
pub(super) fn cut(text: &str) -> String {
    clipped(text.trim(), 40)
}

/// Shortens the text of a value for a message.
pub(super) fn shortened(node: &Node<'_>) -> String {
    cut(&node.plain_text().unwrap_or_default())
}

/// The words that are ticked in a text with boxes: 承诺件 of □即办件 ☑承诺件; `None` if it has none, or none is ticked.
pub(super) fn ticked(text: &str) -> Option<String> {
    const TICKED: &[char] = &[
        '☑', '☒', '■', '✔', '✓', '✅', '√', '▣', '⊠', '◉', '●', '◼', '⬛',
    ];
    const OPEN: &[char] = &['□', '☐', '○', '◯', '◻', '▢', '⬜', '◇'];
    let is_mark = |char: char| TICKED.contains(&char) || OPEN.contains(&char);
    let text = text.trim();
    if !text.contains(TICKED)
        || !text
            .chars()
            .any(|char| !is_mark(char) && char.is_alphabetic())
    {
        return None;
    }
    let bare = |word: &str| {
        let word = word.trim().trim_matches(|char| "、，,；;/|".contains(char));
        word.trim().to_owned()
    };
    let is_before = text.starts_with(is_mark);
    let mut ticked = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_mark) {
        let mark = rest.get(at..)?.chars().next()?;
        let (before, after) = (rest.get(..at)?, rest.get(at + mark.len_utf8()..)?);
        let word = if is_before {
            after.get(..after.find(is_mark).unwrap_or(after.len()))?
        } else {
            before
        };
        if TICKED.contains(&mark) {
            ticked.push(bare(word));
        }
        rest = after;
    }
    ticked.retain(|word| !word.is_empty());
    (!ticked.is_empty()).then(|| ticked.join("、"))
}

#[cfg(test)]
mod tests {
    use super::ticked;

    #[test]
    fn what_is_ticked_counts() {
        for (text, words) in [
            ("□即办件 ☑承诺件", Some("承诺件")),
            ("■是□否", Some("是")),
            ("自然人√ 企业法人□ 事业法人√", Some("自然人、事业法人")),
            ("☑自然人、☑企业法人、☐其他组织", Some("自然人、企业法人")),
            ("□是 □否", None),
            ("√", None),
            ("承诺件", None),
        ] {
            assert_eq!(ticked(text).as_deref(), words, "{text}");
        }
    }
}
