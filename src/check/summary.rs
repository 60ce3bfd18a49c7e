//! The figures of a check as data, and a report as lines of text.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::report::{Report, Verdict};
use crate::debt::{Rectification, Trend};
use crate::dialect::Fate;
use crate::engine::Severity;
use crate::i18n::{Language, Localized};
use crate::read::{Fates, HiddenRows, Shortfall};
use crate::source::Location;

/// The figures of a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "汇总")]
#[non_exhaustive]
pub struct JsonSummary {
    /// Number of documents read.
    #[schemars(title = "文件数")]
    pub documents: usize,
    /// Number of records found in them.
    #[schemars(title = "记录数")]
    pub records: usize,
    /// Number of items checked.
    #[schemars(title = "事项数")]
    pub items: usize,
    /// Findings by severity and by rule.
    #[schemars(title = "问题数")]
    pub findings: JsonCounts,
    /// Rules that could not judge, with the reason and the number of cases.
    #[schemars(title = "未能判断")]
    pub not_judged: Vec<JsonNotJudged>,
    /// Number of findings that suppressions accept.
    #[schemars(title = "豁免数")]
    pub suppressed: usize,
    /// Number of findings that the baseline knows.
    #[schemars(title = "旧账数")]
    pub known: usize,
    /// Changes since the baseline was written; absent without one.
    #[schemars(title = "与基线相比")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against_baseline: Option<Trend>,
    /// Changes since the last run of the history; absent without one, and at its first run.
    #[schemars(title = "与上次相比")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
    /// The fates of the findings of returned rectification workbooks; absent without one.
    #[schemars(title = "整改复核")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rectification: Option<Rectification>,
    /// Number of findings dropped because they only follow from another one.
    #[schemars(title = "并入数")]
    pub folded: usize,
    /// Documents and records that gave no item.
    #[schemars(title = "未读入")]
    pub lost: Vec<Location>,
    /// Views that share no item with the catalogue; nothing was compared with them.
    #[schemars(title = "没有共同事项的视图")]
    pub strange_views: Vec<String>,
    /// The fate of the values of the records.
    #[schemars(title = "账目")]
    pub values: JsonValues,
    /// Hidden rows of tables.
    #[schemars(title = "隐藏的行")]
    pub hidden_rows: HiddenRows,
    /// Number of files that were excluded and not read; absent if there were none.
    #[schemars(title = "排除的文件数")]
    #[serde(default, skip_serializing_if = "is_zero")]
    pub excluded: usize,
    /// Names of the dialects that records are in.
    #[schemars(title = "方言")]
    pub dialects: Vec<String>,
    /// Fields around the records that do not describe them: they were not taken.
    #[schemars(title = "不取的外层字段")]
    pub left_out: Vec<String>,
    /// Lists of which the source announces more than it gave; absent if there are none.
    #[schemars(title = "没有给全")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortfalls: Vec<Shortfall>,
    /// Number of required values that could not be read and whose absence would fail the check.
    #[schemars(title = "必填而没有读懂")]
    pub unread_required: usize,
    /// Fields with content that no dialect knows.
    #[schemars(title = "不认识的字段")]
    pub unknown_fields: Vec<String>,
    /// Known fields with content of which not a single value was understood; absent if there are none.
    #[schemars(title = "没有一个值读懂的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_fields: Vec<String>,
    /// Elements that the source may or may not collect, because there are unknown fields.
    #[schemars(title = "不知是否采集的要素")]
    pub not_known: Vec<String>,
    /// The verdict: passed, failed, incomplete or fault.
    #[schemars(title = "结论")]
    pub verdict: Verdict,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The fate of the values of the records: each has one, and they add up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "账目")]
#[non_exhaustive]
pub struct JsonValues {
    /// All values.
    #[schemars(title = "值数")]
    pub total: usize,
    /// Read into elements.
    #[schemars(title = "读入")]
    pub typed: usize,
    /// Read in part.
    #[schemars(title = "部分读入")]
    pub partial: usize,
    /// Kept, for there is no element for them.
    #[schemars(title = "保留")]
    pub kept: usize,
    /// Kept, for no dialect knows their field.
    #[schemars(title = "不认识")]
    pub unknown: usize,
    /// Blank, or words that say there is none.
    #[schemars(title = "无")]
    pub empty: usize,
    /// Left out by name, or words of an interface.
    #[schemars(title = "不取")]
    pub ignored: usize,
    /// Kept, for nothing could be made of them.
    #[schemars(title = "未读懂")]
    pub unread: usize,
    /// Kept, for another field says something else.
    #[schemars(title = "矛盾")]
    pub contradiction: usize,
    /// Kept, for the model would not take them.
    #[schemars(title = "不收")]
    pub refused: usize,
    /// The share of values that were read, among those that should have been, from 0 to 1.
    #[schemars(title = "读入比例")]
    pub share: f64,
}

