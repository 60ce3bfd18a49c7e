//! Applies a dialect to one record of a source, giving the tree of an item.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use super::file::{Dialect, FieldIndex, FieldMapping, find, join, note_of};

use super::operation::{Operation, OperationOutput, ReadContext};
use super::target::{Part, entry, set, tree};
use super::words::{brief, cut, says, shortened, standing};
use crate::path::{Path, PathStep};
use crate::prose::strip_buttons;
use crate::source::{Node, NodeKind, Notice, NoticeCode, Span};
use crate::vocabulary::{TimeUnit, Vocabulary};

/// 来历 — the fate of one value of a source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ValueTrace {
    /// 来源字段 — the dotted source field.
    pub field: String,
    /// Its span.
    #[serde(skip)]
    pub span: Span,
    /// 原值 — the original value.
    pub raw: String,
    /// 读法 — the operation that read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
    /// 要素 — the element it went to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// 结果 — its fate.
    pub fate: Fate,
    /// 规范值 — the canonical value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// 未读懂 — the parts that could not be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
}

/// 结果 — the fate of a value of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fate {
    /// 读入 — read into a typed element.
    Read,
    /// 保留 — kept unchanged, because the dialect says that the model has no element for it.
    Kept,
    /// 无 — it states that there is none.
    Empty,
    /// 部分读入 — read except for a part, which was kept in the extensions.
    Partly,
    /// 未读懂 — not interpreted and kept unchanged.
    Unread,
    /// 矛盾 — contradicted by another field and kept in the extensions.
    Contradiction,
    /// 不认识 — kept unchanged, because the dialect does not know the field.
    Unknown,
}

