use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Amount, shape};
use crate::i18n::Argument;
use crate::vocabulary::{SpecialProcedureKind, TimeUnit, Vocabulary};

/// The time within which the matter is settled, from acceptance to decision.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct TimeLimit {
    /// The limit that law sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub statutory: Option<Limit>,
    /// Explanation of the statutory limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statutory_note: Option<String>,
    /// The limit that the office promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub promised: Option<Limit>,
    /// Explanation of the promised limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_note: Option<String>,
}

/// An amount of time with its unit, or "on the spot".
///
/// The unit may be unstated: a limit of `20` is not a limit of 20 working days.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Limit {
    /// How many units; not negative, a fraction such as 0.5 is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_negative"))]
    #[schemars(extend("minimum" = 0))]
    pub amount: Option<Amount>,
    /// Working day, calendar day, hour, month …; absent where the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub unit: Option<TimeUnit>,
    /// Settled on the spot; then there is no amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub immediate: Option<bool>,
    /// What the limit does not count, such as 专家评审时间.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
    /// The published wording, where amount and unit do not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Limit {
    /// A limit of `amount` units.
    pub fn new(amount: u32, unit: TimeUnit) -> Self {
        Self {
            amount: Some(amount.into()),
            unit: Some(unit),
            ..Self::default()
        }
    }

    /// Settled on the spot.
    pub fn on_the_spot() -> Self {
        Self {
            immediate: Some(true),
            ..Self::default()
        }
    }

    /// Whether the matter is settled on the spot.
    pub fn is_immediate(&self) -> bool {
        self.immediate == Some(true)
    }
}

impl std::fmt::Display for Limit {
    /// As a person writes it: `20工作日`, `20（未写单位）`, `当场办结`, or the published wording.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.amount, &self.unit, &self.text) {
            _ if self.is_immediate() => f.write_str("当场办结"),
            (Some(amount), Some(unit @ (TimeUnit::WorkingDay | TimeUnit::Month)), _) => {
                write!(f, "{amount}个{unit}")
            }
            (Some(amount), Some(unit), _) => write!(f, "{amount}{unit}"),
            (Some(amount), None, _) => write!(f, "{amount}（未写单位）"),
            (None, _, Some(text)) => f.write_str(text),
            (None, _, None) => f.write_str("（空）"),
        }
    }
}

impl From<&Limit> for Argument {
    /// `20个工作日`, `20 working days`; words of the data as they are.
    fn from(limit: &Limit) -> Self {
        let unit = limit.unit.as_ref().map(TimeUnit::entry);
        let en = match (limit.amount, unit) {
            _ if limit.is_immediate() => "at once".to_owned(),
            (Some(amount), Some(Some(unit))) => {
                let plural = if amount.whole() == Some(1) { "" } else { "s" };
                format!("{amount} {}{plural}", unit.english)
            }
            (Some(amount), None) => format!("{amount} (no unit)"),
            (None, _) if limit.text.is_none() => "(empty)".to_owned(),
            _ => limit.to_string(),
        };
        Self::Both {
            zh: limit.to_string(),
            en,
        }
    }
}

/// A hearing, review, test or the like whose time the limit does not count.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct SpecialProcedure {
    /// Its name as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Hearing, expert review, inspection and test …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<SpecialProcedureKind>,
    /// Its own limit, outside the promised one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// The law or document that provides for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// When it is held and by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
