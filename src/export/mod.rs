//! Exports for other programs: the schemas and the list of rules.

mod profile;
mod samples;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::check::Config;
use crate::debt::Line;
use crate::dialect::DialectFile;
use crate::engine::{Rule, Severity, Share, Status};
use crate::grounds::{Citation, Requirement, Weight};
use crate::i18n::{Language, Text};
use crate::model::elements::{Field, Group, ITEM};
use crate::report::diff::JsonDiff;
use crate::report::json::JsonReport;
use crate::schema::{Draft, Rendition};
use crate::vocabulary::Profile;
use crate::{rules, schema};

/// The names of all schemas.
pub const SCHEMAS: &[&str] = &[
    "service-item",
    "service-item-portal",
    "service-item-exchange",
    "service-item-audit",
    "catalogue",
    "report",
    "config",
    "dialect",
    "rule-list",
    "baseline",
    "diff",
];

/// Generates one schema; `None` if none has the name.
pub fn schema(name: &str, rendition: Rendition) -> Option<Value> {
    let draft = match name {
        "service-item" => schema::item(),
        "service-item-portal" => profile::item("service-item-portal", Profile::Portal),
        "service-item-exchange" => profile::item("service-item-exchange", Profile::Exchange),
        "service-item-audit" => profile::item("service-item-audit", Profile::Audit),
        "catalogue" => schema::whole_catalogue(),
        "report" => Draft::of::<JsonReport>("report", "Report").with_examples(&samples::reports()),
        "config" => Draft::of::<Config>("config", "Config").with_examples(&samples::configs()),
        "dialect" => {
            Draft::of::<DialectFile>("dialect", "Dialect").with_examples(&samples::dialects())
        }
        "rule-list" => {
            let rules = serde_json::to_value(rule_list())
                .into_iter()
                .collect::<Vec<_>>();
            Draft::of::<RuleList>("rule-list", "RuleList").with_examples(&rules)
        }
        // A file has many lines; each of them is as the schema says.
        "baseline" => {
            Draft::of::<Line>("baseline", "BaselineLine").with_examples(&samples::baselines())
        }
        "diff" => Draft::of::<JsonDiff>("diff", "Diff").with_examples(&samples::diffs()),
        _ => return None,
    };
    Some(draft.render(rendition))
}

/// A blank item as TOML: every element to fill in, commented out except for the name, with
/// explanations in Chinese.
pub fn blank_item() -> String {
    let mut out = String::from(BLANK_HEAD);
    blank_fields(ITEM, &mut out);
    blank_tables(ITEM, "", &mut out);
    out
}

const BLANK_HEAD: &str = "\
# 一个政务服务事项。
#
# 用法：去掉行首的 #，填上内容；用不着的行删掉。填一点查一点：
#     shixiang check 本文件
# 每个要素只有四种情况：填了；不适用（写进 not_applicable，说明原因）；
# 整个来源都没有采集（写进目录的 not_collected）；没填——只有这一种算缺失。

";

/// Whether a field is a table of its own.
fn is_table(field: &Field) -> bool {
    field.group.is_some() && field.sample.is_none()
}

/// The comment for an element: its name, the advice and the allowed values.
fn blank_note(field: &Field, advice: &str) -> String {
    let mut note = format!("# {}", field.name.zh);
    if !advice.is_empty() {
        note.push('：');
        note.push_str(advice);
    }
    let inside = field.group.filter(|_| field.sample.is_some());
    let inside = inside.map_or(&[][..], |group| group.fields);
    for field in std::iter::once(field).chain(inside) {
        if let Some(list) = field.vocabulary {
            let terms: Vec<&str> = list.terms.iter().map(|term| term.term).collect();
            note.push_str(&format!("。{} 可选：{}", field.key, terms.join("、")));
        }
    }
    note.push('\n');
    note
}

fn blank_fields(group: &Group, out: &mut String) {
    for field in group.fields.iter().filter(|field| !is_table(field)) {
        let Some(advice) = field.fill else {
            continue;
        };
        let value = field
            .sample
            .unwrap_or(if field.is_list { "[]" } else { "\"\"" });
        // Every item needs a name.
        let mark = if group.id == ITEM.id && field.key == "name" {
            ""
        } else {
            "#"
        };
        out.push_str(&blank_note(field, advice));
        out.push_str(&format!("{mark}{} = {value}\n", field.key));
    }
}

fn blank_tables(group: &Group, base: &str, out: &mut String) {
    for field in group.fields.iter().filter(|field| is_table(field)) {
        let (Some(advice), Some(inner)) = (field.fill, field.group) else {
            continue;
        };
        let path = format!("{base}{}", field.key);
        out.push('\n');
        out.push_str(&blank_note(field, advice));
        if field.is_list {
            out.push_str(&format!(
                "#[[{path}]]
"
            ));
        } else {
            out.push_str(&format!(
                "#[{path}]
"
            ));
        }
        blank_fields(inner, out);
        blank_tables(inner, &format!("{path}."), out);
    }
}

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
    /// What it finds.
    #[schemars(title = "摘要")]
    pub summary: Text,
    /// The rows of the requirements that it serves.
    #[schemars(title = "需求条目", with = "Vec<String>")]
    pub requirements: &'static [Requirement],
    /// What it is based on, or what shows that the defect occurs.
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
    /// What reviewers found correct of its findings on real catalogues.
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
