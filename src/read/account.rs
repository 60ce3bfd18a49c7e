//! The account of a record: what became of each of its scalars, seen at the joint between the tree of
//! the source and the decoder, and never told by who carried it.
//!
//! A scalar is typed where the decoder took the value that stands for it; what it took into
//! `extensions` is kept; what is blank, says none or is left out by name needs no place. Whatever is
//! left then went nowhere: it is put under `extensions` as it was, with a finding. So nothing is lost,
//! whatever an operation does; and that nothing is, is counted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::dialect::{Claims, Dialect, Fate, ValueTrace, join};
use crate::path::{Path, PathStep};
use crate::prose::clipped;
use crate::source::{Entry, Node, NodeKind, Notice, NoticeCode, Span, Taken};

/// Rows of tables that are hidden, or are in hidden sheets, and hold something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "隐藏的行")]
#[non_exhaustive]
pub struct HiddenRows {
    /// Read like all others.
    #[schemars(title = "读了")]
    pub read: usize,
    /// Left out.
    #[schemars(title = "没有读")]
    pub skipped: usize,
}

/// 账目 — how many scalars had each fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fates([usize; Fate::ALL.len()]);

impl Fates {
    /// How many had this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.0.get(fate as usize).copied().unwrap_or_default()
    }

    /// How many there were.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// How many should have been read: all but those that say none, are left out on purpose, or have
    /// no element.
    pub fn expected(&self) -> usize {
        let aside = [Fate::Empty, Fate::Ignored, Fate::Kept].map(|fate| self.count(fate));
        self.total() - aside.iter().sum::<usize>()
    }

    /// The share of these that was typed, from 0 to 1; all of nothing.
    pub fn share(&self) -> f64 {
        let expected = self.expected();
        if expected == 0 {
            return 1.0;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a share needs no more than 53 bits"
        )]
        let share = self.count(Fate::Typed) as f64 / expected as f64;
        share
    }

    /// Whether there was content, and none of it was taken into the model.
    pub(super) fn is_nothing(&self) -> bool {
        self.count(Fate::Typed) + self.count(Fate::Partial) == 0
            && self.total() > self.count(Fate::Empty) + self.count(Fate::Ignored)
    }

    pub(crate) fn add(&mut self, fate: Fate, count: usize) {
        if let Some(known) = self.0.get_mut(fate as usize) {
            *known += count;
        }
    }

    /// Adds those of others.
    pub(crate) fn extend(&mut self, other: &Self) {
        for fate in Fate::ALL {
            self.add(fate, other.count(fate));
        }
    }
}

/// The counts by the names of the fates.
impl Serialize for Fates {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Fate::ALL.map(|fate| (fate, self.count(fate))))
    }
}

/// What came of one record.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) fates: Fates,
    pub(super) notices: Vec<Notice>,
    pub(super) traces: Vec<ValueTrace>,
    /// Scalars that are nowhere after all: a fault of the tool.
    pub(super) missing: Vec<(String, Span)>,
}

/// What is known of the scalars of one record when it has been decoded.
#[derive(Debug)]
pub(super) struct Ledger<'d> {
    dialect: Option<&'d Dialect>,
    taken: Taken,
    claims: Claims,
}

/// Something that went nowhere.
struct Stray<'n, 'a> {
    path: String,
    /// The same without the numbers of rows.
    field: String,
    node: &'n Node<'a>,
    fate: Fate,
}

impl<'d> Ledger<'d> {
    pub(super) fn new(taken: Taken, claims: Claims, dialect: Option<&'d Dialect>) -> Self {
        Self {
            dialect,
            taken,
            claims,
        }
    }

    /// The fates where no scalar needs to be searched for: nothing came between the record and the
    /// decoder, which left out nothing and took as many as there are.
    fn all_taken(&self, source: &Node<'_>) -> Option<Fates> {
        if self.dialect.is_some() || !self.taken.refused.is_empty() {
            return None;
        }
        let mut fates = Fates::default();
        fates.add(Fate::Typed, self.taken.typed.len());
        fates.add(Fate::Kept, self.taken.kept.len());
        (fates.total() == source.count_scalars()).then_some(fates)
    }

    fn sort(&mut self) {
        self.taken.typed.sort_unstable();
        self.taken.kept.sort_unstable();
        self.taken.refused.sort_unstable();
        self.claims.said.sort();
        self.claims.reasons.sort_unstable();
        self.claims.filled.sort_unstable();
    }

