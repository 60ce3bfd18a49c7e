use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, date, shape};
use crate::vocabulary::{Audience, ChannelKind, PlatformFunction};

/// 平台 — a portal, app or hotline the catalogue's channels belong to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Platform {
    /// 平台标识 — a short name channels refer to.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub id: String,
    /// 平台名称 — its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 平台类型 — portal, app …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ChannelKind>,
    /// 统一入口 — the address of its entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 平台功能 — entry, search, registration, consultation, single sign-on, each with its trials.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub functions: Vec<PlatformFeature>,
}

/// 平台功能 — one function of a platform, whether it exists and whether it worked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct PlatformFeature {
    /// 功能 — which function.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<PlatformFunction>,
    /// 是否提供 — whether the platform has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<bool>,
    /// 网址 — where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 试用记录 — results of trying it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub trials: Vec<Trial>,
}

/// 试用记录 — one time a function was tried.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Trial {
    /// 日期 — the day it was tried.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub date: Option<NaiveDate>,
    /// 是否成功 — whether it worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
    /// 说明 — what was done and what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// 栏目 — a heading under which a portal shows items.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Category {
    /// 栏目名称 — its name.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub name: String,
    /// 事项 — keys of the items under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// 一件事 — several items a person needs for one purpose, as one journey.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Scenario {
    /// 一件事名称 — its name, such as 开一家餐饮店.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub name: String,
    /// 摘要 — what it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// 服务对象 — whom it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub audience: Vec<Audience>,
    /// 牵头单位 — the body that leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// 承诺办结时限 — the promise for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub promised: Option<Limit>,
    /// 办理顺序 — the items, each with those that must come before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub items: Vec<ScenarioItem>,
}

/// 一件事事项 — one item of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct ScenarioItem {
    /// 事项 — the key of the item.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub item: String,
    /// 先办事项 — keys of the items that must be done before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
}
