//! What a finding is known by through edits elsewhere.

use serde_json::Value;

use super::finding::Finding;
use crate::path::{Path, Step};

/// Fields by which an element of a list is known, best first.
const KEYS: &[&str] = &[
    "id", "code", "name", "language", "number", "question", "item", "address", "element", "to",
];

/// Rule, item key and path with keys instead of positions, and the quoted words.
///
/// `item` is the item (or catalogue part) as JSON, which the path is looked up in.
pub(crate) fn fingerprint(finding: &Finding, item: &Value) -> String {
    let mut out = format!(
        "{}:{}:{}",
        finding.rule.code,
        finding.item_key,
        keyed(&finding.place.path, item)
    );
    if let Some(quote) = &finding.quote {
        out.push_str(":\"");
        out.push_str(quote);
        out.push('"');
    }
    out
}

fn keyed(path: &Path, item: &Value) -> String {
    let mut out = String::new();
    let mut value = Some(item);
    for step in path.steps() {
        match step {
            Step::Key(key) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
                value = value.and_then(|value| value.get(key.as_ref()));
            }
            Step::Index(index) => {
                value = value.and_then(|value| value.get(index));
                out.push_str(&match value.and_then(known_by) {
                    Some((key, word)) => format!("[{key}={word}]"),
                    None => format!("[{index}]"),
                });
            }
        }
    }
    out
}

fn known_by(value: &Value) -> Option<(&'static str, &str)> {
    KEYS.iter()
        .find_map(|key| Some((*key, value.get(key)?.as_str()?)))
}
