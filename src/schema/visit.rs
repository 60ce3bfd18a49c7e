//! Visits every schema inside a schema.

use serde_json::{Map, Value};

/// Keywords whose value is one schema.
const SCHEMA_KEYWORDS: &[&str] = &[
    "items",
    "additionalProperties",
    "propertyNames",
    "contains",
    "not",
    "if",
    "then",
    "else",
];

/// Keywords whose value is a list of schemas.
const SCHEMA_LIST_KEYWORDS: &[&str] = &["anyOf", "oneOf", "allOf"];

/// Keywords whose value has a schema under each key.
const SCHEMA_MAP_KEYWORDS: &[&str] = &["properties", "patternProperties", "$defs", "definitions"];

/// Calls `act` with every schema inside a schema, the innermost first, and then with the schema itself.
pub(super) fn each(schema: &mut Value, act: &mut dyn FnMut(&mut Map<String, Value>)) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    for (key, value) in object.iter_mut() {
        match (key.as_str(), value) {
            (key, value) if SCHEMA_KEYWORDS.contains(&key) => each(value, act),
            (key, Value::Array(list)) if SCHEMA_LIST_KEYWORDS.contains(&key) => {
                for value in list {
                    each(value, act);
                }
            }
            (key, Value::Object(table)) if SCHEMA_MAP_KEYWORDS.contains(&key) => {
                for value in table.values_mut() {
                    each(value, act);
                }
            }
            _ => {}
        }
    }
    act(object);
}

/// The name and the schema of the definition that a schema refers to.
pub(super) fn definition<'s>(schema: &'s Value, root: &'s Value) -> Option<(&'s str, &'s Value)> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
    Some((name, root.get("$defs")?.get(name)?))
}
