use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, shape};
use crate::vocabulary::{Actor, EndKind, Stage};

/// The way a matter goes: as steps, and as published text and chart beside them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Process {
    /// The steps in their usual order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub steps: Vec<Step>,
    /// The process as published in words, such as 申请→受理→审查→决定→送达.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// The process online in words, where published apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_narrative: Option<String>,
    /// The published flowchart.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub flowchart: Option<Flowchart>,
}

/// One step of a process.
///
/// Without `next`, `fork`, `join` or `end`, the following step of the list comes next, and the
/// last one ends the matter.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Step {
    /// A short name other steps refer to, unique in the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The stage it belongs to: 受理, 审查, 决定 …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub stage: Option<Stage>,
    /// The role that acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub actor: Option<Actor>,
    /// The body that acts, where several handle the matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What is done in this step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// By what standard it is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Names of the materials it works on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<String>,
    /// What comes out of it: a receipt, a decision, a licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Whether its time is outside the promised limit, as with a special procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside_limit: Option<bool>,
    /// Whether the applicant has to come in person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_site: Option<bool>,
    /// Where it goes; several are a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub next: Vec<Next>,
    /// Steps that start side by side after this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fork: Vec<String>,
    /// The step where this branch meets the others of its fork.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank"))]
    pub join: Option<String>,
    /// The matter ends here, in this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub end: Option<EndKind>,
}

/// One way on from a step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Next {
    /// The id of the step it leads to.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub to: String,
    /// When this way is taken; needed where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A published chart: as Mermaid, as nodes and edges, or only as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Flowchart {
    /// Where the picture is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The chart in Mermaid's flowchart language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mermaid: Option<String>,
    /// Its boxes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub nodes: Vec<FlowNode>,
    /// Its arrows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub edges: Vec<FlowEdge>,
}

/// One box of a flowchart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FlowNode {
    /// The id edges refer to; the same as the step's id where they are the same thing.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub id: String,
    /// What stands in the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// One arrow of a flowchart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FlowEdge {
    /// Id of the node it leaves.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub from: String,
    /// Id of the node it reaches.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub to: String,
    /// What stands on the arrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}
