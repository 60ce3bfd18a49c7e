//! A survey of a sample and its dialect: fields without content, codes without a term, the values of each
//! field, and some records as they were read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use crate::dialect::{Dialect, Fate, Operation, ValueTrace, normal, without_notes};
use crate::i18n::Language;
use crate::model::elements::ITEM;
use crate::prose::clipped;
use crate::read::{LocatedTrace, Reading};

/// Maximum number of values listed for a field.
const MAX_VALUES: usize = 5;
/// Maximum number of codes listed for a field.
const MAX_CODES: usize = 40;
/// Maximum number of characters shown of a value.
const MAX_VALUE_CHARS: usize = 30;

/// The survey of a sample.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Survey {
    /// Source fields of the dialect without content in any record of the sample, each with all its names.
    pub absent: Vec<Vec<String>>,
    /// For each field of vocabulary words, the values that are neither mapped nor standard terms, with their counts.
    pub codes: BTreeMap<String, BTreeMap<String, usize>>,
    /// Number of occurrences of each value of a field.
    pub values: BTreeMap<String, BTreeMap<String, usize>>,
    /// Some records, each with its number and its values.
    pub records: Vec<(usize, Vec<SurveyedValue>)>,
}

/// A value of a sampled record.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SurveyedValue {
    /// The source field.
    pub field: String,
    /// The text in the source.
    pub raw: String,
    /// The fate of the value.
    pub fate: Fate,
    /// The elements that it was read into, with the values read.
    pub read: Vec<(String, Value)>,
}

/// Surveys a sample that was read in a dialect, with its trace.
pub fn survey(dialect: &Dialect, reading: &Reading) -> Survey {
    let mut survey = Survey::default();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for traced in &reading.trace {
        let value = &traced.value;
        let name = normal(&value.field).into_owned();
        seen.extend(without_notes(&name));
        // A field has content if a field below it has.
        for (at, _) in name.match_indices('.') {
            seen.extend(name.get(..at).map(str::to_owned));
        }
        seen.insert(name);
        let raw = value.raw.trim().to_owned();
        if is_without_term(value) {
            let codes = survey.codes.entry(value.field.clone()).or_default();
            *codes.entry(raw.clone()).or_default() += 1;
        }
        let values = survey.values.entry(value.field.clone()).or_default();
        *values.entry(raw).or_default() += 1;
    }
    survey.absent = dialect
        .field_names()
        .into_iter()
        .filter(|names| {
            !names
                .iter()
                .any(|name| seen.contains(normal(name).as_ref()))
        })
        .collect();
    survey.records = sample_records(&reading.trace);
    survey
}

/// Whether a value should be a standard term, and is not.
fn is_without_term(value: &ValueTrace) -> bool {
    value.uses.iter().any(|one| {
        let is_word = matches!(one.operation, Operation::Word | Operation::Words);
        let list = || {
            let path = one.to.replace("[]", "");
            ITEM.find(&path).and_then(|element| element.vocabulary)
        };
        let is_known = |word: &Value| match (word, list()) {
            (Value::String(word), Some(list)) => list.find(word).is_some(),
            _ => true,
        };
        let are_known = match &one.value {
            None => value.fate != Fate::Unread,
            Some(Value::Array(words)) => words.iter().all(is_known),
            Some(word) => is_known(word),
        };
        is_word && !are_known
    })
}

/// The first record, one in the middle, and the last.
fn sample_records(trace: &[LocatedTrace]) -> Vec<(usize, Vec<SurveyedValue>)> {
    let key = |traced: &LocatedTrace| (traced.location.file.clone(), traced.record);
    let mut records = Vec::new();
    for group in trace.chunk_by(|a, b| key(a) == key(b)) {
        records.push(group);
    }
    let last = records.len().saturating_sub(1);
    let chosen = BTreeSet::from([0, last / 2, last]);
    let sample = |group: &&[LocatedTrace]| {
        let number = group.first().map_or(0, |traced| traced.record);
        let values = group.iter().map(|traced| &traced.value);
        let values = values.map(|value| SurveyedValue {
            field: value.field.clone(),
            raw: value.raw.clone(),
            fate: value.fate,
            read: value
                .uses
                .iter()
                .filter_map(|one| Some((one.to.clone(), one.value.clone()?)))
                .collect(),
        });
        (number, values.collect())
    };
    chosen
        .into_iter()
        .filter_map(|number| records.get(number))
        .map(sample)
        .collect()
}

