//! The value of an element as the text of a cell, and back.
//!
//! Plain cells are as people write them: 是, 2027-01-01, list entries one after the other. A value that its
//! plain text would not give back (an empty text, a list with an entry that has a separator) is written as
//! JSON after `json:`, so no value is lost.

use serde_json::{Map, Number, Value};

use crate::i18n::{Language, Text};
use crate::model::elements::{Field, Group, Leaf};

/// The prefix of a cell that is JSON.
const JSON: &str = "json:";

/// The words for true and false.
const FLAGS: [(&str, bool); 2] = [("是", true), ("否", false)];

/// Separators of the entries of a list of texts; the first is written.
const ENTRIES: &[char] = &['；', ';', '\n'];

/// Separators of the words of a list; in words of vocabularies they occur in brackets only.
const WORDS: &[char] = &['、', '；', ';', '\n', '，', ','];

/// Separators of the values of an entry that has several.
const VALUES: &[char] = &['｜', '|'];

/// The content of the cells of a column.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CellForm {
    /// One value.
    Leaf(Leaf),
    /// Some words of a vocabulary.
    Words,
    /// Some texts.
    Entries,
    /// Short records, a line for each.
    Records(&'static Group),
    /// Whatever it is, as JSON.
    Json,
}

impl CellForm {
    /// The form of a field without fields of its own.
    pub(super) fn of(field: &Field) -> Self {
        match (field.is_list, field.vocabulary, field.leaf) {
            (true, Some(_), _) => Self::Words,
            (true, None, _) => Self::Entries,
            (false, _, Leaf::Open) => Self::Json,
            (false, _, leaf) => Self::Leaf(leaf),
        }
    }

    /// Advice on writing several values in one cell.
    pub(crate) fn advice(self, language: Language) -> Option<String> {
        let say = |zh, en| Text::new(zh, en).get(language).to_owned();
        Some(match self {
            Self::Words => say("几项用“、”分开", "several are separated by 、"),
            Self::Entries => say("几项用“；”分开", "several are separated by ；"),
            Self::Records(group) => {
                let names = group.fields.iter().map(|field| field.name.get(language));
                let names = names.collect::<Vec<_>>().join("｜");
                say("一行一条：", "a line for each: ") + &names
            }
            _ => return None,
        })
    }
}

/// For whom cells are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// For a program that knows which cells are texts.
    Typed,
    /// For any program: spreadsheets run a text in CSV that begins like a formula.
    Inert,
}

/// The text of a cell with this value.
pub(super) fn write(form: CellForm, value: &Value, writing: Writing) -> String {
    if let CellForm::Json = form {
        return escaped(value);
    }
    let is_risky = |text: &str| {
        let may_run = writing == Writing::Inert && text.starts_with(['=', '+', '-', '@']);
        may_run && value.is_string()
    };
    plain(form, value)
        .filter(|text| is_kept(text) && !is_risky(text) && read(form, text) == *value)
        .unwrap_or_else(|| format!("{JSON}{}", escaped(value)))
}

/// The plain text of a value, if it has the form.
fn plain(form: CellForm, value: &Value) -> Option<String> {
    match form {
        CellForm::Leaf(_) => match value {
            Value::Bool(flag) => {
                let word = FLAGS.iter().find(|(_, known)| known == flag);
                word.map(|(word, _)| (*word).to_owned())
            }
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) => Some(text.clone()),
            _ => None,
        },
        CellForm::Words => joined(value, "、"),
        CellForm::Entries => joined(value, "；"),
        CellForm::Records(group) => {
            let lines = value.as_array()?.iter().map(|record| line(group, record));
            Some(lines.collect::<Option<Vec<_>>>()?.join("\n"))
        }
        CellForm::Json => None,
    }
}

/// The texts of a list as one.
fn joined(value: &Value, separator: &str) -> Option<String> {
    let texts = value.as_array()?.iter().map(Value::as_str);
    Some(texts.collect::<Option<Vec<_>>>()?.join(separator))
}

