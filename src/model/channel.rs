use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Guide, date, shape};
use crate::vocabulary::ChannelKind;

/// One way to get the matter done or learn about it: portal, app, hall, kiosk, hotline.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Channel {
    /// A short name, unique in the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Portal, app, hall …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ChannelKind>,
    /// Its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address where it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether one sign-on serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_sign_on: Option<bool>,
    /// The other site the applicant is handed over to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hands_over_to: Option<String>,
    /// Whether that site asks to register again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registers_again: Option<bool>,
    /// Whether the matter can be handled here, not only read about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handles: Option<bool>,
    /// The id of the platform it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// What this channel tells the applicant; what it leaves out, it inherits from the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub says: Option<Guide>,
}

/// A difference between channels that is intended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Deviation {
    /// Ids of the channels that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// What differs: dotted path inside the guide, such as `materials`.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub element: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The last day it holds.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<NaiveDate>,
}
