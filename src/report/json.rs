//! The report as one JSON object; its shape is the schema `report`.

use std::io::{self, Write};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::shared::ReportOptions;
use crate::check::{Cause, Report, Suppressed};
pub use crate::check::{JsonCause, JsonCounts, JsonNotJudged, JsonSummary};
use crate::engine::Severity;
pub use crate::engine::{ItemIdentity, JsonExcerpt, JsonFinding, JsonFix, JsonRelated};
use crate::i18n::Language;

/// The full report of a check: the tool, the inputs, the figures and the findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "检查报告")]
#[non_exhaustive]
pub struct JsonReport {
    /// The program and version that checked.
    #[schemars(title = "工具")]
    pub tool: JsonTool,
    /// The inputs as the user named them.
    #[schemars(title = "输入")]
    pub inputs: Vec<String>,
    /// The figures.
    #[schemars(title = "汇总")]
    pub summary: JsonSummary,
    /// The findings, by item, path and code.
    #[schemars(title = "问题")]
    pub findings: Vec<JsonFinding>,
    /// The findings that suppressions accept, with the reason.
    #[schemars(title = "豁免的问题")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<JsonSuppressed>,
    /// The findings grouped by cause, sorted by severity and then by the number of items affected.
    #[schemars(title = "归并")]
    pub causes: Vec<JsonCause>,
}

/// A finding that a suppression accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "豁免的问题")]
#[non_exhaustive]
pub struct JsonSuppressed {
    /// The finding.
    #[schemars(title = "问题")]
    pub finding: JsonFinding,
    /// The reason why it is accepted.
    #[schemars(title = "原因")]
    pub reason: String,
    /// The person or body that accepted it.
    #[schemars(title = "批准人")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The last day on which it is accepted.
    #[schemars(title = "有效期至")]
    pub until: NaiveDate,
    /// Whether the suppression is in the item, not in the configuration.
    #[schemars(title = "写在事项里")]
    pub in_item: bool,
}

impl JsonSuppressed {
    fn new(suppressed: &Suppressed, language: Language) -> Self {
        let Suppressed {
            finding,
            suppression,
            in_item,
        } = suppressed;
        Self {
            finding: finding.to_json(language),
            reason: suppression.reason.clone(),
            approved_by: suppression.approved_by.clone(),
            until: suppression.until,
            in_item: *in_item,
        }
    }
}

/// The program that ran the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "工具")]
#[non_exhaustive]
pub struct JsonTool {
    /// Always `shixiang`.
    #[schemars(title = "名称")]
    pub name: String,
    /// Its version.
    #[schemars(title = "版本")]
    pub version: String,
}

impl JsonTool {
    /// This program.
    pub(super) fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// Converts the report of a check to data, with its texts in one language.
///
/// Findings at or above `limit` fail the check; with `None` none does.
pub fn json_report(
    report: &Report,
    inputs: &[String],
    limit: Option<Severity>,
    language: Language,
) -> JsonReport {
    let options = ReportOptions::new(language)
        .inputs(inputs.to_vec())
        .limit(limit);
    json(report, &options)
}

/// Converts a report to data, with the findings that the options show.
pub(crate) fn json(report: &Report, options: &ReportOptions) -> JsonReport {
    let written = Written::new(report, options);
    JsonReport {
        findings: written.findings().collect(),
        ..written.frame
    }
}

/// Writes the report as one JSON object, finding by finding.
pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Written::new(report, options))?;
    writeln!(out)
}

/// A report that is written finding by finding.
struct Written<'r> {
    report: &'r Report,
    options: &'r ReportOptions,
    /// The report without its findings.
    frame: JsonReport,
    /// The index of the cause of each finding.
    cause_of_finding: Vec<u32>,
}

impl<'r> Written<'r> {
    fn new(report: &'r Report, options: &'r ReportOptions) -> Self {
        let language = options.language;
        let causes = report.causes();
        let count = causes.iter().map(|cause| cause.numbers().len()).sum();
        let mut cause_of_finding = vec![u32::MAX; count];
        for (number, cause) in (0..).zip(&causes) {
            for finding in cause.numbers() {
                if let Some(cause_of_finding) = cause_of_finding.get_mut(*finding) {
                    *cause_of_finding = number;
                }
            }
        }
        let frame = JsonReport {
            tool: JsonTool::this(),
            inputs: options.inputs.clone(),
            summary: report.summary(options.limit, language),
            findings: Vec::new(),
            suppressed: report
                .suppressed
                .iter()
                .map(|suppressed| JsonSuppressed::new(suppressed, language))
                .collect(),
            causes: causes.iter().map(Cause::to_json).collect(),
        };
        Self {
            report,
            options,
            frame,
            cause_of_finding,
        }
    }

    fn findings(&self) -> impl Iterator<Item = JsonFinding> {
        let shown = self
            .report
            .all()
            .zip(&self.cause_of_finding)
            .filter(|(finding, _)| self.options.shows(finding));
        shown.map(|(finding, cause)| JsonFinding {
            cause: usize::try_from(*cause).ok(),
            ..self.options.finding(&finding)
        })
    }
}

/// Serializes in the shape of [`JsonReport`].
impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Findings<'w>(&'w Written<'w>);
        impl Serialize for Findings<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.0.findings())
            }
        }
        let frame = &self.frame;
        let mut fields = serializer.serialize_struct("JsonReport", 6)?;
        fields.serialize_field("tool", &frame.tool)?;
        fields.serialize_field("inputs", &frame.inputs)?;
        fields.serialize_field("summary", &frame.summary)?;
        fields.serialize_field("findings", &Findings(self))?;
        if !frame.suppressed.is_empty() {
            fields.serialize_field("suppressed", &frame.suppressed)?;
        }
        fields.serialize_field("causes", &frame.causes)?;
        fields.end()
    }
}
