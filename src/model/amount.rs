use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::i18n::Argument;

/// A finite amount of time, money or pieces, possibly with a fraction.
///
/// Whole amounts are written as integers, so `20` stays `20` through TOML and JSON.
///
/// ```
/// use shixiang::model::Amount;
///
/// assert_eq!(Amount::from(20).to_string(), "20");
/// assert_eq!(Amount::new(0.5).unwrap().to_string(), "0.5");
/// assert!(Amount::new(f64::NAN).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Amount(f64);

/// Above this value, a float cannot represent every integer.
const WHOLE: f64 = 9_007_199_254_740_992.0;

impl Amount {
    /// Creates an amount, or `None` if the number is not finite.
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }

    /// The number.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The number as an integer, if it is one.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the bounds are checked on the line above"
    )]
    pub fn whole(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() < WHOLE).then_some(self.0 as i64)
    }
}

impl From<u32> for Amount {
    fn from(value: u32) -> Self {
        Self(f64::from(value))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl From<&Amount> for Argument {
    fn from(amount: &Amount) -> Self {
        Self::Plain(amount.to_string())
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::new(value).ok_or_else(|| {
            de::Error::invalid_value(de::Unexpected::Float(value), &"a finite number")
        })
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}
