use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, date, shape};
use crate::vocabulary::{ContactWay, DayKind, HolidayRule};

/// One place where the item is handled.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Place {
    /// The name of the service hall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Street and number, building, floor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The window or room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// The opening hours of this place, if they differ from the guide's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub hours: Option<OpeningHours>,
    /// Its phone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<Phone>,
    /// How to get there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directions: Option<String>,
}

/// Opening hours: as published and as periods.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct OpeningHours {
    /// The published wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The opening periods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub periods: Vec<Period>,
    /// The arrangement for public holidays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub holidays: Option<HolidayRule>,
}

/// One opening period, such as working days from 09:00 to 12:00.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Period {
    /// The days it applies to; empty if the source does not name them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub days: Vec<DayKind>,
    /// The part of the year it applies to, as published, such as 5月1日至9月30日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// Opening time on the 24-hour clock, such as `09:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// Closing time on the 24-hour clock, such as `12:00`; `24:00` is midnight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// The purpose of the period, if stated, such as 咨询时间.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One phone number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Phone {
    /// With area code, such as `0770-2881234`; short service numbers such as `12345`.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub number: String,
    /// Extension or menu choices, such as `8012` or `9-0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// Whose number it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Phone {
    /// Creates a phone with this number.
    pub fn new(number: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            ..Self::default()
        }
    }
}

/// How to make an enquiry or a complaint.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Contact {
    /// By window, phone, website, letter …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub ways: Vec<ContactWay>,
    /// Its phone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<Phone>,
    /// The address to go to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The website.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The published wording, if it says more than the other fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The promised reply time for an enquiry or complaint.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub reply_promise: Option<Limit>,
    /// Measured replies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub replies: Vec<Reply>,
}

/// One enquiry or complaint, and when it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Reply {
    /// The date it was made.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub asked: Option<NaiveDate>,
    /// The date it was answered; absent if it was not.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub answered: Option<NaiveDate>,
    /// How it was made, and the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
