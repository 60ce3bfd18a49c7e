//! Reads one value with the operation of its field, and puts the output into the item.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;

use super::apply::{Applier, Done, FieldSource, Source, TablePath};
use super::compose::compose;
use super::fate::Fate;
use super::file::FieldMapping;
use super::index::FieldIndex;
use super::names::{GROUP, by_legend, join};
use super::operation::Operation;
use super::output::{OperationOutput, ReadContext};
use super::pattern::Pattern;
use super::target::{Target, named, set, string, tree};
use super::ticks::ticks;
use super::units::{heading_unit, units};
use super::words::{
    amount_with_unit, as_lines, brief, cut, says, shortened, standing, ticked, uncoded,
};
use crate::path::{Path, PathStep};
use crate::prose::{is_han, strip_buttons};
use crate::source::{Node, NodeKind, Notice, NoticeCode, Span};
use crate::value::Guess;

/// What a value was read as.
struct ReadValue<'a> {
    /// The value for the item, with the spans of its parts.
    node: Option<Node<'a>>,
    output: OperationOutput,
}

impl<'a> Applier<'_, 'a> {
    /// Converts one value.
    pub(super) fn field<'n>(
        &mut self,
        field: &FieldMapping,
        rows: Option<&FieldIndex>,
        found: FieldSource<'n, 'a>,
        record: &'n Node<'a>,
        out: &mut Node<'a>,
        done: &mut Done<'n, 'a>,
    ) {
        let FieldSource { source, row, .. } = found;
        let units = units(&self.dialect.index, field, &source, record, row.as_ref());
        if source.node.is_blank() {
            return self.keep_orphan_unit(field, &units);
        }
        let text = match (&field.capture, source.node.plain_text()) {
            (Some(pattern), Some(whole)) => {
                let Some(part) = captured(pattern, &whole, field, &source, done) else {
                    return;
                };
                Some(part)
            }
            (_, whole) => {
                done.whole.push(source.node.span);
                whole
            }
        };
        let source = &source;
        if rows.is_some() || field.line.is_some() {
            let grouped = self.grouped(source, record);
            let rows_of = Source {
                node: grouped.as_ref().unwrap_or(source.node),
                ..source.clone()
            };
            return self.rows(field, rows, &rows_of, out);
        }
        if field.operation() == Operation::Keep {
            self.used(source, field, None, &[]);
            return self.keep(source, Fate::Kept);
        }
        let dialect = self.dialect;
        let unit_field = units.into_iter().find(|(_, unit)| !unit.is_blank());
        let unit = (unit_field.as_ref())
            .and_then(|(_, unit)| unit.plain_text())
            .or_else(|| heading_unit(field, &source.path))
            .or_else(|| field.fixed_unit().map(str::to_owned));
        let map = field.map.as_ref().or(field.unit_map.as_ref());
        let context = ReadContext {
            map: map.and_then(|map| dialect.file.maps.get(map)),
            vocabulary: field.to.vocabulary(&self.owner),
            unit: unit.as_deref(),
            target: Some(&field.to),
        };
        if let Some(ticks) = ticks(field, (&source.path, source.node), context.vocabulary) {
            return self.ticked(field, source, ticks, out, done);
        }
        let ReadValue {
            node: value,
            output: mut made,
        } = self.list_or_words(field, source, text, context);
        if let Some((name, unit)) = unit_field.filter(|_| made.used_unit) {
            self.claims.said.add(unit, source.node.span);
            // The code that was guessed is that of the unit.
            if let Some(guess) = made.guess.take_if(|guess| *guess == Guess::NationalCode) {
                self.guessed(&field.to.to_string(), &name, unit, guess);
            }
        }
        if value
            .as_ref()
            .is_some_and(|value| value.span == source.node.span)
        {
            // A value read from several fields represents them all.
            self.claims.said.add(source.node, source.node.span);
        }
        self.settle(field, source, value, &made, out, done);
    }

    /// Reads a list entry by entry, if the operation takes lists, and any other value as a text.
    fn list_or_words(
        &mut self,
        field: &FieldMapping,
        source: &Source<'_, 'a>,
        text: Option<String>,
        context: ReadContext<'_>,
    ) -> ReadValue<'a> {
        let is_captured = field.capture.is_some();
        if let NodeKind::List(nodes) = &source.node.kind
            && field.operation().takes_lists()
            && !is_captured
            && is_flat(nodes)
        {
            return self.entries(field, nodes, context);
        }
        let text = if is_captured {
            text
        } else {
            text.and_then(|text| text_or_json_entries(text, source.node))
        };
        if let Some(text) = text {
            return self.words(field, source, text, context);
        }
        let whole = source.node.plain_text();
        let unread = whole.unwrap_or_else(|| source.node.to_json().to_string());
        let made = OperationOutput {
            unread: vec![unread],
            ..OperationOutput::default()
        };
        ReadValue {
            node: None,
            output: made,
        }
    }

    /// Reads a text with the field's operation, after resolving the heading's legend, tick boxes and codes, and
    /// stripping the markup of a page.
    fn words(
        &mut self,
        field: &FieldMapping,
        source: &Source<'_, 'a>,
        text: String,
        context: ReadContext<'_>,
    ) -> ReadValue<'a> {
        let text = by_legend(&source.path, &text).unwrap_or(text);
        let is_choice = matches!(
            field.operation(),
            Operation::Word | Operation::Words | Operation::YesNo | Operation::NoYes
        );
        let ticked = is_choice.then(|| ticked(&text)).flatten();
        let text = ticked.unwrap_or(text);
        let words = is_choice
            .then(|| uncoded(&text, context.vocabulary))
            .flatten();
        let text = words.unwrap_or(text);
        let amount = (field.operation() == Operation::Limit)
            .then(|| amount_with_unit(&text))
            .flatten();
        let text = amount.unwrap_or(text);
        let lines = field
            .operation()
            .reads_lines()
            .then(|| as_lines(&text))
            .flatten();
        let text = lines.unwrap_or(text);
        let text = self.cleaned(&text, field, source.node.span);
        let made = if text.trim().is_empty() || field.none.iter().any(|none| none == text.trim()) {
            OperationOutput {
                empty: true,
                ..OperationOutput::default()
            }
        } else {
            let made = field.operation().read(&text, context);
            self.mark_code_as_guess(field, &text, made)
        };
        let node = made
            .value
            .clone()
            .map(|value| tree(value, source.node.span));
        ReadValue { node, output: made }
    }

    /// Marks a word that was read from a bare code as a guess: a dialect for any source does not know whose code it is.
    fn mark_code_as_guess(
        &self,
        field: &FieldMapping,
        text: &str,
        made: OperationOutput,
    ) -> OperationOutput {
        let is_word = matches!(field.operation(), Operation::Word | Operation::Words);
        let is_read = made.guess.is_none() && made.value.is_some() && made.unread.is_empty();
        if !self.dialect.file.initials || field.map.is_some() || !is_word || !is_read {
            return made;
        }
        let is_code = !text.chars().any(is_han)
            && !made.value.as_ref().is_some_and(|value| says(value, text));
        OperationOutput {
            guess: is_code.then_some(Guess::NationalCode),
            ..made
        }
    }

    /// Reads a text made of several fields of the record.
    pub(super) fn composed<'n>(
        &mut self,
        field: &FieldMapping,
        line: &str,
        record: &'n Node<'a>,
        at: TablePath<'_>,
        out: &mut Node<'a>,
        done: &mut Done<'n, 'a>,
    ) {
        let composed = compose(line, record);
        let Some(span) = composed.span else {
            return;
        };
        let text = self.cleaned(&composed.text, field, span);
        let node = string(&composed.text, span);
        let names = composed.names.join("+");
        let source = Source {
            node: &node,
            path: join(at.path, &names),
            kept: join(at.kept, &names),
        };
        let context = ReadContext {
            map: field
                .map
                .as_ref()
                .and_then(|map| self.dialect.file.maps.get(map)),
            vocabulary: field.to.vocabulary(&self.owner),
            target: Some(&field.to),
            unit: field.fixed_unit(),
        };
        let made = field.operation().read(&text, context);
        let before = self.claims.so_far();
        let value = made.value.clone().map(|value| tree(value, span));
        self.settle(field, &source, value, &made, out, done);
        // Claims about the text apply to each of its parts.
        let since = self.claims.since(before);
        for part in composed.nodes {
            done.whole.push(part.span);
            self.claims.said.add(part, span);
            if part.span != span {
                self.claims.repeat(&since, part);
            }
        }
    }

    /// Accounts for the remainders of captured values, and for values that no pattern matched.
    pub(super) fn rest(&mut self, done: Done<'_, 'a>) {
        let Done {
            declined,
            mut parts,
            whole,
            ..
        } = done;
        for (source, to) in declined {
            let span = source.node.span;
            let is_taken = parts.iter().any(|(part, ..)| part.node.span == span);
            if is_taken || whole.contains(&span) {
                continue;
            }
            // The name of a group may be any text.
            if source.path == GROUP {
                self.keep(&source, Fate::Kept);
            } else {
                self.claims.reason(source.node, Fate::Unread);
                let place = self.place_of(&to.to_string());
                self.claims.meant.push((span, place));
            }
        }
        while let Some((source, to, found)) = parts.first().cloned() {
            let span = source.node.span;
            let mut taken: Vec<Range<usize>> = vec![found];
            parts.retain(|(part, _, found)| {
                let is_same = part.node.span == span;
                if is_same {
                    taken.push(found.clone());
                }
                !is_same
            });
            if source.path == GROUP {
                self.keep(&source, Fate::Kept);
                continue;
            }
            let text = source.node.plain_text().unwrap_or_default();
            let left = parts_outside(&text, taken);
            if !whole.contains(&span) && !left.is_empty() {
                self.unread(&source, &to, &left);
            }
        }
    }

    /// The text without interface words and the source's prefixes.
    pub(super) fn cleaned(&mut self, text: &str, field: &FieldMapping, span: Span) -> String {
        let dialect = self.dialect;
        let stripped = strip_buttons(without_text_marks(text), &dialect.file.interface_words);
        for word in stripped.buttons {
            self.notices.push(
                Notice::new(NoticeCode::InterfaceWords, Path::default(), span).with("words", word),
            );
        }
        field.without_prefix(&stripped.text).to_owned()
    }

    /// Reads the entries of a list one by one, each with its own span.
    fn entries(
        &mut self,
        field: &FieldMapping,
        nodes: &[Node<'a>],
        context: ReadContext<'_>,
    ) -> ReadValue<'a> {
        let mut all = OperationOutput::default();
        let mut list: Vec<Node<'a>> = Vec::new();
        let mut json: Vec<Value> = Vec::new();
        let mut known: HashMap<String, Span> = HashMap::new();
        let mut first = Span::Nowhere;
        for node in nodes {
            let Some(text) = node.plain_text() else {
                continue;
            };
            if text.trim().is_empty() {
                continue;
            }
            if first == Span::Nowhere {
                first = node.span;
            }
            let text = self.cleaned(&text, field, node.span);
            let mut made = match field.operation() {
                // An entry is a single name, whatever separators it contains.
                Operation::Names => OperationOutput {
                    value: Some(named(std::iter::once(text), context.target)),
                    ..OperationOutput::default()
                },
                Operation::List => OperationOutput {
                    value: Some(serde_json::json!([text])),
                    ..OperationOutput::default()
                },
                read => read.read(&text, context),
            };
            all.unread.append(&mut made.unread);
            all.guess = all.guess.or(made.guess);
            if let Some(Value::Array(values)) = made.value {
                for value in values {
                    if field.operation() == Operation::Words
                        && let Some(first) = known.get(&value.to_string())
                    {
                        self.claims.said.add(node, *first);
                        continue;
                    }
                    known.insert(value.to_string(), node.span);
                    list.push(tree(value.clone(), node.span));
                    json.push(value);
                }
            }
        }
        all.empty = list.is_empty() && all.unread.is_empty();
        let value = (!list.is_empty()).then_some(Node {
            span: first,
            kind: NodeKind::List(list),
        });
        all.value = value.as_ref().map(|_| Value::Array(json));
        ReadValue {
            node: value,
            output: all,
        }
    }

    /// Puts the output of an operation into the item, and notes the unused parts.
    pub(super) fn settle(
        &mut self,
        field: &FieldMapping,
        source: &Source<'_, 'a>,
        value: Option<Node<'a>>,
        made: &OperationOutput,
        out: &mut Node<'a>,
        done: &mut Done<'_, 'a>,
    ) {
        let span = source.node.span;
        let instead: Option<Target> = made.instead.and_then(|path| path.parse().ok());
        let target = instead.as_ref().unwrap_or(&field.to);
        let to = target.to_string();
        let Some(value) = value else {
            self.used(source, field, None, &made.unread);
            if made.empty {
                self.claims.reason(source.node, Fate::Empty);
            }
            if !made.unread.is_empty() {
                self.unread(source, &field.to, &made.unread);
            }
            return;
        };
        let json = value.to_json();
        let left = left(&json, &made.unread);
        if let Some(guess) = made.guess {
            self.guessed(&to, &source.path, source.node, guess);
        }
        self.used(source, field, Some(json), &left);
        let mut other = set(out, target.parts(), value, &mut self.claims.said);
        if let (Some(wider), Some(value)) = (&field.wider, other.take_if(|_| field.wider.is_some()))
        {
            other = set(out, wider.parts(), value, &mut self.claims.said);
        }
        if let Some(other) = other {
            let first = done
                .set_by
                .iter()
                .find(|(known, _)| *known == to)
                .map_or_else(|| to.clone(), |(_, by)| by.clone());
            let standing = standing(out, target.parts());
            self.notices.push(
                Notice::new(NoticeCode::Contradiction, self.place_of(&to), span)
                    .with("first", first)
                    .with("kept", standing)
                    .with("second", &source.path)
                    .with("other", brief(&other.to_json())),
            );
            return self.keep(source, Fate::Contradiction);
        }
        done.set_by.push((to, source.path.clone()));
        if !left.is_empty() {
            self.unread(source, &field.to, &left);
        }
    }

    /// Notes what was assumed about the value of a field.
    fn guessed(&mut self, to: &str, field: &str, node: &Node<'a>, guess: Guess) {
        self.notices.push(
            Notice::new(NoticeCode::Guessed, self.place_of(to), node.span)
                .with("field", field)
                .with("value", shortened(node))
                .with("guess", guess.explanation()),
        );
    }

    /// The path of a target in an item.
    pub(super) fn place_of(&self, to: &str) -> Path {
        path_of(&join(&self.owner, to))
    }

    /// Keeps a value that was not, or only partly, read, and notes the unread words.
    pub(super) fn unread(&mut self, source: &Source<'_, 'a>, to: &Target, words: &[String]) {
        let words: Vec<String> = words.iter().take(MAX_WORDS).map(|word| cut(word)).collect();
        self.notices.push(
            Notice::new(
                NoticeCode::UnreadValue,
                self.place_of(&to.to_string()),
                source.node.span,
            )
            .with("field", &source.path)
            .with("words", words.join("”、“")),
        );
        self.keep(source, Fate::Unread);
    }
}

