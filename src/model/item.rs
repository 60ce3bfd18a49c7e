use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use validator::Validate;

use super::{Channel, Deviation, Guide, NotApplicable, date, shape};
use crate::code::{
    BaseCode, CreditCode, DivisionCode, HandlingCode, ImplementationCode, OrganizationCode,
};
use crate::vocabulary::{
    Audience, BodyKind, CaseType, HandlingForm, HandlingMode, ItemStatus, ItemType, LegalRank,
    LegalTheme, Level, NaturalTheme, OnlineDepth, OnlineGrade, PowerSource, ReviewMode, Scope,
};

/// 政务服务事项 — one service item: what it is, who runs it, its guide and its channels.
///
/// Every element is optional, so a half-filled item can be read and checked; only `name` is
/// required by the base schema.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct ServiceItem {
    /// 事项名称 — the item's name. Column `task_name`.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub name: String,
    /// 主项名称 — the name of the directory entry it belongs to, as all levels share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogue_name: Option<String>,
    /// 基本编码 — 12 characters. Column `catalog_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_code: Option<BaseCode>,
    /// 主项基本编码 — the base code of the parent directory entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_code: Option<BaseCode>,
    /// 地方基本编码 — the province's own base code. Column `local_catalog_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_base_code: Option<String>,
    /// 实施编码 — 31 characters. Column `task_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation_code: Option<ImplementationCode>,
    /// 地方实施编码 — the province's own implementation code. Column `local_task_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_implementation_code: Option<String>,
    /// 业务办理项编码 — 33 characters. Column `task_handle_item`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handling_code: Option<HandlingCode>,
    /// 来源标识 — the record's id in the system it comes from. Column `row_guid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// 来源网址 — the page it was published on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// 事项类型 — licence, confirmation, public service … Column `task_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub item_type: Option<ItemType>,
    /// 事项状态 — in use, suspended, cancelled. Column `task_state`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub status: Option<ItemStatus>,
    /// 事项版本 — counted from 1. Column `task_version`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// 计划生效日期 — the day it takes effect. Column `plan_effective_date`.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub effective_date: Option<NaiveDate>,
    /// 计划取消日期 — the day it is cancelled. Column `plan_cancel_date`.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub cancelled_date: Option<NaiveDate>,
    /// 行使层级 — the levels that exercise it. Column `use_level`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub levels: Vec<Level>,
    /// 权力来源 — by law at this level, delegated, entrusted … Column `power_source`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub power_source: Option<PowerSource>,
    /// 权限划分 — how the power is divided between levels. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power_division: Option<String>,
    /// 行使内容 — what this level exercises of it. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exercised_content: Option<String>,
    /// 实施主体 — the body that exercises it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub authority: Option<Body>,
    /// 联办机构 — other bodies that take part. Column `other_dept`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub co_authorities: Vec<Body>,
    /// 行政区划 — the division it is offered in. GB/T 2260.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub division: Option<DivisionCode>,
    /// 乡镇街道 — name of the township. Column `town_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub town_name: Option<String>,
    /// 乡镇街道代码 — its code. Column `town_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub town_code: Option<DivisionCode>,
    /// 村居社区 — name of the village or community. Column `village_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village_name: Option<String>,
    /// 村居社区代码 — its code. Column `village_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village_code: Option<DivisionCode>,
    /// 服务对象 — natural persons, enterprises … Column `server_type`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub audience: Vec<Audience>,
    /// 面向自然人事项主题分类 — themes for natural persons. Column `user_topic_type`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub natural_themes: Vec<NaturalTheme>,
    /// 面向法人事项主题分类 — themes for legal persons. Column `corp_topic_type`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub legal_themes: Vec<LegalTheme>,
    /// 地方特色主题分类 — themes of the province. Columns `user_character_topic_type`, `corp_character_topic_type`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_themes: Vec<String>,
    /// 办件类型 — settled on the spot or within a promise. Column `project_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub case_type: Option<CaseType>,
    /// 办理方式 — handled alone, jointly, first reviewed or forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub handling_mode: Option<HandlingMode>,
    /// 审查方式 — reviewed before, at once or in parallel.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub review_mode: Option<ReviewMode>,
    /// 办理形式 — window, online, courier … Column `handle_type`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub handling_forms: Vec<HandlingForm>,
    /// 是否网办 — whether it can be handled online. Column `is_online`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// 网上办理深度 — what can be done online. Column `online_handle_depth`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub online_depth: Vec<OnlineDepth>,
    /// 网办等级 — the grade I to IV that some provinces publish instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub online_grade: Option<OnlineGrade>,
    /// 通办范围 — the area in which any office takes it. Column `handle_area`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub scope: Option<Scope>,
    /// 是否进驻政务大厅 — whether it is handled in the service hall. Column `is_entry_center`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_service_hall: Option<bool>,
    /// 承办系统 — the system or platform that handles it. GB/T 39046: 运行系统.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handling_system: Option<String>,
    /// 运行系统层级 — the level of that system. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system_level: Option<String>,
    /// 处罚的行为、种类、幅度 — for penalties. Column `punishment_method`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub punishment: Option<String>,
    /// 征收种类 — for levies. Column `collect_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levy_kind: Option<String>,
    /// 是否涉及征收费减免的审批 — for levies. Column `is_permit_reduce`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levy_reduction: Option<bool>,
    /// 摘要 — in one sentence, what the item is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// 关键词 — words people search by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// 别名 — names people use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// 语言 — BCP 47 tags of the languages in which a guide is promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// 设定依据 — the law it rests on. Column `by_law`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub legal_basis: Vec<LegalBasis>,
    /// 前置事项 — items that must be settled before this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub prerequisites: Vec<Prerequisite>,
    /// 办事指南 — the item's own guide.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub guide: Option<Guide>,
    /// 办理渠道 — its channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub channels: Vec<Channel>,
    /// 差异说明 — intended differences between channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub deviations: Vec<Deviation>,
    /// 译文 — the guide in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub translations: Vec<Translation>,
    /// 不适用的要素 — elements that do not apply to this item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub not_applicable: Vec<NotApplicable>,
    /// 扩展字段 — what the source has and the model has not, as it was. Column `extend_field`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

