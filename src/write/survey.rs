//! A survey of a sample and its dialect: fields without content, codes without a term, the values of each
//! field, and some records as they were read.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::dialect::{Dialect, Fate, Operation, ValueTrace, normal, without_notes};
use crate::i18n::{Language, Text, say};
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
const fn name_of_fate(fate: Fate) -> Text {
    match fate {
        Fate::Typed => Text::new("读入", "read"),
        Fate::Partial => Text::new("部分读入", "partly read"),
        Fate::Kept => Text::new("保留", "kept"),
        Fate::Unknown => Text::new("字段不认识", "field not known"),
        Fate::Empty => Text::new("写明没有", "says none"),
        Fate::Ignored => Text::new("不取", "ignored"),
        Fate::Unread => Text::new("未读懂", "not interpreted"),
        Fate::Contradiction => Text::new("与另一字段矛盾", "contradicting"),
        Fate::Refused => Text::new("要素不收", "refused"),
    }
}

fn display_value(text: &str) -> String {
    clipped(
        &text.split_whitespace().collect::<Vec<_>>().join(" "),
        MAX_VALUE_CHARS,
    )
}

/// Lists the most frequent values with their counts.
fn display_frequent(values: &BTreeMap<String, usize>, most: usize, language: Language) -> String {
    let mut sorted: Vec<_> = values.iter().collect();
    sorted.sort_by_key(|&(value, count)| (Reverse(count), value));
    let listed: Vec<String> = sorted
        .iter()
        .take(most)
        .map(|(value, count)| {
            let value = display_value(value);
            say!(language, "{value}（{count}次）", "{value} ({count})")
        })
        .collect();
    let more = if sorted.len() > most { "……" } else { "" };
    listed.join(list_mark(language)) + more
}

const fn list_mark(language: Language) -> &'static str {
    match language {
        Language::Chinese => "、",
        Language::English => ", ",
    }
}

/// Displays a value of a record, what became of it, and the elements it was read into.
fn display_traced(traced: &SurveyedValue, language: Language) -> String {
    let read: Vec<String> = traced
        .read
        .iter()
        .map(|(element, value)| match value {
            Value::String(text) => format!("{element} = {}", display_value(text)),
            other => format!("{element} = {other}"),
        })
        .collect();
    let (field, raw) = (&traced.field, display_value(&traced.raw));
    let fate = name_of_fate(traced.fate).get(language);
    if read.is_empty() {
        return format!("  {field}  {raw}  → {fate}\n");
    }
    let read = read.join("; ");
    format!("  {field}  {raw}  → {fate}: {read}\n")
}

impl Survey {
    /// Displays the survey as text.
    pub fn text(&self, language: Language) -> String {
        [
            self.absent_fields(language),
            self.unmapped_codes(language),
            self.frequent_values(language),
            self.traced_records(language),
        ]
        .concat()
    }

    /// Lists the fields of the dialect that the sample lacks.
    fn absent_fields(&self, language: Language) -> String {
        if self.absent.is_empty() {
            return String::new();
        }
        let names: Vec<String> = self.absent.iter().map(|names| names.join(" / ")).collect();
        let names = names.join(list_mark(language));
        say!(
            language,
            "方言写了、样本里没有（或都是空白）的字段：{names}\n\n",
            "Fields of the dialect that are absent or blank in the sample: {names}\n\n"
        )
    }

    /// Lists the values that are neither mapped nor standard terms.
    fn unmapped_codes(&self, language: Language) -> String {
        if self.codes.is_empty() {
            return String::new();
        }
        let mut out = say!(
            language,
            "不在代码表里、也不是规定的词的值（补进 [maps]，或改来源）：\n",
            "Values that are neither mapped nor standard terms:\n"
        );
        for (field, codes) in &self.codes {
            let codes = display_frequent(codes, MAX_CODES, language);
            out += &say!(language, "  {field}：{codes}\n", "  {field}: {codes}\n");
        }
        out + "\n"
    }

    /// Lists the most frequent values of each field.
    fn frequent_values(&self, language: Language) -> String {
        let mut out = say!(
            language,
            "各字段最常见的值：\n",
            "The most frequent values of each field:\n"
        );
        for (field, values) in &self.values {
            let total: usize = values.values().sum();
            let kinds = values.len();
            let frequent = display_frequent(values, MAX_VALUES, language);
            out += &say!(
                language,
                "  {field}（{total}个值，{kinds}种）：{frequent}\n",
                "  {field} ({total} values, {kinds} different): {frequent}\n"
            );
        }
        out
    }

    /// Lists the sampled records, each value with its reading.
    fn traced_records(&self, language: Language) -> String {
        let mut out = say!(
            language,
            "\n抽查几条，原文与读出的对照：\n",
            "\nSome records, as written and as read:\n"
        );
        for (number, values) in &self.records {
            out += &say!(language, "第{number}条\n", "record {number}\n");
            out.extend(values.iter().map(|value| display_traced(value, language)));
        }
        out
    }
}
