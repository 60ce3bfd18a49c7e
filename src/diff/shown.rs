//! Names of elements and shortened values, for display.

use serde_json::Value;

use crate::compare::quoted;
use crate::i18n::Language::{Chinese, English};
use crate::i18n::{Argument, Text};
use crate::model::Limit;
use crate::model::elements::{Field, Group};

/// Maximum number of list elements that are named.
const MAX_NAMED: usize = 8;

/// The name of the element at a dotted path, preceded by the name of its group if it is ambiguous alone.
pub(super) fn label(root: &Group, element: &str) -> Argument {
    let mut fields = root;
    let mut parent: Option<&Field> = None;
    let mut name = root.name;
    let mut group_name: Option<Text> = None;
    let mut guide_owner: Option<Text> = None;
    for key in element.split('.') {
        let Some(field) = fields.field(key) else {
            return Argument::Plain(element.to_owned());
        };
        let here = parent.and_then(|parent| parent.name_of(key));
        let outer = name;
        name = here.unwrap_or(field.name);
        group_name = (parent.filter(|_| here.is_none()))
            .filter(|parent| parent.group.is_some_and(|group| group.id != "Guide"))
            .map(|_| outer)
            .filter(|outer| !name.zh.contains(outer.zh));
        // A guide inside another element belongs to a channel or a translation.
        if key == "says" {
            guide_owner = Some(name);
            group_name = None;
        }
        parent = Some(field);
        fields = field.group.unwrap_or(fields);
    }
    let outer = [guide_owner, group_name].into_iter().flatten();
    let names: Vec<Text> = outer.chain([name]).collect();
    let join_names = |between: &str, word: fn(&Text) -> &'static str| {
        names.iter().map(word).collect::<Vec<_>>().join(between)
    };
    Argument::Both {
        zh: join_names("·", |name| name.zh),
        en: join_names(": ", |name| name.en),
    }
}

/// The title of a list element: its first non-blank text, the name and the keys first.
pub(super) fn title(group: &Group, value: &Value) -> Option<String> {
    let fields = group.fields.iter().map(|field| &field.key);
    let named = ["name"].iter().chain(group.keys).chain(fields);
    let mut texts = named.filter_map(|key| value.get(key)?.as_str());
    let text = texts.find(|text| !text.trim().is_empty())?;
    Some(crate::compare::clip(text))
}

/// A value for display, shortened.
pub(super) fn value(field: &Field, value: &Value) -> Argument {
    match value {
        Value::Bool(true) => Text::new("是", "yes").into(),
        Value::Bool(false) => Text::new("否", "no").into(),
        Value::String(text) if field.vocabulary.is_some() => Argument::from(text),
        Value::String(text) => quoted(text),
        Value::Array(list) => display_list(field, list),
        Value::Object(_) => display_object(field, value),
        other => Argument::Plain(other.to_string()),
    }
}

/// The published wording of a value, if it has a `text`.
pub(super) fn wording(value: &Value) -> Option<Argument> {
    value.get("text").and_then(Value::as_str).map(quoted)
}

fn display_object(field: &Field, value: &Value) -> Argument {
    let Some(group) = field.group else {
        return quoted(&value.to_string());
    };
    if group.id == "Limit"
        && let Ok(limit) = serde_json::from_value::<Limit>(value.clone())
    {
        return limit_with_excludes(&limit);
    }
    let text = value.get("text").and_then(Value::as_str);
    match title(group, value).or_else(|| text.map(str::to_owned)) {
        Some(title) => quoted(&title),
        None => quoted(&value.to_string()),
    }
}

/// A limit with its exclusions: `5个工作日（专家评审除外）`.
fn limit_with_excludes(limit: &Limit) -> Argument {
    let said = Argument::from(limit);
    if limit.excludes.is_empty() {
        return said;
    }
    let (zh, en) = (said.get(Chinese), said.get(English));
    Argument::Both {
        zh: format!("{zh}（{}除外）", limit.excludes.join("、")),
        en: format!("{en} (without {})", limit.excludes.join(", ")),
    }
}

/// The titles of the list elements, and their number if there are more than [`MAX_NAMED`].
fn display_list(field: &Field, list: &[Value]) -> Argument {
    let words = list.iter().take(MAX_NAMED).map(|value| match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => (field.group.and_then(|group| title(group, value)))
            .unwrap_or_else(|| crate::compare::clip(&value.to_string())),
        other => other.to_string(),
    });
    let words: Vec<String> = words.collect();
    let (mut zh, mut en) = (words.join("、"), words.join(", "));
    if list.len() > MAX_NAMED {
        zh.push_str(&format!("等{}项", list.len()));
        en.push_str(&format!(" and {} more", list.len() - MAX_NAMED));
    }
    Argument::Both { zh, en }
}

/// Joins the titles of an element and the element around it: `政务服务网：身份证`.
pub(super) fn join_titles(outer: Option<&str>, inner: Option<String>) -> Option<String> {
    match (outer, inner) {
        (Some(outer), Some(inner)) => Some(format!("{outer}：{inner}")),
        (outer, inner) => inner.or_else(|| outer.map(str::to_owned)),
    }
}
