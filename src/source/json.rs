//! Parses JSON text into a tree with spans.
//!
//! `serde_json` parses the text; as it visits values in document order, a cursor follows and notes
//! their spans. So the grammar is exactly that of `serde_json`, and no second parser can disagree
//! with it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::Notice;
use super::node::{Entry, Node, NodeKind, Span, repeated};
use super::span_map::{Inside, Spans};

/// Objects with more keys than this use a hash set to find duplicate keys.
const FEW_KEYS: usize = 32;

/// Parses one document: a tree, or the first syntax error; and the duplicate keys.
pub(crate) fn parse(text: &str) -> (Option<Node<'_>>, Vec<Notice>) {
    let (read, mut notices) = read(text, 0, true);
    match read {
        Ok((node, _)) => (Some(node), notices),
        Err(fault) => {
            notices.push(fault);
            (None, notices)
        }
    }
}

/// A document and its end, or its syntax error; and the duplicate keys.
type ParsedAt<'a> = (Result<(Node<'a>, usize), Notice>, Vec<Notice>);

/// Parses the document that begins at a byte of a text, whatever follows it.
pub(super) fn parse_at(text: &str, start: usize) -> ParsedAt<'_> {
    read(text, start, false)
}

/// Whether a text is JSON.
pub(super) fn is_sound(text: &str) -> bool {
    serde_json::from_str::<de::IgnoredAny>(text).is_ok()
}

/// The spans of the valid document that a text begins with.
///
/// For invalid documents and duplicate keys they are meaningless.
pub(super) fn spans(text: &str) -> Spans<'_> {
    SpanCursor::new(text, 0).spans()
}

fn read(text: &str, start: usize, is_alone: bool) -> ParsedAt<'_> {
    let follow = SpanCursor::new(text, start);
    let rest = text.get(start..).unwrap_or_default();
    let mut reader = serde_json::Deserializer::from_str(rest);
    let read = ValueSeed(&follow)
        .deserialize(&mut reader)
        .and_then(|node| if is_alone { reader.end() } else { Ok(()) }.map(|()| node));
    let notices = follow.duplicates.into_inner();
    let read = match read {
        Ok(node) => Ok((node, follow.at.get())),
        Err(error) => {
            let at = start + offset(rest, error.line(), error.column());
            Err(Notice::syntax(&message(&error), Span::bytes(at, at)))
        }
    };
    (read, notices)
}

/// The message without its trailing position, which the report shows in its own way.
fn message(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    match whole.rfind(" at line ") {
        Some(at) => whole.get(..at).unwrap_or(&whole).to_owned(),
        None => whole,
    }
}

/// The byte offset of a line and column as `serde_json` counts them: from 1, columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// More keys than most tables have, so that their spans are rarely moved.
const MANY_KEYS: usize = 16;

struct SpanCursor<'a> {
    text: &'a str,
    at: Cell<usize>,
    duplicates: RefCell<Vec<Notice>>,
}

