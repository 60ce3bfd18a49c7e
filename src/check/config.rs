//! `shixiang.toml`: which rules run, at which severity, and which findings are accepted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Error;
use crate::calendar::{HolidayYear, WorkCalendar};
use crate::code::DivisionCode;
use crate::compare::RelationRow;
use crate::engine::Severity;
use crate::i18n::{Argument, Language, Text};
use crate::model::elements::unknown;
use crate::model::shape::SAYS_SOMETHING;
use crate::prose::is_blank;
use crate::reference::{Renamed, RepealedNorms};
use crate::source::{Location, parser_message};
use crate::vocabulary::Profile;
use crate::words::{OwnWords, WordChange};

/// The content of a `shixiang.toml`: the rules to run, their severities, accepted findings, and local
/// additions to the crate's knowledge.
///
/// Everything is optional; an empty file changes nothing. Read one with [`Config::parse`] and apply
/// it with [`Checker::config`](crate::Checker::config). Unknown keys are errors, so that a typo
/// does not silently disable a rule. `shixiang schema config` prints its JSON schema.
///
/// ```
/// use shixiang::{Checker, Config};
///
/// let config = Config::parse("shixiang.toml", r#"
/// profile = "audit"
/// ignore = ["TXT"]
///
/// [severity]
/// LIM010 = "warning"
/// "#)?;
/// let checker = Checker::new().config(&config)?;
/// assert!(Config::parse("shixiang.toml", "ignored = []").is_err());
/// # Ok::<(), shixiang::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "检查配置")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Config {
    /// The schema of this file, for editors.
    #[schemars(title = "模式")]
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The profile to check against.
    #[schemars(title = "检查要求")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Whether preview rules run as well.
    #[schemars(title = "试用")]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preview: bool,
    /// Codes, names or themes of the rules to run; empty means all.
    #[schemars(title = "选用")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<String>,
    /// Codes, names or themes of the rules not to run.
    #[schemars(title = "不用")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Files and directories below the inputs that are not read, such as `drafts/*.toml` or `old`.
    #[schemars(title = "不读的文件")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// Severities that replace the rules' default, by code or name.
    #[schemars(title = "级别")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Severity>,
    /// Dotted paths of elements that the source does not collect.
    #[schemars(title = "未采集的要素")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_collected: Vec<String>,
    /// Rows that take precedence over the built-in ones: the channels that must agree on each element.
    #[schemars(title = "渠道关系")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<RelationRow>,
    /// Divisions that the built-in table does not have: new ones, abolished ones, functional zones.
    #[schemars(title = "附加区划")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub divisions: Vec<AddedDivision>,
    /// Words added to or removed from the built-in word sets, by the name of the set.
    #[schemars(title = "词")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, WordChange>,
    /// Repealed laws and documents that the crate does not know, such as local ones.
    #[schemars(title = "废止的文件")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repealed: Vec<RepealedNorms>,
    /// Bodies and certificates with outdated names that the crate does not know.
    #[schemars(title = "更名")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<Renamed>,
    /// Holidays and make-up days of further years; a year given here replaces the built-in one.
    #[schemars(title = "放假安排")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<HolidayYear>,
    /// Findings that are accepted, with the reason.
    #[schemars(title = "豁免")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
}

/// A division that the built-in table does not have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "附加区划")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AddedDivision {
    /// Its code: six digits, or nine or twelve for a township or village.
    #[schemars(title = "代码")]
    pub code: DivisionCode,
    /// Its name.
    #[schemars(title = "名称")]
    pub name: String,
}

/// A suppression: findings that are accepted, with the reason.
///
/// It states at least one of rule, item, element and fingerprint, and accepts the findings that match
/// everything it states.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "豁免", extend("anyOf" = SELECTORS.map(selector)))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Suppression {
    /// Code or name of the rule, or a theme; absent means all rules.
    #[schemars(title = "规则")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Key of the item; absent means all items.
    #[schemars(title = "事项")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Dotted path of the element; absent means all places.
    #[schemars(title = "要素")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Fingerprint of a single finding, as in `check --format json`.
    #[schemars(title = "指纹")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The reason why the findings are accepted.
    #[schemars(title = "原因", extend("pattern" = SAYS_SOMETHING))]
    pub reason: String,
    /// The person or body that accepted them.
    #[schemars(title = "批准人")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The last day it is in force, such as `2027-06-30`.
    #[schemars(title = "有效期至")]
    #[serde(deserialize_with = "crate::model::date::required")]
    pub until: NaiveDate,
    /// The location in the file.
    #[serde(skip)]
    pub(super) location: Option<Location>,
}

/// The keys of which a suppression states at least one.
const SELECTORS: [&str; 4] = ["rule", "item", "element", "fingerprint"];

/// The schema of a suppression with this key. Strict validators demand that required keys are also declared.
fn selector(key: &str) -> Value {
    json!({ "required": [key], "properties": { key: true }, "additionalProperties": true })
}

