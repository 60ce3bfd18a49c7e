//! The exported JSON schemas (Draft 2020-12), made from the model.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use crate::check::Config;
use crate::model::{Catalogue, ServiceItem};
use crate::report::json::JsonReport;
use crate::rules;

/// The names of the exported schemas, and how each is made.
pub fn all() -> [(&'static str, fn() -> Value); 5] {
    [
        ("service-item", service_item),
        ("catalogue", catalogue),
        ("report", report),
        ("config", config),
        ("rules", rule_list),
    ]
}

/// The schema of one service item.
pub fn service_item() -> Value {
    of::<ServiceItem>("service-item", "政务服务事项")
}

/// The schema of a catalogue.
pub fn catalogue() -> Value {
    of::<Catalogue>("catalogue", "政务服务事项目录")
}

/// The schema of `check --format json`.
pub fn report() -> Value {
    of::<JsonReport>("report", "检查报告")
}

/// The schema of `shixiang.toml`.
pub fn config() -> Value {
    of::<Config>("config", "检查配置")
}

/// The list of rules, as data.
pub fn rule_list() -> Value {
    let rules: Vec<Value> = (rules::all().iter())
        .map(|rule| {
            json!({
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "summary": rule.summary,
                "requirements": rule.requirements,
                "source": rule.source,
            })
        })
        .collect();
    json!({ "rules": rules })
}

fn of<T: JsonSchema>(name: &str, title: &str) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.transforms.push(Box::new(RecursiveTransform(tidy)));
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), Value::from(title));
        root.insert(
            "$id".to_owned(),
            Value::from(format!("{name}.v1.schema.json")),
        );
    }
    schema
}

/// What validators and code generators take best: no `null`, no unknown keys, the Chinese name as
/// title, and the exchange column as data.
fn tidy(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    drop_null(object);
    if object.contains_key("properties") && !object.contains_key("additionalProperties") {
        object.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    let description = object
        .get("description")
        .and_then(Value::as_str)
        .map(str::to_owned);
    if let Some((title, rest)) = description
        .as_deref()
        .and_then(|text| text.split_once(" — "))
    {
        object.insert("title".to_owned(), Value::from(title));
        object.insert("description".to_owned(), Value::from(rest));
        let columns: Vec<&str> = (rest.split_once("Column").into_iter())
            .flat_map(|(_, columns)| columns.split('`').skip(1).step_by(2))
            .collect();
        if !columns.is_empty() {
            object.insert("x-columns".to_owned(), json!(columns));
        }
    }
    // Formats of other languages mean nothing to validators.
    if matches!(
        object.get("format").and_then(Value::as_str),
        Some("uint" | "uint32" | "uint64" | "int64" | "double")
    ) {
        object.remove("format");
    }
    // An empty list or object as default only says that the key may be left out.
    if matches!(object.get("default"), Some(Value::Array(list)) if list.is_empty())
        || matches!(object.get("default"), Some(Value::Object(map)) if map.is_empty())
        || object.get("default") == Some(&Value::Null)
        || object.get("default") == Some(&Value::from(""))
    {
        object.remove("default");
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

/// Whether a schema has an element at this dotted path.
#[cfg(test)]
pub(crate) fn has_element(schema: &Value, path: &str) -> bool {
    let mut here = schema;
    for key in path.split('.') {
        let Some(next) = here.pointer(&format!("/properties/{key}")) else {
            return false;
        };
        let next = next.get("items").unwrap_or(next);
        here = match next.get("$ref").and_then(Value::as_str) {
            Some(reference) => match schema.pointer(reference.trim_start_matches('#')) {
                Some(found) => found,
                None => return false,
            },
            None => next,
        };
    }
    true
}