impl<'a> SpanCursor<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        Self {
            text,
            at: Cell::new(start),
            duplicates: RefCell::new(Vec::new()),
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Moves to the next value or key, skipping white space and separators.
    fn seek(&self) -> usize {
        let mut at = self.at.get();
        while matches!(
            self.byte(at),
            Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b':')
        ) {
            at += 1;
        }
        self.at.set(at);
        at
    }

    /// Moves past the scalar that starts here.
    fn pass_scalar(&self) -> usize {
        let mut at = self.at.get();
        if self.byte(at) == Some(b'"') {
            at += 1;
            let rest = |at: usize| self.text.as_bytes().get(at..).unwrap_or_default();
            while let Some(found) = memchr::memchr2(b'"', b'\\', rest(at)) {
                at += found;
                if self.byte(at) == Some(b'"') {
                    break;
                }
                at += 2;
            }
            at += 1;
        } else {
            while self.byte(at).is_some_and(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
            }) {
                at += 1;
            }
        }
        self.at.set(at);
        at
    }

    /// Moves past the closing bracket of the list or table just read.
    fn pass_close(&self) -> usize {
        let at = self.seek() + 1;
        self.at.set(at);
        at
    }

    /// Moves to the next part of the list or table that `close` ends; returns whether there is one.
    fn has_next_part(&self, close: u8) -> bool {
        let at = self.seek();
        self.byte(at).is_some_and(|byte| byte != close)
    }

    /// The spans of the next value and everything in it.
    fn spans(&self) -> Spans<'a> {
        let start = self.seek();
        let inside = match self.byte(start) {
            Some(b'{') => {
                self.at.set(start + 1);
                let mut entries = Vec::with_capacity(MANY_KEYS);
                while self.has_next_part(b'}') {
                    let (start, end) = (self.at.get(), self.pass_scalar());
                    let value = self.spans();
                    entries.push((self.name(start, end), Span::bytes(start, end), value));
                }
                Inside::Table(entries)
            }
            Some(b'[') => {
                self.at.set(start + 1);
                let mut list = Vec::new();
                while self.has_next_part(b']') {
                    list.push(self.spans());
                }
                Inside::List(list)
            }
            _ => Inside::Nothing,
        };
        let end = match inside {
            Inside::Nothing => self.pass_scalar(),
            _ => self.pass_close(),
        };
        if end == start {
            // The text is not JSON; moving to the end stops the search.
            self.at.set(self.text.len());
        }
        let span = Span::bytes(start, end);
        Spans { span, inside }
    }

    /// The key between two offsets.
    fn name(&self, start: usize, end: usize) -> Cow<'a, str> {
        let written = self.text.get(start..end).unwrap_or_default();
        let plain = written
            .strip_prefix('"')
            .and_then(|key| key.strip_suffix('"'));
        match plain.filter(|key| !key.contains('\\')) {
            Some(key) => Cow::Borrowed(key),
            None => Cow::Owned(serde_json::from_str(written).unwrap_or_default()),
        }
    }
}

struct ValueSeed<'f, 'a>(&'f SpanCursor<'a>);

impl<'a> DeserializeSeed<'a> for ValueSeed<'_, 'a> {
    type Value = Node<'a>;

