//! Writes the value of an element as the text of a cell, and reads it back.
//!
//! Plain cells are as people write them: 是, 2027-01-01, list entries one after the other. A value that could
//! not be read back from its plain text (an empty text, a list with an entry that has a separator) is written
//! as JSON after `json:`, so that no value is lost.

use serde_json::{Map, Number, Value};

use crate::i18n::{Language, Text};
use crate::model::elements::{Field, Group, Leaf};

/// Prefix of a cell that holds JSON.
const JSON_PREFIX: &str = "json:";

/// The words for true and false.
const FLAGS: [(&str, bool); 2] = [("是", true), ("否", false)];

/// Separators of the entries of a list of texts; the first is written.
const ENTRY_SEPARATORS: &[char] = &['；', ';', '\n'];

/// Separators of the words of a list; words of vocabularies contain them in brackets only.
const WORD_SEPARATORS: &[char] = &['、', '；', ';', '\n', '，', ','];

/// Separators of the values of a record.
const VALUE_SEPARATORS: &[char] = &['｜', '|'];

/// The content of the cells of a column.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CellForm {
    /// One value.
    Leaf(Leaf),
    /// A list of words of a vocabulary.
    Words,
    /// A list of texts.
    Entries,
    /// A list of short records, one per line.
    Records(&'static Group),
    /// Any value, as JSON.
    Json,
}

impl CellForm {
    /// The form of a field that is not a group of fields.
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

/// The kind of program that cells are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// A program that knows which cells are texts.
    Typed,
    /// Any program: spreadsheet programs evaluate a text in CSV that begins like a formula.
    Inert,
}

/// The text of a cell with this value.
pub(super) fn write(form: CellForm, value: &Value, writing: Writing) -> String {
    if let CellForm::Json = form {
        return escaped_json(value);
    }
    let is_risky = |text: &str| {
        let may_run = writing == Writing::Inert && text.starts_with(['=', '+', '-', '@']);
        may_run && value.is_string()
    };
    write_plain(form, value)
        .filter(|text| is_kept(text) && !is_risky(text) && read(form, text) == *value)
        .unwrap_or_else(|| format!("{JSON_PREFIX}{}", escaped_json(value)))
}

/// The plain text of a value, if the value has this form.
fn write_plain(form: CellForm, value: &Value) -> Option<String> {
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
        CellForm::Words => join_texts(value, "、"),
        CellForm::Entries => join_texts(value, "；"),
        CellForm::Records(group) => {
            let lines = value
                .as_array()?
                .iter()
                .map(|record| write_record(group, record));
            Some(lines.collect::<Option<Vec<_>>>()?.join("\n"))
        }
        CellForm::Json => None,
    }
}

/// Joins the texts of a list; `None` if the value is not a list of texts.
fn join_texts(value: &Value, separator: &str) -> Option<String> {
    let texts = value.as_array()?.iter().map(Value::as_str);
    Some(texts.collect::<Option<Vec<_>>>()?.join(separator))
}

/// Writes a record as a line: its values in the order of its fields.
fn write_record(group: &Group, record: &Value) -> Option<String> {
    let record = record.as_object()?;
    let mut values = Vec::new();
    for field in group.fields {
        values.push(match record.get(field.key) {
            Some(value) => write_plain(CellForm::of(field), value)?,
            None => String::new(),
        });
    }
    let filled = values.iter().rposition(|value| !value.is_empty())? + 1;
    values.truncate(filled);
    Some(values.join("｜"))
}

/// Whether every program keeps the text unchanged, and it cannot be mistaken for JSON: it has no white space
/// at its ends, and no characters (or escapes such as `_x000D_`) that the format of workbooks cannot hold.
fn is_kept(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.starts_with(JSON_PREFIX)
        && !text.contains("_x")
        && !text.chars().any(is_unsafe_char)
}

fn is_unsafe_char(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The value as JSON that every program keeps unchanged.
fn escaped_json(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().any(is_unsafe_char) || text.contains("_x") {
        // JSON contains these characters only inside strings, so they can all be escaped.
        let mut out = String::with_capacity(text.len());
        for c in text.replace("_x", "\\u005fx").chars() {
            if is_unsafe_char(c) {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                out.push(c);
            }
        }
        return out;
    }
    text
}

/// The JSON of a cell that has the prefix `json:` or whose column holds JSON.
pub(crate) fn json(form: CellForm, text: &str) -> Option<&str> {
    let after_prefix = text.strip_prefix(JSON_PREFIX);
    match form {
        CellForm::Json => after_prefix.or(Some(text)),
        _ => after_prefix,
    }
}

/// Reads the value of a cell, which must not be blank. A text that does not have the form of its column is
/// returned unchanged; the decoder reports the expected form.
pub(crate) fn read(form: CellForm, text: &str) -> Value {
    if let Some(value) = json(form, text).and_then(|json| serde_json::from_str(json).ok()) {
        return value;
    }
    match form {
        CellForm::Leaf(leaf) => read_leaf(leaf, text),
        CellForm::Words => split_entries(text, WORD_SEPARATORS),
        CellForm::Entries => split_entries(text, ENTRY_SEPARATORS),
        CellForm::Records(group) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let records: Option<Vec<Value>> = lines.map(|line| read_record(group, line)).collect();
            records.map_or_else(|| Value::from(text), Value::Array)
        }
        CellForm::Json => Value::from(text),
    }
}

fn read_leaf(leaf: Leaf, text: &str) -> Value {
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

/// Splits the entries of a list; a separator in brackets is part of an entry.
fn split_entries(text: &str, separators: &[char]) -> Value {
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

/// Reads a line as a record; `None` if it has more values than the record has fields.
fn read_record(group: &Group, line: &str) -> Option<Value> {
    let values: Vec<&str> = line.split(VALUE_SEPARATORS).map(str::trim).collect();
    if values.len() > group.fields.len() {
        return None;
    }
    let filled = group
        .fields
        .iter()
        .zip(values)
        .filter(|(_, value)| !value.is_empty());
    let entries = filled.map(|(field, value)| {
        let value = read(CellForm::of(field), value);
        (field.key.to_owned(), value)
    });
    Some(Value::Object(entries.collect::<Map<_, _>>()))
}
