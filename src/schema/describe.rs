//! The description of a schema in both languages.

use serde_json::{Map, Value};

/// The Chinese and the English paragraph: the names, the advice on filling in, the columns of the national
/// exchange, the documentation of the type and the values of a list.
pub(super) fn description(object: &Map<String, Value>) -> Option<String> {
    let text_of = |key: &str| object.get(key).and_then(Value::as_str);
    let english = english_paragraph(text_of("x-title-en"), text_of("description"));
    let chinese = text_of("x-title-zh")
        .map(|name| chinese_paragraph(name, text_of("x-advice"), &columns(object)));
    let values = value_lines(object)
        .into_iter()
        .map(|value| format!("- {value}"));
    let values = values.collect::<Vec<_>>().join("\n");
    let values = (!values.is_empty()).then_some(values);
    let parts: Vec<String> = [chinese, english, values].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

fn chinese_paragraph(name: &str, advice: Option<&str>, columns: &[&str]) -> String {
    let mut text = name.to_owned();
    if let Some(advice) = advice {
        text.push('：');
        text.push_str(advice);
    }
    if !columns.is_empty() {
        text.push_str(&format!("（国家交换表：{}）", columns.join("、")));
    }
    text.push('。');
    text
}

/// The name and the first paragraph of the documentation, unless that already begins with the name.
fn english_paragraph(name: Option<&str>, documentation: Option<&str>) -> Option<String> {
    let first = documentation.and_then(|text| text.split("\n\n").next());
    let first = first.map(|text| text.replace('\n', " "));
    match (name.map(capitalized), first) {
        (Some(name), Some(text)) if begins_with_name(&text, &name) => Some(text),
        (Some(name), Some(text)) => Some(format!("{name}. {text}")),
        (Some(name), None) => Some(format!("{name}.")),
        (None, text) => text,
    }
}

/// Whether the text begins with the name, or with an article and the name.
fn begins_with_name(text: &str, name: &str) -> bool {
    let text = text.to_lowercase();
    let articles = ["", "the ", "a ", "an "].into_iter();
    let mut rests = articles.filter_map(|article| text.strip_prefix(article));
    rests.any(|rest| rest.starts_with(&name.to_lowercase()))
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn columns(object: &Map<String, Value>) -> Vec<&str> {
    strings(object, "x-columns")
}

/// One line for each value of a list: the value, its English name, its national code, its aliases.
pub(super) fn value_lines(object: &Map<String, Value>) -> Vec<String> {
    let titles = strings(object, "x-enum-titles");
    let names = strings(object, "x-enum-descriptions");
    let codes = strings(object, "x-enum-codes");
    let aliases = object.get("x-enum-aliases").and_then(Value::as_array);
    if names.is_empty() {
        return Vec::new();
    }
    let nth = |list: &[&str], at: usize| list.get(at).copied().unwrap_or_default().to_owned();
    let lines = strings(object, "enum").into_iter().enumerate();
    let lines = lines.map(|(at, value)| {
        let mut line = value.to_owned();
        let title = nth(&titles, at);
        if !title.is_empty() {
            line.push_str(&format!("（{title}）"));
        }
        let code = nth(&codes, at);
        if !code.is_empty() {
            line.push_str(&format!("（代码 {code}）"));
        }
        line.push_str(&format!(": {}", nth(&names, at).trim_end_matches('.')));
        let others = aliases
            .and_then(|all| all.get(at))
            .and_then(Value::as_array);
        let others: Vec<&str> = others
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        if !others.is_empty() {
            line.push_str(&format!("；又称“{}”", others.join("”“")));
        }
        line
    });
    lines.collect()
}

pub(super) fn strings<'a>(object: &'a Map<String, Value>, key: &str) -> Vec<&'a str> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
