//! `shixiang.toml`: which rules run, how grave they are, and what is accepted as it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::code::DivisionCode;
use crate::compare::RelationRow;
use crate::engine::Severity;
use crate::reference::{Renamed, RepealedNorms};
use crate::vocabulary::Profile;
use crate::words::{OwnWords, WordChange};

/// The content of `shixiang.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "检查配置")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Config {
    /// The profile of required elements.
    #[schemars(title = "检查要求")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Whether rules that are still previews run as well.
    #[schemars(title = "试用")]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preview: bool,
    /// Codes, names or themes of the rules to run; none means all.
    #[schemars(title = "选用")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<String>,
    /// Codes, names or themes of the rules not to run.
    #[schemars(title = "不用")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Severities other than the rules' own, by code or name.
    #[schemars(title = "级别")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Severity>,
    /// Dotted paths of elements that are not collected.
    #[schemars(title = "未采集的要素")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_collected: Vec<String>,
    /// Rows that go before the crate's own: which channels must agree on which element.
    #[schemars(title = "渠道关系")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<RelationRow>,
    /// Divisions that the built-in table has not: new ones, abolished ones, functional zones.
    #[schemars(title = "附加区划")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub divisions: Vec<AddedDivision>,
    /// Words added to sets of the crate's, or taken from them, by the name of the set.
    #[schemars(title = "词")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, WordChange>,
    /// Norms no longer in force that the crate does not know, such as local ones.
    #[schemars(title = "废止的文件")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repealed: Vec<RepealedNorms>,
    /// Offices and papers under former names that the crate does not know.
    #[schemars(title = "更名")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<Renamed>,
    /// Findings that are accepted as they are, with the reason.
    #[schemars(title = "豁免")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
}

/// A division that the built-in table has not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "附加区划")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AddedDivision {
    /// Six digits, or nine or twelve for a township or village.
    #[schemars(title = "代码")]
    pub code: DivisionCode,
    /// Its name.
    #[schemars(title = "名称")]
    pub name: String,
}

/// Findings that are accepted as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "豁免")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Suppression {
    /// Code or name of the rule.
    #[schemars(title = "规则")]
    pub rule: String,
    /// Key of the item; absent means every item.
    #[schemars(title = "事项")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Dotted path of the element; absent means every place.
    #[schemars(title = "要素")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Why it is accepted.
    #[schemars(title = "原因")]
    pub reason: String,
    /// Who accepted it.
    #[schemars(title = "批准人")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The last day it holds, as `2027-06-30`.
    #[schemars(title = "有效期至")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Suppression {
    /// Whether it still holds; without a date of today it always does.
    pub(super) fn holds(&self, today: Option<NaiveDate>) -> bool {
        let until = (self.until.as_deref()).and_then(crate::model::date::parse);
        match (until, today) {
            (Some(until), Some(today)) => today <= until,
            _ => true,
        }
    }
}

impl Config {
    /// The sets of words that this configuration changes.
    ///
    /// # Errors
    ///
    /// What is wrong with a change, where something is.
    pub(super) fn own_words(&self) -> Result<OwnWords, String> {
        let mut own = OwnWords::default();
        for (name, change) in &self.words {
            own.change(name, change)?;
        }
        Ok(own)
    }

    /// Reads the text of a `shixiang.toml`; `name` is for the message.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] where it is not TOML or has keys or values that are not known.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let wrong = |message: String| Error::Config {
            name: name.to_owned(),
            message,
        };
        let config: Self = toml::from_str(text).map_err(|error| {
            let line = (error.span())
                .and_then(|span| text.get(..span.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            wrong(format!("line {line}: {}", error.message()))
        })?;
        let undated = (config.suppressions.iter()).find(|suppression| {
            let until = suppression.until.as_deref();
            until.is_some_and(|until| crate::model::date::parse(until).is_none())
        });
        if let Some(suppression) = undated {
            return Err(wrong(format!(
                "suppression of {}: until is not a date such as 2027-06-30",
                suppression.rule
            )));
        }
        let undated =
            (config.repealed.iter()).find(|norms| crate::model::date::parse(&norms.on).is_none());
        if let Some(norms) = undated {
            return Err(wrong(format!(
                "repealed {}: on is not a date such as 2027-06-30",
                norms.names.join(", ")
            )));
        }
        config
            .own_words()
            .map_err(|fault| wrong(format!("words: {fault}")))?;
        let odd = (config.divisions.iter()).find(|division| division.code.parts().is_err());
        match odd {
            Some(division) => Err(wrong(format!(
                "divisions: {} is not the code of a division such as 450671",
                division.code
            ))),
            None => Ok(config),
        }
    }
}
