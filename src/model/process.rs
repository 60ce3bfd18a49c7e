use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, shape};
use crate::vocabulary::{Actor, EndKind, Stage};

/// 办理流程 — the way a matter goes: as steps, and as published text and chart beside them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Process {
    /// 办理环节 — the steps in their usual order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub steps: Vec<Step>,
    /// 流程文字 — the process as published in words, such as 申请→受理→审查→决定→送达. Column `handle_flow`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// 网上办理流程 — the process online in words, where published apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_narrative: Option<String>,
    /// 流程图 — the published flowchart.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub flowchart: Option<Flowchart>,
}

/// 办理环节 — one step of a process.
///
/// Without `next`, `fork`, `join` or `end`, the following step of the list comes next, and the
/// last one ends the matter.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Step {
    /// 环节标识 — a short name other steps refer to, unique in the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 环节名称 — its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 阶段 — the stage it belongs to: 受理, 审查, 决定 …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub stage: Option<Stage>,
    /// 办理人员 — the role that acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub actor: Option<Actor>,
    /// 办理单位 — the body that acts, where several handle the matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// 办理内容 — what is done in this step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// 审查标准 — by what standard it is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// 所需材料 — names of the materials it works on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<String>,
    /// 环节结果 — what comes out of it: a receipt, a decision, a licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// 环节时限 — how long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// 不计入承诺时限 — whether its time is outside the promised limit, as with a special procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside_limit: Option<bool>,
    /// 是否到现场 — whether the applicant has to come in person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_site: Option<bool>,
    /// 下一环节 — where it goes; several are a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub next: Vec<Next>,
    /// 并行环节 — steps that start side by side after this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fork: Vec<String>,
    /// 汇合环节 — the step where this branch meets the others of its fork.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank"))]
    pub join: Option<String>,
    /// 结束方式 — the matter ends here, in this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub end: Option<EndKind>,
}

/// 去向 — one way on from a step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Next {
    /// 去向环节 — the id of the step it leads to.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub to: String,
    /// 条件 — when this way is taken; needed where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// 流程图 — a published chart: as Mermaid, as nodes and edges, or only as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Flowchart {
    /// 图片 — where the picture is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// 流程图文本 — the chart in Mermaid's flowchart language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mermaid: Option<String>,
    /// 节点 — its boxes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub nodes: Vec<FlowNode>,
    /// 连线 — its arrows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub edges: Vec<FlowEdge>,
}

/// 流程图节点 — one box of a flowchart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FlowNode {
    /// 节点标识 — the id edges refer to; the same as the step's id where they are the same thing.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub id: String,
    /// 节点文字 — what stands in the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// 流程图连线 — one arrow of a flowchart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FlowEdge {
    /// 起点 — id of the node it leaves.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub from: String,
    /// 终点 — id of the node it reaches.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub to: String,
    /// 条件 — what stands on the arrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}
