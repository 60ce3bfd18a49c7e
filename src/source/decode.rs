//! Deserializes a tree into a typed value, reporting all wrong types and unknown keys at once.
//!
//! serde's derived code stops at the first wrong value. So each wrong value is reported and pruned from the tree, and
//! the tree is read again until it fits.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::node::{Entry, Node, NodeKind, Span};
use super::notice::{Notice, NoticeCode, found};
use crate::i18n::{Argument, Text};
use crate::path::{Path, PathStep};

/// Maximum number of wrong values of one record that are pruned one by one.
const MAX_WRONG_VALUES: usize = 64;

/// The result of decoding a tree.
#[derive(Debug)]
pub(crate) struct Decoded<'n, 'a, T> {
    /// The value; `None` if the tree is not a table, or more than [`MAX_WRONG_VALUES`] values are wrong.
    pub(crate) value: Option<T>,
    pub(crate) notices: Vec<Notice>,
    /// The tree without values that do not fit.
    pub(crate) tree: Cow<'n, Node<'a>>,
    pub(crate) taken: Taken,
}

/// The fate of each scalar of a tree, by span.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// Scalars in fields of the model.
    pub(crate) typed: Vec<Span>,
    /// Scalars in extensions of the model.
    pub(crate) kept: Vec<Span>,
    /// Scalars left out: their key is unknown, or they have the wrong type.
    pub(crate) refused: Vec<Span>,
}

/// The origin of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// The source itself: every table is kept.
    Read,
    /// A dialect: a table without any known key is dropped.
    ByDialect,
}

/// Reads a value from the tree; values that do not fit are left out and noted.
pub(crate) fn decode<'n, 'a, T: for<'de> Deserialize<'de>>(
    node: &'n Node<'a>,
    made: Made,
) -> Decoded<'n, 'a, T> {
    let mut decoded = Decoded {
        value: None,
        notices: Vec::new(),
        tree: Cow::Borrowed(node),
        taken: Taken::default(),
    };
    if !matches!(node.kind, NodeKind::Table(_)) {
        decoded.notices.push(
            Notice::new(NoticeCode::WrongType, Path::default(), node.span)
                .with("expected", Text::new("表", "a table"))
                .with("found", found(&node.kind)),
        );
        return decoded;
    }
    for _ in 0..=MAX_WRONG_VALUES {
        let mut attempt = attempt::<T>(&decoded.tree, made);
        let out = match (attempt.read, attempt.wrong) {
            (Ok(_), _) if made == Made::ByDialect && !attempt.unknown.is_empty() => {
                let paths = attempt.unknown.iter().map(|notice| notice.path.clone());
                let paths: Vec<Path> = paths.collect();
                decoded.notices.append(&mut attempt.unknown);
                paths
            }
            (Ok(value), _) => {
                decoded.notices.append(&mut attempt.unknown);
                decoded.value = Some(value);
                decoded.taken.typed = attempt.taken.typed;
                decoded.taken.kept = attempt.taken.kept;
                decoded.taken.refused.append(&mut attempt.taken.refused);
                return decoded;
            }
            (Err(_), Some((path, notice))) => {
                decoded.notices.push(notice);
                vec![path]
            }
            (Err(_), None) => return decoded,
        };
        let tree = decoded.tree.to_mut();
        // From the last to the first, because lists get shorter.
        for path in out.iter().rev() {
            let Some(removed) = tree.prune(path, made == Made::ByDialect) else {
                return decoded;
            };
            removed.scalars(&mut |scalar| decoded.taken.refused.push(scalar.span));
        }
    }
    decoded
}

/// The result of one attempt: the value, the unknown keys, and the first value that does not fit.
struct Attempt<T> {
    read: Result<T, Wrong>,
    unknown: Vec<Notice>,
    wrong: Option<(Path, Notice)>,
    taken: Taken,
}

/// Attempts to deserialize the whole tree.
fn attempt<T: for<'de> Deserialize<'de>>(node: &Node<'_>, made: Made) -> Attempt<T> {
    let state = State::new(made);
    let read = T::deserialize(Decoder {
        node,
        state: &state,
    });
    Attempt {
        read,
        unknown: state.unknown.take(),
        wrong: state.wrong.take(),
        taken: state.taken.take(),
    }
}

/// A step of the current path, borrowed until an error needs the path.
#[derive(Clone, Copy)]
enum Crumb<'n> {
    Key(&'n str),
    Index(usize),
}

/// The state of one attempt.
struct State<'n> {
    made: Made,
    path: RefCell<Vec<Crumb<'n>>>,
    expected: Cell<Option<Text>>,
    wrong: RefCell<Option<(Path, Notice)>>,
    unknown: RefCell<Vec<Notice>>,
    taken: RefCell<Taken>,
    /// Whether the value just read was skipped.
    passed_over: Cell<bool>,
    /// Nesting depth in `extensions`.
    extensions: Cell<usize>,
}

