//! Normalizes the schemas that are derived from the types.

use schemars::Schema;
use serde_json::{Map, Value};

/// Normalizes a schema for validators and code generators: `null` and unknown keys are not allowed, and lists
/// of values become `enum`.
pub(super) fn tidy(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    drop_null(object);
    list_values(object);
    require(object);
    if object.contains_key("properties") && !object.contains_key("additionalProperties") {
        object.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    normalize_format(object);
    // An empty list or object as default only means that the key may be omitted.
    if matches!(object.get("default"), Some(Value::Array(list)) if list.is_empty())
        || matches!(object.get("default"), Some(Value::Object(map)) if map.is_empty())
        || object.get("default") == Some(&Value::Null)
        || object.get("default") == Some(&Value::from(""))
    {
        object.remove("default");
    }
}

/// Removes the formats of Rust, which validators do not know; `uint32` becomes a maximum. A date also gets a
/// pattern, because validators may ignore formats.
fn normalize_format(object: &mut Map<String, Value>) {
    match object.get("format").and_then(Value::as_str) {
        Some("uint32") => {
            object.remove("format");
            object.insert("maximum".to_owned(), Value::from(u32::MAX));
        }
        Some("int32" | "uint" | "uint64" | "int64" | "double") => {
            object.remove("format");
        }
        Some("date") => {
            object.insert("pattern".to_owned(), Value::from(DATE_PATTERN));
            object.insert("maxLength".to_owned(), Value::from(10));
        }
        _ => {}
    }
}

/// A pattern for the dates that exist.
const DATE_PATTERN: &str = concat!(
    "^([0-9]{4}-(",
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)",
    "|02-(0[1-9]|1[0-9]|2[0-8]))",
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$",
);

/// Adds the properties that are marked as required to `required`. Reading gives them a default, so that an
/// incomplete item can be read, but a complete document must have them.
fn require(object: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = object.get_mut("properties") else {
        return;
    };
    let mut required = Vec::new();
    for (name, property) in properties.iter_mut() {
        let Some(own) = property.as_object_mut() else {
            continue;
        };
        if own.remove("x-required").is_some() {
            required.push(Value::from(name.as_str()));
        }
    }
    if required.is_empty() {
        return;
    }
    let list = object
        .entry("required")
        .or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(list) = list {
        list.append(&mut required);
    }
}

fn drop_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            object.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").and_then(Value::as_str) != Some("null"));
        if let [Value::Object(one)] = choices.as_slice() {
            let one = one.clone();
            object.remove("anyOf");
            object.extend(one);
        }
    }
}

/// Merges the constants of documented variants into one `enum`; their titles and descriptions become
/// `x-enum-titles` and `x-enum-descriptions`.
fn list_values(object: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = object.get("oneOf") else {
        return;
    };
    let mut values = Vec::new();
    let mut titles = Vec::new();
    let mut descriptions = Vec::new();
    for choice in choices {
        let text_of = |key: &str| choice.get(key).cloned().unwrap_or_else(|| Value::from(""));
        let enumerated = choice.get("enum").and_then(Value::as_array);
        let own: Vec<Value> = match (choice.get("const"), enumerated) {
            (Some(one), _) => vec![one.clone()],
            (None, Some(list)) => list.clone(),
            (None, None) => return,
        };
        for value in own {
            values.push(value);
            titles.push(text_of("title"));
            descriptions.push(text_of("description"));
        }
    }
    object.remove("oneOf");
    object.insert("type".to_owned(), Value::from("string"));
    object.insert("enum".to_owned(), Value::Array(values));
    object.insert("x-enum-titles".to_owned(), Value::Array(titles));
    object.insert("x-enum-descriptions".to_owned(), Value::Array(descriptions));
}
