use std::collections::HashMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use validator::Validate;

use super::{Category, Platform, Scenario, ServiceItem, date, shape};
use crate::code::DivisionCode;
use crate::vocabulary::Profile;

/// The items of a division or department, with the information common to all of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Catalogue {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The division it is for. GB/T 2260.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub division: Option<DivisionCode>,
    /// The date of its content.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub as_of: Option<NaiveDate>,
    /// The profile it is checked against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// In `catalogue.toml`: glob patterns of the item files, such as `items/*.toml`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// Dotted paths of elements that this source does not collect at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_collected: Vec<String>,
    /// The categories under which a portal lists the items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub categories: Vec<Category>,
    /// The platforms its channels belong to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub platforms: Vec<Platform>,
    /// One-stop services made of several items (一件事).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub scenarios: Vec<Scenario>,
    /// The items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub items: Vec<ServiceItem>,
    /// Fields of the source that the model does not have.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

impl Catalogue {
    /// The items by everything that may refer to one: key, name, implementation code, source id.
    /// Of several with the same, the first.
    pub(crate) fn items_by_reference(&self) -> HashMap<String, usize> {
        let mut known = HashMap::new();
        for (index, item) in self.items.iter().enumerate() {
            let implementation = item.implementation_code.as_ref().map(ToString::to_string);
            let names = [
                Some(item.key()),
                Some(item.name.clone()),
                implementation,
                item.source_id.clone(),
            ];
            for name in names.into_iter().flatten() {
                known.entry(name).or_insert(index);
            }
        }
        known
    }
}
