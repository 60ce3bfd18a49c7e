//! XML documents as trees: elements become fields, and siblings with the same name a list.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::node::{Entry, Node, NodeKind, Span};
use super::xml::add_text;

/// Maximum depth; deeper documents are not exports of records.
const DEEPEST: usize = 64;

/// Suffixes that make the name of a list from the name of its elements: `materials` contains `material`.
const PLURALS: &[&str] = &[
    "s", "es", "list", "_list", "s_list", "array", "infos", "清单", "列表", "信息",
];

/// The name of the field that holds the text of an element with attributes.
const TEXT: &str = "value";

/// The name of the field that holds a label for people: `rs:name` beside `name`.
const TITLE: &str = "title";

/// Decodes a name in which a database escaped characters that XML names may not contain: `办理地点_x3001_窗口`.
fn unescaped(name: &str) -> String {
    const DIGITS: usize = 4;
    let mut said = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once("_x") {
        said.push_str(before);
        let code = after
            .get(..DIGITS)
            .filter(|_| after.get(DIGITS..).is_some_and(|end| end.starts_with('_')));
        let char = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        if let Some(char) = char {
            said.push(char);
            rest = after.get(DIGITS + 1..).unwrap_or_default();
        } else {
            said.push_str("_x");
            rest = after;
        }
    }
    said.push_str(rest);
    said
}

/// An element being read.
struct Element {
    name: String,
    start: usize,
    entries: Vec<Entry<'static>>,
    /// For each entry, the name of the field that the child's attributes give, such as `name`.
    names: Vec<Option<String>>,
    /// Number of entries that are attributes; these come first.
    attributes: usize,
    text: String,
    text_span: Option<(usize, usize)>,
}