    /// Works out the fate of each scalar, and puts those that went nowhere under `extensions`, in the
    /// value and in the tree that tells where its parts stood.
    pub(super) fn settle<'a>(
        mut self,
        source: &Node<'a>,
        extensions: &mut Map<String, Value>,
        tree: &mut std::borrow::Cow<'_, Node<'a>>,
        trace: bool,
    ) -> Settled {
        if !trace && let Some(fates) = self.all_taken(source) {
            return Settled {
                fates,
                ..Settled::default()
            };
        }
        self.sort();
        let mut walk = Walk {
            ledger: &self,
            fates: Fates::default(),
            strays: Vec::new(),
            traces: trace.then(Vec::new),
            way: Vec::new(),
        };
        walk.node(source);
        let mut settled = Settled {
            fates: walk.fates,
            traces: walk.traces.unwrap_or_default(),
            ..Settled::default()
        };
        for stray in walk.strays {
            let mut key = stray.path;
            while extensions.contains_key(&key) {
                key.push('′');
            }
            if stray.fate == Fate::Unread {
                settled.notices.push(unread(&key, &stray.field, stray.node));
            }
            extensions.insert(key.clone(), stray.node.to_json());
            keep(tree.to_mut(), &key, stray.node.clone());
            if extensions
                .get(&key)
                .is_none_or(|kept| *kept != stray.node.to_json())
            {
                settled.missing.push((key, stray.node.span));
            }
        }
        if settled.fates.total() != source.count_scalars() {
            settled.missing.push((String::new(), source.span));
        }
        settled
    }

    fn fate(&self, leaf: &Node<'_>, way: &[Turn<'_>]) -> Judged {
        let span = leaf.span;
        let typed = self.is_typed(span);
        let kept = self.is_said(span, |place| holds(&self.taken.kept, place));
        let refused = holds(&self.taken.refused, span);
        let reason = self.reason(span);
        match (typed, kept) {
            (true, true) => Judged::At(match reason {
                Some(Fate::Unread | Fate::Contradiction) => Fate::Partial,
                _ => Fate::Typed,
            }),
            // A part of what was made of it was not taken: the whole is kept beside it.
            (true, false) if refused => Judged::Nowhere(Fate::Partial),
            (true, false) => Judged::At(Fate::Typed),
            (false, true) => Judged::At(reason.unwrap_or(Fate::Kept)),
            (false, false) => {
                if leaf.is_blank() {
                    return Judged::At(Fate::Empty);
                }
                if refused {
                    return Judged::Nowhere(Fate::Refused);
                }
                let told = self.dialect.and_then(|dialect| {
                    let keys = way.iter().filter_map(|turn| match turn {
                        Turn::Key(key) => Some(*key),
                        Turn::Row(_) => None,
                    });
                    let keys: Vec<&str> = keys.collect();
                    dialect.told(&keys, &leaf.plain_text().unwrap_or_default())
                });
                match told {
                    Some(fate) => Judged::At(fate),
                    None => Judged::Nowhere(reason.unwrap_or(Fate::Unread)),
                }
            }
        }
    }

    /// Whether the decoder took a value into the model that stands for the one at this place.
    fn is_typed(&self, span: Span) -> bool {
        self.is_said(span, |place| {
            let count = range(&self.taken.typed, place, |known| *known).len();
            // What only says that a field is filled does not stand for what it holds.
            let filled = range(&self.claims.filled, place, |known| *known).len();
            count > if place == span { filled } else { 0 }
        })
    }

    /// Whether a value was taken at this place, or says what is there.
    fn is_said(&self, span: Span, is_taken: impl Fn(Span) -> bool) -> bool {
        /// A row of a line says its fields, the line its rows, and what is equal the line.
        const HOPS: usize = 3;
        if is_taken(span) {
            return true;
        }
        let said = self.claims.said.pairs();
        let said_by = |place: Span| range(said, place, |(said, _)| *said).iter();
        let mut places: Vec<Span> = said_by(span).map(|(_, by)| *by).collect();
        for _ in 0..HOPS {
            if places.iter().any(|place| is_taken(*place)) {
                return true;
            }
            places = (places.iter())
                .flat_map(|place| said_by(*place))
                .map(|(_, by)| *by)
                .collect();
        }
        false
    }

    /// The gravest reason for which a value is kept.
    fn reason(&self, span: Span) -> Option<Fate> {
        range(&self.claims.reasons, span, |(known, _)| *known)
            .last()
            .map(|(_, fate)| *fate)
    }
}

/// What is found of a scalar.
enum Judged {
    /// It has its place, or needs none.
    At(Fate),
    /// It is nowhere.
    Nowhere(Fate),
}

/// A step of the way to a scalar.
#[derive(Clone, Copy)]
enum Turn<'n> {
    Key(&'n str),
    Row(usize),
}