impl<'n> State<'n> {
    fn new(made: Made) -> Self {
        Self {
            made,
            path: RefCell::default(),
            expected: Cell::default(),
            wrong: RefCell::default(),
            unknown: RefCell::default(),
            taken: RefCell::default(),
            passed_over: Cell::default(),
            extensions: Cell::default(),
        }
    }

    fn path(&self) -> Path {
        let steps = self.path.borrow();
        let step = |crumb: &Crumb<'_>| match crumb {
            Crumb::Key(key) => PathStep::from((*key).to_owned()),
            Crumb::Index(index) => PathStep::from(*index),
        };
        Path::new(steps.iter().map(step).collect())
    }

    /// Deserializes a child, and notes the innermost path of an error.
    fn child<S: DeserializeSeed<'n>>(
        &'n self,
        crumb: Crumb<'n>,
        node: &'n Node<'n>,
        seed: S,
    ) -> Result<S::Value, Wrong> {
        let inside = usize::from(matches!(crumb, Crumb::Key("extensions")));
        self.extensions.set(self.extensions.get() + inside);
        self.passed_over.set(false);
        self.path.borrow_mut().push(crumb);
        let read = seed.deserialize(Decoder { node, state: self });
        if read.is_ok() && node.is_scalar() && !self.passed_over.get() {
            let mut taken = self.taken.borrow_mut();
            if self.extensions.get() > 0 {
                taken.kept.push(node.span);
            } else {
                taken.typed.push(node.span);
            }
        }
        self.extensions.set(self.extensions.get() - inside);
        if read.is_err() && self.wrong.borrow().is_none() {
            let expected = self
                .expected
                .get()
                .unwrap_or(Text::new("别的值", "another value"));
            let notice = Notice::new(NoticeCode::WrongType, self.path(), node.span)
                .with("expected", expected)
                .with("found", found(&node.kind));
            *self.wrong.borrow_mut() = Some((self.path(), notice));
        }
        self.path.borrow_mut().pop();
        read
    }

    /// Reports a `null`, which the schema does not have: absent values are left out.
    fn null(&self, entry: &Entry<'_>) {
        const SOMETHING: Text = Text::new(
            "有内容的值（没有内容的键不写）",
            "a value (a key without one is left out)",
        );
        let path = self.path().then(entry.key.to_string());
        let notice = Notice::new(NoticeCode::WrongType, path, entry.value.span)
            .with("expected", SOMETHING)
            .with("found", found(&entry.value.kind));
        self.unknown.borrow_mut().push(notice);
    }

    fn unknown_key(&self, entry: &Entry<'_>, fields: &'static [&'static str]) {
        entry
            .value
            .scalars(&mut |scalar| self.taken.borrow_mut().refused.push(scalar.span));
        // A renamed duplicate key was already reported by the parser.
        if entry.is_repeated() {
            return;
        }
        let path = self.path().then(entry.key.to_string());
        let near = nearest(&entry.key, fields);
        let mut notice = Notice::new(NoticeCode::UnknownKey, path, entry.key_span)
            .with("key", entry.key.as_ref());
        notice.meant = near;
        let notice = match near {
            Some(near) => notice.with(
                "advice",
                Argument::Both {
                    zh: format!("是不是“{near}”？本地特有的内容放到 extensions 下"),
                    en: format!("did you mean “{near}”? put local additions under `extensions`"),
                },
            ),
            None => notice.with(
                "advice",
                Text::new(
                    "没有相近的键名；本地特有的内容放到 extensions 下",
                    "there is no similar key; put local additions under `extensions`",
                ),
            ),
        };
        self.unknown.borrow_mut().push(notice);
    }
}

/// The field that was probably meant.
fn nearest(key: &str, fields: &'static [&'static str]) -> Option<&'static str> {
    fields
        .iter()
        .map(|field| (strsim::damerau_levenshtein(key, field), *field))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, field)| *distance <= 1 + field.len() / 4)
        .map(|(_, field)| field)
}

/// The error that a value does not fit; [`State`] has the details.
#[derive(Debug)]
struct Wrong;

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value does not fit")
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[derive(Clone, Copy)]
struct Decoder<'n> {
    node: &'n Node<'n>,
    state: &'n State<'n>,
}

impl Decoder<'_> {
    fn expect(self, expected: Text) -> Self {
        self.state.expected.set(Some(expected));
        self
    }
}