/// The tree of a document; `None` if it is not well-formed.
pub(crate) fn parse(text: &str) -> Option<Node<'static>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = vec![Element::new(String::new(), 0)];
    loop {
        let from = position(&reader);
        let event = reader.read_event().ok()?;
        let to = position(&reader);
        match &event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return None;
                }
                open.push(Element::start(start, from, text.get(from..to)?)?);
            }
            Event::End(_) => {
                let element = open.pop()?;
                let parent = open.last_mut()?;
                element.close(parent, to);
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                let element = open.last_mut()?;
                add_text(&event, &mut element.text);
                let start = element.text_span.map_or(from, |(start, _)| start);
                element.text_span = Some((start, to));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().filter(|_| open.is_empty())?;
    let mut entries = root.entries.into_iter();
    entries.next().map(|entry| entry.value)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

impl Element {
    fn new(name: String, start: usize) -> Self {
        Self {
            name,
            start,
            entries: Vec::new(),
            names: Vec::new(),
            attributes: 0,
            text: String::new(),
            text_span: None,
        }
    }

    fn start(tag: &BytesStart<'_>, from: usize, text: &str) -> Option<Self> {
        let name: &str = tag.local_name().into_inner();
        let mut element = Self::new(unescaped(name), from);
        for attribute in tag.attributes() {
            let attribute = attribute.ok()?;
            let own: &str = attribute.key.into_inner();
            // Namespaces, types and the like belong to the format; a second name, `rs:name`, is the label for people.
            let key = if own.ends_with(":name") { TITLE } else { own };
            if key.starts_with("xmlns") || key.contains(':') {
                continue;
            }
            let value = quick_xml::escape::unescape(&attribute.value).ok()?;
            let at = from + text.find(&format!("{own}=")).unwrap_or(1);
            let span = Span::bytes(at, at + own.len() + 1 + attribute.value.len());
            element.entries.push(Entry {
                key: unescaped(key).into(),
                key_span: span,
                value: Node {
                    span,
                    kind: NodeKind::String(Cow::Owned(value.into_owned())),
                },
            });
            element.names.push(None);
        }
        element.attributes = element.entries.len();
        Some(element)
    }

    /// Adds the element to its parent.
    fn close(mut self, parent: &mut Self, end: usize) {
        let span = Span::bytes(self.start, end);
        let text = std::mem::take(&mut self.text);
        let said = text.trim();
        let (from, to) = self.text_span.unwrap_or((self.start, end));
        let text_span = Span::bytes(from, to);
        let has_children = self.entries.len() > self.attributes;
        let name;
        let value = if has_children {
            // <subtable name="申请材料"><record>…</record></subtable>
            let (attributes, children) = self.entries.split_at(self.attributes);
            let mut keys = children.iter().map(|entry| &entry.key);
            let first = keys.next();
            let is_list = said.is_empty() && keys.all(|key| Some(key) == first);
            name = said_name(attributes).filter(|_| is_list && !self.has_value());
            if name.is_some() {
                self.listed(span)
            } else {
                self.table(span, said, text_span)
            }
        } else {
            let value = content(said, text_span);
            // <field name="F1" title="事项名称" null="0">…</field>
            let says_twice = self.has_value() && !said.is_empty();
            name = said_name(&self.entries).filter(|_| !says_twice);
            match self.entries.as_slice() {
                [] => value,
                // <field name="事项名称" value="…"/>
                _ if name.is_some() && said.is_empty() && self.has_value() => {
                    self.table(span, "", text_span)
                }
                _ if name.is_some() => self.attributed(span, value),
                _ if said.is_empty() => self.table(span, "", text_span),
                _ => self.attributed(span, value),
            }
        };
        parent.names.push(name);
        parent.entries.push(Entry {
            key: self.name.into(),
            key_span: span,
            value,
        });
    }

    /// Whether the value of the element is in an attribute.
    fn has_value(&self) -> bool {
        self.entries
            .iter()
            .take(self.attributes)
            .any(|entry| entry.key == TEXT)
    }

    /// The element as a table of its attributes, with the list of its children as value.
    fn listed(&mut self, span: Span) -> Node<'static> {
        let children = self.entries.split_off(self.attributes);
        let children = children.into_iter().map(|entry| entry.value).collect();
        let list = Node {
            span,
            kind: NodeKind::List(children),
        };
        self.attributed(span, list)
    }

    /// The element as a table of its attributes and `value`.
    fn attributed(&mut self, span: Span, value: Node<'static>) -> Node<'static> {
        let mut entries = std::mem::take(&mut self.entries);
        entries.push(Entry {
            key: TEXT.into(),
            key_span: value.span,
            value,
        });
        Node {
            span,
            kind: NodeKind::Table(entries),
        }
    }

    /// The element as a table of its attributes and children, or as a list if it only wraps one.
    fn table(&mut self, span: Span, said: &str, text_span: Span) -> Node<'static> {
        let entries = std::mem::take(&mut self.entries);
        let names = std::mem::take(&mut self.names);
        // Descriptions of columns have names, too, but no values.
        let says = |(entry, name): (&Entry<'_>, &Option<String>)| {
            name.is_some() && entry.value.get(TEXT).is_some_and(|text| !text.is_blank())
        };
        let are_fields = names.iter().flatten().count() > 1 && entries.iter().zip(&names).any(says);
        let mut fields: Vec<Entry<'static>> = Vec::with_capacity(entries.len());
        for (entry, name) in entries.into_iter().zip(names) {
            let entry = match name.filter(|_| are_fields) {
                Some(name) => named(entry, name),
                None => entry,
            };
            match fields.iter_mut().find(|field| field.key == entry.key) {
                Some(field) => field.value.append(entry.value),
                None => fields.push(entry),
            }
        }
        if !said.is_empty() {
            fields.push(Entry {
                key: TEXT.into(),
                key_span: text_span,
                value: content(said, text_span),
            });
        }
        if let [only] = fields.as_mut_slice() {
            let is_list = matches!(only.value.kind, NodeKind::List(_));
            if is_list {
                return std::mem::replace(&mut only.value, Node::table(span));
            }
            if is_plural(&self.name, &only.key) {
                let one = std::mem::replace(&mut only.value, Node::table(span));
                return Node {
                    span,
                    kind: NodeKind::List(vec![one]),
                };
            }
        }
        Node {
            span,
            kind: NodeKind::Table(fields),
        }
    }
}

/// The name of a field in the attributes of an element, if these only hold names, format and value.
///
/// The label for people is preferred to the machine name.
fn said_name(attributes: &[Entry<'_>]) -> Option<String> {
    const NAMES: &[&str] = &["title", "label", "caption", "name", "key", "field"];
    const OF_FORMAT: &[&str] = &["type", "datatype", "null", "length", "size", "seq", "index"];
    let is_known = |entry: &Entry<'_>| {
        let key = entry.key.to_lowercase();
        NAMES.contains(&key.as_str()) || OF_FORMAT.contains(&key.as_str()) || key == TEXT
    };
    let of = |name: &&str| attributes.iter().find(|entry| entry.key == **name);
    let said = NAMES.iter().find_map(|name| of(name)?.value.text());
    said.filter(|_| attributes.iter().all(is_known))
        .map(str::to_owned)
}

