//! Applies a dialect to one record of a source, giving the tree of an item.

use std::collections::HashMap;

use serde_json::Value;

use super::fate::{Claims, Fate, ValueUse};
use super::file::FieldMapping;
use super::index::FieldIndex;
use super::loaded::Dialect;
use super::names::{GROUP, PARENT, find, join, note_of};
use super::operation::Operation;
use super::output::{OperationOutput, ReadContext};
use super::target::{Part, entry, named, set, tree};
use super::words::{brief, cut, says, shortened, standing};
use crate::path::{Path, PathStep};
use crate::prose::strip_buttons;
use crate::source::{Node, NodeKind, Notice, NoticeCode, Span};
use crate::vocabulary::{TimeUnit, Vocabulary};

/// What a dialect made of a record.
#[derive(Debug)]
pub(crate) struct Carried<'a> {
    /// The tree of the item.
    pub(crate) tree: Node<'a>,
    pub(crate) claims: Claims,
}

/// The state of applying a dialect to one record.
pub(super) struct Applier<'w, 'a> {
    dialect: &'w Dialect,
    /// What is kept as it is, by its path.
    extensions: Vec<(String, Node<'a>)>,
    pub(super) notices: &'w mut Vec<Notice>,
    pub(super) claims: Claims,
    /// The element that targets within rows are relative to; empty for the record itself.
    pub(super) owner: String,
}

/// A source value with its origin.
pub(super) struct Source<'n, 'a> {
    pub(super) node: &'n Node<'a>,
    /// Its dotted path as in the source.
    pub(super) path: String,
    /// The path under which it is kept, including row numbers.
    pub(super) kept: String,
}

impl<'w, 'a> Applier<'w, 'a> {
    pub(super) fn new(dialect: &'w Dialect, notices: &'w mut Vec<Notice>, trace: bool) -> Self {
        Self {
            dialect,
            extensions: Vec::new(),
            notices,
            claims: Claims {
                uses: trace.then(Vec::new),
                ..Claims::default()
            },
            owner: String::new(),
        }
    }

