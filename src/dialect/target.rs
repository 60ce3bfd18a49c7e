//! Targets: the elements of an item that values go to.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use super::reason::both;
use crate::code::{BaseCode, OrganizationCode};
use crate::model::elements::ITEM;
use crate::source::{Entry, Node, NodeKind, Span};
use crate::vocabulary::List;

/// A dotted path of an element, such as `guide.time_limit.statutory`.
///
/// `guide.materials[]` appends an element to a list; `channels[portal].url` goes into the list
/// element with the `id` `portal`, which is created if needed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Target(Vec<TargetStep>);

/// A step of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TargetStep {
    Key(String),
    /// A new list element.
    Append,
    /// The list element with this `id`.
    Element(String),
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut words = text.split('.').peekable();
        while let Some(word) = words.next() {
            let (key, inside) = match word.split_once('[') {
                Some((key, rest)) => match rest.strip_suffix(']') {
                    Some(inside) => (key, Some(inside)),
                    None => {
                        return Err(both(
                            &format!("“{text}”缺少右方括号"),
                            &format!("“{text}” lacks a closing bracket"),
                        ));
                    }
                },
                None => (word, None),
            };
            if key.is_empty() {
                return Err(both(
                    &format!("“{text}”不是要素的路径"),
                    &format!("“{text}” is not the path of an element"),
                ));
            }
            parts.push(TargetStep::Key(key.to_owned()));
            match inside {
                // Two fields would make two elements, each with half of the information.
                Some("") if words.peek().is_some() => {
                    return Err(both(
                        &format!(
                            "“{text}”：[] 只能在最后；一行的几个字段用 rows，几个字段合成一项用 [标识]"
                        ),
                        &format!("“{text}”: [] goes last; use rows, or [id]"),
                    ));
                }
                Some("") => parts.push(TargetStep::Append),
                Some(id) => parts.push(TargetStep::Element(id.to_owned())),
                None => {}
            }
        }
        Ok(Self(parts))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            match part {
                TargetStep::Key(key) if index == 0 => f.write_str(key)?,
                TargetStep::Key(key) => write!(f, ".{key}")?,
                TargetStep::Append => f.write_str("[]")?,
                TargetStep::Element(id) => write!(f, "[{id}]")?,
            }
        }
        Ok(())
    }
}

impl Target {
    pub(super) fn parts(&self) -> &[TargetStep] {
        &self.0
    }

    /// The last key of the path.
    pub(super) fn key(&self) -> Option<&str> {
        self.keys().next_back()
    }

    /// The dotted element path, without list markers.
    pub(super) fn element(&self) -> String {
        let keys: Vec<&str> = self.keys().collect();
        keys.join(".")
    }

    /// Whether the target is this element.
    pub(super) fn is(&self, element: &str) -> bool {
        self.keys().eq(element.split('.'))
    }

    /// The keys of the path, without list markers.
    fn keys(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            TargetStep::Key(key) => Some(key.as_str()),
            _ => None,
        })
    }

    /// The vocabulary of the element, if it has one; `owner` is the element it is relative to.
    pub(super) fn vocabulary(&self, owner: &str) -> Option<&'static List> {
        let owner = owner.split('.').filter(|key| !key.is_empty());
        ITEM.follow(owner.chain(self.keys()))?.vocabulary
    }
}

impl Target {
    /// Restores leading zeros that a spreadsheet dropped from a numeric code, if codes of this
    /// element can begin with zeros and the result is well-formed.
    pub(super) fn padded(&self, code: &str) -> Option<String> {
        if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match self.key()? {
            // National codes begin with 00 and two digits of the type: 000131… and 0020….
            "base_code" | "parent_code" if matches!(code.len(), 9 | 10) => {
                let padded = format!("{code:0>12}");
                BaseCode::new(padded.clone())
                    .parts()
                    .is_ok()
                    .then_some(padded)
            }
            "organization_code" if matches!(code.len(), 7 | 8) => {
                let padded = format!("{code:0>9}");
                OrganizationCode::new(padded.clone())
                    .check()
                    .is_ok()
                    .then_some(padded)
            }
            _ => None,
        }
    }
}

/// Which source spans are represented by which other spans.
#[derive(Debug, Default)]
pub(crate) struct Said(Vec<(Span, Span)>);

impl Said {
    /// Records that every scalar of `node` is represented by the value at `place`.
    pub(super) fn add(&mut self, node: &Node<'_>, place: Span) {
        node.scalars(&mut |scalar| self.link(scalar.span, place));
    }

    /// Records that `said` is represented by `by`.
    pub(super) fn link(&mut self, said: Span, by: Span) {
        if said != by {
            self.0.push((said, by));
        }
    }

    /// Sorts by represented span.
    pub(crate) fn sort(&mut self) {
        self.0.sort_unstable();
    }

    /// Pairs of represented and representing span, sorted.
    pub(crate) fn pairs(&self) -> &[(Span, Span)] {
        &self.0
    }
}

