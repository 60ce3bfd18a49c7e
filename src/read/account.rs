//! Accounts for every scalar of a record, where the tree of the source meets the decoder,
//! independently of the code that moved the values.
//!
//! A scalar is *typed* if the decoder took the value that represents it, *kept* if it took it into
//! `extensions`; blank values, words for “none” and fields ignored by name need no place. Whatever
//! remains is put under `extensions` unchanged, with a finding. So no operation can lose a value,
//! and the count proves it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::FieldsRead;
use crate::dialect::{Claims, Dialect, Fate, ValueTrace, join};
use crate::path::{Path, PathStep};
use crate::prose::clipped;
use crate::source::{Entry, Node, NodeKind, Notice, NoticeCode, Span, Taken};

/// Non-empty rows of tables that are hidden, or in hidden sheets.
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

/// 账目 — the number of scalars by fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fates([usize; Fate::ALL.len()]);

impl Fates {
    /// The number with this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.0.get(fate as usize).copied().unwrap_or_default()
    }

    /// The total number.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// The number that could have been read: all except blank or ignored ones and those without an element.
    pub fn expected(&self) -> usize {
        let aside = [Fate::Empty, Fate::Ignored, Fate::Kept].map(|fate| self.count(fate));
        self.total() - aside.iter().sum::<usize>()
    }

    /// The share of the [expected](Self::expected) scalars that was typed, from 0 to 1; 1 if there are none.
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

    /// Whether there was content, but none of it went into the model.
    pub(super) fn is_nothing(&self) -> bool {
        self.count(Fate::Typed) + self.count(Fate::Partial) == 0
            && self.total() > self.count(Fate::Empty) + self.count(Fate::Ignored)
    }

    pub(crate) fn add(&mut self, fate: Fate, count: usize) {
        if let Some(known) = self.0.get_mut(fate as usize) {
            *known += count;
        }
    }

    /// Adds the counts of others.
    pub(crate) fn extend(&mut self, other: &Self) {
        for fate in Fate::ALL {
            self.add(fate, other.count(fate));
        }
    }
}

/// A map of counts by the names of the fates.
impl Serialize for Fates {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Fate::ALL.map(|fate| (fate, self.count(fate))))
    }
}

/// The settled account of one record.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) fates: Fates,
    pub(super) notices: Vec<Notice>,
    pub(super) traces: Vec<ValueTrace>,
    /// Scalars that were lost, by path: a fault of the tool.
    pub(super) missing: Vec<(String, Span)>,
}

/// The facts about the scalars of one decoded record.
#[derive(Debug)]
pub(super) struct Ledger<'d> {
    dialect: Option<&'d Dialect>,
    taken: Taken,
    claims: Claims,
}

/// A value that was not read, and goes under `extensions`.
struct Stray<'n, 'a> {
    path: String,
    /// The path without row numbers.
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

