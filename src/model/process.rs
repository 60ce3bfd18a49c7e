use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Limit, shape};
use crate::vocabulary::{Actor, EndKind, Stage};

/// The process of an item: structured steps, together with the published text and flowchart.
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
    /// The online process in words, if it is published separately.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_narrative: Option<String>,
    /// The published flowchart.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub flowchart: Option<Flowchart>,
}

/// One step of a process.
///
/// Without `next`, `fork`, `join` or `end`, the next step of the list follows, and the last step
/// ends the process.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Step {
    /// A short identifier that other steps refer to, unique within the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The stage it belongs to: 受理, 审查, 决定 …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub stage: Option<Stage>,
    /// The role of the person who acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub actor: Option<Actor>,
    /// The body that acts, if several handle the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What is done in this step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The review criteria.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Names of the materials it requires.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<String>,
    /// Its result: a receipt, a decision, a licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// The time limit of the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Whether its time is not counted towards the promised limit, as for a special procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside_limit: Option<bool>,
    /// Whether the applicant has to come in person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_site: Option<bool>,
    /// The branches to the next steps; several are alternatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub next: Vec<Next>,
    /// Steps that start in parallel after this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fork: Vec<String>,
    /// The step where this branch joins the others of its fork.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub join: Option<String>,
    /// The process ends here, in this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub end: Option<EndKind>,
}

/// One branch from a step to another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Next {
    /// The id of the step it leads to.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub to: String,
    /// The condition of the branch; required if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A published flowchart: in Mermaid, as nodes and edges, or only as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Flowchart {
    /// The address of the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The flowchart in Mermaid syntax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mermaid: Option<String>,
    /// Its boxes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub nodes: Vec<FlowNode>,
    /// The edges of the graph.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub edges: Vec<FlowEdge>,
}

/// One box of a flowchart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FlowNode {
    /// The id that edges refer to; the id of the step if the box is one.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub id: String,
    /// The text in the box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// One arrow of a flowchart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FlowEdge {
    /// Id of the node it leaves.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub from: String,
    /// Id of the node it reaches.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub to: String,
    /// The text on the arrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}
