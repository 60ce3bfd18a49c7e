use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Contact, Fees, Material, OpeningHours, Place, Process, SpecialProcedure, TimeLimit, shape,
};
use crate::vocabulary::{QueryWay, ResultDelivery, ResultKind};

/// 办事指南 — what an applicant is told; every part of it may be left unsaid.
///
/// The same type holds the item's own guide, what one channel says, what a separately loaded view
/// says, and a translation, so that one comparator serves them all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Guide {
    /// 受理条件 — what the applicant must satisfy. Column `accept_condition`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
    /// 禁止性要求 — what excludes an applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prohibitions: Option<String>,
    /// 数量限制 — how many are granted. Column `limit_explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_limit: Option<String>,
    /// 办结时限 — the time limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub time_limit: Option<TimeLimit>,
    /// 特别程序 — procedures whose time is not counted. Column `special_procedure`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub special_procedures: Vec<SpecialProcedure>,
    /// 收费 — what it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub fees: Option<Fees>,
    /// 申请材料 — what has to be handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub materials: Vec<Material>,
    /// 办理流程 — how it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub process: Option<Process>,
    /// 到办事现场次数 — how often the applicant has to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub visits: Option<Visits>,
    /// 办理地点 — where it is handled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub places: Vec<Place>,
    /// 办理时间 — when the offices are open, where a place does not say otherwise. Column `transact_time`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub hours: Option<OpeningHours>,
    /// 咨询方式 — how to ask. Column `link_way`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub consultation: Option<Contact>,
    /// 监督投诉方式 — how to complain. Column `supervise_way`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub complaint: Option<Contact>,
    /// 办理进度查询 — how to follow the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub progress: Option<Progress>,
    /// 审批结果 — what the applicant gets.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub result: Option<Outcome>,
    /// 预约办理 — whether and how to make an appointment. Column `is_schedule`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub appointment: Option<Offer>,
    /// 物流快递 — whether and how papers go by courier. Column `is_express`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub courier: Option<Offer>,
    /// 自助终端办理 — whether and where a kiosk does it. Column `is_service_terminals`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub kiosk: Option<Offer>,
    /// 帮办代办 — whether and how somebody helps on the spot or acts for the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub assistance: Option<Offer>,
    /// 中介服务 — intermediary services the matter needs. Column `service_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intermediary_services: Option<String>,
    /// 权利与义务 — rights and duties of the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights_and_duties: Option<String>,
    /// 行政复议 — where and how to ask for reconsideration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconsideration: Option<String>,
    /// 行政诉讼 — where and how to sue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub litigation: Option<String>,
    /// 常见问题 — questions and answers. Table `up_task_general_questions`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub questions: Vec<Question>,
}

/// 到办事现场次数 — how often the applicant has to come, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Visits {
    /// 次数 — visits in person at the most. Column `limit_scene_num`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// 必须现场办理原因说明 — why the applicant has to come. Column `limit_scene_explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// 办理进度查询 — how to follow the case and learn its result.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Progress {
    /// 查询方式 — by phone, at the window, online …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub ways: Vec<QueryWay>,
    /// 查询网址 — where to look online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 说明 — anything else the applicant must know for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// 审批结果 — what the applicant gets in the end, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Outcome {
    /// 审批结果名称 — the name of the licence or document. Column `result_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 审批结果类型 — certificate, document, other. Column `result_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ResultKind>,
    /// 审批结果样本 — where a sample is. Column `result_guid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// 有效期限 — how long it is valid, such as 5年 or 长期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
    /// 送达方式 — how it reaches the applicant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub delivery: Vec<ResultDelivery>,
    /// 结果公开 — where results are published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
}

/// 服务方式 — something an office offers or not, and how to use it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Offer {
    /// 是否支持 — whether it is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<bool>,
    /// 方式 — how to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// 网址 — where to use it online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 地点 — where it stands or is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// 电话 — whom to call for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<super::Phone>,
}

/// 常见问题 — one question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Question {
    /// 问题 — as people ask it. Column `question`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// 答案 — the office's answer. Column `answer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}
