use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::shape;
use crate::vocabulary::{MaterialKind, MaterialSource, Medium, Necessity};

/// One material the applicant submits. Table `up_task_general_material`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Material {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The code of the material in the province's list, or the source's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Certificate, form or other.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<MaterialKind>,
    /// On paper, electronic, either or both.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub medium: Option<Medium>,
    /// Required, not required, or may be submitted later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub necessity: Option<Necessity>,
    /// When a material that is not always required has to be submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The time within which a deferred material must be submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deferral: Option<String>,
    /// Number of originals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub originals: Option<u32>,
    /// Number of photocopies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photocopies: Option<u32>,
    /// Number of copies, if the source does not distinguish originals and photocopies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pieces: Option<u32>,
    /// The form in words, if the source gives it in addition to or instead of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Size and type of paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// Whether the applicant provides it or a department issues it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub source: Option<MaterialSource>,
    /// How to obtain it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_note: Option<String>,
    /// The body that issues it. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuing_body: Option<String>,
    /// The blank form: an address or a file name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank_form: Option<String>,
    /// The filled-in sample: an address or a file name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_form: Option<String>,
    /// How to fill it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filling_notes: Option<String>,
    /// The acceptance criteria.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance_standard: Option<String>,
    /// The law or document that requires it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether a signature or seal is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal_required: Option<bool>,
    /// Who signs or seals, and where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal_note: Option<String>,
    /// Whether it is exempt from submission because the office obtains it from a certificate
    /// library or another department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exempt: Option<bool>,
    /// How it is obtained instead: electronic certificate, data sharing, declaration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption_way: Option<String>,
    /// Whether it is shared through a certificate library or by another department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<bool>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