impl Suppression {
    /// The reason why the suppression is invalid.
    fn fault(&self) -> Option<Text> {
        let selectors = [&self.rule, &self.item, &self.element, &self.fingerprint];
        if selectors.into_iter().all(Option::is_none) {
            return Some(Text::new(
                "规则、事项、要素、指纹至少写一个",
                "state a rule, item, element or fingerprint",
            ));
        }
        let unreasoned = Text::new("没有写原因", "state the reason");
        is_blank(&self.reason).then_some(unreasoned)
    }
}

/// A configuration error, in both languages.
pub(super) fn wrong(name: &str, zh: &str, en: &str) -> Error {
    Error::Config {
        name: name.to_owned(),
        line: None,
        message: en.to_owned(),
        chinese: zh.to_owned(),
    }
}

/// An error in a line, which its message names.
fn error_in_line(name: &str, line: usize, zh: &str, en: &str) -> Error {
    Error::Config {
        name: name.to_owned(),
        line: Some(line),
        message: format!("line {line}: {en}"),
        chinese: format!("第{line}行：{zh}"),
    }
}

/// The number of the line that a position is in.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.matches('\n').count() + 1
}

/// An error of the TOML parser, with the word that it rejects and the words that it would accept.
fn syntax_error(name: &str, text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    let en = error.message();
    let problem = parser_message(en);
    let mut zh = problem.get(Language::Chinese).to_owned();
    let mut words = en.split('`').skip(1).step_by(2);
    if let Some(word) = words.next() {
        zh = format!("{zh}（{word}）");
        let possible: Vec<&str> = words.collect();
        if !possible.is_empty() {
            zh = format!("{zh}；可用的是{}", possible.join("、"));
        }
    }
    error_in_line(name, line, &zh, en)
}

/// Finds a list in place of a table, which serde would read as the fields in their order; returns its position.
fn find_list_for_table(text: &str) -> Option<usize> {
    fn list_in_list(value: &Spanned<DeValue<'_>>, is_in_list: bool) -> Option<usize> {
        match value.get_ref() {
            DeValue::Array(_) if is_in_list => Some(value.span().start),
            DeValue::Array(list) => list.iter().find_map(|one| list_in_list(one, true)),
            DeValue::Table(table) => table.values().find_map(|one| list_in_list(one, false)),
            _ => None,
        }
    }
    let table = DeTable::parse(text).ok()?.into_inner();
    let sets = table
        .get("words")
        .and_then(|words| words.get_ref().as_table());
    let sets = sets.into_iter().flat_map(|sets| sets.values());
    let in_list = table.values().find_map(|value| list_in_list(value, false));
    in_list.or_else(|| {
        sets.filter(|set| set.get_ref().is_array())
            .map(|set| set.span().start)
            .next()
    })
}

