//! Completion of keys and values.

use std::ops::Range;

use super::element::Element;
use super::help::word;
use super::outline::{Outline, OutlinePart, Role};
use crate::i18n::{Language, Text};
use crate::path::{Path, PathStep};

/// A completion at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Completion {
    /// The label shown to people.
    pub label: String,
    /// A description.
    pub detail: String,
    /// The range that it replaces, in bytes.
    pub range: Range<usize>,
    /// The text to insert.
    pub text: String,
    /// Whether the completion is a key; otherwise it is a value.
    pub is_key: bool,
}

/// Names in an item that other elements refer to: the referring element, and the list, key and description of
/// the names.
const NAMES: &[(&str, Names)] = &[
    (
        "process.steps.inputs",
        Names::new("materials", "name", None),
    ),
    ("process.steps.next.to", Names::STEPS),
    ("process.steps.fork", Names::STEPS),
    ("process.steps.join", Names::STEPS),
    ("process.flowchart.edges.from", Names::BOXES),
    ("process.flowchart.edges.to", Names::BOXES),
];

/// The names of the entries of a list.
#[derive(Debug, Clone, Copy)]
struct Names {
    /// The path of the list, relative to the guide.
    list: &'static str,
    key: &'static str,
    description: Option<&'static str>,
}

impl Names {
    const STEPS: Self = Self::new("process.steps", "id", Some("name"));
    const BOXES: Self = Self::new("process.flowchart.nodes", "id", Some("label"));

    const fn new(list: &'static str, key: &'static str, description: Option<&'static str>) -> Self {
        Self {
            list,
            key,
            description,
        }
    }
}

/// Returns the completions at a byte offset of a TOML text: the words of a vocabulary, the materials and steps of
/// the item, or the keys that are absent so far.
///
/// ```
/// use shixiang::{Language, editor};
///
/// let text = "name = \"甲证核发\"\nitem_type = \n";
/// let proposed = editor::completions(text, text.len() - 1, Language::Chinese);
/// assert_eq!(proposed[0].label, "行政许可");
/// assert_eq!(proposed[0].text, "\"行政许可\"");
/// ```
pub fn completions(text: &str, offset: usize, language: Language) -> Vec<Completion> {
    let outline = Outline::new(text);
    let Some(part) = outline.at(offset) else {
        return Vec::new();
    };
    match part.role {
        Role::Value => values(&outline, part, offset),
        _ => keys(&outline, part, offset, language),
    }
}

/// The range to replace: that of a written part, or else the cursor.
fn range(part: &OutlinePart, offset: usize) -> Range<usize> {
    if part.range.is_empty() {
        offset..offset
    } else {
        part.range.clone()
    }
}

fn values(outline: &Outline<'_>, part: &OutlinePart, offset: usize) -> Vec<Completion> {
    let Some(element) = Element::of(outline, part) else {
        return Vec::new();
    };
    let range = range(part, offset);
    let value = |label: String, detail: String| Completion {
        text: toml::Value::from(label.as_str()).to_string(),
        label,
        detail,
        range: range.clone(),
        is_key: false,
    };
    if let Some(list) = element.field.and_then(|field| field.vocabulary) {
        let terms = list.terms.iter();
        return terms
            .map(|term| value(term.term.to_owned(), word(term)))
            .collect();
    }
    let in_guide = element.path.rsplit_once("guide.").map(|(_, path)| path);
    let names = NAMES.iter().find(|(path, _)| Some(*path) == in_guide);
    let Some((_, names)) = names else {
        return Vec::new();
    };
    let named = collect_names(outline, &guide_of(&part.path), names);
    named
        .into_iter()
        .map(|(name, description)| value(name, description))
        .collect()
}

/// The path of the guide around a path; the root if there is none.
fn guide_of(path: &Path) -> Path {
    let is_guide = |step: &PathStep| matches!(step, PathStep::Key(key) if key == "guide");
    let steps = path.steps();
    let end = steps.iter().rposition(is_guide).map_or(0, |at| at + 1);
    path.prefix(end)
}

/// The names in a list of this guide, in order and without repetitions, with their descriptions.
fn collect_names(outline: &Outline<'_>, guide: &Path, names: &Names) -> Vec<(String, String)> {
    let list = guide.join(&Path::parse(names.list));
    let in_list = |part: &OutlinePart, key: &str| {
        let [before @ .., PathStep::Index(number), PathStep::Key(last)] = part.path.steps() else {
            return None;
        };
        let is_present = part.role == Role::Value && before == list.steps() && last == key;
        is_present.then_some(*number)
    };
    let mut found: Vec<(String, String)> = Vec::new();
    for part in &outline.parts {
        let Some(number) = in_list(part, names.key) else {
            continue;
        };
        let name = outline.string(part).unwrap_or_default();
        if name.trim().is_empty() || found.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let description = names.description.and_then(|key| {
            let mut parts = outline.parts.iter();
            let description = parts.find(|part| in_list(part, key) == Some(number))?;
            outline.string(description)
        });
        found.push((name, description.unwrap_or_default()));
    }
    found
}

fn keys(
    outline: &Outline<'_>,
    part: &OutlinePart,
    offset: usize,
    language: Language,
) -> Vec<Completion> {
    // The keys of the table are proposed, also if a key was begun.
    let begun = usize::from(!part.range.is_empty());
    let table = part.path.up(begun);
    let place = OutlinePart {
        path: table,
        ..part.clone()
    };
    let Some(group) = Element::of(outline, &place).and_then(|element| element.group) else {
        return Vec::new();
    };
    let is_present = |key: &str| {
        let own = place.path.steps();
        let mut parts = outline.parts.iter();
        parts.any(|other| {
            let others = other.path.steps();
            let is_other = !std::ptr::eq(other, part) && other.role != Role::Value;
            let named = others.get(own.len());
            is_other
                && others.starts_with(own)
                && matches!(named, Some(PathStep::Key(known)) if known == key)
        })
    };
    let fields = group.fields.iter().filter(|field| match part.role {
        // Another table of a list may follow.
        Role::Header { is_list: true } => field.is_list && field.group.is_some(),
        Role::Header { is_list: false } => field.group.is_some(),
        _ => !is_present(field.key),
    });
    let detail = |name: Text| match language {
        Language::Chinese => format!("{} {}", name.zh, name.en),
        Language::English => format!("{} {}", name.en, name.zh),
    };
    fields
        .map(|field| Completion {
            label: field.key.to_owned(),
            detail: detail(field.name),
            range: range(part, offset),
            text: field.key.to_owned(),
            is_key: true,
        })
        .collect()
}
