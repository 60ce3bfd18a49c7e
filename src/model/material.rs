use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::shape;
use crate::vocabulary::{MaterialKind, MaterialSource, Medium, Necessity};

/// One thing the applicant has to hand in. Table `up_task_general_material`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Material {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The code of the material in the province's list, or the source's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Certificate, form, other.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<MaterialKind>,
    /// On paper, electronic, either or both.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub medium: Option<Medium>,
    /// Needed, not needed, may follow later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub necessity: Option<Necessity>,
    /// When a material that is not always needed is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Within what time a deferred material must follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deferral: Option<String>,
    /// Number of originals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub originals: Option<u32>,
    /// Number of copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photocopies: Option<u32>,
    /// Number of pieces where the source does not say whether originals or copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pieces: Option<u32>,
    /// The form in words, where the source gives it besides or instead of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Size and make of the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// Who provides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub source: Option<MaterialSource>,
    /// How to get it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_note: Option<String>,
    /// The body that issues it. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuing_body: Option<String>,
    /// Where the blank form is: an address or a file name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank_form: Option<String>,
    /// Where the filled sample is: an address or a file name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_form: Option<String>,
    /// How to fill it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filling_notes: Option<String>,
    /// What makes it acceptable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance_standard: Option<String>,
    /// The law or document that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether a signature or a seal is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal_required: Option<bool>,
    /// Who signs or seals, and where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal_note: Option<String>,
    /// Whether the office gets it itself, from a licence library or another department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exempt: Option<bool>,
    /// How it is got instead: electronic licence, data sharing, promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption_way: Option<String>,
    /// Whether a licence library or another department holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<bool>,
    /// Remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
