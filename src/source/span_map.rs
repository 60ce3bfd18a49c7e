//! Span maps: the spans of all parts of a record in packed form, because a catalogue of a million
//! items keeps them all.
//!
//! Consecutive spans differ little: the parts of an element are in one cell, and the next element
//! is a few bytes away. So each span is stored as a difference, in about four bytes per value, and
//! unpacked on demand.

use std::borrow::Cow;
use std::collections::HashMap;

use super::node::{Node, NodeKind, Span};
use crate::path::{Path, PathStep};

/// The interned keys of a document's records.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    names: Vec<Box<str>>,
    /// Indexes in `names`, for look-up.
    numbers: HashMap<Box<str>, usize>,
}

impl Keys {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    fn name(&self, number: usize) -> &str {
        self.names.get(number).map_or("", |name| name)
    }
}

/// The packed spans of a value and everything in it; its keys are stored in [`Keys`].
#[derive(Debug, Clone, Default)]
pub(crate) struct SpanMap(Box<[u8]>);

impl SpanMap {
    /// Packs the spans of a tree.
    pub(crate) fn of(node: &Node<'_>, keys: &mut Keys) -> Self {
        let mut packer = Packer {
            keys,
            bytes: Vec::new(),
            last: Span::Nowhere,
        };
        packer.value(node, None);
        Self(packer.bytes.into_boxed_slice())
    }

    /// Opens the map for several look-ups.
    pub(crate) fn open<'k>(&'k self, keys: &'k Keys) -> Spans<'k> {
        let mut unpacker = Unpacker {
            keys,
            bytes: self.0.iter(),
            last: Span::Nowhere,
        };
        unpacker.value(false).1
    }

    /// The span at the path, or of the nearest ancestor that has one.
    pub(crate) fn find(&self, path: &Path, keys: &Keys) -> Span {
        self.open(keys).find(path)
    }
}

/// Tags for the kind of a value; any other kind is 0.
const LIST: u8 = 1;
const TABLE: u8 = 2;
/// Tags for the form of a span; no span is 0.
const SAME: u8 = 1;
const SPAN: u8 = 2;
const CELL: u8 = 3;

struct Packer<'k> {
    keys: &'k mut Keys,
    bytes: Vec<u8>,
    last: Span,
}

impl Packer<'_> {
    /// Packs one value; for an entry of a table also the span of its key.
    fn value(&mut self, node: &Node<'_>, key: Option<Span>) {
        let kind = match node.kind {
            NodeKind::List(_) => LIST,
            NodeKind::Table(_) => TABLE,
            _ => 0,
        };
        let tag = self.bytes.len();
        self.bytes.push(0);
        let key = key.map_or(0, |span| self.span(span));
        let own = self.span(node.span);
        if let Some(byte) = self.bytes.get_mut(tag) {
            *byte = kind | own << 2 | key << 4;
        }
        match &node.kind {
            NodeKind::List(nodes) => {
                self.number(nodes.len() as u64);
                nodes.iter().for_each(|node| self.value(node, None));
            }
            NodeKind::Table(entries) => {
                self.number(entries.len() as u64);
                for entry in entries {
                    let name = self.keys.number(&entry.key) as u64;
                    self.number(name);
                    self.value(&entry.value, Some(entry.key_span));
                }
            }
            _ => {}
        }
    }

    /// Writes a span as a difference; returns the tag of the form used.
    fn span(&mut self, span: Span) -> u8 {
        let last = self.last;
        let span = span.whole_cell();
        if span == Span::Nowhere {
            return 0;
        }
        self.last = span;
        match span {
            _ if span == last => SAME,
            Span::Bytes { start, end } => {
                self.step(start, offset(last));
                self.number(u64::from(end.saturating_sub(start)));
                SPAN
            }
            Span::Cell {
                sheet, row, column, ..
            } => {
                self.number(u64::from(sheet));
                self.step(row, offset(last));
                self.number(u64::from(column));
                CELL
            }
            Span::Nowhere => 0,
        }
    }

    /// Writes a number as its difference from another, with the sign in the lowest bit.
    fn step(&mut self, to: u32, from: u32) {
        let distance = u64::from(to.abs_diff(from));
        self.number(distance << 1 | u64::from(to < from));
    }

    /// Writes a number in LEB128.
    fn number(&mut self, mut number: u64) {
        loop {
            let low = u8::try_from(number & 0x7f).unwrap_or_default();
            number >>= 7;
            if number == 0 {
                self.bytes.push(low);
                return;
            }
            self.bytes.push(low | 0x80);
        }
    }
}

