//! Converts a schema to its renditions.

use std::str::FromStr;

use serde_json::{Map, Value, json};

use super::describe::{description, strings, value_lines};
use super::visit::each;

/// The dialect in which a schema is written. All renditions accept the same documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Rendition {
    /// JSON Schema 2020-12 with standard keywords only, for validators.
    #[default]
    Standard,
    /// Draft-07 with standard keywords only, for validators that support no later draft.
    Draft07,
    /// Draft-07 with the additional keywords that code generators and editors read: names of
    /// values, exchange columns, order of keys.
    Annotated,
}

impl Rendition {
    /// All renditions.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Draft07, Self::Annotated];

    /// The name used on the command line and as the name of a directory.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Draft07 => "draft-07",
            Self::Annotated => "annotated",
        }
    }

    /// The file of a schema in this rendition, relative to the directory of all schemas.
    pub fn file(self, name: &str) -> String {
        match self {
            Self::Standard => format!("{name}.v1.schema.json"),
            _ => format!("{}/{name}.v1.schema.json", self.as_str()),
        }
    }

    /// The absolute identifier of a schema in this rendition: a URN, since no host serves it.
    ///
    /// Validators that support only Draft-07 often cannot resolve `#/definitions/…` against a URN, so the
    /// identifier of the Draft-07 renditions is a URL with a host that cannot exist.
    pub fn id(self, name: &str) -> String {
        match self {
            Self::Standard => format!("urn:shixiang:schema:{name}.v1"),
            Self::Draft07 => format!("https://shixiang.invalid/schema/draft-07/{name}.v1"),
            Self::Annotated => format!("urn:shixiang:schema:annotated:{name}.v1"),
        }
    }
}

/// The text is not the name of a [`Rendition`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the rendition must be standard, draft-07 or annotated")]
pub struct UnknownRendition;

impl FromStr for Rendition {
    type Err = UnknownRendition;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.as_str() == name).ok_or(UnknownRendition)
    }
}

/// Converts a schema to a rendition.
pub(super) fn render(mut schema: Value, name: &str, rendition: Rendition) -> Value {
    each(&mut schema, &mut |object| {
        let description = description(object);
        if rendition == Rendition::Annotated {
            annotate(object);
        } else {
            entitle(object);
        }
        if let Some(description) = description {
            object.insert("description".to_owned(), Value::from(description));
        }
        if rendition != Rendition::Standard {
            adapt_reference(object);
        }
    });
    if rendition != Rendition::Annotated {
        each(&mut schema, &mut |object| {
            // A strict validator rejects unknown formats; `pattern` has the same effect.
            object.retain(|key, _| !key.starts_with("x-") && key != "format");
        });
    }
    if let Some(root) = schema.as_object_mut() {
        root.insert("$id".to_owned(), Value::from(rendition.id(name)));
        if rendition != Rendition::Standard {
            let draft = "http://json-schema.org/draft-07/schema#";
            root.insert("$schema".to_owned(), Value::from(draft));
            if let Some(defs) = root.remove("$defs") {
                root.insert("definitions".to_owned(), defs);
            }
        }
    }
    schema
}

/// Converts a schema to OpenAPI: standard keywords, formats, and English names of values, which generators
/// cannot derive from the Chinese values.
pub(super) fn render_components(mut schema: Value) -> Value {
    each(&mut schema, &mut |object| {
        let description = description(object);
        entitle(object);
        if let Some(description) = description {
            object.insert("description".to_owned(), Value::from(description));
        }
        let kept = ["x-enum-varnames", "x-enum-descriptions"];
        object.retain(|key, _| !key.starts_with("x-") || kept.contains(&key.as_str()));
    });
    schema
}

/// Adds the Chinese name of a field as its title.
fn entitle(object: &mut Map<String, Value>) {
    if !object.contains_key("title")
        && let Some(title) = object.get("x-title-zh").cloned()
    {
        object.insert("title".to_owned(), title);
    }
}

/// Adapts a reference to Draft-07, which names definitions differently and ignores the keywords next to `$ref`.
fn adapt_reference(object: &mut Map<String, Value>) {
    let Some(Value::String(reference)) = object.get("$ref") else {
        return;
    };
    let reference = reference.replace("#/$defs/", "#/definitions/");
    if object.len() == 1 {
        object.insert("$ref".to_owned(), Value::from(reference));
    } else {
        object.remove("$ref");
        object.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    }
}

/// Adds the keywords of generators and editors. Fields get no title, because generators would make a type of
/// each field with a title.
fn annotate(object: &mut Map<String, Value>) {
    // quicktype takes the names of values from `qt-accessors`.
    let values: Vec<String> = strings(object, "enum")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let names = strings(object, "x-enum-varnames");
    if !names.is_empty() {
        let accessors: Map<String, Value> = values
            .into_iter()
            .zip(names.into_iter().map(Value::from))
            .collect();
        object.insert("qt-accessors".to_owned(), Value::Object(accessors));
    }
    let docs = value_lines(object);
    if !docs.is_empty() {
        let docs = json!({ "docs": { "enumValues": docs } });
        object.insert("x-taplo".to_owned(), docs);
    }
    for private in ["x-title-zh", "x-title-en", "x-advice", "x-enum-titles"] {
        object.remove(private);
    }
}