impl ServiceItem {
    /// The key that stays the same through edits: handling code, else implementation code, else
    /// the source's id, else name and authority.
    ///
    /// ```
    /// let mut item = shixiang::ServiceItem::default();
    /// item.name = "食品经营许可".into();
    /// assert_eq!(item.key(), "食品经营许可");
    /// item.source_id = Some("a-1".into());
    /// assert_eq!(item.key(), "a-1");
    /// ```
    pub fn key(&self) -> String {
        fn filled(text: &str) -> Option<&str> {
            let text = text.trim();
            (!text.is_empty()).then_some(text)
        }
        let handling = self.handling_code.as_ref().map(HandlingCode::as_str);
        let implementation = (self.implementation_code.as_ref()).map(ImplementationCode::as_str);
        let coded = [handling, implementation, self.source_id.as_deref()]
            .into_iter()
            .flatten()
            .find_map(filled);
        if let Some(code) = coded {
            return code.to_owned();
        }
        match (self.authority.as_ref()).and_then(|body| body.name.as_deref()) {
            Some(body) => format!("{}@{body}", self.name),
            None => self.name.clone(),
        }
    }
}

/// 机构 — a body: the one that exercises the item, or one that takes part. Table `up_zone_organization`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Body {
    /// 机构名称 — its full name. Columns `dept_name`, `org_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 机构简称 — its short name. Column `org_short_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// 统一社会信用代码 — 18 characters. Columns `dept_code`, `credit_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// 组织机构代码 — 9 characters. Column `org_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<OrganizationCode>,
    /// 实施主体性质 — statutory, authorized or entrusted. Column `dept_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<BodyKind>,
    /// 委托部门 — the body that entrusted it. Column `entrust_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entrusted_by: Option<String>,
    /// 承办机构 — the office inside it that does the work. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// 是否牵头 — whether it leads a joint handling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads: Option<bool>,
    /// 承担环节 — what it does in a joint handling, as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// 设定依据 — one law or document the item rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct LegalBasis {
    /// 法律法规名称 — its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 文号 — its document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// 公布修订 — when it was made public, amended or revised, as the bracket behind its name says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promulgation: Option<String>,
    /// 条款号 — the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// 条款内容 — the text of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// 效力级别 — law, administrative regulation, local regulation …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub rank: Option<LegalRank>,
}

/// 前置事项 — an item that must be settled first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Prerequisite {
    /// 事项 — its key, base code or name.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub item: String,
    /// 依据 — the law that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// 译文 — the guide in another language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Translation {
    /// 语言 — its BCP 47 tag, such as `en` or `ug`.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub language: String,
    /// 名称译文 — the item's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 摘要译文 — the item's summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// 指南译文 — the guide.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub says: Option<Guide>,
}
