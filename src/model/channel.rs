use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Guide, date, shape};
use crate::vocabulary::{ChannelKind, Vocabulary};

/// One channel to handle an item or learn about it: portal, app, service hall, kiosk, hotline.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Channel {
    /// A short identifier, unique within the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Portal, app, hall …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ChannelKind>,
    /// Its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address of its entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether single sign-on is supported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_sign_on: Option<bool>,
    /// The other site it redirects the applicant to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hands_over_to: Option<String>,
    /// Whether that site requires users to register again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registers_again: Option<bool>,
    /// Whether the item can be handled here, not only looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handles: Option<bool>,
    /// The id of the platform it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// What this channel states; anything it leaves out is inherited from the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub says: Option<Box<Guide>>,
}

impl Channel {
    /// The display name of the channel: its name, or else its kind or its id.
    pub(crate) fn called(&self) -> Option<&str> {
        let kind = self.kind.as_ref().map(Vocabulary::term);
        self.name.as_deref().or(kind).or(self.id.as_deref())
    }
}

/// A deviation: an intended difference between channels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Deviation {
    /// Ids of the channels that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// The element that differs: a dotted path within the guide, such as `materials`.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub element: String,
    /// The reason for the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The last day it is in force.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ServiceItem, Translation};

    /// Few channels and translations state a guide of their own, and an item may have many.
    #[test]
    fn a_guide_that_is_not_there_takes_no_room() {
        assert!(size_of::<Channel>() <= 256);
        assert!(size_of::<Translation>() <= 128);
        assert!(size_of::<ServiceItem>() - size_of::<Guide>() <= 1536);
    }
}
