use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Guide, date, shape};
use crate::vocabulary::ChannelKind;

/// 办理渠道 — one way to get the matter done or learn about it: portal, app, hall, kiosk, hotline.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Channel {
    /// 渠道标识 — a short name, unique in the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 渠道类型 — portal, app, hall …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ChannelKind>,
    /// 渠道名称 — its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 办理地址 — the address where it starts. Columns `online_handle_url`, `link_addr`, `mobile_terminal_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 是否对接单点登录 — whether one sign-on serves. Columns `is_single_login`, `app_is_single_login`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_sign_on: Option<bool>,
    /// 跳转网站 — the other site the applicant is handed over to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hands_over_to: Option<String>,
    /// 是否需重新注册 — whether that site asks to register again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registers_again: Option<bool>,
    /// 是否可办理 — whether the matter can be handled here, not only read about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handles: Option<bool>,
    /// 所属平台 — the id of the platform it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// 渠道所述 — what this channel tells the applicant; what it leaves out, it inherits from the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub says: Option<Guide>,
}

/// 差异说明 — a difference between channels that is intended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Deviation {
    /// 涉及渠道 — ids of the channels that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// 要素 — what differs: dotted path inside the guide, such as `materials`.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub element: String,
    /// 原因 — why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// 批准人 — who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// 有效期至 — the last day it holds.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<NaiveDate>,
}
