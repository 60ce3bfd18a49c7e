//! The report as one JSON object; its shape has its own schema.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::check::Report;
pub use crate::check::{JsonCounts, JsonNotJudged, JsonSummary};
use crate::engine::Severity;
pub use crate::engine::{ItemIdentity, JsonFinding, JsonRelated};
use crate::i18n::Language;

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

/// The report of a check as data, its texts in one language.
///
/// `limit` is the severity from which findings fail; `None` lets none fail.
pub fn json_report(
    report: &Report,
    inputs: &[String],
    limit: Option<Severity>,
    language: Language,
) -> JsonReport {
    JsonReport {
        tool: JsonTool {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        inputs: inputs.to_vec(),
        summary: report.summary(limit, language),
        findings: (report.findings.iter())
            .map(|finding| finding.to_json(language))
            .collect(),
    }
}