impl From<Fates> for JsonValues {
    fn from(fates: Fates) -> Self {
        Self {
            total: fates.total(),
            typed: fates.count(Fate::Typed),
            partial: fates.count(Fate::Partial),
            kept: fates.count(Fate::Kept),
            unknown: fates.count(Fate::Unknown),
            empty: fates.count(Fate::Empty),
            ignored: fates.count(Fate::Ignored),
            unread: fates.count(Fate::Unread),
            contradiction: fates.count(Fate::Contradiction),
            refused: fates.count(Fate::Refused),
            share: fates.share(),
        }
    }
}

/// Findings by severity and by rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "问题数")]
#[non_exhaustive]
pub struct JsonCounts {
    /// Number of errors.
    #[schemars(title = "错误")]
    pub error: usize,
    /// Number of warnings.
    #[schemars(title = "警告")]
    pub warning: usize,
    /// Number of hints.
    #[schemars(title = "提示")]
    pub hint: usize,
    /// Number of findings by rule code.
    #[schemars(title = "按规则")]
    pub by_rule: BTreeMap<String, usize>,
}

/// A rule that could not judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "未能判断")]
#[non_exhaustive]
pub struct JsonNotJudged {
    /// Code of the rule.
    #[schemars(title = "规则")]
    pub rule: String,
    /// The reason.
    #[schemars(title = "原因")]
    pub reason: String,
    /// The number of cases.
    #[schemars(title = "次数")]
    pub count: usize,
}

impl Report {
    /// The figures, with texts in one language; findings at or above `limit` fail the check, with
    /// `None` none does.
    pub fn summary(&self, limit: Option<Severity>, language: Language) -> JsonSummary {
        let not_judged = self.not_judged.iter().map(|(entry, count)| JsonNotJudged {
            rule: entry.rule.to_owned(),
            reason: entry.reason.get(language).to_owned(),
            count: *count,
        });
        let mut findings = JsonCounts::default();
        for (rule, severity, count) in self.counts().iter() {
            *findings.by_rule.entry(rule.code.to_owned()).or_default() += count;
            *match severity {
                Severity::Error => &mut findings.error,
                Severity::Warning => &mut findings.warning,
                Severity::Hint => &mut findings.hint,
            } += count;
        }
        JsonSummary {
            documents: self.documents,
            records: self.records,
            items: self.items,
            findings,
            not_judged: not_judged.collect(),
            suppressed: self.suppressed.len(),
            known: self.known.len(),
            against_baseline: self.against_baseline.clone(),
            trend: self.trend.clone(),
            rectification: self.rectification.clone(),
            folded: self.folded,
            lost: self.lost.clone(),
            strange_views: self.strange_views.clone(),
            values: self.fates.into(),
            hidden_rows: self.hidden_rows,
            excluded: self.excluded,
            dialects: self.dialects.clone(),
            left_out: self.left_out.clone(),
            shortfalls: self.shortfalls.clone(),
            unread_required: self.unread_required(limit),
            unknown_fields: self.unknown_fields.clone(),
            unread_fields: self.unread_fields.clone(),
            not_known: self.not_known.clone(),
            verdict: self.verdict(limit),
        }
    }

    /// Displays the findings in one language, one per line.
    pub fn display(&self, language: Language) -> Localized<'_, Self> {
        Localized {
            value: self,
            language,
        }
    }
}

impl fmt::Display for Localized<'_, Report> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut findings = self.value.all();
        findings.try_for_each(|finding| writeln!(f, "{}", finding.display(self.language)))
    }
}

/// The figures and the findings in Chinese, with errors failing the check.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Report", 2)?;
        let summary = self.summary(Some(Severity::Error), Language::Chinese);
        fields.serialize_field("summary", &summary)?;
        fields.serialize_field("findings", &All(self))?;
        fields.end()
    }
}

/// All findings of a report.
struct All<'r>(&'r Report);

impl Serialize for All<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.all())
    }
}

/// The findings in Chinese, one per line; use [`Report::display`] for the other language.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(Language::Chinese).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::read::{ReadOptions, read_str};
    use crate::source::Format;

    #[test]
    fn reports_are_lines_and_data() {
        let item = "name = \"甲\"\nguide.time_limit.statutory = { amount = 10, unit = \"工作日\" }\n\
            guide.time_limit.promised = { amount = 20, unit = \"工作日\" }\n";
        let reading = read_str("a.toml", item, Format::Toml, &ReadOptions::default());
        let report = Checker::new().select(&["LIM010"]).unwrap().check(&reading);
        let line = report.to_string();
        assert!(line.starts_with("a.toml:3:18: 错误 LIM010 "), "{line}");
        let english = report.display(Language::English).to_string();
        assert!(
            english.starts_with("a.toml:3:18: error LIM010 "),
            "{english}"
        );
        let data = serde_json::to_value(&report).unwrap();
        assert_eq!(data["summary"]["verdict"], "failed");
        assert_eq!(data["findings"][0]["item"]["name"], "甲");
        assert_eq!(data["findings"][0]["location"]["end_line"], 3);
    }
}
