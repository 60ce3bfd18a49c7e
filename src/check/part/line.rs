//! The line of an item in a part.

use serde::{Deserialize, Serialize};

use super::super::finish::Place;
use super::places::Listed;
use crate::engine::{Finding, WireFinding};
use crate::facts::FactsLine;
use crate::model::ItemSuppression;

/// The line of an item, as it is written.
#[derive(Debug, Serialize)]
struct Line<'l> {
    #[serde(flatten)]
    facts: &'l FactsLine<'l>,
    check: WrittenChecked,
}

/// The findings of an item, and the places in it that rules across items may name.
#[derive(Debug, Serialize)]
struct WrittenChecked {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<WireFinding>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<HeldLine>,
    places: Vec<Listed>,
}

/// A suppression in an item.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HeldLine {
    pub(crate) own: ItemSuppression,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_foreign: bool,
    /// The places in the suppression that a finding may be about, each with its keyed path.
    pub(crate) places: Vec<(String, Place)>,
}

/// The line of an item without its places, for the first reading.
#[derive(Debug, Deserialize)]
pub(crate) struct ReadLine {
    #[serde(flatten)]
    pub(crate) facts: FactsLine<'static>,
    pub(crate) check: ReadChecked,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ReadChecked {
    #[serde(default)]
    pub(crate) findings: Vec<WireFinding>,
    #[serde(default)]
    pub(crate) suppressions: Vec<HeldLine>,
}

/// The places of a line, for the second reading, which locates what the rules across items raised.
#[derive(Debug, Deserialize)]
pub(crate) struct ReadPlaces {
    pub(crate) check: OnlyPlaces,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OnlyPlaces {
    pub(crate) places: Vec<Listed>,
}

/// Serializes the line of an item.
pub(crate) fn line(
    facts: &FactsLine<'_>,
    findings: &[Finding],
    suppressions: Vec<HeldLine>,
    places: Vec<Listed>,
) -> Vec<u8> {
    let check = WrittenChecked {
        findings: findings.iter().map(WireFinding::from).collect(),
        suppressions,
        places,
    };
    // Serializing plain data into memory cannot fail.
    let mut line = serde_json::to_vec(&Line { facts, check }).unwrap_or_default();
    line.push(b'\n');
    line
}