/// The walk over a record.
struct Walk<'l, 'd, 'n, 'a> {
    ledger: &'l Ledger<'d>,
    fates: Fates,
    strays: Vec<Stray<'n, 'a>>,
    traces: Option<Vec<ValueTrace>>,
    way: Vec<Turn<'n>>,
}

impl<'n, 'a> Walk<'_, '_, 'n, 'a> {
    /// Looks at a value; says whether something in it has its place.
    fn node(&mut self, node: &'n Node<'a>) -> bool {
        let before = self.strays.len();
        let mut has_place = false;
        match &node.kind {
            NodeKind::List(nodes) => {
                for (number, inner) in nodes.iter().enumerate() {
                    self.way.push(Turn::Row(number));
                    has_place |= self.node(inner);
                    self.way.pop();
                }
            }
            NodeKind::Table(entries) => {
                for entry in entries {
                    self.way.push(Turn::Key(&entry.key));
                    has_place |= self.node(&entry.value);
                    self.way.pop();
                }
            }
            _ => return self.leaf(node),
        }
        // What is nowhere as a whole is kept as a whole.
        if !has_place && !self.way.is_empty() {
            let fate = self.strays.drain(before..).map(|stray| stray.fate).max();
            if let Some(fate) = fate {
                self.stray(node, fate);
            }
        }
        has_place
    }

    fn leaf(&mut self, leaf: &'n Node<'a>) -> bool {
        let judged = self.ledger.fate(leaf, &self.way);
        let (Judged::At(fate) | Judged::Nowhere(fate)) = judged;
        self.fates.add(fate, 1);
        if let Some(traces) = &mut self.traces
            && !leaf.is_blank()
        {
            let uses = self.ledger.claims.uses.iter().flatten();
            traces.push(ValueTrace {
                field: field(&self.way),
                span: leaf.span,
                raw: leaf.plain_text().unwrap_or_default(),
                fate,
                uses: uses
                    .filter(|(span, _)| *span == leaf.span)
                    .map(|(_, one)| one.clone())
                    .collect(),
            });
        }
        match judged {
            Judged::At(_) => !leaf.is_blank(),
            Judged::Nowhere(fate) => {
                self.stray(leaf, fate);
                false
            }
        }
    }

    fn stray(&mut self, node: &'n Node<'a>, fate: Fate) {
        let mut path = String::new();
        for turn in &self.way {
            path = match turn {
                Turn::Key(key) => join(&path, key),
                Turn::Row(number) => join(&path, &(number + 1).to_string()),
            };
        }
        self.strays.push(Stray {
            path,
            field: field(&self.way),
            node,
            fate,
        });
    }
}

/// The dotted path without the numbers of rows.
fn field(way: &[Turn<'_>]) -> String {
    way.iter().fold(String::new(), |path, turn| match turn {
        Turn::Key(key) => join(&path, key),
        Turn::Row(_) => path,
    })
}

/// The finding that nothing could be made of a value.
fn unread(key: &str, field: &str, node: &Node<'_>) -> Notice {
    const MOST: usize = 40;
    let words = (node.plain_text()).unwrap_or_else(|| node.to_json().to_string());
    let path = Path::new(vec![
        PathStep::from("extensions".to_owned()),
        PathStep::from(key.to_owned()),
    ]);
    Notice::new(NoticeCode::UnreadValue, path, node.span)
        .with("field", field)
        .with("words", clipped(words.trim(), MOST))
}

/// Puts a value under the `extensions` of a tree.
fn keep<'a>(tree: &mut Node<'a>, key: &str, value: Node<'a>) {
    let NodeKind::Table(entries) = &mut tree.kind else {
        return;
    };
    let entry = Entry {
        key: key.to_owned().into(),
        key_span: value.span,
        value,
    };
    let known = entries.iter().position(|entry| entry.key == "extensions");
    let known = known.and_then(|at| entries.get_mut(at));
    if let Some(NodeKind::Table(entries)) = known.map(|entry| &mut entry.value.kind) {
        return entries.push(entry);
    }
    let span = Span::Nowhere;
    let kind = NodeKind::Table(vec![entry]);
    entries.push(Entry {
        key: "extensions".into(),
        key_span: span,
        value: Node { span, kind },
    });
}

fn holds(sorted: &[Span], span: Span) -> bool {
    sorted.binary_search(&span).is_ok()
}

/// Those of a sorted list that belong to a place.
fn range<T>(sorted: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
    let start = sorted.partition_point(|one| place(one) < span);
    let rest = sorted.get(start..).unwrap_or_default();
    let end = rest.partition_point(|one| place(one) == span);
    rest.get(..end).unwrap_or_default()
}