    pub(super) fn record(mut self, record: &Node<'a>) -> Carried<'a> {
        let dialect = self.dialect;
        let mut tree = Node::table(record.span);
        self.table(&dialect.index, record, &mut tree, "", "");
        if !self.extensions.is_empty() {
            let mut table = Node::table(Span::Nowhere);
            let mut known: HashMap<String, Span> = HashMap::new();
            for (mut key, node) in std::mem::take(&mut self.extensions) {
                // A value is kept once, however many reasons there are; another one has its own key.
                while known.get(&key).is_some_and(|span| *span != node.span) {
                    key.push('′');
                }
                if let NodeKind::Table(entries) = &mut table.kind
                    && known.insert(key.clone(), node.span).is_none()
                {
                    entries.push(entry(&key, node));
                }
            }
            // A dialect may have put some there itself; what then has no place is not lost, for the
            // account misses it.
            let parts = [Part::Key("extensions".to_owned())];
            let _ = set(&mut tree, &parts, table, &mut self.claims.said);
        }
        Carried {
            tree,
            claims: self.claims,
        }
    }

    /// Converts the fields of a record or row.
    pub(super) fn table(
        &mut self,
        index: &FieldIndex,
        record: &Node<'a>,
        out: &mut Node<'a>,
        path: &str,
        kept: &str,
    ) {
        let mut found: Vec<Vec<(usize, Source<'_, 'a>)>> =
            index.fields.iter().map(|_| Vec::new()).collect();
        if let Some(known) = index.known(".") {
            for (field, name) in &known.uses {
                if let Some(list) = found.get_mut(*field) {
                    let source = Source {
                        node: record,
                        path: path.to_owned(),
                        kept: kept.to_owned(),
                    };
                    list.push((*name, source));
                }
            }
        }
        self.walk(index, record, "", path, kept, &mut found);
        let mut set_by: Vec<(String, String)> = Vec::new();
        for (number, (field, mut sources)) in index.fields.iter().zip(found).enumerate() {
            let condition = field
                .when
                .as_ref()
                .and_then(|when| find(record, &when.field));
            if let Some(condition) = condition {
                self.claims.reason(condition, Fate::Kept);
            }
            if !holds(field, record) {
                for (_, source) in &sources {
                    self.claims.reason(source.node, Fate::Kept);
                }
                continue;
            }
            sources.sort_by_key(|(name, _)| *name);
            if let Some(constant) = &field.constant {
                let filled = (sources.iter()).find(|(_, source)| !source.node.is_blank());
                if field.from.is_empty() || filled.is_some() {
                    let filled = filled.map(|(_, source)| source.node);
                    self.constant(field, constant, filled, condition, out);
                }
                continue;
            }
            for (_, source) in &sources {
                // What chose the field is said by where its value went.
                if let Some(condition) = condition {
                    self.claims.said.add(condition, source.node.span);
                }
                let rows = index.rows.get(number).and_then(Option::as_ref);
                self.field(field, rows, source, record, out, &mut set_by);
            }
        }
    }

    /// Sets a value that the source does not write, where a field is filled or a condition is met.
    fn constant(
        &mut self,
        field: &FieldMapping,
        constant: &Value,
        filled: Option<&Node<'a>>,
        condition: Option<&Node<'a>>,
        out: &mut Node<'a>,
    ) {
        let place = filled.or(condition);
        let span = place.map_or(Span::Nowhere, |node| node.span);
        let value = tree(constant.clone(), span);
        let _ = set(out, field.to.parts(), value, &mut self.claims.said);
        // It says what the condition says; of a field that is filled it says no more than that.
        if let Some(filled) = filled {
            self.claims.reason(filled, Fate::Kept);
            if condition.is_none_or(|condition| condition.span != filled.span) {
                self.claims.filled.push(span);
            }
        }
        if let Some(condition) = condition {
            self.claims.said.add(condition, span);
        }
    }

    /// Looks up the fields of a record, and notes unknown ones.
    fn walk<'n>(
        &mut self,
        index: &FieldIndex,
        node: &'n Node<'a>,
        prefix: &str,
        path: &str,
        kept: &str,
        found: &mut [Vec<(usize, Source<'n, 'a>)>],
    ) {
        for entry in node.entries() {
            let name = join(prefix, &entry.key);
            let source = || Source {
                node: &entry.value,
                path: join(path, &name),
                kept: join(kept, &name),
            };
            match index.known(&name) {
                Some(known) if known.inner && holds_tables(&entry.value) => {
                    // If there are several tables but one is expected, the first is used.
                    let (first, others) = match &entry.value.kind {
                        NodeKind::List(nodes) => match nodes.split_first() {
                            Some((first, others)) => (first, others),
                            None => continue,
                        },
                        _ => (&entry.value, &[][..]),
                    };
                    self.walk(index, first, &name, path, kept, found);
                    for (number, other) in others.iter().enumerate() {
                        let source = Source {
                            node: other,
                            path: join(path, &name),
                            kept: format!("{}.{}", join(kept, &name), number + 2),
                        };
                        self.keep(&source, Fate::Kept);
                    }
                }
                Some(known) => {
                    for (field, alternative) in &known.uses {
                        if let Some(list) = found.get_mut(*field) {
                            list.push((*alternative, source()));
                        }
                    }
                }
                None if entry.value.is_blank() => {}
                None => self.unknown(&source()),
            }
        }
    }

    pub(super) fn unknown(&mut self, source: &Source<'_, 'a>) {
        // What the reader itself put beside the record is no field of the source.
        if source.path == GROUP || source.path.starts_with(PARENT) {
            return self.keep(source, Fate::Kept);
        }
        self.notices.push(
            Notice::new(
                NoticeCode::UnknownField,
                kept_at(&source.kept),
                source.node.span,
            )
            .with("field", &source.path),
        );
        self.keep(source, Fate::Unknown);
    }

    /// Keeps the source value unchanged.
    pub(super) fn keep(&mut self, source: &Source<'_, 'a>, why: Fate) {
        self.claims.reason(source.node, why);
        self.extensions
            .push((source.kept.clone(), source.node.clone()));
    }

