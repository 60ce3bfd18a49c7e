use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, date, shape};
use crate::vocabulary::{ContactWay, DayKind, HolidayRule};

/// One place where the matter is handled.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Place {
    /// The hall's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Street and number, building, floor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The window or room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// When this place is open, where it differs from the guide's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub hours: Option<OpeningHours>,
    /// Its phones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<Phone>,
    /// How to get there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directions: Option<String>,
}

/// When an office is open: as published and as periods.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct OpeningHours {
    /// The published wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The periods it is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub periods: Vec<Period>,
    /// What holds on public holidays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub holidays: Option<HolidayRule>,
}

/// One period of opening, such as working days 09:00 to 12:00.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Period {
    /// The days it holds on; none where the source does not name them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub days: Vec<DayKind>,
    /// The part of the year it holds in, as published, such as 5月1日至9月30日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// The time it opens, `09:00` on the 24-hour clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// The time it closes, `12:00` on the 24-hour clock; `24:00` is midnight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// What the period is for, where the source says, such as 咨询时间.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One phone number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Phone {
    /// With area code, as `0770-2881234`; short service numbers as `12345`.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub number: String,
    /// Extension or menu choices, as `8012` or `9-0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// Whose number it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Phone {
    /// A phone with this number.
    pub fn new(number: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            ..Self::default()
        }
    }
}

/// How to ask or to complain.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Contact {
    /// Window, phone, online, letter …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub ways: Vec<ContactWay>,
    /// Its phones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<Phone>,
    /// Where to go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Where to ask online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where to write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The published wording, where the parts above do not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Within what time a question or complaint is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub reply_promise: Option<Limit>,
    /// Replies that were measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub replies: Vec<Reply>,
}

/// One question or complaint and when it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Reply {
    /// The day it was asked.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub asked: Option<NaiveDate>,
    /// The day it was answered; absent where it was not.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub answered: Option<NaiveDate>,
    /// By what way, and what came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
