//! JSON schemas generated from the model and its registry of elements.
//!
//! Each schema comes in three [renditions](Rendition). They accept the same documents and have the
//! same types; they differ in the keywords that tools understand.

mod describe;
mod drafts;
mod examples;
mod registry;
mod text;
mod tidy;
mod visit;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

use crate::model::elements::{CATALOGUE, ITEM};
use crate::model::{Catalogue, ServiceItem};
pub use drafts::{Rendition, UnknownRendition};
pub use text::text;

/// The key under which a document may name its schema.
const SCHEMA_KEY: &str = "$schema";

/// The schema of one service item.
pub fn service_item() -> Value {
    item().render(Rendition::Standard)
}

/// The schema of a catalogue.
pub fn catalogue() -> Value {
    whole_catalogue().render(Rendition::Standard)
}

pub(crate) fn item() -> Draft {
    let mut draft = Draft::of::<ServiceItem>("service-item", "ServiceItem");
    registry::name(&mut draft.value, ITEM);
    draft.with_examples(&examples::items()).with_schema_key("")
}

pub(crate) fn whole_catalogue() -> Draft {
    let mut draft = Draft::of::<Catalogue>("catalogue", "Catalogue");
    registry::name(&mut draft.value, CATALOGUE);
    // An item that used to be a separate file may still name its schema.
    draft
        .with_examples(&examples::catalogues())
        .with_schema_key("")
        .with_schema_key("/$defs/ServiceItem")
}

/// An item with every element, and one element in each list; guides inside guides are left out.
pub(crate) fn full_item() -> Value {
    let schema = item().value;
    full_value(&schema, &schema, &mut Vec::new()).unwrap_or_default()
}

/// A value with everything that its schema allows; `None` for a type inside itself.
fn full_value<'s>(node: &'s Value, root: &'s Value, within: &mut Vec<&'s str>) -> Option<Value> {
    if let Some((name, node)) = visit::definition(node, root) {
        if within.contains(&name) {
            return None;
        }
        within.push(name);
        let value = full_value(node, root, within);
        within.pop();
        return value;
    }
    if let Some(first) = node.get("enum").and_then(|values| values.get(0)) {
        return Some(first.clone());
    }
    let kind = node.get("type").and_then(Value::as_str);
    Some(match kind.unwrap_or_default() {
        "boolean" => json!(true),
        "integer" | "number" => json!(1),
        "array" => json!([full_value(node.get("items")?, root, within)?]),
        "object" => {
            let properties = node.get("properties").and_then(Value::as_object);
            let inner = properties.into_iter().flatten().filter_map(|(key, inner)| {
                let value = full_value(inner, root, within)?;
                Some((key.clone(), value))
            });
            Value::Object(inner.collect())
        }
        _ if node.get("format").is_some_and(|format| format == "date") => json!("2026-01-01"),
        _ => json!("甲"),
    })
}

/// A schema with all facts, before it is converted to a rendition.
///
/// Facts that some rendition cannot express are stored under keys that begin with `x-`.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    name: &'static str,
    value: Value,
}

impl Draft {
    /// Creates the schema of a type; `name` is the name of its file, and `title` that of the type.
    pub(crate) fn of<T: JsonSchema>(name: &'static str, title: &str) -> Self {
        let mut settings = SchemaSettings::draft2020_12();
        settings
            .transforms
            .push(Box::new(RecursiveTransform(tidy::tidy)));
        let mut value = settings
            .into_generator()
            .into_root_schema_for::<T>()
            .to_value();
        registry::entitle(&mut value, title);
        Self { name, value }
    }

    /// Adds an example to each type: the value with the most fields in these documents.
    pub(crate) fn with_examples(mut self, documents: &[Value]) -> Self {
        examples::add(&mut self.value, documents);
        self
    }

    /// Adds a definition for a list of names, with a Chinese title and an English description.
    pub(crate) fn with_names(mut self, list: &str, about: (&str, &str), names: &[String]) -> Self {
        if let Some(defs) = self.value.get_mut("$defs").and_then(Value::as_object_mut) {
            let names = json!({
                "title": list,
                "x-title-zh": about.0,
                "description": about.1,
                "type": "string",
                "enum": names,
            });
            defs.insert(list.to_owned(), names);
        }
        self
    }

    /// Restricts the string at a pointer to a list of names.
    pub(crate) fn named(mut self, list: &str, pointer: &str) -> Self {
        if let Some(Value::Object(text)) = self.value.pointer_mut(pointer) {
            text.remove("type");
            text.insert("$ref".to_owned(), json!(format!("#/$defs/{list}")));
        }
        self
    }

    /// Restricts the keys of the object at a pointer to a list of names.
    pub(crate) fn with_keys_named(mut self, list: &str, pointer: &str) -> Self {
        if let Some(Value::Object(object)) = self.value.pointer_mut(pointer) {
            let names = json!({ "$ref": format!("#/$defs/{list}") });
            object.insert("propertyNames".to_owned(), names);
        }
        self
    }

    /// Allows the document, or the table with the schema at this pointer, to name its schema.
    fn with_schema_key(mut self, at: &str) -> Self {
        let properties = self.value.pointer_mut(&format!("{at}/properties"));
        if let Some(properties) = properties.and_then(Value::as_object_mut) {
            let key = json!({
                "type": "string",
                "x-title-zh": "本文件所依据的模式",
                "x-title-en": "schema",
                "description": "The address or path of this schema, for editors.",
            });
            properties.insert(SCHEMA_KEY.to_owned(), key);
        }
        if let Some(root) = self.value.as_object_mut() {
            root.insert("x-tombi-toml-version".to_owned(), json!("v1.0.0"));
        }
        self
    }

    /// Creates a schema, under another name, of the items that also satisfy all of these schemas.
    pub(crate) fn refined(mut self, name: &'static str, all: Vec<Value>) -> Self {
        self.name = name;
        if let Some(root) = self.value.as_object_mut() {
            root.insert("allOf".to_owned(), Value::Array(all));
            // The example of the root is shortened, so it would lack elements that the schemas require.
            let example = examples::items().into_iter().take(1);
            root.insert("examples".to_owned(), example.collect());
        }
        self
    }

    /// Converts the schema to a rendition.
    pub(crate) fn render(&self, rendition: Rendition) -> Value {
        drafts::render(self.value.clone(), self.name, rendition)
    }

    /// Converts the schema to OpenAPI.
    pub(crate) fn render_components(&self) -> Value {
        drafts::render_components(self.value.clone())
    }
}
