//! Patterns that select or extract values.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::reason::both;

/// A regular expression, in the syntax of the crate `regex`: linear in the length of every text.
#[derive(Debug, Clone)]
pub struct Pattern {
    part: Regex,
    whole: Regex,
}

/// A match of a pattern in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Captured<'t> {
    /// The part to use: the first group, or else the whole match.
    pub(super) part: &'t str,
    /// The byte range of the whole match.
    pub(super) found: Range<usize>,
}

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// A description of the syntax error.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let regex = |text: &str| {
            let made = Regex::new(text);
            made.map_err(|error| {
                both(
                    &format!("“{text}”不是正则表达式"),
                    &format!("“{text}” is not a pattern: {error}"),
                )
            })
        };
        Ok(Self {
            part: regex(text)?,
            whole: regex(&format!(r"^(?:{text})$"))?,
        })
    }

    /// Whether the whole text matches.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        self.whole.is_match(text)
    }

    /// The first match in a text.
    pub(super) fn capture<'t>(&self, text: &'t str) -> Option<Captured<'t>> {
        let groups = self.part.captures(text)?;
        let all = groups.get(0)?;
        let part = groups.iter().skip(1).flatten().next().unwrap_or(all);
        Some(Captured {
            part: part.as_str(),
            found: all.range(),
        })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.part.as_str() == other.part.as_str()
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.part.as_str())
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl JsonSchema for Pattern {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_a_whole_value_and_finds_a_part() {
        let pattern = Pattern::new(r"承诺(\d+个工作日)").unwrap();
        let text = "法定15日，承诺7个工作日";
        let captured = pattern.capture(text).unwrap();
        assert_eq!(captured.part, "7个工作日");
        assert_eq!(&text[captured.found], "承诺7个工作日");
        assert!(!pattern.is_whole(text) && pattern.is_whole("承诺7个工作日"));
        assert!(pattern.capture("当场办结").is_none());
        assert!(Pattern::new("(").is_err());
    }
}
