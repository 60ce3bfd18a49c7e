//! Short forms of dialect files: one value instead of a list, and omitted defaults.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

/// A name, or a list of names.
#[derive(Deserialize, JsonSchema)]
#[schemars(title = "一个或几个名称")]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// Deserializes a name or a list of names.
pub(super) fn one_or_many<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(name) => vec![name],
        OneOrMany::Many(names) => names,
    })
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