/// Strips the marks that keep a spreadsheet from reading a code as a number: `="0123"`, `'0123`.
fn without_text_marks(text: &str) -> &str {
    let inner = text.trim();
    if let Some(inner) = inner
        .strip_prefix("=\"")
        .and_then(|inner| inner.strip_suffix('"'))
    {
        return inner;
    }
    let is_code = |code: &&str| {
        code.len() > 1
            && code
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || char == '-')
    };
    inner.strip_prefix('\'').filter(is_code).unwrap_or(text)
}

/// Maximum number of unread parts in a notice.
const MAX_WORDS: usize = 12;

/// The unread parts that do not occur in the value anyway; parts after the first 64 are not compared.
pub(super) fn left(value: &Value, unread: &[String]) -> Vec<String> {
    const MAX_COMPARED_PARTS: usize = 64;
    unread
        .iter()
        .enumerate()
        .filter(|(number, part)| *number >= MAX_COMPARED_PARTS || !says(value, part.trim()))
        .map(|(_, part)| part.clone())
        .collect()
}

/// The dotted target as a path, up to the first list.
pub(super) fn path_of(to: &str) -> Path {
    let keys = to
        .split('.')
        .take_while(|key| !key.contains('['))
        .map(|key| PathStep::from(key.to_owned()));
    Path::new(keys.collect())
}

