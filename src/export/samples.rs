//! Documents from which the examples of the schemas are taken.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::check::{Checker, Report};
use crate::debt::{Baseline, BodyRectification, History, Outcomes, Rectification};
use crate::dialect;
use crate::diff;
use crate::i18n::Language;
use crate::read::{ReadOptions, read_str};
use crate::report::ReportOptions;
use crate::report::diff::json_diff;
use crate::report::json::json;
use crate::source::Format;

/// A configuration with every key.
const CONFIG: &str = r#"
profile = "audit"
preview = true
select = ["LIM", "MAT"]
ignore = ["TXT043"]
not_collected = ["guide.fees.items.amount"]

[severity]
LIM010 = "warning"

[[relations]]
elements = ["hours"]
channels = ["线上"]
against = ["线下"]
relation = "may-differ"

[[divisions]]
code = "532872"
name = "云江高新技术产业开发区"

[words.placeholder]
add = ["待定"]
remove = ["测试"]

[[repealed]]
names = ["云江市城市道路管理办法"]
on = "2025-01-01"
successor = "云江市市政设施管理条例"
source = "云江市人民政府令第12号"

[[renamed]]
now = "云江市市场监督管理局"
names = ["云江市工商行政管理局"]

[[holidays]]
year = 2026
source = "国务院办公厅关于2026年部分节假日安排的通知"
holidays = [{ name = "元旦", from = "2026-01-01", to = "2026-01-03", work = ["2026-01-04"] }]

[[suppressions]]
rule = "LIM010"
item = "11532871MB0X010112400013101300001"
element = "guide.time_limit.promised"
reason = "省里统一规定的时限"
approved_by = "云江新区行政审批局"
until = "2027-06-30"
"#;

/// A dialect with the features that no built-in dialect uses.
const DIALECT: &str = r#"
name = "云江审批系统"
recognise = ["事项编号", "事项名称"]
group = { by = "事项编号", as = "材料" }
fields = [
  { from = "事项名称", to = "name" },
  { from = "事项编号", to = "source_id" },
  { from = "材料", to = "guide.materials", rows = [{ from = "材料名称", to = "name" }] },
  { from = "办理时限", to = "guide.time_limit.promised", capture = "承诺(.+)", when = { matches = "承诺.+" } },
]

[[expect]]
field = "事项编号"
required = true
unique = true
matches = "[0-9]{6}"
read = 1.0

[[tests]]
sample = "samples/审批系统.csv"
items = "samples/审批系统.toml"
"#;

/// A catalogue with a few faults, and an element that is not judged.
const FAULTY: &str = r#"
not_collected = ["guide.fees"]
[[items]]
name = "食品经营许可"
item_type = "行政审批"
online = "是"
suppressions = [{ rule = "LIM010", reason = "省里统一规定的时限", approved_by = "云江新区行政审批局", until = 2027-06-30 }]
[items.guide.time_limit]
statutory = { amount = 5, unit = "工作日" }
promised = { amount = 7, unit = "工作日" }
"#;

pub(super) fn configs() -> Vec<Value> {
    toml::from_str(CONFIG).into_iter().collect()
}

pub(super) fn dialects() -> Vec<Value> {
    let sources = dialect::all().iter();
    let sources = sources.filter_map(|own| dialect::source(&own.name));
    sources
        .chain([DIALECT])
        .filter_map(|text| toml::from_str(text).ok())
        .collect()
}

fn report() -> Report {
    let reading = read_str("item.toml", FAULTY, Format::Toml, &ReadOptions::default());
    Checker::new().check(&reading)
}

/// The report on the first page of a paged response.
fn page() -> Report {
    const PAGE: &str = r#"{"code":200,"data":{"total":120,"list":[{"事项名称":"排污许可","实施主体":"云江新区生态环境局","法定办结时限":"20个工作日"}]}}"#;
    let reading = read_str("page.json", PAGE, Format::Json, &ReadOptions::default());
    Checker::new().check(&reading)
}

/// The report of a second run, with the remaining baseline and the history.
fn repeated() -> (Report, Baseline, History) {
    let mut report = report();
    let left = report.set_aside(&self::report().baseline());
    let mut history = History::default();
    for day in [1, 8] {
        if let Some(on) = NaiveDate::from_ymd_opt(2026, 11, day) {
            report.record(&mut history, on);
        }
    }
    (report, left, history)
}

pub(super) fn reports() -> Vec<Value> {
    let options = ReportOptions::new(Language::Chinese)
        .inputs(vec!["item.toml".to_owned()])
        .limit(None)
        .excerpts(true);
    let mut again = repeated().0;
    again.rectification = Some(rectification());
    [report(), again, page()]
        .map(|report| json!(json(&report, &options)))
        .into()
}

/// A returned workbook of one body.
fn rectification() -> Rectification {
    let body = BodyRectification {
        authority: Some("云江新区市场监督管理局".to_owned()),
        authority_code: Some("11532871MB0X010112".to_owned()),
        marked: Outcomes {
            gone: 10,
            remaining: 2,
            ..Outcomes::default()
        },
        unmarked: Outcomes {
            gone: 1,
            remaining: 3,
            unchecked: 1,
            ..Outcomes::default()
        },
        unclear: 1,
        new: 2,
    };
    Rectification {
        bodies: vec![body],
        unread_sheets: vec!["联系人".to_owned()],
        ..Rectification::default()
    }
}

pub(super) fn baselines() -> Vec<Value> {
    let (_, left, history) = repeated();
    let texts = [left.to_string(), history.to_string()];
    let lines = texts.iter().flat_map(|text| text.lines());
    lines
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

/// Two versions of a catalogue with every kind of difference; the second was not read completely.
const OLD: &str = r#"
name = "云江新区事项目录"
not_collected = ["guide.result"]
[[items]]
name = "食品经营许可"
source_id = "a-1"
[items.authority]
name = "云江新区市场监督管理局"
[items.guide.time_limit]
promised = { amount = 5, unit = "工作日" }
[[items.guide.materials]]
name = "食品经营许可申请书"
[[items]]
name = "公共场所卫生许可"
source_id = "b-1"
"#;
const NEW: &str = r#"
name = "云江新区政务服务事项目录"
[[items]]
name = "食品经营许可（新办）"
source_id = "a-1"
[items.authority]
name = "云江新区市场监督管理局"
[items.guide.result]
name = "食品经营许可证"
[items.guide.time_limit]
promised = { amount = 7, unit = "工作日" }
[[items.guide.materials]]
name = "食品经营许可申请书"
[[items.guide.materials]]
name = "健康证明"
[[items]]
name = 1
"#;

pub(super) fn diffs() -> Vec<Value> {
    let read = |text| {
        read_str(
            "catalogue.toml",
            text,
            Format::Toml,
            &ReadOptions::default(),
        )
    };
    let (old, new) = (read(OLD), read(NEW));
    let found = diff::readings(&old, &new);
    vec![json!(json_diff(
        &found,
        (&old, "old"),
        (&new, "new"),
        Language::Chinese
    ))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_configuration_is_valid() {
        crate::Config::parse("sample", CONFIG).unwrap();
    }
}
