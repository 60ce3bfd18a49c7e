//! Displays values of an item as Chinese text.

use serde_json::Value;

use crate::model::elements::{Field, Group};
use crate::model::{Limit, Period, Phone};
use crate::prose::is_blank;

/// The values of a list, or a single value as a list of one.
pub(super) fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        _ => std::slice::from_ref(value),
    }
}

/// Number of texts, numbers and Booleans in a value; blank texts do not count.
pub(super) fn scalars(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Bool(_) | Value::Number(_) => 1,
        Value::String(text) => usize::from(!is_blank(text)),
        Value::Array(values) => values.iter().map(scalars).sum(),
        Value::Object(table) => table.values().map(scalars).sum(),
    }
}

/// The text of a scalar; `None` for lists, objects, nulls and blank texts.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !is_blank(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("是".to_owned()),
        Value::Bool(false) => Some("否".to_owned()),
        _ => None,
    }
}

/// Displays a value after the name of its element: 窗口：3号窗口.
pub(super) fn labelled(field: &Field, value: &Value) -> String {
    format!("{}：{}", field.name.zh, said(field, value))
}

/// Displays a value.
pub(super) fn said(field: &Field, value: &Value) -> String {
    match (value, field.group) {
        (Value::Array(values), group) => {
            let between = if group.is_some() { "\n" } else { "、" };
            let values = values.iter().filter(|value| scalars(value) > 0);
            let values: Vec<String> = values.map(|value| said(field, value)).collect();
            values.join(between)
        }
        (Value::Object(_), Some(group)) => composite(group, value),
        // An object without a type in the registry is written as JSON.
        (Value::Object(_), None) => value.to_string(),
        _ => scalar(value).unwrap_or_default(),
    }
}

/// Displays a composite value: limits, phones and the like in their usual form, others field by field.
fn composite(group: &Group, value: &Value) -> String {
    match group.id {
        "Limit" => {
            serde_json::from_value(value.clone()).map_or_else(|_| String::new(), |it| limit(&it))
        }
        "Phone" => {
            serde_json::from_value(value.clone()).map_or_else(|_| String::new(), |it| phone(&it))
        }
        "Period" => {
            serde_json::from_value(value.clone()).map_or_else(|_| String::new(), |it| period(&it))
        }
        // The parts of opening hours are clear without labels.
        "OpeningHours" => fields(group, value, said),
        _ => fields(group, value, labelled),
    }
}

fn fields(group: &Group, value: &Value, as_text: fn(&Field, &Value) -> String) -> String {
    let parts = group.fields.iter().filter_map(|field| {
        let value = value.get(field.key)?;
        (scalars(value) > 0).then(|| as_text(field, value).replace('\n', "；"))
    });
    parts.collect::<Vec<_>>().join("；")
}

pub(super) fn limit(limit: &Limit) -> String {
    let mut text = limit.to_string();
    if !limit.excludes.is_empty() {
        text.push_str(&format!("（不含{}）", limit.excludes.join("、")));
    }
    // Without an amount, `text` is the published wording already.
    if let Some(published) = &limit.text
        && *published != text
    {
        text.push_str(&format!("（{}）", published.trim()));
    }
    text
}

/// Displays a phone number with its extension and its note.
fn phone(phone: &Phone) -> String {
    let mut text = number(phone);
    if let Some(note) = &phone.note {
        text.push_str(&format!("（{}）", note.trim()));
    }
    text
}

/// Displays a phone number with its extension.
pub(super) fn number(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) => format!("{}转{}", phone.number.trim(), extension.trim()),
        None => phone.number.trim().to_owned(),
    }
}

pub(super) fn period(period: &Period) -> String {
    let days: Vec<String> = period.days.iter().map(ToString::to_string).collect();
    let mut parts = vec![days.join("、")];
    parts.extend(period.season.clone());
    let times = [&period.opens, &period.closes].map(|time| time.clone().unwrap_or_default());
    if times.iter().any(|time| !time.is_empty()) {
        parts.push(times.join("-"));
    }
    if let Some(note) = &period.note {
        parts.push(format!("（{}）", note.trim()));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}
