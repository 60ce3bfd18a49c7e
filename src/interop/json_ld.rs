//! Writes graphs as JSON-LD: one document with a line for each node, or for each service if nodes are nested.

use serde_json::{Map, Value, json};

use super::node::{Node, Term};
use super::terms::Terms;
use crate::write::JSON_LD_MARK;

/// The text before the first line.
pub(super) fn head(terms: &Terms) -> String {
    let mut head = format!("{JSON_LD_MARK}\"urn:shixiang:\"");
    for (prefix, iri) in terms.prefixes {
        let key = if prefix.is_empty() { "@vocab" } else { prefix };
        head.push_str(&format!(",{}:{}", json!(key), json!(iri)));
    }
    head.push_str("},\"@graph\":[");
    head
}

/// The text after the last line.
pub(super) const TAIL: &str = "\n]}\n";

/// Converts a node with everything in it to JSON.
pub(super) fn value(node: &Node) -> Value {
    let mut object = Map::new();
    if let Some(id) = &node.id {
        object.insert("@id".to_owned(), json!(id));
    }
    match node.classes.as_slice() {
        [] => {}
        [class] => {
            object.insert("@type".to_owned(), json!(class));
        }
        classes => {
            object.insert("@type".to_owned(), json!(classes));
        }
    }
    for (property, term) in &node.terms {
        let value = match term {
            Term::Text(text, language) => json!({"@language": language, "@value": text}),
            Term::Plain(text) => json!(text),
            Term::Typed(text, datatype) => json!({"@type": datatype, "@value": text}),
            Term::Node(node) => value(node),
        };
        match object.get_mut(*property) {
            None => {
                object.insert((*property).to_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    Value::Object(object)
}