/// Sets a value at a target; returns a value that contradicts the existing one.
pub(super) fn set<'a>(
    node: &mut Node<'a>,
    parts: &[TargetStep],
    value: Node<'a>,
    said: &mut Said,
) -> Option<Node<'a>> {
    let Some((first, rest)) = parts.split_first() else {
        return merge(node, value, said);
    };
    match first {
        TargetStep::Key(key) => {
            let NodeKind::Table(entries) = &mut node.kind else {
                return Some(value);
            };
            if let Some(entry) = entries.iter_mut().find(|entry| entry.key == *key) {
                return set(&mut entry.value, rest, value, said);
            }
            let mut made = match rest.first() {
                None => {
                    entries.push(entry(key, value));
                    return None;
                }
                Some(TargetStep::Key(_)) => Node::table(Span::Nowhere),
                Some(_) => list(),
            };
            let left = set(&mut made, rest, value, said);
            entries.push(entry(key, made));
            left
        }
        TargetStep::Append => {
            let NodeKind::List(nodes) = &mut node.kind else {
                return Some(value);
            };
            append(nodes, value, said);
            None
        }
        TargetStep::Element(id) => {
            let NodeKind::List(nodes) = &mut node.kind else {
                return Some(value);
            };
            let found = nodes
                .iter_mut()
                .find(|node| node.get("id").and_then(Node::text) == Some(id));
            if let Some(found) = found {
                return set(found, rest, value, said);
            }
            let mut made = Node::table(value.span);
            if let NodeKind::Table(entries) = &mut made.kind {
                entries.push(entry("id", string(id, Span::Nowhere)));
            }
            let left = set(&mut made, rest, value, said);
            nodes.push(made);
            left
        }
    }
}

/// Appends a value, or the values of a list, to a list. Equal words from different fields are merged; duplicates
/// within one field stay, so that a rule can report them.
fn append<'a>(nodes: &mut Vec<Node<'a>>, value: Node<'a>, said: &mut Said) {
    let mut fresh = match value.kind {
        NodeKind::List(values) => values,
        _ => vec![value],
    };
    let known: HashMap<&str, Span> = (nodes.iter())
        .filter_map(|node| Some((node.text()?, node.span)))
        .collect();
    fresh.retain(|one| {
        let earlier = one.text().and_then(|word| known.get(word));
        if let Some(earlier) = earlier {
            said.add(one, *earlier);
        }
        earlier.is_none()
    });
    nodes.extend(fresh);
}

/// Merges a value into the existing one; returns the part that contradicts it.
fn merge<'a>(node: &mut Node<'a>, value: Node<'a>, said: &mut Said) -> Option<Node<'a>> {
    if node.to_json() == value.to_json() {
        // The existing value is the same.
        let mut existing = None;
        node.scalars(&mut |scalar| existing = existing.or(Some(scalar.span)));
        if let Some(existing) = existing {
            said.add(&value, existing);
        }
        return None;
    }
    let NodeKind::Table(_) = &node.kind else {
        return Some(value);
    };
    let NodeKind::Table(entries) = value.kind else {
        return Some(value);
    };
    let mut left = Node::table(value.span);
    for Entry {
        key,
        key_span,
        value,
    } in entries
    {
        let part = [TargetStep::Key(key.to_string())];
        if let Some(value) = set(node, &part, value, said)
            && let NodeKind::Table(entries) = &mut left.kind
        {
            entries.push(Entry {
                key,
                key_span,
                value,
            });
        }
    }
    (!left.entries().is_empty()).then_some(left)
}

/// An entry whose key does not occur in the source.
pub(super) fn entry<'a>(key: &str, value: Node<'a>) -> Entry<'a> {
    Entry {
        key: key.to_owned().into(),
        key_span: Span::Nowhere,
        value,
    }
}

pub(super) fn string<'a>(text: &str, span: Span) -> Node<'a> {
    Node {
        span,
        kind: NodeKind::String(text.to_owned().into()),
    }
}

fn list<'a>() -> Node<'a> {
    Node {
        span: Span::Nowhere,
        kind: NodeKind::List(Vec::new()),
    }
}

/// Converts a JSON value to a tree whose nodes all have this span.
pub(super) fn tree<'a>(value: Value, span: Span) -> Node<'a> {
    use serde_json::Value;
    let kind = match value {
        Value::Null => NodeKind::Null,
        Value::Bool(value) => NodeKind::Bool(value),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => NodeKind::Integer(number),
            (None, Some(float)) => NodeKind::Float(float),
            (None, None) => NodeKind::Number(number.to_string().into()),
        },
        Value::String(text) => NodeKind::String(text.into()),
        Value::Array(values) => {
            NodeKind::List(values.into_iter().map(|value| tree(value, span)).collect())
        }
        Value::Object(values) => NodeKind::Table(
            values
                .into_iter()
                .map(|(key, value)| Entry {
                    key: key.into(),
                    key_span: span,
                    value: tree(value, span),
                })
                .collect(),
        ),
    };
    Node { span, kind }
}

/// List elements with these names, under `name` or, if the element has no such field, under its first one.
pub(super) fn named(names: impl Iterator<Item = String>, target: Option<&Target>) -> Value {
    let element = target.and_then(|target| ITEM.find(&target.element()));
    let group = element.and_then(|element| element.group);
    let has_name = group.is_none_or(|group| group.field("name").is_some());
    let first = group.and_then(|group| group.fields.first());
    let key = first
        .filter(|_| !has_name)
        .map_or("name", |field| field.key);
    names.map(|name| json!({ key: name })).collect()
}
