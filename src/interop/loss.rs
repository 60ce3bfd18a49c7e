//! Values that are missing in an export, and required properties that the items do not provide.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::said::{each, scalar, scalars};
use crate::i18n::{Language, Text, counted, say};
use crate::model::elements::{CATALOGUE, ITEM};

/// Maximum number of samples per element, and of characters per sample.
const MAX_SAMPLES: usize = 3;
const MAX_SAMPLE_CHARS: usize = 60;

/// An element with values that an export leaves out, because the vocabulary has no counterpart.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct Uncarried {
    /// The dotted path; the path of a field of the catalogue begins with `catalogue.`.
    pub element: String,
    /// The name of the element.
    pub name: Option<Text>,
    /// Number of texts, numbers and Booleans that are not written.
    pub values: usize,
    /// The first few values.
    pub samples: Vec<String>,
}

/// A property that the vocabulary requires and that some items do not provide.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct RequiredProperty {
    /// The class of the nodes.
    pub class: &'static str,
    /// The property that each node of the class must have.
    pub property: &'static str,
    /// Number of nodes without the property.
    pub things: usize,
    /// Whether another value of the item replaces the property. Otherwise the nodes are written without it, and
    /// validators report them.
    pub is_replaced: bool,
}

/// Builder of both lists, item by item.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Number of texts, numbers and Booleans of all items.
    pub(super) values: usize,
    lost: BTreeMap<String, Uncarried>,
    wanted: BTreeMap<(&'static str, &'static str, bool), usize>,
}

impl Tally {
    /// Counts a value that is not written.
    pub(super) fn lose(&mut self, element: &str, value: &Value) {
        let values = scalars(value);
        if values == 0 {
            return;
        }
        let lost = self.lost.entry(element.to_owned()).or_default();
        lost.values += values;
        for value in each(value) {
            if lost.samples.len() < MAX_SAMPLES {
                let text = scalar(value).unwrap_or_else(|| value.to_string());
                lost.samples
                    .push(text.chars().take(MAX_SAMPLE_CHARS).collect());
            }
        }
    }

    /// Counts a required property that the item does not provide.
    pub(super) fn require(
        &mut self,
        class: &'static str,
        property: &'static str,
        is_replaced: bool,
    ) {
        let key = (class, property, is_replaced);
        *self.wanted.entry(key).or_default() += 1;
    }

    pub(super) fn finish(self) -> (Vec<Uncarried>, Vec<RequiredProperty>) {
        let lost = self.lost.into_iter().map(|(element, lost)| Uncarried {
            name: name(&element),
            element,
            ..lost
        });
        let wanted = self.wanted.into_iter();
        let wanted = wanted.map(
            |((class, property, is_replaced), things)| RequiredProperty {
                class,
                property,
                things,
                is_replaced,
            },
        );
        (lost.collect(), wanted.collect())
    }
}

fn name(element: &str) -> Option<Text> {
    let field = match element.strip_prefix("catalogue.") {
        Some(element) => CATALOGUE.find(element),
        None => ITEM.find(element),
    };
    field.map(|field| field.name)
}

impl Uncarried {
    /// Displays the element on one line: 受理标准（guide.materials.acceptance_standard）：3个值.
    pub fn text(&self, language: Language) -> String {
        let name = self.name.map_or("", |name| name.get(language));
        let (element, values) = (&self.element, self.values);
        let counted = counted(values, "value");
        say!(
            language,
            "{name}（{element}）：{values}个值",
            "{name} ({element}): {counted}"
        )
    }
}

impl RequiredProperty {
    /// Displays the property on one line.
    pub fn text(&self, language: Language) -> String {
        let (class, property, things) = (self.class, self.property, self.things);
        match (language, self.is_replaced) {
            (Language::Chinese, true) => {
                format!("{things}个 {class} 没有内容可填 {property}，以名称代替")
            }
            (Language::Chinese, false) => {
                format!("{things}个 {class} 没有内容可填 {property}，空着写出，达不到标准的要求")
            }
            (Language::English, true) => {
                format!("{things} {class} lack {property}: the name is written instead")
            }
            (Language::English, false) => format!(
                "{things} {class} lack {property}, which the vocabulary requires, and are written without it"
            ),
        }
    }
}

/// Displays both lists as text.
pub(super) fn text(lost: &[Uncarried], wanted: &[RequiredProperty], language: Language) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = match language {
        Language::Chinese => writeln!(out, "标准里没有对应的要素{}个", lost.len()),
        Language::English => {
            writeln!(
                out,
                "{} without a counterpart",
                counted(lost.len(), "element")
            )
        }
    };
    for one in lost {
        let _ = writeln!(out, "  {}", one.text(language));
        for sample in &one.samples {
            let _ = writeln!(out, "    {}", sample.replace('\n', "⏎"));
        }
    }
    for one in wanted {
        let _ = writeln!(out, "{}", one.text(language));
    }
    out
}
