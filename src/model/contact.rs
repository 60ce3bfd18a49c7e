use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, date, shape};
use crate::vocabulary::{ContactWay, DayKind, HolidayRule};

/// 办理地点 — one place where the matter is handled. Column `transact_addr`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Place {
    /// 名称 — the hall's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 地址 — street and number, building, floor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// 窗口 — the window or room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// 办理时间 — when this place is open, where it differs from the guide's. Column `transact_time`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub hours: Option<OpeningHours>,
    /// 电话 — its phones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<Phone>,
    /// 交通指引 — how to get there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directions: Option<String>,
}

/// 办理时间 — when an office is open: as published and as periods.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct OpeningHours {
    /// 原文 — the published wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// 时段 — the periods it is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub periods: Vec<Period>,
    /// 节假日安排 — what holds on public holidays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub holidays: Option<HolidayRule>,
}

/// 开放时段 — one period of opening, such as working days 09:00 to 12:00.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Period {
    /// 日期 — the days it holds on; none where the source does not name them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub days: Vec<DayKind>,
    /// 季节 — the part of the year it holds in, as published, such as 5月1日至9月30日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// 开始 — the time it opens, `09:00` on the 24-hour clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// 结束 — the time it closes, `12:00` on the 24-hour clock; `24:00` is midnight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// 说明 — what the period is for, where the source says, such as 咨询时间.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// 电话 — one phone number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Phone {
    /// 号码 — with area code, as `0770-2881234`; short service numbers as `12345`.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub number: String,
    /// 分机 — extension or menu choices, as `8012` or `9-0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// 说明 — whose number it is.
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

/// 咨询或投诉方式 — how to ask or to complain. Columns `link_way`, `supervise_way`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Contact {
    /// 方式 — window, phone, online, letter …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub ways: Vec<ContactWay>,
    /// 电话 — its phones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<Phone>,
    /// 地址 — where to go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// 网址 — where to ask online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 电子邮箱 — where to write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// 原文 — the published wording, where the parts above do not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// 答复时限承诺 — within what time a question or complaint is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub reply_promise: Option<Limit>,
    /// 答复记录 — replies that were measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub replies: Vec<Reply>,
}

/// 答复记录 — one question or complaint and when it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Reply {
    /// 提出日期 — the day it was asked.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub asked: Option<NaiveDate>,
    /// 答复日期 — the day it was answered; absent where it was not.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub answered: Option<NaiveDate>,
    /// 说明 — by what way, and what came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
