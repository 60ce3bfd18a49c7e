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

/// 检查配置 — the content of `shixiang.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Config {
    /// 检查要求 — the profile of required elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// 选用 — codes, names or themes of the rules to run; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<String>,
    /// 不用 — codes, names or themes of the rules not to run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// 级别 — severities other than the rules' own, by code or name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Severity>,
    /// 未采集的要素 — dotted paths of elements that are not collected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_collected: Vec<String>,
    /// 渠道关系 — rows that go before the crate's own: which channels must agree on which element.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<RelationRow>,
    /// 附加区划 — divisions that the built-in table has not: new ones, abolished ones, functional zones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub divisions: Vec<AddedDivision>,
    /// 词 — words added to sets of the crate's, or taken from them, by the name of the set.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, WordChange>,
    /// 废止的文件 — norms no longer in force that the crate does not know, such as local ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repealed: Vec<RepealedNorms>,
    /// 更名 — offices and papers under former names that the crate does not know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<Renamed>,
    /// 豁免 — findings that are accepted as they are, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
}

/// 附加区划 — a division that the built-in table has not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AddedDivision {
    /// 代码 — six digits, or nine or twelve for a township or village.
    pub code: DivisionCode,
    /// 名称 — its name.
    pub name: String,
}

/// 豁免 — findings that are accepted as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Suppression {
    /// 规则 — code or name of the rule.
    pub rule: String,
    /// 事项 — key of the item; absent means every item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// 要素 — dotted path of the element; absent means every place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// 原因 — why it is accepted.
    pub reason: String,
    /// 批准人 — who accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// 有效期至 — the last day it holds, as `2027-06-30`.
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
