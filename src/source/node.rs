//! The common tree for all formats: values with their spans.

use std::borrow::Cow;

use serde_json::Value;

use crate::path::{Path, PathStep};

/// The smallest number whose digits a float cannot hold for sure, 2⁵³.
const MIN_ROUNDED: f64 = 9_007_199_254_740_992.0;

/// The position of a value in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
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
        /// Byte offset of a part of the cell's text; 0 for all of it.
        at: u32,
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
    pub(crate) fn cell(sheet: usize, row: usize, column: usize) -> Self {
        Self::Cell {
            sheet: u16::try_from(sheet).unwrap_or(u16::MAX),
            row: u32::try_from(row).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            at: 0,
        }
    }

    /// The span of the whole cell; other spans are unchanged.
    pub(super) fn whole_cell(self) -> Self {
        match self {
            Self::Cell {
                sheet, row, column, ..
            } => Self::Cell {
                sheet,
                row,
                column,
                at: 0,
            },
            other => other,
        }
    }
}

/// A value with its span.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// Its span.
    pub span: Span,
    /// The value itself.
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

impl NodeKind<'_> {
    /// A number with a fraction; as written if its value is not finite.
    pub(super) fn float(text: &str) -> Self {
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Self::Float(number),
            _ => Self::Number(Cow::Owned(text.to_owned())),
        }
    }
}

