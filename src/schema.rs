//! JSON schemas (Draft 2020-12) generated from the model and its registry of elements.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use crate::i18n::Text;
use crate::model::elements::{CATALOGUE, Field, Group, ITEM};
use crate::model::{Catalogue, ServiceItem};

/// The schema of one service item.
pub fn service_item() -> Value {
    named(of::<ServiceItem>("service-item", "政务服务事项"), ITEM)
}

/// The schema of a catalogue.
pub fn catalogue() -> Value {
    named(of::<Catalogue>("catalogue", "政务服务事项目录"), CATALOGUE)
}

/// The schema of a type in the form that this crate exports.
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

/// Adds the names and columns of the registry to each type and field of the model.
fn named(mut schema: Value, root: &'static Group) -> Value {
    for field in root.fields {
        name(&mut schema, field);
    }
    let mut groups: Vec<&Group> = inner(root).collect();
    while let Some(group) = groups.pop() {
        groups.extend(inner(group));
        let Some(own) = schema.pointer_mut(&format!("/$defs/{}", group.id)) else {
            continue;
        };
        title(own, group.name);
        for field in group.fields {
            name(own, field);
        }
    }
    schema
}

fn inner(group: &'static Group) -> impl Iterator<Item = &'static Group> {
    group.fields.iter().filter_map(|field| field.group)
}

fn name(schema: &mut Value, field: &Field) {
    if let Some(own) = schema.pointer_mut(&format!("/properties/{}", field.key)) {
        title(own, field.name);
        if let Some(object) = own.as_object_mut()
            && !field.columns.is_empty()
        {
            object.insert("x-columns".to_owned(), json!(field.columns));
        }
    }
}

fn title(schema: &mut Value, name: Text) {
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), Value::from(name.zh));
        object.insert("x-title-en".to_owned(), Value::from(name.en));
    }
}

/// Normalizes a schema for validators and code generators: no `null`, no unknown keys, the Chinese
/// name as title, the exchange column as data.
fn tidy(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    drop_null(object);
    require(object);
    if object.contains_key("properties") && !object.contains_key("additionalProperties") {
        object.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    // Formats specific to Rust mean nothing to validators.
    if matches!(
        object.get("format").and_then(Value::as_str),
        Some("uint" | "uint32" | "uint64" | "int64" | "double")
    ) {
        object.remove("format");
    }
    // An empty list or object as default only says that the key may be omitted.
    if matches!(object.get("default"), Some(Value::Array(list)) if list.is_empty())
        || matches!(object.get("default"), Some(Value::Object(map)) if map.is_empty())
        || object.get("default") == Some(&Value::Null)
        || object.get("default") == Some(&Value::from(""))
    {
        object.remove("default");
    }
}

/// Adds the properties marked as required to `required`: reading gives them a default, so that a
/// half-filled item can be read, but a complete document has them.
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