/// The number that the next span is relative to.
fn offset(last: Span) -> u32 {
    match last {
        Span::Bytes { start, .. } => start,
        Span::Cell { row, .. } => row,
        Span::Nowhere => 0,
    }
}

struct Unpacker<'k> {
    keys: &'k Keys,
    bytes: std::slice::Iter<'k, u8>,
    last: Span,
}

impl<'k> Unpacker<'k> {
    /// Unpacks the span of a key, if any, and the spans of its value.
    fn value(&mut self, keyed: bool) -> (Span, Spans<'k>) {
        let tag = self.bytes.next().copied().unwrap_or_default();
        let key = if keyed {
            self.span(tag >> 4 & 3)
        } else {
            Span::Nowhere
        };
        let span = self.span(tag >> 2 & 3);
        let inside = match tag & 3 {
            LIST => {
                let count = self.number();
                let list = (0..count).map(|_| self.value(false).1).collect();
                Inside::List(list)
            }
            TABLE => {
                let count = self.number();
                let entries = (0..count).map(|_| {
                    let name = usize::try_from(self.number()).unwrap_or(usize::MAX);
                    let (key, value) = self.value(true);
                    (Cow::Borrowed(self.keys.name(name)), key, value)
                });
                Inside::Table(entries.collect())
            }
            _ => Inside::Nothing,
        };
        (key, Spans { span, inside })
    }

    fn span(&mut self, written: u8) -> Span {
        let span = match written {
            SAME => self.last,
            SPAN => {
                let start = self.step();
                let length = u32::try_from(self.number()).unwrap_or(u32::MAX);
                Span::Bytes {
                    start,
                    end: start.saturating_add(length),
                }
            }
            CELL => Span::Cell {
                sheet: u16::try_from(self.number()).unwrap_or(u16::MAX),
                row: self.step(),
                column: u32::try_from(self.number()).unwrap_or(u32::MAX),
                at: 0,
            },
            _ => return Span::Nowhere,
        };
        self.last = span;
        span
    }

    fn step(&mut self) -> u32 {
        let number = self.number();
        let distance = u32::try_from(number >> 1).unwrap_or(u32::MAX);
        let from = offset(self.last);
        if number & 1 == 1 {
            from.saturating_sub(distance)
        } else {
            from.saturating_add(distance)
        }
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let Some(byte) = self.bytes.next() else { break };
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }
}

