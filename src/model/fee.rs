use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Amount, shape};

/// Whether the matter costs anything, and what. Free of charge is `charged = false`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Fees {
    /// Whether a fee is charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charged: Option<bool>,
    /// The document that allows the fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether it can be paid online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_payment: Option<bool>,
    /// The fees one by one. Table `up_task_general_fee_project`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub items: Vec<FeeItem>,
}

/// One fee.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FeeItem {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The standard as published, such as 每证10元.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// The amount in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_negative"))]
    #[schemars(extend("minimum" = 0))]
    pub amount: Option<Amount>,
    /// What the amount is for: 证, 人次, 平方米.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The document that sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether it can be reduced or waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reducible: Option<bool>,
    /// The document that allows the reduction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reduction_basis: Option<String>,
    /// Remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
