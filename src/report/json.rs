//! The report as one JSON object; its shape has its own schema.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::check::{Report, Verdict};
use crate::engine::{Finding, ItemIdentity, Severity};
use crate::i18n::Language;
use crate::source::Location;

/// 检查报告 — everything a check found, with the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonReport {
    /// 工具 — the program and version that checked.
    pub tool: JsonTool,
    /// 输入 — the inputs as the user named them.
    pub inputs: Vec<String>,
    /// 汇总 — the figures.
    pub summary: JsonSummary,
    /// 问题 — the findings, by item, path and code.
    pub findings: Vec<JsonFinding>,
}

/// 工具 — the program that checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonTool {
    /// 名称 — always `shixiang`.
    pub name: String,
    /// 版本 — its version.
    pub version: String,
}

/// 汇总 — the figures of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonSummary {
    /// 文件数 — documents that were read.
    pub documents: usize,
    /// 记录数 — records found in them.
    pub records: usize,
    /// 事项数 — items that were checked.
    pub items: usize,
    /// 问题数 — findings by severity and by rule.
    pub findings: JsonCounts,
    /// 未能判断 — rules that could not judge, with reason and how often.
    pub not_judged: Vec<JsonNotJudged>,
    /// 豁免数 — findings a suppression accepts.
    pub suppressed: usize,
    /// 并入数 — findings that only follow from another and are folded under it.
    pub folded: usize,
    /// 未读入 — documents and records that gave no item.
    pub lost: Vec<Location>,
    /// 结论 — passed, failed or incomplete.
    pub verdict: Verdict,
}

/// 问题数 — findings by severity and by rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonCounts {
    /// 错误.
    pub error: usize,
    /// 警告.
    pub warning: usize,
    /// 提示.
    pub hint: usize,
    /// 按规则 — by code of the rule.
    pub by_rule: BTreeMap<String, usize>,
}

/// 未能判断 — a rule that could not judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct JsonNotJudged {
    /// 规则 — its code.
    pub rule: String,
    /// 原因 — why.
    pub reason: String,
    /// 次数 — how often.
    pub count: usize,
}

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

/// The report of a check as data, its texts in one language.
///
/// `limit` is the severity from which findings fail; `None` lets none fail.
pub fn json_report(
    report: &Report,
    inputs: &[String],
    limit: Option<Severity>,
    language: Language,
) -> JsonReport {
    let not_judged = (report.not_judged.iter()).map(|(entry, count)| JsonNotJudged {
        rule: entry.rule.to_owned(),
        reason: entry.reason.get(language).to_owned(),
        count: *count,
    });
    let by_rule = report.by_rule().into_iter();
    JsonReport {
        tool: JsonTool {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        inputs: inputs.to_vec(),
        summary: JsonSummary {
            documents: report.documents,
            records: report.records,
            items: report.items,
            findings: JsonCounts {
                error: report.count(Severity::Error),
                warning: report.count(Severity::Warning),
                hint: report.count(Severity::Hint),
                by_rule: by_rule
                    .map(|(code, count)| (code.to_owned(), count))
                    .collect(),
            },
            not_judged: not_judged.collect(),
            suppressed: report.suppressed,
            folded: report.folded,
            lost: report.lost.clone(),
            verdict: report.verdict(limit),
        },
        findings: report
            .findings
            .iter()
            .map(|finding| one(finding, language))
            .collect(),
    }
}

fn one(finding: &Finding, language: Language) -> JsonFinding {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    JsonFinding {
        rule: finding.rule.code.to_owned(),
        name: finding.rule.name.to_owned(),
        severity: finding.severity,
        message: finding.message(language),
        help: finding.help(language),
        arguments: (finding.arguments.iter())
            .map(|(name, value)| ((*name).to_owned(), value.get(language).to_owned()))
            .collect(),
        item: finding.item.as_deref().cloned(),
        path: finding.subject.path.pointer(),
        location: finding.location.clone(),
        quote: finding.quote.clone(),
        related: (finding.related.iter())
            .map(|related| JsonRelated {
                label: related.label.get(language).to_owned(),
                path: related.subject.path.pointer(),
                location: related.location.clone(),
            })
            .collect(),
        requirements: owned(finding.rule.requirements),
        fingerprint: finding.fingerprint.clone(),
        fix: finding.fix.as_ref().map(|fix| fix.replacement.clone()),
    }
}