/// The state of applying a dialect to one record.
pub(super) struct Applier<'w, 'a> {
    dialect: &'w Dialect,
    /// The whole record, for look-ups of units and conditions.
    extensions: Vec<(String, Node<'a>)>,
    pub(super) notices: &'w mut Vec<Notice>,
    trace: Option<&'w mut Vec<ValueTrace>>,
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
    pub(super) fn new(
        dialect: &'w Dialect,
        notices: &'w mut Vec<Notice>,
        trace: Option<&'w mut Vec<ValueTrace>>,
    ) -> Self {
        Self {
            dialect,
            extensions: Vec::new(),
            notices,
            trace,
            owner: String::new(),
        }
    }

    pub(super) fn record(mut self, record: &Node<'a>) -> Node<'a> {
        let dialect = self.dialect;
        let mut out = Node::table(record.span);
        self.table(&dialect.index, record, &mut out, "", "");
        if !self.extensions.is_empty() {
            let mut table = Node::table(Span::Nowhere);
            let mut known: HashSet<String> = HashSet::new();
            for (key, node) in std::mem::take(&mut self.extensions) {
                if let NodeKind::Table(entries) = &mut table.kind
                    && known.insert(key.clone())
                {
                    entries.push(entry(&key, node));
                }
            }
            // The dialect may have put some there itself.
            let _ = set(&mut out, &[Part::Key("extensions".to_owned())], table);
        }
        out
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
        let mut aside: Vec<(&FieldMapping, Source<'_, 'a>)> = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for (number, (field, mut sources)) in index.fields.iter().zip(found).enumerate() {
            if !holds(field, record) {
                aside.extend(sources.into_iter().map(|(_, source)| (field, source)));
                continue;
            }
            taken.extend(sources.iter().map(|(_, source)| source.path.clone()));
            sources.sort_by_key(|(name, _)| *name);
            if let Some(constant) = &field.constant {
                let filled = (sources.iter()).find(|(_, source)| !is_blank(source.node));
                if field.from.is_empty() || filled.is_some() {
                    let span = filled.map_or(Span::Nowhere, |(_, source)| source.node.span);
                    let _ = set(out, field.to.parts(), tree(constant.clone(), span));
                }
                continue;
            }
            for (_, source) in &sources {
                let rows = index.rows.get(number).and_then(Option::as_ref);
                self.field(field, rows, source, record, out, &mut set_by);
            }
        }
        // A value that a condition skips and no other field takes must not be lost.
        for (field, source) in aside {
            let is_unit = (index.fields.iter())
                .flat_map(FieldMapping::units)
                .any(|unit| join(path, &unit) == source.path);
            if !is_unit && !taken.contains(&source.path) && !is_blank(source.node) {
                self.note(&source, Some(field), Fate::Kept, None, &[]);
                self.keep(&source);
            }
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
                        self.note(&source, None, Fate::Kept, None, &[]);
                        self.keep(&source);
                    }
                }
                Some(known) => {
                    for (field, alternative) in &known.uses {
                        if let Some(list) = found.get_mut(*field) {
                            list.push((*alternative, source()));
                        }
                    }
                }
                None if is_blank(&entry.value) => {}
                None => self.unknown(&source()),
            }
        }
    }

    pub(super) fn unknown(&mut self, source: &Source<'_, 'a>) {
        self.notices.push(
            Notice::new(
                NoticeCode::UnknownField,
                kept_at(&source.kept),
                source.node.span,
            )
            .with("field", &source.path),
        );
        self.note(source, None, Fate::Unknown, None, &[]);
        self.keep(source);
    }

    /// Keeps the source value unchanged.
    pub(super) fn keep(&mut self, source: &Source<'_, 'a>) {
        self.extensions
            .push((source.kept.clone(), source.node.clone()));
    }

    pub(super) fn note(
        &mut self,
        source: &Source<'_, 'a>,
        field: Option<&FieldMapping>,
        fate: Fate,
        value: Option<Value>,
        unread: &[String],
    ) {
        if let Some(trace) = &mut self.trace {
            trace.push(ValueTrace {
                field: source.path.clone(),
                span: source.node.span,
                raw: source
                    .node
                    .plain_text()
                    .unwrap_or_else(|| source.node.to_json().to_string()),
                operation: field.map(|field| field.read),
                to: field.map(|field| field.to.to_string()),
                fate,
                value,
                unread: unread.to_vec(),
            });
        }
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
        if is_blank(source.node) {
            return;
        }
        if rows.is_some() || field.line.is_some() {
            self.rows(field, rows, source, out);
            return;
        }
        if field.read == Operation::Keep {
            self.note(source, Some(field), Fate::Kept, None, &[]);
            self.keep(source);
            return;
        }
        let dialect = self.dialect;
        let unit = (field.units().iter())
            .filter_map(|unit| find(record, unit).and_then(Node::plain_text))
            .find(|unit| !unit.trim().is_empty())
            .or_else(|| heading_unit(field, source));
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
        self.settle(field, source, value, &made, out, set_by);
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
        let mut rest = stripped.text.trim();
        for prefix in &field.prefix {
            if let Some(shorter) = rest.strip_prefix(prefix.as_str()) {
                rest = shorter.trim_start();
            }
        }
        rest.to_owned()
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
        let mut known: HashSet<String> = HashSet::new();
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
                    value: Some(serde_json::json!([{ "name": text }])),
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
                    if field.read != Operation::Words || known.insert(value.to_string()) {
                        list.push(tree(value.clone(), node.span));
                        json.push(value);
                    }
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
            let fate = if made.unread.is_empty() {
                Fate::Empty
            } else {
                Fate::Unread
            };
            self.note(source, Some(field), fate, None, &made.unread);
            if fate == Fate::Unread {
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
        let is_keep = to.starts_with("extensions");
        if let Some(other) = set(out, field.to.parts(), value) {
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
            self.note(source, Some(field), Fate::Contradiction, Some(json), &left);
            self.keep(source);
            return;
        }
        set_by.push((to, source.path.clone()));
        let fate = match (is_keep, left.is_empty()) {
            (true, _) => Fate::Kept,
            (false, true) => Fate::Read,
            (false, false) => Fate::Partly,
        };
        self.note(source, Some(field), fate, Some(json), &left);
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
        self.keep(source);
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

/// Whether it states nothing: null, an empty string or an empty list.
pub(super) fn is_blank(node: &Node<'_>) -> bool {
    match &node.kind {
        NodeKind::Null => true,
        NodeKind::String(text) => text.trim().is_empty(),
        NodeKind::List(nodes) => nodes.iter().all(is_blank),
        NodeKind::Table(entries) => entries.iter().all(|entry| is_blank(&entry.value)),
        _ => false,
    }
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
