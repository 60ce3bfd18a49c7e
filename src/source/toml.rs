//! Parses TOML text into a tree, reporting all syntax errors in one pass.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Entry, Node, NodeKind, Span};
use super::span_map::Spans;
use super::{Notice, toml_events, toml_spans};

/// Maximum number of syntax errors listed per file.
pub(super) const MOST_FAULTS: usize = 100;

/// Parses a document. The tree contains everything that could be read, even if there are syntax errors.
pub(crate) fn parse(text: &str) -> (Node<'_>, Vec<Notice>) {
    if let Some(entries) = toml_events::entries(text) {
        let root = Node {
            span: Span::bytes(0, 0),
            kind: NodeKind::Table(entries),
        };
        return (root, Vec::new());
    }
    parse_with_errors(text)
}

/// The spans of a valid document.
pub(super) fn spans(text: &str) -> Spans<'_> {
    toml_spans::spans(text).unwrap_or_else(|| Spans::of(parse(text).0))
}

/// Parses a document, recovering from syntax errors.
fn parse_with_errors(text: &str) -> (Node<'_>, Vec<Notice>) {
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
        DeValue::Float(number) => NodeKind::float(number.as_str()),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the fast path takes a text; then the normal one has no errors and gives the same, and
    /// the spans alone are those, too.
    fn is_taken(text: &str) -> bool {
        let Some(entries) = toml_events::entries(text) else {
            return false;
        };
        let (root, notices) = parse_with_errors(text);
        assert_eq!(
            (&root.kind, notices),
            (&NodeKind::Table(entries), Vec::new()),
            "{text}"
        );
        let spans = toml_spans::spans(text);
        assert!(spans.is_some() || text.contains('\\'), "{text}");
        assert!(spans.is_none_or(|spans| spans == Spans::of(root)), "{text}");
        true
    }

    const TEXTS: [&str; 6] = [
        "a = 1\n[b]\nc = \"x\\n\"\n[b.d]\ne = [1, [2], {f = 3}]\n[[g]]\nh = 'i'\n[[g]]\n[g.j]\nk = true\n",
        "# m\n[[a.b]]\nc = 2027-06-30\n[a.d]\n\"e\" = 0x1f\n[[a.b]]\nc = 1.5e3\n[[a.b.f]]\n",
        "a = {}\nb = []\n[c]\n[d.e]\n'f' = \"\"\"\ng\n\"\"\"\nh = '''i'''\r\n",
        "a.b = 1\na.c = 2\n",
        "[a.b]\nc = 1\n[a]\nd = 2\n",
        "a = [{b = 1}, {b = 2}]\nc = [[1]]\nd = 99999999999999999999\n",
    ];

    #[test]
    fn texts_of_every_kind_are_the_same_both_ways() {
        assert_eq!(TEXTS.map(is_taken), [true, true, true, false, false, false]);
    }

    #[test]
    fn a_text_with_any_one_change_is_the_same_both_ways() {
        let mut taken = 0;
        for text in TEXTS {
            for (at, old) in text.char_indices() {
                let (before, after) = (&text[..at], &text[at + old.len_utf8()..]);
                taken += usize::from(is_taken(&format!("{before}{after}")));
                for new in "[]{}=.,\"'#\\ \r\nabg1".chars() {
                    taken += usize::from(is_taken(&format!("{before}{new}{after}")));
                    taken += usize::from(is_taken(&format!("{before}{new}{old}{after}")));
                }
            }
        }
        assert!(taken > 1_000, "{taken}");
    }

    #[test]
    fn depth_is_limited_as_in_the_normal_path() {
        for depth in [79, 80, 81, 100_000] {
            is_taken(&format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)));
            is_taken(&format!("[a{}]", ".a".repeat(depth.min(200))));
        }
    }

    #[test]
    fn every_fault_is_listed_up_to_a_limit() {
        for (faults, listed) in [(1, 1), (99, 99), (100, 100), (101, 100), (300, 100)] {
            let (_, notices) = parse(&"a b\n".repeat(faults));
            assert_eq!(notices.len(), listed, "{faults}");
        }
    }
}