/// The parts of a text parts_outside the captured ranges that have letters or digits.
fn parts_outside(text: &str, mut taken: Vec<Range<usize>>) -> Vec<String> {
    taken.sort_by_key(|range| range.start);
    let mut left = Vec::new();
    let mut from = 0;
    let end = text.len();
    for Range { start, end } in taken.into_iter().chain(std::iter::once(end..end)) {
        if let Some(part) = text.get(from..start.max(from)) {
            left.push(part);
        }
        from = from.max(end);
    }
    left.into_iter()
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .map(|part| part.trim().to_owned())
        .collect()
}

/// The part of a value that its field captures; `None` if the pattern does not match.
fn captured<'n, 'a>(
    pattern: &Pattern,
    whole: &str,
    field: &FieldMapping,
    source: &Source<'n, 'a>,
    done: &mut Done<'n, 'a>,
) -> Option<String> {
    let Some(captured) = pattern.capture(whole) else {
        done.declined.push((source.clone(), field.to.clone()));
        return None;
    };
    let part = captured.part.to_owned();
    done.parts
        .push((source.clone(), field.to.clone(), captured.found));
    Some(part)
}

/// Whether a list contains no tables.
fn is_flat(nodes: &[Node<'_>]) -> bool {
    nodes.iter().all(|node| node.plain_text().is_some())
}

/// A text itself or, if it is a JSON list of texts, its entries, one per line; `None` if it is other JSON.
fn text_or_json_entries(text: String, node: &Node<'_>) -> Option<String> {
    let Some(inner) = node.embedded() else {
        return Some(text);
    };
    match &inner.kind {
        _ if inner.is_blank() => Some(String::new()),
        NodeKind::List(nodes) if nodes.iter().all(|node| node.text().is_some()) => {
            inner.plain_text()
        }
        _ => None,
    }
}
