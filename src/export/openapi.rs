//! The types of the schemas as components of an OpenAPI document.

use serde_json::{Map, Value, json};

use super::schemas::draft;

/// The schemas whose types are in the document.
const SCHEMAS: &[&str] = &["service-item", "catalogue", "report", "diff", "rule-list"];

/// Generates an OpenAPI 3.1 document without paths: the types of items, catalogues, reports, differences and lists
/// of rules as components, to which the descriptions of services can refer.
pub fn openapi() -> Value {
    let mut components = Map::new();
    for name in SCHEMAS {
        let Some(Value::Object(mut root)) = draft(name).map(|draft| draft.render_components())
        else {
            continue;
        };
        root.remove("$schema");
        if let Some(Value::Object(types)) = root.remove("$defs") {
            components.extend(types);
        }
        let title = root.get("title").and_then(Value::as_str);
        let title = title.unwrap_or(name).to_owned();
        components.insert(title, Value::Object(root));
    }
    let mut components = Value::Object(components);
    refer(&mut components);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "政务服务事项 Government service items",
            "version": env!("CARGO_PKG_VERSION"),
        },
        "components": { "schemas": components },
    })
}

/// Rewrites references to types from `$defs` of a schema to `components` of the document.
fn refer(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                match inner {
                    Value::String(reference) if key == "$ref" => {
                        *reference = reference.replace("#/$defs/", "#/components/schemas/");
                    }
                    inner => refer(inner),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(refer),
        _ => {}
    }
}
