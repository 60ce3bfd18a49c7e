//! Prints a schema with its keys in an order that suits human readers.

use serde_json::{Map, Value};

use super::registry::groups;
use crate::model::elements::{CATALOGUE, Group};

/// The keywords that come first, in this order; all others follow by name.
const FIRST_KEYWORDS: &[&str] = &[
    "$schema",
    "$id",
    "$ref",
    "title",
    "description",
    "type",
    "enum",
    "const",
    "required",
    "properties",
];

/// The keywords that come last.
const LAST_KEYWORDS: &[&str] = &["examples", "$defs", "definitions", "components"];

/// Prints a schema with two spaces of indentation. Keywords are in an order that suits human readers, and
/// properties in the order of the model.
pub fn text(schema: &Value) -> String {
    let mut out = String::new();
    write(schema, Place::Schema, 0, &groups(CATALOGUE), &mut out);
    out.push('\n');
    out
}

/// The role of a value, which decides the order of its keys.
#[derive(Clone, Copy)]
enum Place {
    Schema,
    /// The properties of a type, with its registry if it has one.
    Properties(Option<&'static Group>),
    /// A map from names to schemas.
    Definitions,
    /// Data, whose keys are sorted by name.
    Data,
}

fn write(value: &Value, place: Place, depth: usize, all: &[&'static Group], out: &mut String) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            out.push('{');
            for (at, key) in sorted_keys(object, place).into_iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                indent(depth + 1, out);
                out.push_str(&Value::from(key).to_string());
                out.push_str(": ");
                let inner = object.get(key).unwrap_or(&Value::Null);
                write(
                    inner,
                    inner_place(object, place, key, all),
                    depth + 1,
                    all,
                    out,
                );
            }
            out.push('\n');
            indent(depth, out);
            out.push('}');
        }
        Value::Array(list) if list.iter().any(|one| one.is_object() || one.is_array()) => {
            out.push('[');
            for (at, one) in list.iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                indent(depth + 1, out);
                write(one, place, depth + 1, all, out);
            }
            out.push('\n');
            indent(depth, out);
            out.push(']');
        }
        Value::String(text) => push_text(text, out),
        plain => out.push_str(&plain.to_string()),
    }
}

/// Writes a string; non-ASCII white space, which cannot be seen, is escaped.
fn push_text(text: &str, out: &mut String) {
    for c in Value::from(text).to_string().chars() {
        if c.is_whitespace() && !c.is_ascii() {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// The role of the value under a key of an object.
fn inner_place(
    object: &Map<String, Value>,
    place: Place,
    key: &str,
    all: &[&'static Group],
) -> Place {
    let is_data = ["examples", "default", "const", "enum", "qt-accessors"].contains(&key);
    match (place, key) {
        (Place::Properties(_) | Place::Definitions, _) => Place::Schema,
        (Place::Data, _) => Place::Data,
        (Place::Schema, key) if is_data || key.starts_with("x-") => Place::Data,
        (Place::Schema, "properties") => {
            let title = object.get("title").and_then(Value::as_str);
            let group = all.iter().find(|group| Some(group.id) == title);
            Place::Properties(group.copied())
        }
        (Place::Schema, "$defs" | "definitions" | "schemas") => Place::Definitions,
        (Place::Schema, _) => place,
    }
}

fn sorted_keys(object: &Map<String, Value>, place: Place) -> Vec<&str> {
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    let find = |list: &[&str], key: &str| list.iter().position(|known| *known == key);
    match place {
        Place::Schema => {
            let rank = |key: &str| match (find(FIRST_KEYWORDS, key), find(LAST_KEYWORDS, key)) {
                (Some(at), _) => (0, at),
                (None, None) => (1, 0),
                (None, Some(at)) => (2, at),
            };
            keys.sort_by_key(|key| (rank(key), *key));
        }
        Place::Properties(Some(group)) => keys.sort_by_key(|key| {
            let at = group.fields.iter().position(|field| field.key == *key);
            (at.map_or(0, |at| at + 1), *key)
        }),
        _ => keys.sort_unstable(),
    }
    keys
}
