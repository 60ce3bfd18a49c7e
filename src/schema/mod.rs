//! JSON schemas generated from the model and its registry of elements.
//!
//! Each schema comes in three [renditions](Rendition). They accept the same documents and have the
//! same types; they differ in the words that tools understand.

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
    draft.with_examples(&examples::items()).with_schema_key()
}

pub(crate) fn whole_catalogue() -> Draft {
    let mut draft = Draft::of::<Catalogue>("catalogue", "Catalogue");
    registry::name(&mut draft.value, CATALOGUE);
    (draft.with_examples(&examples::catalogues())).with_schema_key()
}

/// A schema with everything that is known, before it is written in the words of one rendition.
///
/// What no rendition has as it is is in keys that begin with `x-`.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    name: &'static str,
    value: Value,
}

impl Draft {
    /// The schema of a type, under the name of its file and of its type.
    pub(crate) fn of<T: JsonSchema>(name: &'static str, title: &str) -> Self {
        let mut settings = SchemaSettings::draft2020_12();
        (settings.transforms).push(Box::new(RecursiveTransform(tidy::tidy)));
        let mut value = settings
            .into_generator()
            .into_root_schema_for::<T>()
            .to_value();
        registry::entitle(&mut value, title);
        Self { name, value }
    }

    /// Shows the fullest value of each type in these documents as its example.
    pub(crate) fn with_examples(mut self, documents: &[Value]) -> Self {
        examples::add(&mut self.value, documents);
        self
    }

    /// Lets the document name its schema.
    fn with_schema_key(mut self) -> Self {
        let properties = self.value.get_mut("properties");
        if let Some(properties) = properties.and_then(Value::as_object_mut) {
            let key = json!({
                "type": "string",
                "x-title-zh": "本文件所依据的模式",
                "x-title-en": "schema",
                "description": "The address or path of this schema, for editors.",
            });
            properties.insert(SCHEMA_KEY.to_owned(), key);
        }
        self
    }

    /// Writes it in the words of a rendition.
    pub(crate) fn render(&self, rendition: Rendition) -> Value {
        drafts::render(self.value.clone(), self.name, rendition)
    }
}