/// Sets the locations of the suppressions of a file.
fn locate(suppressions: &mut [Suppression], name: &str, text: &str) {
    let Ok(table) = DeTable::parse(text) else {
        return;
    };
    let listed = table.get_ref().get("suppressions");
    let listed = listed.and_then(|listed| listed.get_ref().as_array());
    for (suppression, listed) in suppressions.iter_mut().zip(listed.into_iter().flatten()) {
        let before = text.get(..listed.span().start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        suppression.location = Some(Location {
            file: name.to_owned(),
            line: Some(before.matches('\n').count() as u64 + 1),
            column: Some(column as u64 + 1),
            ..Location::default()
        });
    }
}

impl Config {
    /// The word sets that this configuration changes.
    ///
    /// # Errors
    ///
    /// A message about an invalid change.
    pub(super) fn own_words(&self) -> Result<OwnWords, Argument> {
        let mut own = OwnWords::default();
        for (name, change) in &self.words {
            own.change(name, change)?;
        }
        Ok(own)
    }

    /// The working days, if this configuration adds a year.
    ///
    /// # Errors
    ///
    /// A message about an invalid row.
    pub(super) fn calendar(&self) -> Result<Option<WorkCalendar>, Argument> {
        (!self.holidays.is_empty())
            .then(|| WorkCalendar::built_in().clone().with(&self.holidays))
            .transpose()
    }

    /// Parses the text of a `shixiang.toml`; `name` is the file name for messages.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if it is not valid TOML, or has unknown keys or values.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let mut config: Self =
            toml::from_str(text).map_err(|error| syntax_error(name, text, &error))?;
        if let Some(at) = find_list_for_table(text) {
            return Err(error_in_line(
                name,
                line_of(text, at),
                "这里要写表，写成了列表",
                "a list, where a table belongs",
            ));
        }
        locate(&mut config.suppressions, name, text);
        if let Some(fault) = config.suppression_fault().or_else(|| config.repeal_fault()) {
            let (zh, en) = (fault.get(Language::Chinese), fault.get(Language::English));
            return Err(wrong(name, zh, en));
        }
        match config.fault() {
            Some((key, fault)) => Err(wrong(
                name,
                &format!("{key}：{}", fault.get(Language::Chinese)),
                &format!("{key}: {}", fault.get(Language::English)),
            )),
            None => Ok(config),
        }
    }

    /// The first suppression that cannot be applied, with the reason.
    fn suppression_fault(&self) -> Option<Argument> {
        (1..).zip(&self.suppressions).find_map(|(number, one)| {
            let fault = one.fault()?;
            Some(Argument::Both {
                zh: format!("第{number}条豁免：{}", fault.zh),
                en: format!("suppression {number}: {}", fault.en),
            })
        })
    }

    /// The first repealed norms whose date is none.
    fn repeal_fault(&self) -> Option<Argument> {
        let is_undated = |on: &str| crate::model::date::parse(on).is_none();
        let norms = self.repealed.iter().find(|norms| is_undated(&norms.on))?;
        Some(Argument::Both {
            zh: format!(
                "repealed里{}的on不是2027-06-30这样的日期",
                norms.names.join("、")
            ),
            en: format!(
                "repealed {}: on is not a date such as 2027-06-30",
                norms.names.join(", ")
            ),
        })
    }

    /// The key of an invalid entry, with a message about it.
    fn fault(&self) -> Option<(&'static str, Argument)> {
        let words = || self.own_words().err().map(|fault| ("words", fault));
        let holidays = || self.calendar().err().map(|fault| ("holidays", fault));
        let divisions = || Some(("divisions", self.invalid_division()?));
        let elements = || {
            let fault = self.not_collected.iter().find_map(|path| unknown(path));
            Some(("not_collected", fault?))
        };
        let mut names = self
            .repealed
            .iter()
            .map(|row| ("repealed", &row.names))
            .chain(self.renamed.iter().map(|row| ("renamed", &row.names)));
        let nameless =
            names.find(|(_, names)| names.is_empty() || names.iter().any(String::is_empty));
        let nameless = || {
            let fault = Argument::Both {
                zh: "names没有写名称".to_owned(),
                en: "names has no name".to_owned(),
            };
            Some((nameless?.0, fault))
        };
        let relations = || {
            let fault = self.relations.iter().find_map(RelationRow::fault);
            Some(("relations", fault?))
        };
        words()
            .or_else(holidays)
            .or_else(divisions)
            .or_else(elements)
            .or_else(relations)
            .or_else(nameless)
    }

    fn invalid_division(&self) -> Option<Argument> {
        self.divisions
            .iter()
            .enumerate()
            .find_map(|(at, division)| {
                let code = &division.code;
                let mut before = self.divisions.iter().take(at);
                if code.parts().is_err() {
                    Some(Argument::Both {
                        zh: format!("{code}不是450671这样的区划代码"),
                        en: format!("{code} is not the code of a division such as 450671"),
                    })
                } else if before.any(|other| other.code == *code) {
                    Some(Argument::Both {
                        zh: format!("{code}写了两次"),
                        en: format!("{code} is there twice"),
                    })
                } else {
                    None
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_nowhere_and_repeated_entries_are_errors() {
        for (text, why) in [
            (
                "not_collected = [\"guide.fees\", \"guide.fee\"]",
                "not_collected: there is no element guide.fee, did you mean guide.fees?",
            ),
            (
                "not_collected = [\"hours\"]",
                "not_collected: there is no element hours, did you mean guide.hours?",
            ),
            (
                "not_collected = [\"qwxz\"]",
                "not_collected: there is no element qwxz",
            ),
            (
                "relations = [{ elements = [\"guide.hours\"], relation = \"may-differ\" }]",
                "relations: a guide has no element guide.hours",
            ),
            (
                "relations = [{ channels = [\"线上\"], against = [\"柜面\"], relation = \"may-differ\" }]",
                "relations: there is no kind of channel 柜面; write a kind, 线上, 线下 or 事项",
            ),
            (
                "divisions = [{ code = \"532872\", name = \"甲\" }, { code = \"532872\", name = \"乙\" }]",
                "divisions: 532872 is there twice",
            ),
            (
                "divisions = [{ code = \"53\", name = \"甲\" }]",
                "divisions: 53 is not the code of a division such as 450671",
            ),
            (
                "holidays = [{ year = 2031 }, { year = 2031 }]",
                "holidays: 2031 is there twice",
            ),
            (
                "holidays = [{ year = 99999 }]",
                "holidays: 99999 is not a year such as 2027",
            ),
            (
                "repealed = [{ names = [], on = \"2025-01-01\", successor = \"甲条例\" }]",
                "repealed: names has no name",
            ),
            (
                "renamed = [{ names = [\"\"], now = \"甲局\" }]",
                "renamed: names has no name",
            ),
            (
                "\nrelations = [[]]",
                "line 2: a list, where a table belongs",
            ),
            (
                "[words]\nplaceholder = []",
                "line 2: a list, where a table belongs",
            ),
        ] {
            let Err(Error::Config {
                message, chinese, ..
            }) = Config::parse("shixiang.toml", text)
            else {
                panic!("{text} is accepted");
            };
            assert_eq!(message, why);
            assert!(!chinese.contains(" is "), "{chinese}");
        }
    }

    #[test]
    fn the_built_in_relations_name_elements_and_channels() {
        let faulty = crate::compare::Relations::default().relations;
        assert!(faulty.iter().all(|row| row.fault().is_none()));
    }
}
