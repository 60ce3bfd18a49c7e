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
    /// Its own fields, without the items.
    pub(crate) fn header(&self) -> Self {
        Self {
            name: self.name.clone(),
            division: self.division.clone(),
            as_of: self.as_of,
            profile: self.profile,
            include: self.include.clone(),
            not_collected: self.not_collected.clone(),
            categories: self.categories.clone(),
            platforms: self.platforms.clone(),
            scenarios: self.scenarios.clone(),
            items: Vec::new(),
            extensions: self.extensions.clone(),
        }
    }

    /// The keys by which its categories and scenarios refer to items.
    pub(crate) fn references(&self) -> impl Iterator<Item = &str> {
        let listed = self.categories.iter().flat_map(|category| &category.items);
        let entries = self.scenarios.iter().flat_map(|scenario| &scenario.items);
        let entries = entries.flat_map(|entry| std::iter::once(&entry.item).chain(&entry.after));
        listed.chain(entries).map(|reference| reference.trim())
    }
}