const TEXT: Text = Text::new("文字（写在引号中）", "a string");
const LISTED: Text = Text::new("规定取值中的一个", "one of the listed values");
const WHOLE: Text = Text::new("不小于0的整数", "an integer of at least 0");
const INTEGER: Text = Text::new("整数", "an integer");
const NUMBER: Text = Text::new("数字", "a number");
const BOOLEAN: Text = Text::new("true 或 false", "true or false");
const LIST: Text = Text::new("列表（写在方括号中）", "a list");
const TABLE: Text = Text::new("表", "a table");
const DATE: Text = Text::new("日期，如2027-06-30", "a date such as 2027-06-30");

macro_rules! expecting {
    ($($method:ident => $expected:expr),+ $(,)?) => {
        $(
            fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
                self.expect($expected).deserialize_any(visitor)
            }
        )+
    };
}

impl<'n> de::Deserializer<'n> for Decoder<'n> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match &self.node.kind {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Bool(value) => visitor.visit_bool(*value),
            NodeKind::Integer(value) => visitor.visit_i64(*value),
            NodeKind::Float(value) => visitor.visit_f64(*value),
            NodeKind::Number(text) => match text.parse::<f64>() {
                Ok(number) if self.state.expected.get() == Some(NUMBER) => {
                    visitor.visit_f64(number)
                }
                _ => visitor.visit_borrowed_str(text),
            },
            NodeKind::String(text) => visitor.visit_borrowed_str(text),
            NodeKind::Date(text) => visitor.visit_borrowed_str(text),
            NodeKind::List(nodes) => visitor.visit_seq(List {
                nodes: nodes.iter().enumerate(),
                state: self.state,
            }),
            NodeKind::Table(entries) => visitor.visit_map(Table {
                entries: entries.iter(),
                value: None,
                state: self.state,
                null_is_absent: false,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_string<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let decoder = self.expect(TEXT);
        match &self.node.kind {
            // An unquoted long code or date is not a string, whatever its representation here.
            NodeKind::Number(_) | NodeKind::Date(_) => Err(Wrong),
            _ => decoder.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let decoder = if name == "Date" {
            self.expect(DATE)
        } else {
            self
        };
        visitor.visit_newtype_struct(decoder)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let decoder = self.expect(TABLE);
        let NodeKind::Table(entries) = &self.node.kind else {
            return Err(Wrong);
        };
        for entry in entries {
            if !fields.contains(&entry.key.as_ref()) {
                self.state.unknown_key(entry, fields);
            }
        }
        visitor.visit_map(Table {
            entries: entries.iter(),
            value: None,
            state: decoder.state,
            null_is_absent: true,
        })
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.state.expected.set(Some(LISTED));
        match &self.node.kind {
            NodeKind::String(text) => visitor.visit_enum(text.as_ref().into_deserializer()),
            _ => Err(Wrong),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.state.passed_over.set(true);
        visitor.visit_unit()
    }

    expecting! {
        deserialize_bool => BOOLEAN,
        deserialize_u8 => WHOLE,
        deserialize_u16 => WHOLE,
        deserialize_u32 => WHOLE,
        deserialize_u64 => WHOLE,
        deserialize_i8 => INTEGER,
        deserialize_i16 => INTEGER,
        deserialize_i32 => INTEGER,
        deserialize_i64 => INTEGER,
        deserialize_f32 => NUMBER,
        deserialize_f64 => NUMBER,
        deserialize_seq => LIST,
        deserialize_map => TABLE,
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'n>>
        char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

struct List<'n> {
    nodes: std::iter::Enumerate<std::slice::Iter<'n, Node<'n>>>,
    state: &'n State<'n>,
}

impl<'n> SeqAccess<'n> for List<'n> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'n>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Wrong> {
        match self.nodes.next() {
            Some((index, node)) => self.state.child(Crumb::Index(index), node, seed).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.nodes.len())
    }
}

struct Table<'n> {
    entries: std::slice::Iter<'n, Entry<'n>>,
    value: Option<&'n Entry<'n>>,
    /// In the model's tables a key with `null` is skipped; in extensions it is kept.
    null_is_absent: bool,
    state: &'n State<'n>,
}

impl<'n> MapAccess<'n> for Table<'n> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'n>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        let state = self.state;
        let entry = self.entries.find(|entry| {
            let is_null = self.null_is_absent && entry.value.kind == NodeKind::Null;
            if is_null && state.made == Made::Read {
                state.null(entry);
            }
            !is_null
        });
        let Some(entry) = entry else { return Ok(None) };
        self.value = Some(entry);
        let key: de::value::BorrowedStrDeserializer<'n, Wrong> =
            de::value::BorrowedStrDeserializer::new(entry.key.as_ref());
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        let entry = self.value.take().ok_or(Wrong)?;
        self.state.child(Crumb::Key(&entry.key), &entry.value, seed)
    }
}
