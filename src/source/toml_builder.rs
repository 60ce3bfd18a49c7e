//! Builds the tree of a TOML document from its parts, in their order.
//!
//! Only for valid documents of the usual form. Dotted keys before a value, a table after one of its subtables, and any
//! error set `in_doubt`, and the document takes the normal path.

use std::borrow::Cow;
use std::ops::Range;

use super::node::{Entry, Node, NodeKind, Span};

/// Maximum nesting depth that `toml` allows.
pub(super) const MOST_DEPTH: u32 = 80;

/// A key with its span.
type Key<'a> = (Cow<'a, str>, Span);

/// Builds the tree of a TOML document; see the module.
pub(super) struct Builder<'a> {
    text: &'a str,
    root: Vec<Entry<'a>>,
    /// The header of the current section; `None` before the first one.
    header: Option<Header<'a>>,
    section: Vec<Entry<'a>>,
    /// The keys read so far for the next header or value.
    keys: Vec<Key<'a>>,
    /// The open lists and inline tables, outermost first.
    open: Vec<Open<'a>>,
    /// Whether the document needs the normal path.
    in_doubt: bool,
}

/// `[path]` or `[[path]]`.
struct Header<'a> {
    path: Vec<Key<'a>>,
    span: Span,
    is_listed: bool,
}

/// A list or inline table whose end has not been read.
struct Open<'a> {
    key: Option<Key<'a>>,
    start: usize,
    kind: NodeKind<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            root: Vec::new(),
            header: None,
            section: Vec::new(),
            keys: Vec::new(),
            open: Vec::new(),
            in_doubt: false,
        }
    }

    /// Moves the current section to its place.
    fn close_section(&mut self) {
        let entries = std::mem::take(&mut self.section);
        let Some(header) = self.header.take() else {
            self.root = entries;
            return;
        };
        let section = Node {
            span: header.span,
            kind: NodeKind::Table(entries),
        };
        let placed = self.place(header.path, section, header.is_listed);
        self.in_doubt |= placed.is_none();
    }

    fn place(&mut self, mut path: Vec<Key<'a>>, section: Node<'a>, is_listed: bool) -> Option<()> {
        let key = path.pop()?;
        if path.len() >= MOST_DEPTH as usize {
            return None;
        }
        let mut parent = &mut self.root;
        for key in path {
            let at = match find(parent, &key.0) {
                Ok(at) => at,
                Err(at) => {
                    let span = key.1;
                    parent.insert(at, entry(key, Node::table(span)));
                    at
                }
            };
            parent = sections(self.text, &mut parent.get_mut(at)?.value)?;
        }
        match find(parent, &key.0) {
            Ok(at) if is_listed => {
                let list = &mut parent.get_mut(at)?.value;
                sections(self.text, list)?;
                let NodeKind::List(nodes) = &mut list.kind else {
                    return None;
                };
                nodes.push(section);
            }
            Ok(_) => return None,
            Err(at) if is_listed => {
                let list = Node {
                    span: section.span,
                    kind: NodeKind::List(vec![section]),
                };
                parent.insert(at, entry(key, list));
            }
            Err(at) => parent.insert(at, entry(key, section)),
        }
        Some(())
    }

    /// Notes that the document needs the normal path.
    pub(super) fn doubt(&mut self) {
        self.in_doubt = true;
    }

    /// The entries of the document; `None` if it needs the normal path.
    pub(super) fn finish(mut self) -> Option<Vec<Entry<'a>>> {
        self.close_section();
        (!self.in_doubt && self.open.is_empty()).then_some(self.root)
    }

    /// `[` or `[[` at the start of a line.
    pub(super) fn open_header(&mut self, start: usize, is_listed: bool) {
        self.close_section();
        self.keys.clear();
        self.header = Some(Header {
            path: Vec::new(),
            span: Span::bytes(start, start),
            is_listed,
        });
    }

    /// `]` or `]]`, after the keys.
    pub(super) fn close_header(&mut self, end: usize) {
        let Some(header) = &mut self.header else {
            return self.doubt();
        };
        header.path = std::mem::take(&mut self.keys);
        if let Span::Bytes { start, .. } = header.span {
            header.span = Span::bytes(start as usize, end);
        }
    }

    /// A key of a header or of a value.
    pub(super) fn key(&mut self, key: Cow<'a, str>, at: Range<usize>) {
        self.keys.push((key, Span::bytes(at.start, at.end)));
    }

    /// `=`, after the key.
    pub(super) fn equals(&mut self) {
        self.in_doubt |= self.keys.len() != 1;
    }

    /// `[` or `{` of a value: an empty list or table.
    pub(super) fn open_value(&mut self, start: usize, kind: NodeKind<'a>) {
        let key = self.keys.pop();
        self.open.push(Open { key, start, kind });
    }

    /// `]` or `}` of a value.
    pub(super) fn close_value(&mut self, end: usize) {
        match self.open.pop() {
            Some(Open { key, start, kind }) => self.put(key, start..end, kind),
            None => self.doubt(),
        }
    }

    pub(super) fn scalar(&mut self, at: Range<usize>, kind: NodeKind<'a>) {
        let key = self.keys.pop();
        self.put(key, at, kind);
    }

    fn put(&mut self, key: Option<Key<'a>>, at: Range<usize>, kind: NodeKind<'a>) {
        let span = Span::bytes(at.start, at.end);
        let value = Node { span, kind };
        let entries = match (self.open.last_mut().map(|open| &mut open.kind), &key) {
            (Some(NodeKind::List(nodes)), None) => return nodes.push(value),
            (Some(NodeKind::Table(entries)), Some(_)) => entries,
            (None, Some(_)) => &mut self.section,
            _ => return self.doubt(),
        };
        let Some(key) = key else { return };
        match find(entries, &key.0) {
            Err(at) => entries.insert(at, entry(key, value)),
            Ok(_) => self.doubt(),
        }
    }
}

/// The index of a key among entries, which are sorted like those of `toml`.
fn find(entries: &[Entry<'_>], key: &str) -> Result<usize, usize> {
    entries.binary_search_by(|entry| (*entry.key).cmp(key))
}

fn entry<'a>((key, key_span): Key<'a>, value: Node<'a>) -> Entry<'a> {
    Entry {
        key,
        key_span,
        value,
    }
}

/// The entries of a section, or of the last section of a list; `None` for inline tables, to which nothing can be added.
fn sections<'t, 'a>(text: &str, node: &'t mut Node<'a>) -> Option<&'t mut Vec<Entry<'a>>> {
    let Span::Bytes { start, .. } = node.span else {
        return None;
    };
    let is_inline = text.as_bytes().get(start as usize) == Some(&b'{');
    match &mut node.kind {
        NodeKind::Table(entries) if !is_inline => Some(entries),
        NodeKind::List(nodes) => sections(text, nodes.last_mut()?),
        _ => None,
    }
}
