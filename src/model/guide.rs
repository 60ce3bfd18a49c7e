use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    Contact, Fees, Material, OpeningHours, Place, Process, SpecialProcedure, TimeLimit, shape,
};
use crate::vocabulary::{QueryWay, ResultDelivery, ResultKind};

/// The guide: the information for applicants; all elements are optional.
///
/// The same type is used for the item's own guide, for what one channel states, for a separately
/// loaded view and for a translation, so that one comparison serves them all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Guide {
    /// The conditions the applicant must meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
    /// What disqualifies an applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prohibitions: Option<String>,
    /// The number of grants, if limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_limit: Option<String>,
    /// The time limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub time_limit: Option<TimeLimit>,
    /// Procedures whose time is not counted towards the time limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub special_procedures: Vec<SpecialProcedure>,
    /// The fees.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub fees: Option<Fees>,
    /// The materials to submit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub materials: Vec<Material>,
    /// The process.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub process: Option<Process>,
    /// The number of visits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub visits: Option<Visits>,
    /// The places where it is handled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub places: Vec<Place>,
    /// The opening hours, unless a place states its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub hours: Option<OpeningHours>,
    /// How to make an enquiry.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub consultation: Option<Contact>,
    /// How to make a complaint.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub complaint: Option<Contact>,
    /// How to look up the progress of a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub progress: Option<Progress>,
    /// The result that the applicant receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub result: Option<Outcome>,
    /// Whether and how to make an appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub appointment: Option<Offer>,
    /// Whether and how courier delivery is available.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub courier: Option<Offer>,
    /// Whether and where a self-service kiosk can be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub kiosk: Option<Offer>,
    /// Whether and how on-site assistance or an agent is available.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub assistance: Option<Offer>,
    /// Intermediary services that are required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intermediary_services: Option<String>,
    /// Rights and duties of the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights_and_duties: Option<String>,
    /// Where and how to apply for administrative reconsideration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconsideration: Option<String>,
    /// Where and how to bring an administrative suit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub litigation: Option<String>,
    /// Frequently asked questions. Table `up_task_general_questions`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub questions: Vec<Question>,
}

/// The number of visits in person, and the reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Visits {
    /// The maximum number of visits in person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Why the applicant has to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How to look up the progress and the result of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Progress {
    /// By phone, at the window, online …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub ways: Vec<QueryWay>,
    /// The website for looking it up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Anything else the applicant must know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The result that the applicant receives, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Outcome {
    /// The name of the licence or document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Certificate, written approval or other.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<ResultKind>,
    /// The address of a sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// The period of validity, such as 5年 or 长期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
    /// The delivery methods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub delivery: Vec<ResultDelivery>,
    /// Where results are published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
}

/// A service an office may offer, and how to use it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Offer {
    /// Whether it is available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<bool>,
    /// How to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// The website for using it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The place where it is provided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Phone numbers for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub phones: Vec<super::Phone>,
}

/// A frequently asked question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Question {
    /// The question as people ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The office's answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}
