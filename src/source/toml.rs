//! Parses TOML text into a tree, reporting all syntax errors in one pass.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Notice;
use super::node::{Entry, Node, NodeKind, Span};

/// Maximum number of syntax errors listed per file.
pub(super) const MOST_FAULTS: usize = 100;

/// Parses a document. The tree contains everything that could be read, even if there are syntax errors.
pub(crate) fn parse(text: &str) -> (Node<'_>, Vec<Notice>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut notices: Vec<Notice> = Vec::new();
    for error in errors {
        // The parser recovers immediately, so an unclosed quote can cause many errors on one line;
        // the first one of a line is the cause.
        let span = error.span().unwrap_or(0..0);
        let line_start = text
            .get(..span.start)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |at| at + 1);
        if notices.last().is_some_and(|last| match last.span {
            Span::Bytes { start, .. } => start as usize >= line_start,
            _ => false,
        }) {
            continue;
        }
        notices.push(Notice::syntax(
            error.message(),
            Span::bytes(span.start, span.end),
        ));
        if notices.len() == MOST_FAULTS {
            break;
        }
    }
    let span = table.span();
    let root = Node {
        span: Span::bytes(span.start, span.end),
        kind: convert_table(table.into_inner()),
    };
    (root, notices)
}

fn convert_table(table: DeTable<'_>) -> NodeKind<'_> {
    let entries = table
        .into_iter()
        .map(|(key, value)| {
            let span = key.span();
            Entry {
                key: key.into_inner(),
                key_span: Span::bytes(span.start, span.end),
                value: convert(value),
            }
        })
        .collect();
    NodeKind::Table(entries)
}

fn convert(value: Spanned<DeValue<'_>>) -> Node<'_> {
    let span = value.span();
    let kind = match value.into_inner() {
        DeValue::String(text) => NodeKind::String(text),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(
                |_| NodeKind::Number(Cow::Owned(number.to_string())),
                NodeKind::Integer,
            ),
        DeValue::Float(number) => float(number.as_str()),
        DeValue::Boolean(value) => NodeKind::Bool(value),
        DeValue::Datetime(date) => NodeKind::Date(date.to_string()),
        DeValue::Array(array) => NodeKind::List(array.into_iter().map(convert).collect()),
        DeValue::Table(table) => convert_table(table),
    };
    Node {
        span: Span::bytes(span.start, span.end),
        kind,
    }
}

fn float(text: &str) -> NodeKind<'static> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => NodeKind::Float(number),
        _ => NodeKind::Number(DeString::from(text.to_owned())),
    }
}
