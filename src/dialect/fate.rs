//! The fates of source values, and the claims by which a dialect supports the account.
//!
//! An operation never claims that a value was read, only which value of the tree represents which value
//! of the source, and why a value is kept. The decoder determines whether the value was read.

use serde::Serialize;
use serde_json::Value;

use super::operation::Operation;
use super::target::Said;
use crate::path::Path;
use crate::source::{Node, Span};

/// 结果 — the fate of a value: each scalar of a record has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fate {
    /// 读入 — the value that represents it went into an element.
    Typed,
    /// 部分读入 — a part was read; the whole is kept beside it.
    Partial,
    /// 保留 — kept unchanged, because the model has no element for it.
    Kept,
    /// 不认识 — kept unchanged, because the dialect does not know the field.
    Unknown,
    /// 无 — blank, or a word for “none”.
    Empty,
    /// 不取 — left out by name, or words of a page's interface.
    Ignored,
    /// 未读懂 — kept unchanged: the field is known, but its value could not be read.
    Unread,
    /// 矛盾 — kept unchanged, because another field contradicts it.
    Contradiction,
    /// 不收 — kept unchanged: its key is unknown or duplicate, or its value has the wrong type.
    Refused,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Typed,
        Self::Partial,
        Self::Kept,
        Self::Unknown,
        Self::Empty,
        Self::Ignored,
        Self::Unread,
        Self::Contradiction,
        Self::Refused,
    ];
}

/// 来历 — the fate of one value of a source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ValueTrace {
    /// 来源字段 — the field, dotted; without row numbers.
    pub field: String,
    /// Its span.
    #[serde(skip)]
    pub span: Span,
    /// 原值 — the original value.
    pub raw: String,
    /// 结果 — its fate.
    pub fate: Fate,
    /// 用处 — the uses a dialect made of it, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<ValueUse>,
}

/// 用处 — a use that a dialect made of a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ValueUse {
    /// 读法 — the operation that read it.
    pub operation: Operation,
    /// 要素 — the element it went to.
    pub to: String,
    /// 规范值 — the canonical value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// 未读懂 — the parts that could not be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
}

/// Claims about the values of one record, by span.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// The values that represent other values.
    pub(crate) said: Said,
    /// The reasons why values are kept.
    pub(crate) reasons: Vec<(Span, Fate)>,
    /// The elements for which values were meant that no field took.
    pub(crate) meant: Vec<(Span, Path)>,
    /// Spans of values of which only the presence counts, whatever the content.
    pub(crate) filled: Vec<Span>,
    /// The use of each value, if it is traced.
    pub(crate) uses: Option<Vec<(Span, ValueUse)>>,
}

/// The number of claims at some point.
#[derive(Clone, Copy)]
pub(super) struct ClaimCount {
    reasons: usize,
    uses: usize,
}

/// The claims made since some point, about a single value.
pub(super) struct RecentClaims {
    fates: Vec<Fate>,
    uses: Vec<ValueUse>,
}

impl Claims {
    /// Records the reason for keeping a node, in case it is kept.
    pub(super) fn reason(&mut self, node: &Node<'_>, fate: Fate) {
        node.scalars(&mut |scalar| self.reasons.push((scalar.span, fate)));
    }

    /// Records a use, if uses are traced.
    pub(super) fn used(&mut self, node: &Node<'_>, one: impl FnOnce() -> ValueUse) {
        if let Some(uses) = &mut self.uses {
            let one = one();
            node.scalars(&mut |scalar| uses.push((scalar.span, one.clone())));
        }
    }

    /// The number of claims so far, for [`since`](Self::since).
    pub(super) fn so_far(&self) -> ClaimCount {
        ClaimCount {
            reasons: self.reasons.len(),
            uses: self.uses.as_ref().map_or(0, Vec::len),
        }
    }

    /// The claims made since then.
    pub(super) fn since(&self, before: ClaimCount) -> RecentClaims {
        let fates = self.reasons.iter().skip(before.reasons);
        let uses = self.uses.iter().flatten().skip(before.uses);
        RecentClaims {
            fates: fates.map(|(_, fate)| *fate).collect(),
            uses: uses.map(|(_, one)| one.clone()).collect(),
        }
    }

    /// Repeats claims for another node.
    pub(super) fn repeat(&mut self, recent: &RecentClaims, node: &Node<'_>) {
        for fate in &recent.fates {
            self.reason(node, *fate);
        }
        for one in &recent.uses {
            self.used(node, || one.clone());
        }
    }
}