    /// Fast path: the fates if the decoder read the record itself, refused nothing and took as many
    /// scalars as there are.
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
        self.claims.meant.sort_by_key(|(span, _)| *span);
        if let Some(uses) = &mut self.claims.uses {
            uses.sort_by_key(|(span, _)| *span);
        }
    }

    /// Determines the fate of each scalar, and puts lost ones under `extensions`, in the value and
    /// in its tree.
    pub(super) fn settle<'a>(
        mut self,
        source: &Node<'a>,
        extensions: &mut Map<String, Value>,
        tree: &mut std::borrow::Cow<'_, Node<'a>>,
        fields: &mut FieldsRead,
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
            fields,
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
                let meant = range(&self.claims.meant, stray.node.span, |(span, _)| *span);
                let place = meant.first().map(|(_, place)| place.clone());
                let place = place.unwrap_or_else(|| kept_at(&key));
                settled
                    .notices
                    .push(unread(place, &stray.field, stray.node));
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
                Some(Fate::Contradiction) => Fate::Contradiction,
                Some(Fate::Unread) => Fate::Partial,
                _ => Fate::Typed,
            }),
            // A part of the value was refused, so all of it is kept under `extensions` as well.
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
                    let keys: Vec<&str> = keys(way).collect();
                    dialect.told(&keys, &leaf.plain_text().unwrap_or_default())
                });
                match told {
                    Some(fate) => Judged::At(fate),
                    None => Judged::Nowhere(reason.unwrap_or(Fate::Unread)),
                }
            }
        }
    }

    /// Whether the decoder took a value into the model that represents the one at this span.
    fn is_typed(&self, span: Span) -> bool {
        self.is_said(span, |place| {
            let count = range(&self.taken.typed, place, |known| *known).len();
            // A constant set because a field is filled does not represent the field's content.
            let filled = range(&self.claims.filled, place, |known| *known).len();
            count > if place == span { filled } else { 0 }
        })
    }

    /// Whether a value at this span, or one that represents it, was taken.
    fn is_said(&self, span: Span, is_taken: impl Fn(Span) -> bool) -> bool {
        /// Maximum number of links: field to row, row to joined text, text to an equal value.
        const MAX_HOPS: usize = 3;
        if is_taken(span) {
            return true;
        }
        let said = self.claims.said.pairs();
        let said_by = |place: Span| range(said, place, |(said, _)| *said).iter();
        let mut places: Vec<Span> = said_by(span).map(|(_, by)| *by).collect();
        for _ in 0..MAX_HOPS {
            if places.iter().any(|place| is_taken(*place)) {
                return true;
            }
            places = places
                .iter()
                .flat_map(|place| said_by(*place))
                .map(|(_, by)| *by)
                .collect();
        }
        false
    }

    /// The most serious reason for which a value is kept.
    fn reason(&self, span: Span) -> Option<Fate> {
        range(&self.claims.reasons, span, |(known, _)| *known)
            .last()
            .map(|(_, fate)| *fate)
    }
}

/// The verdict on a scalar.
enum Judged {
    /// The scalar has a place, or needs none.
    At(Fate),
    /// The scalar has no place.
    Nowhere(Fate),
}

/// A step of the path to a scalar.
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
    fields: &'l mut FieldsRead,
    traces: Option<Vec<ValueTrace>>,
    way: Vec<Turn<'n>>,
}

impl<'n, 'a> Walk<'_, '_, 'n, 'a> {
    /// Judges a value; returns whether any scalar in it has a place.
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
        // A value that is lost as a whole is kept as a whole.
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
        if self.ledger.dialect.is_some() {
            self.fields.add(keys(&self.way), fate);
        }
        if let Some(traces) = &mut self.traces
            && !leaf.is_blank()
        {
            let uses = self.ledger.claims.uses.as_deref().unwrap_or_default();
            let uses = range(uses, leaf.span, |(span, _)| *span);
            traces.push(ValueTrace {
                field: field(&self.way),
                span: leaf.span,
                raw: leaf.plain_text().unwrap_or_default(),
                fate,
                uses: uses.iter().map(|(_, one)| one.clone()).collect(),
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

/// The keys of a path, without row numbers.
fn keys<'k>(way: &[Turn<'k>]) -> impl Iterator<Item = &'k str> + Clone {
    way.iter().filter_map(|turn| match turn {
        Turn::Key(key) => Some(*key),
        Turn::Row(_) => None,
    })
}

/// The dotted path without row numbers.
fn field(way: &[Turn<'_>]) -> String {
    keys(way).fold(String::new(), |path, key| join(&path, key))
}

/// The path under which a value is kept.
fn kept_at(key: &str) -> Path {
    Path::new(vec![
        PathStep::from("extensions".to_owned()),
        PathStep::from(key.to_owned()),
    ])
}

/// The notice that a value could not be read.
fn unread(place: Path, field: &str, node: &Node<'_>) -> Notice {
    const MAX_WORDS_CHARS: usize = 40;
    let words = node
        .plain_text()
        .unwrap_or_else(|| node.to_json().to_string());
    Notice::new(NoticeCode::UnreadValue, place, node.span)
        .with("field", field)
        .with("words", clipped(words.trim(), MAX_WORDS_CHARS))
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

/// The entries of a sorted list with this span.
fn range<T>(sorted: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
    let start = sorted.partition_point(|one| place(one) < span);
    let rest = sorted.get(start..).unwrap_or_default();
    let end = rest.partition_point(|one| place(one) == span);
    rest.get(..end).unwrap_or_default()
}
