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
    check: Half,
}

/// The findings of an item, and the places in it that rules across items may name.
#[derive(Debug, Serialize)]
struct Half {
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
    /// The places in it that a finding may be about, each with its path by keys.
    pub(crate) places: Vec<(String, Place)>,
}

/// The line of an item, in the form it is first read in.
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

/// The line of an item in which a rule across items names a place.
#[derive(Debug, Deserialize)]
pub(crate) struct ReadPlaces {
    pub(crate) check: OnlyPlaces,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OnlyPlaces {
    pub(crate) places: Vec<Listed>,
}

/// The line of an item.
pub(crate) fn line(
    facts: &FactsLine<'_>,
    findings: &[Finding],
    suppressions: Vec<HeldLine>,
    places: Vec<Listed>,
) -> Vec<u8> {
    let check = Half {
        findings: findings.iter().map(WireFinding::from).collect(),
        suppressions,
        places,
    };
    // Serializing plain data into memory cannot fail.
    let mut line = serde_json::to_vec(&Line { facts, check }).unwrap_or_default();
    line.push(b'\n');
    line
}