    /// Notes what was made of a value.
    pub(super) fn used(
        &mut self,
        source: &Source<'_, 'a>,
        field: &FieldMapping,
        value: Option<Value>,
        unread: &[String],
    ) {
        self.claims.used(source.node, || ValueUse {
            operation: field.read,
            to: field.to.to_string(),
            value,
            unread: unread.to_vec(),
        });
    }

    /// Converts one value.
    fn field(
        &mut self,
        field: &FieldMapping,
        rows: Option<&FieldIndex>,
        source: &Source<'_, 'a>,
        record: &Node<'a>,
        out: &mut Node<'a>,
        set_by: &mut Vec<(String, String)>,
    ) {
        if source.node.is_blank() {
            return self.unit_alone(field, record);
        }
        if rows.is_some() || field.line.is_some() {
            self.rows(field, rows, source, out);
            return;
        }
        if field.read == Operation::Keep {
            self.used(source, field, None, &[]);
            return self.keep(source, Fate::Kept);
        }
        let dialect = self.dialect;
        let unit_node = (field.units().iter())
            .filter_map(|unit| find(record, unit))
            .find(|unit| !unit.is_blank());
        let unit = (unit_node.and_then(Node::plain_text)).or_else(|| heading_unit(field, source));
        let map = (field.map.as_ref()).or(field.unit_map.as_ref());
        let context = ReadContext {
            map: map.and_then(|map| dialect.file.maps.get(map)),
            vocabulary: field.to.vocabulary(&self.owner),
            unit: unit.as_deref(),
            target: Some(&field.to),
        };
        let (value, made) = match &source.node.kind {
            NodeKind::List(nodes) if field.read.takes_lists() && flat(nodes) => {
                self.entries(field, nodes, context)
            }
            _ => match source.node.plain_text() {
                Some(text) => {
                    let text = self.cleaned(&text, field, source.node.span);
                    let made = if text.trim().is_empty()
                        || field.none.iter().any(|none| none == text.trim())
                    {
                        OperationOutput {
                            empty: true,
                            ..OperationOutput::default()
                        }
                    } else {
                        field.read.read(&text, context)
                    };
                    let value = made
                        .value
                        .clone()
                        .map(|value| tree(value, source.node.span));
                    (value, made)
                }
                None => (
                    None,
                    OperationOutput {
                        unread: vec![source.node.to_json().to_string()],
                        ..OperationOutput::default()
                    },
                ),
            },
        };
        if let Some(unit) = unit_node.filter(|_| made.used_unit) {
            self.claims.said.add(unit, source.node.span);
        }
        if value
            .as_ref()
            .is_some_and(|value| value.span == source.node.span)
        {
            // What joins several into one says them all.
            self.claims.said.add(source.node, source.node.span);
        }
        self.settle(field, source, value, &made, out, set_by);
    }

    /// A unit whose amount is blank says nothing that could be read.
    fn unit_alone(&mut self, field: &FieldMapping, record: &Node<'a>) {
        let map = (field.map.as_ref()).or(field.unit_map.as_ref());
        let map = map.and_then(|map| self.dialect.file.maps.get(map));
        for unit in field.units().iter().filter_map(|unit| find(record, unit)) {
            let text = unit.plain_text().unwrap_or_default();
            let mapped = map.and_then(|map| map.get(text.trim()));
            if TimeUnit::recognise(mapped.map_or(&text, String::as_str)).is_some() {
                self.claims.reason(unit, Fate::Kept);
            }
        }
    }

