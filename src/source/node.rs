//! The common tree for all formats: values with their spans.

use std::borrow::Cow;

use serde_json::Value;

use crate::path::{Path, PathStep};

/// The position of a value in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    /// A range of bytes, relative to the start of the record.
    Bytes {
        /// First byte.
        start: u32,
        /// End byte, exclusive.
        end: u32,
    },
    /// A cell of a table.
    Cell {
        /// Index of the sheet, from 0.
        sheet: u16,
        /// Index of the row, from 0, as in the table.
        row: u32,
        /// Index of the column, from 0.
        column: u32,
    },
    /// No position, for values set by a dialect.
    #[default]
    Nowhere,
}

impl Span {
    /// The bytes from `start` to `end`, capped at 4 GiB.
    pub fn bytes(start: usize, end: usize) -> Self {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self::Bytes {
            start: cut(start),
            end: cut(end),
        }
    }

    /// A cell by the indexes of its sheet, row and column, from 0.
    #[cfg(feature = "tables")]
    pub(crate) fn cell(sheet: usize, row: usize, column: usize) -> Self {
        Self::Cell {
            sheet: u16::try_from(sheet).unwrap_or(u16::MAX),
            row: u32::try_from(row).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

/// A value with its span.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// Its span.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind<'a>,
}

/// The value of a [`Node`].
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind<'a> {
    /// JSON's `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer that fits in 64 bits.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// A number that neither can represent without loss, as written.
    Number(Cow<'a, str>),
    /// A text.
    String(Cow<'a, str>),
    /// A bare TOML date or time, as written.
    Date(String),
    /// A list.
    List(Vec<Node<'a>>),
    /// A table.
    Table(Vec<Entry<'a>>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// The span of the key.
    pub key_span: Span,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Node<'a> {
    /// An empty table.
    pub fn table(span: Span) -> Self {
        Self {
            span,
            kind: NodeKind::Table(Vec::new()),
        }
    }

    /// The entries, if this is a table.
    pub fn entries(&self) -> &[Entry<'a>] {
        match &self.kind {
            NodeKind::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        (self.entries().iter())
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// Removes and returns the value of a key.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        let NodeKind::Table(entries) = &mut self.kind else {
            return None;
        };
        let at = entries.iter().position(|entry| entry.key == key)?;
        Some(entries.remove(at).value)
    }

    /// The list of tables that this is or that is inside wrapper tables such as `data` or `rows`;
    /// or a single table.
    pub(crate) fn listed(&self) -> Option<&Self> {
        match &self.kind {
            NodeKind::List(nodes) => {
                let tables = |node: &Self| matches!(node.kind, NodeKind::Table(_));
                (!nodes.is_empty() && nodes.iter().all(tables)).then_some(self)
            }
            NodeKind::Table(entries) => {
                let mut lists = entries.iter().filter_map(|entry| entry.value.listed());
                lists.next().filter(|_| lists.next().is_none())
            }
            _ => None,
        }
    }

    /// Like [`listed`](Self::listed), by value.
    pub(crate) fn into_listed(self) -> Self {
        match self.kind {
            NodeKind::Table(entries) => {
                let mut inside = entries.into_iter().map(|entry| entry.value);
                match inside.find(|value| value.listed().is_some()) {
                    Some(value) => value.into_listed(),
                    None => Self::table(self.span),
                }
            }
            _ => self,
        }
    }

    /// The text, if this is a string.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// A scalar or a list of scalars as text; `None` for tables.
    pub(crate) fn plain_text(&self) -> Option<String> {
        Some(match &self.kind {
            NodeKind::Null => String::new(),
            NodeKind::Bool(value) => value.to_string(),
            NodeKind::Integer(value) => value.to_string(),
            NodeKind::Float(value) => value.to_string(),
            NodeKind::Number(text) | NodeKind::String(text) => text.to_string(),
            NodeKind::Date(text) => text.clone(),
            NodeKind::List(nodes) => {
                let texts: Option<Vec<String>> = nodes.iter().map(Self::plain_text).collect();
                texts?.join("\n")
            }
            NodeKind::Table(_) => return None,
        })
    }

    /// Removes the value at a path, and returns whether there was one.
    pub(crate) fn prune(&mut self, path: &Path) -> bool {
        let Some((last, parents)) = path.steps().split_last() else {
            return false;
        };
        let mut node = self;
        for step in parents {
            let next = match (&mut node.kind, step) {
                (NodeKind::Table(entries), PathStep::Key(key)) => (entries.iter_mut())
                    .find(|entry| entry.key == *key)
                    .map(|entry| &mut entry.value),
                (NodeKind::List(nodes), PathStep::Index(index)) => nodes.get_mut(*index),
                _ => None,
            };
            let Some(next) = next else { return false };
            node = next;
        }
        match (&mut node.kind, last) {
            (NodeKind::Table(entries), PathStep::Key(key)) => {
                let before = entries.len();
                entries.retain(|entry| entry.key != *key);
                entries.len() < before
            }
            (NodeKind::List(nodes), PathStep::Index(index)) if *index < nodes.len() => {
                nodes.remove(*index);
                true
            }
            _ => false,
        }
    }

    /// The value as JSON, without spans.
    pub fn to_json(&self) -> Value {
        match &self.kind {
            NodeKind::Null => Value::Null,
            NodeKind::Bool(value) => Value::Bool(*value),
            NodeKind::Integer(value) => Value::from(*value),
            NodeKind::Float(value) => Value::from(*value),
            NodeKind::Number(text) | NodeKind::String(text) => Value::from(text.as_ref()),
            NodeKind::Date(text) => Value::from(text.as_str()),
            NodeKind::List(nodes) => nodes.iter().map(Self::to_json).collect(),
            NodeKind::Table(entries) => (entries.iter())
                .map(|entry| (entry.key.to_string(), entry.value.to_json()))
                .collect(),
        }
    }
}