/// The spans of a value and everything in it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Spans<'k> {
    pub(super) span: Span,
    pub(super) inside: Inside<'k>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) enum Inside<'k> {
    #[default]
    Nothing,
    List(Vec<Spans<'k>>),
    Table(Vec<(Cow<'k, str>, Span, Spans<'k>)>),
}

impl<'k> Spans<'k> {
    /// The spans of a tree.
    pub(crate) fn of(node: Node<'k>) -> Self {
        let inside = match node.kind {
            NodeKind::List(nodes) => Inside::List(nodes.into_iter().map(Self::of).collect()),
            NodeKind::Table(entries) => {
                let entries = entries.into_iter();
                let entries =
                    entries.map(|entry| (entry.key, entry.key_span, Self::of(entry.value)));
                Inside::Table(entries.collect())
            }
            _ => Inside::Nothing,
        };
        Self {
            span: node.span,
            inside,
        }
    }

    /// The span to point at if a part is missing: that of the name, or else of the whole value.
    fn landmark(&self) -> Span {
        let Inside::Table(entries) = &self.inside else {
            return self.span;
        };
        entries
            .iter()
            .find(|(key, _, value)| key == "name" && value.span != Span::Nowhere)
            .map_or(self.span, |(_, _, value)| value.span)
    }

    /// The span at the path, or of the nearest ancestor that has one.
    pub(crate) fn find(&self, path: &Path) -> Span {
        let mut places = self;
        let mut best = self.landmark();
        for step in path.steps() {
            let next = match (&places.inside, step) {
                (Inside::Table(entries), PathStep::Key(key)) => entries
                    .iter()
                    .find(|(name, _, _)| **name == **key)
                    .map(|(_, key_span, value)| (value.heading(*key_span), value)),
                (Inside::List(list), PathStep::Index(index)) => {
                    list.get(*index).map(|value| (value.span, value))
                }
                _ => None,
            };
            let Some((span, value)) = next else {
                // A missing part has no span, so the span of its owner's name is used.
                return match places.landmark() {
                    span if span != places.span && span != Span::Nowhere => span,
                    _ => best,
                };
            };
            if span != Span::Nowhere {
                best = span;
            }
            places = value;
        }
        best
    }

    /// The table rows of the values around a part, nearest first, excluding rows of list elements inside these values.
    pub(crate) fn rows(&self, path: &Path) -> Vec<Span> {
        let mut parts = vec![self];
        let mut part = self;
        for step in path.steps() {
            let next = match (&part.inside, step) {
                (Inside::Table(entries), PathStep::Key(key)) => entries
                    .iter()
                    .find_map(|(name, _, value)| (**name == **key).then_some(value)),
                (Inside::List(list), PathStep::Index(index)) => list.get(*index),
                _ => None,
            };
            let Some(next) = next else {
                break;
            };
            parts.push(next);
            part = next;
        }
        let mut rows = Vec::new();
        let around = parts.into_iter().rev();
        around.for_each(|part| part.add_rows(&mut rows));
        rows
    }

    fn add_rows(&self, rows: &mut Vec<Span>) {
        if let Span::Cell { sheet, row, .. } = self.span {
            let row = Span::cell(sheet.into(), row as usize, 0);
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        if let Inside::Table(entries) = &self.inside {
            entries
                .iter()
                .for_each(|(_, _, value)| value.add_rows(rows));
        }
    }

    /// The span of the value or, for a table or list, which may be many lines, of its key.
    fn heading(&self, key: Span) -> Span {
        match (&self.inside, key) {
            (Inside::Nothing, key) if self.span == Span::Nowhere => key,
            (Inside::Nothing, _) | (_, Span::Nowhere) => self.span,
            (_, key) => key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;
    use crate::source::json;

    #[test]
    fn places_come_out_as_they_went_in() {
        let text =
            r#" {"name": "甲", "guide": {"materials": [{"name": "乙"}, {"form": 1}]}, "x": null}"#;
        let (node, _) = json::parse(text);
        let mut keys = Keys::default();
        let trace = SpanMap::of(&node.unwrap(), &mut keys);
        let at = |path: &Path| match trace.find(path, &keys) {
            Span::Bytes { start, end } => &text[start as usize..end as usize],
            other => panic!("{other:?}"),
        };
        assert_eq!(at(&path!["name"]), "\"甲\"");
        assert_eq!(at(&path!["guide"]), "\"guide\"");
        assert_eq!(at(&path!["guide", "materials", 0, "name"]), "\"乙\"");
        assert_eq!(at(&path!["guide", "materials", 1, "form"]), "1");
        assert_eq!(at(&path!["guide", "materials", 0, "form"]), "\"乙\"");
        assert_eq!(at(&path!["x"]), "null");
        assert_eq!(at(&path!["summary"]), "\"甲\"");
    }

    #[test]
    fn cells_of_other_rows_and_sheets_keep_their_places() {
        let cell = |sheet, row, column| Span::Cell {
            sheet,
            row,
            column,
            at: 0,
        };
        let spans = [
            cell(0, 900_000, 3),
            cell(2, 7, 1),
            Span::Nowhere,
            cell(2, 7, 1),
            cell(1, 900_001, 0),
        ];
        let list = spans.map(|span| Node {
            span,
            kind: NodeKind::Null,
        });
        let node = Node {
            span: cell(0, 900_000, 0),
            kind: NodeKind::List(list.to_vec()),
        };
        let mut keys = Keys::default();
        let trace = SpanMap::of(&node, &mut keys);
        for (index, span) in spans.into_iter().enumerate() {
            // A value without a span is represented by its parent.
            let expected = if span == Span::Nowhere {
                node.span
            } else {
                span
            };
            assert_eq!(trace.find(&path![index], &keys), expected, "{index}");
        }
    }
}