/// The entry of an element under the `name` that its attributes give, with only its value.
fn named(entry: Entry<'static>, name: String) -> Entry<'static> {
    let value = match entry.value.kind {
        NodeKind::Table(mut inner) => {
            let at = inner.iter().position(|inner| inner.key == TEXT);
            at.map(|at| inner.swap_remove(at).value)
        }
        _ => None,
    };
    Entry {
        key: name.into(),
        key_span: entry.key_span,
        value: value.unwrap_or_else(|| Node {
            span: entry.key_span,
            kind: NodeKind::String("".into()),
        }),
    }
}

/// A text, or the tree of the JSON or XML document that it contains.
fn content(text: &str, span: Span) -> Node<'static> {
    let node = Node {
        span,
        kind: NodeKind::String(Cow::Owned(text.to_owned())),
    };
    if text.starts_with(['[', '{'])
        && let Some(inner) = node.embedded()
    {
        return inner;
    }
    if text.starts_with('<')
        && let Some(inner) = parse(text)
    {
        return inner.inside(span);
    }
    node
}

fn is_plural(outer: &str, inner: &str) -> bool {
    let (outer, inner) = (outer.to_lowercase(), inner.to_lowercase());
    let rest = outer.strip_prefix(&inner);
    rest.is_some_and(|rest| PLURALS.contains(&rest))
}

impl Node<'static> {
    /// Moves the spans of a tree into the text that contains it. They may be too small, as the text may hold escapes.
    fn inside(mut self, outer: Span) -> Self {
        if let Span::Bytes { start, .. } = outer {
            self.move_by(start);
        }
        self
    }

    fn move_by(&mut self, by: u32) {
        let moved = |span: Span| match span {
            Span::Bytes { start, end } => Span::Bytes {
                start: start.saturating_add(by),
                end: end.saturating_add(by),
            },
            other => other,
        };
        self.span = moved(self.span);
        match &mut self.kind {
            NodeKind::List(nodes) => nodes.iter_mut().for_each(|node| node.move_by(by)),
            NodeKind::Table(entries) => {
                for entry in entries {
                    entry.key_span = moved(entry.key_span);
                    entry.value.move_by(by);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_fields() {
        for (text, tree) in [
            (
                "<?xml version='1.0'?><a xmlns='x'><b>1</b><b>2</b><c>甲&amp;<![CDATA[<乙>]]></c></a>",
                r#"{"b":["1","2"],"c":"甲&<乙>"}"#,
            ),
            (
                "<s:e xmlns:s='x'><s:items><item><n>甲</n></item></s:items></s:e>",
                r#"[{"n":"甲"}]"#,
            ),
            (
                "<rows><row id='1'><n/></row><row id='2'><n>乙</n></row></rows>",
                r#"[{"id":"1","n":""},{"id":"2","n":"乙"}]"#,
            ),
            (
                "<row><field name='甲'>1</field><field name='乙'>2</field></row>",
                r#"{"甲":"1","乙":"2"}"#,
            ),
            (
                "<row><field name='甲' value='1'/><field name='乙' value=''/><sub name='丙'><r><field name='丁' value='2'/><field name='戊' value='3'/></r></sub></row>",
                r#"{"甲":"1","乙":"","丙":[{"丁":"2","戊":"3"}]}"#,
            ),
            (
                "<a><return><![CDATA[[{\"n\":\"甲\"}]]]></return></a>",
                r#"[{"n":"甲"}]"#,
            ),
            (
                "<a><return>&lt;b&gt;&lt;n&gt;甲&lt;/n&gt;&lt;/b&gt;</return></a>",
                r#"{"return":{"n":"甲"}}"#,
            ),
        ] {
            let wanted: serde_json::Value = serde_json::from_str(tree).unwrap();
            assert_eq!(parse(text).unwrap().to_json(), wanted, "{text}");
        }
        for text in ["<a><b></a>", "<a>", "", "甲"] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
