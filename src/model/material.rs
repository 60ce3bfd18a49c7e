use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::shape;
use crate::vocabulary::{MaterialKind, MaterialSource, Medium, Necessity};

/// 申请材料 — one thing the applicant has to hand in. Table `up_task_general_material`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Material {
    /// 材料名称 — its name. Column `material_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 材料编码 — the code of the material in the province's list, or the source's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 材料类型 — certificate, form, other. Column `material_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<MaterialKind>,
    /// 材料形式 — on paper, electronic, either or both. Column `material_format`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub medium: Option<Medium>,
    /// 材料必要性 — needed, not needed, may follow later. Column `is_need`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub necessity: Option<Necessity>,
    /// 适用情形 — when a material that is not always needed is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// 容缺补正时限 — within what time a deferred material must follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deferral: Option<String>,
    /// 原件份数 — number of originals. Column `page_num_y`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub originals: Option<u32>,
    /// 复印件份数 — number of copies. Column `page_num_f`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photocopies: Option<u32>,
    /// 份数 — number of pieces where the source does not say whether originals or copies. Column `page_num`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pieces: Option<u32>,
    /// 原件或复印件 — the form in words, where the source gives it besides or instead of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// 规格 — size and make of the paper. Column `page_format`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// 来源渠道 — who provides it. Column `source_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub source: Option<MaterialSource>,
    /// 来源渠道说明 — how to get it. Column `source_explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_note: Option<String>,
    /// 出具机构 — the body that issues it. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuing_body: Option<String>,
    /// 空白表格 — where the blank form is: an address or a file name. Column `form_guid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank_form: Option<String>,
    /// 示例样表 — where the filled sample is: an address or a file name. Column `example_guid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_form: Option<String>,
    /// 填报须知 — how to fill it in. Column `fill_explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filling_notes: Option<String>,
    /// 受理标准 — what makes it acceptable. Column `accept_stand`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance_standard: Option<String>,
    /// 要求提供材料的依据 — the law or document that asks for it. Column `by_law`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// 是否需要签章 — whether a signature or a seal is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal_required: Option<bool>,
    /// 签章要求 — who signs or seals, and where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal_note: Option<String>,
    /// 是否免提交 — whether the office gets it itself, from a licence library or another department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exempt: Option<bool>,
    /// 免提交方式 — how it is got instead: electronic licence, data sharing, promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption_way: Option<String>,
    /// 是否共享 — whether a licence library or another department holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<bool>,
    /// 备注 — remark. Column `remark`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