    fn deserialize<D: de::Deserializer<'a>>(self, deserializer: D) -> Result<Node<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> ValueSeed<'_, 'a> {
    fn scalar(&self, kind: NodeKind<'a>) -> Node<'a> {
        let start = self.0.seek();
        let end = self.0.pass_scalar();
        Node {
            span: Span::bytes(start, end),
            kind,
        }
    }
}

impl<'a> Visitor<'a> for ValueSeed<'_, 'a> {
    type Value = Node<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'a>, E> {
        Ok(self.scalar(NodeKind::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'a>, E> {
        Ok(self.scalar(NodeKind::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'a>, E> {
        Ok(self.scalar(NodeKind::Integer(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'a>, E> {
        let kind = i64::try_from(value).map_or_else(
            |_| NodeKind::Number(Cow::Owned(value.to_string())),
            NodeKind::Integer,
        );
        Ok(self.scalar(kind))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'a>, E> {
        let mut node = self.scalar(NodeKind::Float(value));
        // A long code written as a number would lose digits as a float, so the source text is kept.
        if let Span::Bytes { start, end } = node.span
            && let Some(written) = self.0.text.get(start as usize..end as usize)
            && !written.contains(['.', 'e', 'E'])
        {
            node.kind = NodeKind::Number(Cow::Borrowed(written));
        }
        Ok(node)
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Node<'a>, E> {
        Ok(self.scalar(NodeKind::String(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'a>, E> {
        Ok(self.scalar(NodeKind::String(Cow::Owned(text.to_owned()))))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<Node<'a>, A::Error> {
        let start = self.0.seek();
        self.0.at.set(start + 1);
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(ValueSeed(self.0))? {
            nodes.push(node);
        }
        let end = self.0.pass_close();
        Ok(Node {
            span: Span::bytes(start, end),
            kind: NodeKind::List(nodes),
        })
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Node<'a>, A::Error> {
        let start = self.0.seek();
        self.0.at.set(start + 1);
        let mut entries: Vec<Entry<'a>> = Vec::new();
        // A few keys are compared one by one; many are looked up in a hash set.
        let mut many: HashSet<Cow<'a, str>> = HashSet::new();
        let mut times: HashMap<Cow<'a, str>, usize> = HashMap::new();
        while let Some(key) = map.next_key_seed(ValueSeed(self.0))? {
            let key_span = key.span;
            let value = map.next_value_seed(ValueSeed(self.0))?;
            let NodeKind::String(key) = key.kind else {
                continue;
            };
            if many.is_empty() && entries.len() >= FEW_KEYS {
                many.extend(entries.iter().map(|entry| entry.key.clone()));
            }
            let double = if many.is_empty() {
                entries.iter().any(|entry| entry.key == key)
            } else {
                !many.insert(key.clone())
            };
            if double {
                // As in TOML the first value wins; the other is kept under a numbered key.
                self.0
                    .duplicates
                    .borrow_mut()
                    .push(Notice::double(&key, key_span));
                let count = times.entry(key.clone()).or_insert(1);
                *count += 1;
                let key = repeated(&key, *count);
                entries.push(Entry {
                    key: key.into(),
                    key_span,
                    value,
                });
                continue;
            }
            entries.push(Entry {
                key,
                key_span,
                value,
            });
        }
        let end = self.0.pass_close();
        Ok(Node {
            span: Span::bytes(start, end),
            kind: NodeKind::Table(entries),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The span of every scalar contains exactly its value.
    fn check_places(text: &str, node: &Node<'_>) {
        let Span::Bytes { start, end } = node.span else {
            panic!("no place")
        };
        let written = &text[start as usize..end as usize];
        let read: serde_json::Value = serde_json::from_str(written).unwrap();
        assert_eq!(
            read,
            serde_json::from_str::<serde_json::Value>(
                &serde_json::to_string(&node.to_json()).unwrap()
            )
            .unwrap()
        );
        match &node.kind {
            NodeKind::List(nodes) => nodes.iter().for_each(|node| check_places(text, node)),
            NodeKind::Table(entries) => {
                for entry in entries {
                    let Span::Bytes { start, end } = entry.key_span else {
                        panic!("no place")
                    };
                    let key: String =
                        serde_json::from_str(&text[start as usize..end as usize]).unwrap();
                    assert_eq!(key, entry.key);
                    check_places(text, &entry.value);
                }
            }
            _ => {}
        }
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(Into::into),
            ".{0,12}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::btree_map(".{0,6}", inner, 0..6)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn places_hold_what_was_read(value in json(), pretty in any::<bool>()) {
            let text = if pretty {
                serde_json::to_string_pretty(&value).unwrap()
            } else {
                serde_json::to_string(&value).unwrap()
            };
            let (node, notices) = parse(&text);
            prop_assert!(notices.is_empty());
            let node = node.unwrap();
            prop_assert_eq!(node.to_json(), value);
            check_places(&text, &node);
            let before_another = format!("{text}\n[]");
            prop_assert_eq!(spans(&before_another), Spans::of(node));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            let _ = parse(&text);
            let _ = spans(&text);
        }
    }

    #[test]
    fn long_codes_written_as_numbers_keep_their_digits() {
        let (node, _) = parse("[1144000000693975612345678901234]");
        let json = node.unwrap().to_json();
        assert_eq!(json[0], "1144000000693975612345678901234");
    }

    #[test]
    fn a_key_that_stands_twice_is_named_and_the_first_counts() {
        let (node, notices) = parse(r#"{"a": 1, "a": 2}"#);
        let node = node.unwrap().to_json();
        assert_eq!((&node["a"], &node["a（第2次）"]), (&1.into(), &2.into()));
        assert_eq!(notices[0].span, Span::bytes(9, 12));
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        let text = "[".repeat(100_000);
        let (node, notices) = parse(&text);
        assert!(node.is_none());
        assert_eq!(notices.len(), 1);
    }
}
