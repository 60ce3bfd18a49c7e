use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Amount, shape};
use crate::i18n::Argument;
use crate::vocabulary::{SpecialProcedureKind, TimeUnit, Vocabulary};

/// The time limits of an item, from acceptance to decision.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct TimeLimit {
    /// The limit set by law.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub statutory: Option<Limit>,
    /// A note on the statutory limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statutory_note: Option<String>,
    /// The limit that the office promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub promised: Option<Limit>,
    /// A note on the promised limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_note: Option<String>,
}

/// A time limit: an amount of time with its unit, or "on the spot".
///
/// A limit keeps what the source states and nothing more: the unit may be absent, and `text` holds
/// the published wording if amount and unit do not say it all. To compare two limits, use
/// [`value::limit::compare`](crate::value::limit::compare), which answers only if the units can be
/// converted with certainty.
///
/// A limit of `20` without a unit is not a limit of 20 working days.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Limit {
    /// The number of units; not negative, but a fraction such as 0.5 is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_negative"))]
    #[schemars(extend("minimum" = 0))]
    pub amount: Option<Amount>,
    /// Working day, calendar day, hour, month …; absent if the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub unit: Option<TimeUnit>,
    /// Done on the spot; there is no amount then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub immediate: Option<bool>,
    /// What the limit does not count, such as 专家评审时间.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
    /// The published wording, if amount and unit do not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Limit {
    /// Creates a limit of `amount` units.
    pub fn new(amount: u32, unit: TimeUnit) -> Self {
        Self {
            amount: Some(amount.into()),
            unit: Some(unit),
            ..Self::default()
        }
    }

    /// Creates a limit that means "on the spot".
    pub fn on_the_spot() -> Self {
        Self {
            immediate: Some(true),
            ..Self::default()
        }
    }

    /// Whether it means "on the spot".
    pub fn is_immediate(&self) -> bool {
        self.immediate == Some(true)
    }
}

impl std::fmt::Display for Limit {
    /// Formats the limit as in Chinese text: `20工作日`, `20（未写单位）`, `当场办结`, or the published wording.
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
    /// `20个工作日` and `20 working days`; text from the data is left as it is.
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

/// A hearing, expert review, test or similar procedure whose time the limit does not count.
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
    /// Its own limit, not counted towards the promised one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// The law or document that provides for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// When and by whom it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
