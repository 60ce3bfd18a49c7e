//! The rules as a list.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::{Rule, Severity, Share, Status};
use crate::grounds::{Citation, Requirement, Weight};
use crate::i18n::{Language, Text};
use crate::rules;

/// The list of rules as data; its schema is `rule-list`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "规则清单")]
#[non_exhaustive]
pub struct RuleList {
    /// The rules, in the order of their themes.
    #[schemars(title = "规则")]
    pub rules: Vec<ListedRule>,
}

/// One rule of the list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "规则")]
#[non_exhaustive]
pub struct ListedRule {
    /// Its code, which never changes its meaning.
    #[schemars(title = "规则编号")]
    pub code: &'static str,
    /// Its name in kebab case.
    #[schemars(title = "规则名称")]
    pub name: &'static str,
    /// The severity of its findings, unless the configuration says otherwise.
    #[schemars(title = "级别")]
    pub severity: Severity,
    /// The defect that it finds.
    #[schemars(title = "摘要")]
    pub summary: Text,
    /// The rows of the requirements that it serves.
    #[schemars(title = "需求条目", with = "Vec<String>")]
    pub requirements: &'static [Requirement],
    /// The provisions it is based on, or instances of the defect.
    #[schemars(title = "依据和实例")]
    pub cites: Vec<ListedCitation>,
    /// The rationale, if it is a convention of this crate.
    #[schemars(title = "自定理由")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<Text>,
    /// Whether it runs by default and counts towards the verdict.
    #[schemars(title = "状态")]
    pub status: Status,
    /// The evidence for trusting it.
    #[schemars(title = "可信的理由")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Text>,
    /// The share of its findings on real catalogues that reviewers found correct.
    #[schemars(title = "实测")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Share>,
}

/// A clause that a rule cites.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "引用")]
#[non_exhaustive]
pub struct ListedCitation {
    /// The clause as `id#clause` of the registry of sources.
    #[schemars(title = "出处")]
    pub reference: &'static str,
    /// Its weight as a reason.
    #[schemars(title = "分量")]
    pub weight: Weight,
    /// The area it is in force in, if it is not national.
    #[schemars(title = "适用地区")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// The citation in words, in Chinese.
    #[schemars(title = "中文")]
    pub zh: String,
    /// The citation in words, in English.
    #[schemars(title = "英文")]
    pub en: String,
}

/// Lists all rules.
pub fn rule_list() -> RuleList {
    let rules = rules::all().iter().map(|rule| ListedRule {
        code: rule.code,
        name: rule.name,
        severity: rule.severity,
        summary: rule.summary,
        requirements: rule.requirements,
        cites: cites(rule),
        own: rule.own,
        status: rule.status(),
        evidence: rule.evidence.text(),
        measured: rule.measured(),
    });
    RuleList {
        rules: rules.collect(),
    }
}

fn cites(rule: &Rule) -> Vec<ListedCitation> {
    let found = rule.cites.iter().filter_map(|reference| {
        let citation = Citation::find(reference)?;
        Some(ListedCitation {
            reference,
            weight: citation.weight(),
            area: citation.source.area.clone(),
            zh: citation.text(Language::Chinese),
            en: citation.text(Language::English),
        })
    });
    found.collect()
}
