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
