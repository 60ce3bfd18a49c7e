//! Dates as in TOML (bare) and in JSON (a string), for `serde(deserialize_with)`.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserializer, de};

/// The key under which the `toml` crate passes a bare date to other types.
const TOML_DATE: &str = "$__toml_private_datetime";

/// Parses `2027-06-30` and nothing looser: chrono alone also accepts `2027-6-30` and `+2027-06-30`.
pub(crate) fn parse(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shaped
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}

/// Deserializes a required date.
pub(crate) fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let date = deserialize(deserializer)?;
    date.ok_or_else(|| de::Error::invalid_type(de::Unexpected::Unit, &DateVisitor))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDate>, D::Error> {
    // The newtype name lets our own deserializer report "a date" as the expected type.
    deserializer.deserialize_newtype_struct("Date", DateVisitor)
}

struct DateVisitor;

impl<'de> de::Visitor<'de> for DateVisitor {
    type Value = Option<NaiveDate>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2027-06-30")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        parse(text)
            .map(Some)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some((key, value)) = map.next_entry::<String, String>()? else {
            return Err(de::Error::invalid_type(de::Unexpected::Map, &self));
        };
        if key == TOML_DATE {
            self.visit_str(&value)
        } else {
            Err(de::Error::invalid_type(de::Unexpected::Map, &self))
        }
    }
}
