use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Contact, Fees, Material, OpeningHours, Place, Process, SpecialProcedure, TimeLimit, shape,
};
use crate::vocabulary::{QueryWay, ResultDelivery, ResultKind};

/// What an applicant is told; every part of it may be left unsaid.
///
/// The same type holds the item's own guide, what one channel says, what a separately loaded view
/// says, and a translation, so that one comparator serves them all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Guide {
    /// What the applicant must satisfy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
    /// What excludes an applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prohibitions: Option<String>,
    /// How many are granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_limit: Option<String>,
    /// The time limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub time_limit: Option<TimeLimit>,
    /// Procedures whose time is not counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub special_procedures: Vec<SpecialProcedure>,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub fees: Option<Fees>,
    /// What has to be handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub materials: Vec<Material>,
    /// How it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub process: Option<Process>,
    /// How often the applicant has to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub visits: Option<Visits>,
    /// Where it is handled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub places: Vec<Place>,
    /// When the offices are open, where a place does not say otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub hours: Option<OpeningHours>,
    /// How to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub consultation: Option<Contact>,
    /// How to complain.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub complaint: Option<Contact>,
    /// How to follow the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub progress: Option<Progress>,
    /// What the applicant gets.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub result: Option<Outcome>,
    /// Whether and how to make an appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub appointment: Option<Offer>,
    /// Whether and how papers go by courier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub courier: Option<Offer>,
    /// Whether and where a kiosk does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub kiosk: Option<Offer>,
    /// Whether and how somebody helps on the spot or acts for the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub assistance: Option<Offer>,
    /// Intermediary services the matter needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intermediary_services: Option<String>,
    /// Rights and duties of the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights_and_duties: Option<String>,
    /// Where and how to ask for reconsideration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconsideration: Option<String>,
    /// Where and how to sue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub litigation: Option<String>,
    /// Questions and answers. Table `up_task_general_questions`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub questions: Vec<Question>,
}

/// How often the applicant has to come, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Visits {
    /// Visits in person at the most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Why the applicant has to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How to follow the case and learn its result.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Progress {
    /// By phone, at the window, online …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub ways: Vec<QueryWay>,
    /// Where to look online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Anything else the applicant must know for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What the applicant gets in the end, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Outcome {
    /// The name of the licence or document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Certificate, document, other.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ResultKind>,
    /// Where a sample is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// How long it is valid, such as 5年 or 长期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
    /// How it reaches the applicant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub delivery: Vec<ResultDelivery>,
    /// Where results are published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
}

/// Something an office offers or not, and how to use it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Offer {
    /// Whether it is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<bool>,
    /// How to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// Where to use it online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where it stands or is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Whom to call for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<super::Phone>,
}

/// One question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Question {
    /// As people ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The office's answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}
