//! JSON schemas (Draft 2020-12) made from the model, and the names they give its elements.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use crate::model::{Catalogue, ServiceItem};
use crate::path::{Path, Step};

/// The schema of one service item.
pub fn service_item() -> Value {
    of::<ServiceItem>("service-item", "政务服务事项")
}

/// The schema of a catalogue.
pub fn catalogue() -> Value {
    of::<Catalogue>("catalogue", "政务服务事项目录")
}

/// The schema of a type, in the form this crate exports.
pub(crate) fn of<T: JsonSchema>(name: &str, title: &str) -> Value {
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
    require(object);
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

/// Makes `required` of the properties marked so: reading gives them a default, so that a half
/// filled item can be read, but a complete document has them.
fn require(object: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = object.get_mut("properties") else {
        return;
    };
    let mut required = Vec::new();
    for (name, property) in properties.iter_mut() {
        let marked = (property.as_object_mut()).and_then(|own| own.remove("x-required"));
        if marked.is_some() {
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

/// The Chinese name of the element a path ends in, such as 材料形式.
pub fn title(path: &Path) -> Option<&'static str> {
    static SCHEMA: LazyLock<Value> = LazyLock::new(catalogue);
    let mut keys = path.steps().iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_ref()),
        Step::Index(_) => None,
    });
    let item = property(&SCHEMA, &SCHEMA, "items")?;
    let (_, title) = keys.try_fold((item, None), |(here, _), key| {
        let own = here.pointer(&format!("/properties/{key}"))?;
        let title = own.get("title").and_then(Value::as_str);
        Some((property(&SCHEMA, here, key)?, title))
    })?;
    title
}

/// The schema of a property, or of the elements of its list.
fn property<'a>(root: &'a Value, schema: &'a Value, key: &str) -> Option<&'a Value> {
    let own = schema.pointer(&format!("/properties/{key}"))?;
    let own = own.get("items").unwrap_or(own);
    match own.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')),
        None => Some(own),
    }
}

/// Whether a schema has an element at this dotted path.
#[cfg(test)]
pub(crate) fn has_element(schema: &Value, path: &str) -> bool {
    path.split('.')
        .try_fold(schema, |here, key| property(schema, here, key))
        .is_some()
}