/// A record as a line: its values in the order of its fields.
fn line(group: &Group, record: &Value) -> Option<String> {
    let record = record.as_object()?;
    let mut values = Vec::new();
    for field in group.fields {
        values.push(match record.get(field.key) {
            Some(value) => plain(CellForm::of(field), value)?,
            None => String::new(),
        });
    }
    let filled = values.iter().rposition(|value| !value.is_empty())? + 1;
    values.truncate(filled);
    Some(values.join("｜"))
}

/// Whether every program keeps this text as it is: no blanks at its ends, and no characters that the format
/// of workbooks cannot hold.
fn is_kept(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.starts_with(JSON)
        && !text.contains("_x")
        && !text.chars().any(is_unfit)
}

fn is_unfit(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A value as JSON that every program keeps as it is.
fn escaped(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().any(is_unfit) || text.contains("_x") {
        // Outside of texts JSON has none of these.
        let mut out = String::with_capacity(text.len());
        for c in text.replace("_x", "\\u005fx").chars() {
            if is_unfit(c) {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                out.push(c);
            }
        }
        return out;
    }
    text
}

/// The JSON in a cell that says it is.
pub(crate) fn json(form: CellForm, text: &str) -> Option<&str> {
    let behind = text.strip_prefix(JSON);
    match form {
        CellForm::Json => behind.or(Some(text)),
        _ => behind,
    }
}

/// The value of a cell, which must not be blank. A text that is not in the form of its column stays as it is:
/// the decoder reports what it should be.
pub(crate) fn read(form: CellForm, text: &str) -> Value {
    if let Some(value) = json(form, text).and_then(|json| serde_json::from_str(json).ok()) {
        return value;
    }
    match form {
        CellForm::Leaf(leaf) => leaf_of(leaf, text),
        CellForm::Words => entries(text, WORDS),
        CellForm::Entries => entries(text, ENTRIES),
        CellForm::Records(group) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let records: Option<Vec<Value>> = lines.map(|line| record(group, line)).collect();
            records.map_or_else(|| Value::from(text), Value::Array)
        }
        CellForm::Json => Value::from(text),
    }
}

fn leaf_of(leaf: Leaf, text: &str) -> Value {
    let trimmed = text.trim();
    let value = match leaf {
        Leaf::Text | Leaf::Open => None,
        Leaf::Date => Some(Value::from(trimmed)),
        Leaf::Flag => {
            let word = FLAGS.iter().find(|(word, _)| *word == trimmed);
            let flag = word.map(|(_, flag)| *flag);
            let flag = flag.or_else(|| trimmed.to_ascii_lowercase().parse().ok());
            flag.map(Value::from)
        }
        Leaf::Whole => trimmed.parse::<i64>().ok().map(Value::from),
        Leaf::Amount => {
            let whole = trimmed.parse::<i64>().ok().map(Value::from);
            let amount = || trimmed.parse().ok().and_then(Number::from_f64);
            whole.or_else(|| amount().map(Value::Number))
        }
    };
    value.unwrap_or_else(|| Value::from(text))
}

/// The entries of a list; a separator in brackets is a part of an entry.
fn entries(text: &str, separators: &[char]) -> Value {
    let mut depth = 0_usize;
    let is_between = |c: char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && separators.contains(&c)
    };
    let entries = text.split(is_between).map(str::trim);
    entries.filter(|entry| !entry.is_empty()).collect()
}

/// A line as a record; `None` if it has more values than the record has fields.
fn record(group: &Group, line: &str) -> Option<Value> {
    let values: Vec<&str> = line.split(VALUES).map(str::trim).collect();
    if values.len() > group.fields.len() {
        return None;
    }
    let filled = (group.fields.iter().zip(values)).filter(|(_, value)| !value.is_empty());
    let entries = filled.map(|(field, value)| {
        let value = read(CellForm::of(field), value);
        (field.key.to_owned(), value)
    });
    Some(Value::Object(entries.collect::<Map<_, _>>()))
}
