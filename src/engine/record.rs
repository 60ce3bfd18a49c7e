//! Findings as data and as lines of text.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::finding::{Finding, ItemIdentity, Severity};
use crate::i18n::{Language, Localized};
use crate::source::Location;

/// 问题 — one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonFinding {
    /// 规则编号 — code of the rule.
    pub rule: String,
    /// 规则名称 — name of the rule.
    pub name: String,
    /// 级别 — how grave.
    pub severity: Severity,
    /// 说明 — what is wrong.
    pub message: String,
    /// 整改建议 — how to mend it.
    pub help: String,
    /// 参数 — the values in the message.
    pub arguments: BTreeMap<String, String>,
    /// 事项 — the item it is in; absent where it is in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemIdentity>,
    /// 路径 — JSON Pointer from the item.
    pub path: String,
    /// 位置 — where in the source; absent for items not read from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// 引文 — the words meant, where not the whole value is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// 相关位置 — other places that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<JsonRelated>,
    /// 需求条目 — rows of the requirements the rule serves.
    pub requirements: Vec<String>,
    /// 指纹 — what it is known by through edits elsewhere.
    pub fingerprint: String,
    /// 修改值 — a value that is certain to be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

/// 相关位置 — a second place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonRelated {
    /// 说明 — what stands there.
    pub label: String,
    /// 路径 — JSON Pointer from the item.
    pub path: String,
    /// 位置 — where in the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
}

impl Finding {
    /// The finding as data, its texts in one language.
    pub fn to_json(&self, language: Language) -> JsonFinding {
        JsonFinding {
            rule: self.rule.code.to_owned(),
            name: self.rule.name.to_owned(),
            severity: self.severity,
            message: self.message(language),
            help: self.help(language),
            arguments: (self.arguments.iter())
                .map(|(name, value)| ((*name).to_owned(), value.get(language).to_owned()))
                .collect(),
            item: self.item.as_deref().cloned(),
            path: self.subject.path.pointer(),
            location: self.location.clone(),
            quote: self.quote.clone(),
            related: (self.related.iter())
                .map(|related| JsonRelated {
                    label: related.label.get(language).to_owned(),
                    path: related.subject.path.pointer(),
                    location: related.location.clone(),
                })
                .collect(),
            requirements: (self.rule.requirements.iter())
                .map(|row| (*row).to_owned())
                .collect(),
            fingerprint: self.fingerprint.clone(),
            fix: self.fix.as_ref().map(|fix| fix.replacement.clone()),
        }
    }

    /// The finding as one line, in one language: `items.toml:5:1: 错误 LIM010 …`.
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

/// As [`Finding::to_json`] in Chinese.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json(Language::Chinese).serialize(serializer)
    }
}

/// One line, in Chinese; [`Finding::display`] has the other language.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(Language::Chinese).fmt(f)
    }
}
