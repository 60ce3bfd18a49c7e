//! Findings serialized as data and displayed as lines of text.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::finding::{Finding, ItemIdentity};
use super::fix::JsonFix;
use super::severity::Severity;
use super::status::Status;
use crate::i18n::{Language, Localized};
use crate::source::{Excerpt, Location};

/// One finding as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "问题")]
#[non_exhaustive]
pub struct JsonFinding {
    /// Code of the rule.
    #[schemars(title = "规则编号")]
    pub rule: String,
    /// Name of the rule.
    #[schemars(title = "规则名称")]
    pub name: String,
    /// The severity.
    #[schemars(title = "级别")]
    pub severity: Severity,
    /// Whether the rule is stable; findings of preview rules do not count towards the verdict.
    #[schemars(title = "状态")]
    pub status: Status,
    /// The message: the problem, without advice.
    #[schemars(title = "说明")]
    pub message: String,
    /// The help: how to fix it.
    #[schemars(title = "整改建议")]
    pub help: String,
    /// Values of the placeholders in the message.
    #[schemars(title = "参数")]
    pub arguments: BTreeMap<String, String>,
    /// The item it is in; absent if it is in none.
    #[schemars(title = "事项")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemIdentity>,
    /// JSON Pointer (RFC 6901) within the item.
    #[schemars(title = "路径")]
    pub path: String,
    /// Location in the source; absent for items that were not read from one.
    #[schemars(title = "位置")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The words it is about; absent if it is about the whole value.
    #[schemars(title = "引文")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Related places.
    #[schemars(title = "相关位置")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<JsonRelated>,
    /// Rows of the requirements that the rule serves.
    #[schemars(title = "需求条目")]
    pub requirements: Vec<String>,
    /// Stable identifier that survives edits elsewhere.
    #[schemars(title = "指纹")]
    pub fingerprint: String,
    /// The change that fixes it.
    #[schemars(title = "修改")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<JsonFix>,
    /// Position of its cause among those of the report, from 0.
    #[schemars(title = "归并序号")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<usize>,
    /// The line of the source that it is in; only if asked for.
    #[schemars(title = "原文")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<JsonExcerpt>,
}

/// A line of the source, or of a cell, in three parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "原文")]
#[non_exhaustive]
pub struct JsonExcerpt {
    /// Number of the line or of the row, from 1.
    #[schemars(title = "行号")]
    pub line: u64,
    /// The text in front of the problem.
    #[schemars(title = "前文")]
    pub before: String,
    /// The text that is wrong.
    #[schemars(title = "标出")]
    pub marked: String,
    /// The text behind it.
    #[schemars(title = "后文")]
    pub after: String,
}

impl JsonExcerpt {
    /// The parts of an excerpt; `None` if there is nothing to show.
    fn of(excerpt: Option<&Excerpt>) -> Option<Self> {
        let Excerpt {
            text,
            first_line,
            marked,
            is_cut,
        } = excerpt.filter(|excerpt| !excerpt.text.is_empty())?;
        Some(Self {
            line: *first_line,
            before: if *is_cut { "…" } else { "" }.to_owned() + text.get(..marked.start)?,
            marked: text.get(marked.clone())?.to_owned(),
            after: text.get(marked.end..)?.to_owned(),
        })
    }
}

/// A related place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "相关位置")]
#[non_exhaustive]
pub struct JsonRelated {
    /// The role of the value at this place, such as 法定办结时限.
    #[schemars(title = "说明")]
    pub label: String,
    /// JSON Pointer (RFC 6901) within the item.
    #[schemars(title = "路径")]
    pub path: String,
    /// Location in the source.
    #[schemars(title = "位置")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The line of the source that it is in; only if asked for.
    #[schemars(title = "原文")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<JsonExcerpt>,
}

impl Finding {
    /// Converts the finding to data, with its texts in one language.
    pub fn to_json(&self, language: Language) -> JsonFinding {
        JsonFinding {
            rule: self.rule.code.to_owned(),
            name: self.rule.name.to_owned(),
            severity: self.severity,
            status: self.rule.status(),
            message: self.message(language),
            help: self.help(language),
            arguments: self
                .arguments
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.get(language).to_owned()))
                .collect(),
            item: self.item.as_deref().cloned(),
            path: self.subject.path.pointer(),
            location: self.location.clone(),
            quote: self.quote.clone(),
            related: self
                .related
                .iter()
                .map(|related| JsonRelated {
                    label: related.label.get(language).to_owned(),
                    path: related.subject.path.pointer(),
                    location: related.location.clone(),
                    excerpt: None,
                })
                .collect(),
            requirements: self
                .rule
                .requirements
                .iter()
                .map(ToString::to_string)
                .collect(),
            fingerprint: self.fingerprint.clone(),
            fix: self.fix.as_ref().map(JsonFix::from),
            cause: None,
            excerpt: None,
        }
    }

    /// Converts the finding to data, with the lines of the source that it and its related places are in.
    pub fn to_json_with_excerpts(&self, language: Language) -> JsonFinding {
        let mut json = self.to_json(language);
        json.excerpt = JsonExcerpt::of(self.excerpt.as_deref());
        for (json, related) in json.related.iter_mut().zip(&self.related) {
            json.excerpt = JsonExcerpt::of(related.excerpt.as_deref());
        }
        json
    }

    /// Displays the finding as one line in one language: `items.toml:5:1: 错误 LIM010 …`.
    pub fn display(&self, language: Language) -> Localized<'_, Self> {
        Localized {
            value: self,
            language,
        }
    }
}

impl fmt::Display for Localized<'_, Finding> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (finding, language) = (self.value, self.language);
        match &finding.location {
            Some(at) => write!(f, "{at}: ")?,
            None => write!(f, "{}: ", finding.subject.path)?,
        }
        let severity = finding.severity.text().get(language);
        write!(
            f,
            "{severity} {} {}",
            finding.rule.code,
            finding.message(language)
        )
    }
}

/// Serializes [`Finding::to_json`] in Chinese.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json(Language::Chinese).serialize(serializer)
    }
}

/// One line in Chinese; use [`Finding::display`] for the other language.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(Language::Chinese).fmt(f)
    }
}
