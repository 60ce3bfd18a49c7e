use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, date, shape};
use crate::vocabulary::{Audience, ChannelKind, PlatformFunction};

/// A portal, app or hotline that channels of the catalogue belong to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Platform {
    /// A short identifier that channels refer to.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Portal, app …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ChannelKind>,
    /// The address of its entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its functions, such as search, registration, enquiry or single sign-on, each with its
    /// trials.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub functions: Vec<PlatformFeature>,
}

/// One function of a platform: whether it is available and whether it worked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct PlatformFeature {
    /// Which function.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<PlatformFunction>,
    /// Whether the platform provides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<bool>,
    /// The address of the function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Results of trying it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub trials: Vec<Trial>,
}

/// One trial of a function.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Trial {
    /// The date of the trial.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub date: Option<NaiveDate>,
    /// Whether it worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
    /// What was done and what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A category under which a portal lists items.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Category {
    /// Its name.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub name: String,
    /// Keys of the items in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// A one-stop service (一件事): several items a person needs for one purpose.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Scenario {
    /// Its name, such as 开一家餐饮店.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub name: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Whom it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub audience: Vec<Audience>,
    /// The lead body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The promised limit for the whole service.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub promised: Option<Limit>,
    /// The items, each with those that must precede it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub items: Vec<ScenarioItem>,
}

/// One item of a one-stop service.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct ScenarioItem {
    /// The key of the item.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub item: String,
    /// Keys of the items that must be completed before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
}
