//! Documents and records that gave no item.

use serde_json::Value;

use crate::source::{Node, NodeKind, Notice, Span};

/// A document or record that gave no item.
#[derive(Debug)]
pub(super) struct Failure {
    /// Byte offset of the record.
    pub(super) base: u64,
    /// The span to point at.
    pub(super) span: Span,
    /// The content of the document or record.
    pub(super) content: Content,
    /// The reasons why it gave no item.
    pub(super) notices: Vec<Notice>,
}

/// The content of a record that gave no item.
#[derive(Debug)]
pub(super) enum Content {
    /// The text of this span; nothing if the span is empty.
    Text(Span),
    /// The cells of a row by column.
    Cells(Value),
    /// Bytes that are not text.
    Bytes(Vec<u8>),
}

impl Content {
    /// The content of a record or branch: its text if the span covers all of it, else its fields.
    pub(super) fn of(node: &Node<'_>) -> Self {
        let last = match &node.kind {
            NodeKind::Table(entries) => entries.last().map(|entry| entry.value.span),
            NodeKind::List(nodes) => nodes.last().map(|node| node.span),
            _ => None,
        };
        let is_whole = match (node.span, last) {
            (Span::Bytes { end, .. }, Some(Span::Bytes { end: last, .. })) => last <= end,
            (Span::Bytes { .. }, None) => true,
            _ => false,
        };
        // The span of a TOML table is its heading.
        if is_whole {
            Self::Text(node.span)
        } else {
            Self::Cells(node.to_json())
        }
    }
}

impl Failure {
    /// The record at `span` gave no item.
    pub(super) fn new(base: u64, span: Span, notices: Vec<Notice>) -> Self {
        Self {
            base,
            span,
            content: Content::Text(span),
            notices,
        }
    }

    /// Adds the content of the record.
    pub(super) fn with(self, content: Content) -> Self {
        Self { content, ..self }
    }
}
