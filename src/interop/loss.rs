//! Values of the items that did not get into an export, and properties that the items lack for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::said::{each, scalar, scalars};
use crate::i18n::{Language, Text, counted, say};
use crate::model::elements::{CATALOGUE, ITEM};

/// Maximum number of samples per element, and of characters of each.
const SAMPLES: usize = 3;
const SAMPLE_CHARS: usize = 60;

/// An element with values that an export leaves out: the vocabulary has no place for them.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct Uncarried {
    /// Its dotted path; one of the catalogue begins with `catalogue.`.
    pub element: String,
    /// Its name.
    pub name: Option<Text>,
    /// Number of its texts, numbers and the like that are not written.
    pub values: usize,
    /// The first few of them.
    pub samples: Vec<String>,
}

/// A property that the vocabulary requires and some items do not provide.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct RequiredProperty {
    /// The class of the things.
    pub class: &'static str,
    /// The property that each of them must have.
    pub property: &'static str,
    /// Number of things without it.
    pub things: usize,
    /// Whether another statement of the item replaces it. Otherwise the things are written without the
    /// property, and validators will say so.
    pub is_replaced: bool,
}

/// Both lists under construction, item by item.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The texts, numbers and the like of all items.
    pub(super) values: usize,
    lost: BTreeMap<String, Uncarried>,
    wanted: BTreeMap<(&'static str, &'static str, bool), usize>,
}

impl Tally {
    /// Notes a value that is not written.
    pub(super) fn lose(&mut self, element: &str, value: &Value) {
        let values = scalars(value);
        if values == 0 {
            return;
        }
        let lost = self.lost.entry(element.to_owned()).or_default();
        lost.values += values;
        for value in each(value) {
            if lost.samples.len() < SAMPLES {
                let text = scalar(value).unwrap_or_else(|| value.to_string());
                lost.samples.push(text.chars().take(SAMPLE_CHARS).collect());
            }
        }
    }

    /// Notes a property that a thing must have and the item does not say.
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
    /// The element in a line: 受理标准（guide.materials.acceptance_standard）：3个值.
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
    /// The property in a line.
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

/// Both lists as text.
pub(super) fn text(lost: &[Uncarried], wanted: &[RequiredProperty], language: Language) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = match language {
        Language::Chinese => writeln!(out, "标准里没有对应的要素{}个", lost.len()),
        Language::English => writeln!(out, "{} elements without a counterpart", lost.len()),
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