    /// The text without interface words and the source's prefixes.
    pub(super) fn cleaned(&mut self, text: &str, field: &FieldMapping, span: Span) -> String {
        let dialect = self.dialect;
        let stripped = strip_buttons(text, &dialect.file.interface_words);
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
    ) -> (Option<Node<'a>>, OperationOutput) {
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
            let mut made = match field.read {
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
                    if field.read == Operation::Words
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
        (value, all)
    }

    /// Puts the output of an operation into the item, and notes what was not used.
    fn settle(
        &mut self,
        field: &FieldMapping,
        source: &Source<'_, 'a>,
        value: Option<Node<'a>>,
        made: &OperationOutput,
        out: &mut Node<'a>,
        set_by: &mut Vec<(String, String)>,
    ) {
        let span = source.node.span;
        let to = field.to.to_string();
        let Some(value) = value else {
            self.used(source, field, None, &made.unread);
            if !made.unread.is_empty() {
                self.unread(source, field, &made.unread);
            }
            return;
        };
        let json = value.to_json();
        let left = left(&json, &made.unread);
        if let Some(guess) = made.guess {
            self.notices.push(
                Notice::new(NoticeCode::Guessed, path_of(&to), span)
                    .with("field", &source.path)
                    .with("value", shortened(source.node))
                    .with("guess", guess.explanation()),
            );
        }
        self.used(source, field, Some(json), &left);
        if let Some(other) = set(out, field.to.parts(), value, &mut self.claims.said) {
            let first = (set_by.iter())
                .find(|(known, _)| *known == to)
                .map_or_else(|| to.clone(), |(_, by)| by.clone());
            let standing = standing(out, field.to.parts());
            self.notices.push(
                Notice::new(NoticeCode::Contradiction, path_of(&to), span)
                    .with("first", first)
                    .with("kept", standing)
                    .with("second", &source.path)
                    .with("other", brief(&other.to_json())),
            );
            return self.keep(source, Fate::Contradiction);
        }
        set_by.push((to, source.path.clone()));
        if !left.is_empty() {
            self.unread(source, field, &left);
        }
    }

    pub(super) fn unread(
        &mut self,
        source: &Source<'_, 'a>,
        field: &FieldMapping,
        words: &[String],
    ) {
        let words: Vec<String> = words.iter().take(MAX_WORDS).map(|word| cut(word)).collect();
        self.notices.push(
            Notice::new(
                NoticeCode::UnreadValue,
                path_of(&field.to.to_string()),
                source.node.span,
            )
            .with("field", &source.path)
            .with("words", words.join("”、“")),
        );
        self.keep(source, Fate::Unread);
    }
}

/// Maximum number of unread pieces in a notice.
const MAX_WORDS: usize = 12;

/// The pieces that do not occur in the value anyway; if there are very many, the later ones are not
/// compared.
pub(super) fn left(value: &Value, unread: &[String]) -> Vec<String> {
    const MAX_PIECES: usize = 64;
    (unread.iter().enumerate())
        .filter(|(number, piece)| *number >= MAX_PIECES || !says(value, piece.trim()))
        .map(|(_, piece)| piece.clone())
        .collect()
}

/// Whether the condition of a field is met.
fn holds(field: &FieldMapping, record: &Node<'_>) -> bool {
    let Some(when) = &field.when else {
        return true;
    };
    // An absent field counts as empty.
    let value = (find(record, &when.field).and_then(Node::plain_text)).unwrap_or_default();
    when.is.iter().any(|wanted| wanted == value.trim())
}

/// The path in the extensions under which a value is kept.
fn kept_at(key: &str) -> Path {
    Path::new(vec![
        PathStep::from("extensions".to_owned()),
        PathStep::from(key.to_owned()),
    ])
}

/// The dotted target as a path, up to the first list.
pub(super) fn path_of(to: &str) -> Path {
    let keys = to
        .split('.')
        .take_while(|key| !key.contains('['))
        .map(|key| PathStep::from(key.to_owned()));
    Path::new(keys.collect())
}

/// Whether it is a table or a list of tables.
fn holds_tables(node: &Node<'_>) -> bool {
    match &node.kind {
        NodeKind::Table(_) => true,
        NodeKind::List(nodes) => {
            !nodes.is_empty() && (nodes.iter()).all(|node| matches!(node.kind, NodeKind::Table(_)))
        }
        _ => false,
    }
}

/// Whether a list contains no tables.
fn flat(nodes: &[Node<'_>]) -> bool {
    nodes.iter().all(|node| node.plain_text().is_some())
}

/// The unit given in brackets in a column's heading.
fn heading_unit(field: &FieldMapping, source: &Source<'_, '_>) -> Option<String> {
    if field.read != Operation::Limit {
        return None;
    }
    let note = note_of(&source.path)?;
    let unit = note.trim_start_matches("单位").trim_start_matches(':');
    TimeUnit::recognise(unit).map(|unit| unit.to_string())
}