/// The fate of a value, in words.
fn display_fate(fate: Fate, chinese: bool) -> &'static str {
    let (zh, en) = match fate {
        Fate::Typed => ("读入", "read"),
        Fate::Partial => ("部分读入", "partly read"),
        Fate::Kept => ("保留", "kept"),
        Fate::Unknown => ("字段不认识", "field not known"),
        Fate::Empty => ("写明没有", "says none"),
        Fate::Ignored => ("不取", "ignored"),
        Fate::Unread => ("未读懂", "not interpreted"),
        Fate::Contradiction => ("与另一字段矛盾", "contradicting"),
        Fate::Refused => ("要素不收", "refused"),
    };
    if chinese { zh } else { en }
}

fn display_value(text: &str) -> String {
    clipped(
        &text.split_whitespace().collect::<Vec<_>>().join(" "),
        MAX_VALUE_CHARS,
    )
}

/// Lists the most frequent values with their counts.
fn display_frequent(values: &BTreeMap<String, usize>, most: usize, chinese: bool) -> String {
    let mut sorted: Vec<_> = values.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let listed: Vec<String> = sorted
        .iter()
        .take(most)
        .map(|(value, count)| {
            let value = display_value(value);
            if chinese {
                format!("{value}（{count}次）")
            } else {
                format!("{value} ({count})")
            }
        })
        .collect();
    let more = if sorted.len() > most { "……" } else { "" };
    format!("{}{more}", listed.join("、"))
}

impl Survey {
    /// Displays the survey as text.
    pub fn text(&self, language: Language) -> String {
        let chinese = language != Language::English;
        let say = |zh: &str, en: &str| {
            if chinese {
                zh.to_owned()
            } else {
                en.to_owned()
            }
        };
        let mut out = String::new();
        // Writing to a string cannot fail.
        if !self.absent.is_empty() {
            let names: Vec<String> = self.absent.iter().map(|names| names.join(" / ")).collect();
            let head = say(
                "方言写了、样本里没有（或都是空白）的字段：",
                "Fields of the dialect that are absent or blank in the sample: ",
            );
            let _ = writeln!(out, "{head}{}\n", names.join("、"));
        }
        if !self.codes.is_empty() {
            let head = say(
                "不在代码表里、也不是规定的词的值（补进 [maps]，或改来源）：",
                "Values that are neither mapped nor standard terms:",
            );
            let _ = writeln!(out, "{head}");
            for (field, codes) in &self.codes {
                let _ = writeln!(
                    out,
                    "  {field}：{}",
                    display_frequent(codes, MAX_CODES, chinese)
                );
            }
            out.push('\n');
        }
        let head = say(
            "各字段最常见的值：",
            "The most frequent values of each field:",
        );
        let _ = writeln!(out, "{head}");
        for (field, values) in &self.values {
            let total: usize = values.values().sum();
            let kinds = values.len();
            let count = if chinese {
                format!("{total}个值，{kinds}种")
            } else {
                format!("{total} values, {kinds} different")
            };
            let _ = writeln!(
                out,
                "  {field}（{count}）：{}",
                display_frequent(values, MAX_VALUES, chinese)
            );
        }
        let head = say(
            "\n抽查几条，原文与读出的对照：",
            "\nSome records, as written and as read:",
        );
        let _ = writeln!(out, "{head}");
        for (number, values) in &self.records {
            let _ = writeln!(
                out,
                "{}",
                if chinese {
                    format!("第{number}条")
                } else {
                    format!("record {number}")
                }
            );
            for value in values {
                let read: Vec<String> = value
                    .read
                    .iter()
                    .map(|(to, value)| match value {
                        Value::String(text) => format!("{to} = {}", display_value(text)),
                        other => format!("{to} = {other}"),
                    })
                    .collect();
                let read = if read.is_empty() {
                    String::new()
                } else {
                    format!("：{}", read.join("；"))
                };
                let what = display_fate(value.fate, chinese);
                let _ = writeln!(
                    out,
                    "  {}  {}  → {what}{read}",
                    value.field,
                    display_value(&value.raw)
                );
            }
        }
        out
    }
}
