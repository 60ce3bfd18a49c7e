//! What a finding is known by through edits elsewhere.

use serde_json::Value;

use super::diagnostic::Raised;
use crate::model::ServiceItem;
use crate::path::{Path, Step};

/// Fields by which an element of a list is known, best first.
const KEYS: &[&str] = &[
    "id", "code", "name", "language", "number", "question", "item", "address", "element", "to",
];

/// Makes fingerprints of findings that come item by item.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    /// The last item that paths had to be looked up in, as JSON.
    item: Option<((Option<usize>, usize), Value)>,
}

impl Fingerprints {
    /// Rule, item key and path with keys instead of positions, and the quoted words.
    pub(crate) fn of(&mut self, raised: &Raised, item: Option<(&str, &ServiceItem)>) -> String {
        let subject = raised.subject();
        let path = &subject.path;
        let positioned = path
            .steps()
            .iter()
            .any(|step| matches!(step, Step::Index(_)));
        let keyed = match (item, subject.item) {
            (Some((_, item)), Some(index)) if positioned => {
                keyed(path, self.json((subject.view, index), item))
            }
            _ => path.to_string(),
        };
        let key = item.map_or("", |(key, _)| key);
        let mut out = format!("{}:{key}:{keyed}", raised.rule.code);
        if let Some(quote) = &raised.diagnostic.quote {
            out.push_str(":\"");
            out.push_str(quote);
            out.push('"');
        }
        out
    }

    fn json(&mut self, place: (Option<usize>, usize), item: &ServiceItem) -> &Value {
        if self.item.as_ref().is_none_or(|(known, _)| *known != place) {
            // An item is always JSON; were it not, positions would stand for keys.
            self.item = Some((place, serde_json::to_value(item).unwrap_or_default()));
        }
        self.item.as_ref().map_or(&Value::Null, |(_, value)| value)
    }
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
