//! The figures of a check as data, and a report as lines of text.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::report::{Report, Verdict};
use crate::engine::Severity;
use crate::i18n::{Language, Localized};
use crate::source::Location;

/// The figures of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// Number of findings dropped because they only follow from another one.
    #[schemars(title = "并入数")]
    pub folded: usize,
    /// Documents and records that gave no item.
    #[schemars(title = "未读入")]
    pub lost: Vec<Location>,
    /// The verdict: passed, failed or incomplete.
    #[schemars(title = "结论")]
    pub verdict: Verdict,
}

/// Findings by severity and by rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "问题数")]
#[non_exhaustive]
pub struct JsonCounts {
    /// 错误.
    pub error: usize,
    /// 警告.
    pub warning: usize,
    /// 提示.
    pub hint: usize,
    /// By rule code.
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
        let not_judged = (self.not_judged.iter()).map(|(entry, count)| JsonNotJudged {
            rule: entry.rule.to_owned(),
            reason: entry.reason.get(language).to_owned(),
            count: *count,
        });
        let by_rule = self.by_rule().into_iter();
        JsonSummary {
            documents: self.documents,
            records: self.records,
            items: self.items,
            findings: JsonCounts {
                error: self.count(Severity::Error),
                warning: self.count(Severity::Warning),
                hint: self.count(Severity::Hint),
                by_rule: by_rule
                    .map(|(code, count)| (code.to_owned(), count))
                    .collect(),
            },
            not_judged: not_judged.collect(),
            suppressed: self.suppressed,
            folded: self.folded,
            lost: self.lost.clone(),
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
        let mut findings = self.value.findings.iter();
        findings.try_for_each(|finding| writeln!(f, "{}", finding.display(self.language)))
    }
}

/// The figures and the findings in Chinese, with errors failing the check.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Report", 2)?;
        let summary = self.summary(Some(Severity::Error), Language::Chinese);
        fields.serialize_field("summary", &summary)?;
        fields.serialize_field("findings", &self.findings)?;
        fields.end()
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
