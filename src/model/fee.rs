use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Amount, shape};

/// 收费 — whether the matter costs anything, and what. Free of charge is `charged = false`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Fees {
    /// 是否收费 — whether a fee is charged. Column `is_fee`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charged: Option<bool>,
    /// 收费依据 — the document that allows the fee. Column `fee_basis`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// 是否支持网上支付 — whether it can be paid online. Column `is_pay_online`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_payment: Option<bool>,
    /// 收费项目 — the fees one by one. Table `up_task_general_fee_project`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub items: Vec<FeeItem>,
}

/// 收费项目 — one fee.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FeeItem {
    /// 收费项目名称 — its name. Column `fee_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 收费标准 — the standard as published, such as 每证10元. Column `fee_stand`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// 金额 — the amount in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_negative"))]
    #[schemars(extend("minimum" = 0))]
    pub amount: Option<Amount>,
    /// 计费单位 — what the amount is for: 证, 人次, 平方米.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// 收费依据 — the document that sets it. Column `by_law`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// 是否允许减免 — whether it can be reduced or waived. Column `is_desc`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reducible: Option<bool>,
    /// 允许减免依据 — the document that allows the reduction. Column `desc_explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reduction_basis: Option<String>,
    /// 备注 — remark. Column `remark`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
