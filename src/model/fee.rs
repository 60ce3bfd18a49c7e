use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Amount, shape};

/// Whether a fee is charged, and which. Free of charge is `charged = false`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Fees {
    /// Whether a fee is charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charged: Option<bool>,
    /// The document that the fees are based on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether online payment is supported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_payment: Option<bool>,
    /// The fee items. Table `up_task_general_fee_project`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub items: Vec<FeeItem>,
}

/// One fee item.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct FeeItem {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The fee standard as published, such as 每证10元.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// The amount in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_negative"))]
    #[schemars(extend("minimum" = 0))]
    pub amount: Option<Amount>,
    /// The charging unit: 证, 人次, 平方米.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The document that sets the fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether it can be reduced or waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reducible: Option<bool>,
    /// The document that the reduction is based on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reduction_basis: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