/// The key under which the value of a repeated key is kept.
pub(super) fn repeated(key: &str, times: usize) -> String {
    format!("{key}（第{times}次）")
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

impl Entry<'_> {
    /// Whether the key is a duplicate that was renamed with a number. A key of the source may look the same, so the
    /// length is compared with that in the text.
    pub(super) fn is_repeated(&self) -> bool {
        let Span::Bytes { start, end } = self.key_span else {
            return false;
        };
        let numbered = self
            .key
            .strip_suffix("次）")
            .and_then(|key| key.rsplit_once("（第"));
        let is_numbered = numbered.is_some_and(|(_, times)| times.parse::<usize>().is_ok());
        is_numbered && end.saturating_sub(start) < u32::try_from(self.key.len()).unwrap_or(u32::MAX)
    }
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

    /// Appends a value, turning this one into a list first if it is not a list.
    #[cfg(feature = "tables")]
    pub(crate) fn append(&mut self, more: Self) {
        if let NodeKind::List(values) = &mut self.kind {
            return values.push(more);
        }
        let list = Self {
            span: self.span,
            kind: NodeKind::List(Vec::new()),
        };
        let first = std::mem::replace(self, list);
        if let NodeKind::List(values) = &mut self.kind {
            values.extend([first, more]);
        }
    }

    /// The value of a key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
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

    /// Whether this is a table of columns: lists of scalars of the same length.
    pub(crate) fn is_of_columns(&self) -> bool {
        let NodeKind::Table(entries) = &self.kind else {
            return false;
        };
        let rows = |entry: &Entry<'_>| match &entry.value.kind {
            NodeKind::List(nodes) if nodes.iter().all(Node::is_scalar) => Some(nodes.len()),
            _ => None,
        };
        let Some(first) = entries.first().and_then(rows) else {
            return false;
        };
        first > 1 && entries.len() > 1 && entries.iter().all(|entry| rows(entry) == Some(first))
    }

    /// The list of tables that this is or that is inside wrapper tables such as `data` or `rows`;
    /// or a single table.
    #[cfg(feature = "tables")]
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

    /// Replaces the typed values that databases export by the plain values: `{"$date": "2024-03-15"}`.
    pub(crate) fn unwrap_types(&mut self) {
        match &mut self.kind {
            NodeKind::List(nodes) => nodes.iter_mut().for_each(Node::unwrap_types),
            NodeKind::Table(entries) => {
                for entry in entries.iter_mut() {
                    entry.value.unwrap_types();
                }
                let is_type =
                    |entry: &Entry<'_>| entry.key.starts_with('$') && entry.value.is_scalar();
                if let [entry] = entries.as_mut_slice()
                    && is_type(entry)
                {
                    let kind = std::mem::replace(&mut entry.value.kind, NodeKind::Null);
                    self.span = entry.value.span;
                    self.kind = kind;
                }
            }
            _ => {}
        }
    }

    /// Whether this is a single value, rather than a list or table.
    pub(crate) fn is_scalar(&self) -> bool {
        !matches!(self.kind, NodeKind::List(_) | NodeKind::Table(_))
    }

    /// Calls `each` with each scalar in this value, in order.
    pub(crate) fn scalars<'n>(&'n self, each: &mut dyn FnMut(&'n Self)) {
        match &self.kind {
            NodeKind::List(nodes) => nodes.iter().for_each(|node| node.scalars(each)),
            NodeKind::Table(entries) => {
                entries.iter().for_each(|entry| entry.value.scalars(each));
            }
            _ => each(self),
        }
    }

    /// The number of scalars in this value.
    pub(crate) fn count_scalars(&self) -> usize {
        let mut count = 0;
        self.scalars(&mut |_| count += 1);
        count
    }

    /// Whether this has no content: null, an empty string, or a list or table without content.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.kind {
            NodeKind::Null => true,
            NodeKind::String(text) => text.trim().is_empty(),
            NodeKind::List(nodes) => nodes.iter().all(Self::is_blank),
            NodeKind::Table(entries) => entries.iter().all(|entry| entry.value.is_blank()),
            _ => false,
        }
    }

    /// Whether this is a table.
    pub(crate) fn is_table(&self) -> bool {
        matches!(self.kind, NodeKind::Table(_))
    }

    /// Whether this is a table or a list with tables, among which may be entries that are none.
    pub(crate) fn has_tables(&self) -> bool {
        match &self.kind {
            NodeKind::List(nodes) => nodes.iter().any(Self::is_table),
            _ => self.is_table(),
        }
    }

    /// Whether this is a table or a list of tables.
    pub(crate) fn holds_tables(&self) -> bool {
        match &self.kind {
            NodeKind::Table(_) => true,
            NodeKind::List(nodes) => {
                let mut nodes = nodes.iter();
                nodes.len() > 0 && nodes.all(|node| matches!(node.kind, NodeKind::Table(_)))
            }
            _ => false,
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
            // The digits of a rounded number are not those that were written; as in spreadsheets, an exponent says so.
            NodeKind::Float(value) if value.abs() >= MIN_ROUNDED => {
                format!("{value:E}").replace('E', "E+")
            }
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

    /// Removes the value at a path and, if `hollow`, enclosing values left empty.
    pub(crate) fn prune(&mut self, path: &Path, hollow: bool) -> Option<Self> {
        self.prune_steps(path.steps(), hollow)
    }

    fn prune_steps(&mut self, steps: &[PathStep], hollow: bool) -> Option<Self> {
        let (first, rest) = steps.split_first()?;
        let at = match (&self.kind, first) {
            (NodeKind::Table(entries), PathStep::Key(key)) => {
                entries.iter().position(|entry| entry.key == *key)
            }
            (NodeKind::List(nodes), PathStep::Index(index)) => {
                (*index < nodes.len()).then_some(*index)
            }
            _ => None,
        }?;
        if !rest.is_empty() {
            let inner = match &mut self.kind {
                NodeKind::Table(entries) => entries.get_mut(at).map(|entry| &mut entry.value),
                NodeKind::List(nodes) => nodes.get_mut(at),
                _ => None,
            }?;
            let removed = inner.prune_steps(rest, hollow)?;
            if !hollow || inner.is_scalar() || inner.count_scalars() > 0 {
                return Some(removed);
            }
            self.remove(at);
            return Some(removed);
        }
        self.remove(at)
    }

    fn remove(&mut self, at: usize) -> Option<Self> {
        match &mut self.kind {
            NodeKind::Table(entries) if at < entries.len() => Some(entries.remove(at).value),
            NodeKind::List(nodes) if at < nodes.len() => Some(nodes.remove(at)),
            _ => None,
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
            NodeKind::Table(entries) => entries
                .iter()
                .map(|entry| (entry.key.to_string(), entry.value.to_json()))
                .collect(),
        }
    }
}
