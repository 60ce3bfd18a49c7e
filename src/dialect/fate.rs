//! What became of the values of a record, and what a dialect says of them for the account.
//!
//! An operation never says that a value was read: what it says is which value of the tree it makes
//! stands for which of the source, and why one is kept. Whether it was read is seen where the tree is
//! decoded.

use serde::Serialize;
use serde_json::Value;

use super::operation::Operation;
use super::target::Said;
use crate::source::{Node, Span};

/// 结果 — what became of a value: each scalar of a record has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fate {
    /// 读入 — what stands for it was taken into an element.
    Typed,
    /// 部分读入 — a part was taken; the whole is kept beside it.
    Partial,
    /// 保留 — kept as it is, for the model has no element for it.
    Kept,
    /// 不认识 — kept as it is, for the dialect does not know the field.
    Unknown,
    /// 无 — blank, or a word that says that there is none.
    Empty,
    /// 不取 — left out by name, or words of a page's interface.
    Ignored,
    /// 未读懂 — kept as it is: the field is known, and nothing could be made of its value.
    Unread,
    /// 矛盾 — kept as it is, for another field says something else.
    Contradiction,
    /// 不收 — kept as it is: its key is not known, is there twice, or its value is of the wrong type.
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
    /// 来源字段 — the field, dotted; the rows of a list are not told apart.
    pub field: String,
    /// Its span.
    #[serde(skip)]
    pub span: Span,
    /// 原值 — the original value.
    pub raw: String,
    /// 结果 — its fate.
    pub fate: Fate,
    /// 用处 — what a dialect did with it, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<ValueUse>,
}

/// 用处 — what a dialect did with a value.
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

/// What the carrying of one record says of its values, by their places.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// Which values stand for which others.
    pub(crate) said: Said,
    /// Why a value is kept.
    pub(crate) reasons: Vec<(Span, Fate)>,
    /// Places of values that only say that a field is filled, whatever it holds.
    pub(crate) filled: Vec<Span>,
    /// The use that was made of each value, where somebody asks for it.
    pub(crate) uses: Option<Vec<(Span, ValueUse)>>,
}

impl Claims {
    /// Why the scalars of a node are kept, should they be.
    pub(super) fn reason(&mut self, node: &Node<'_>, fate: Fate) {
        node.scalars(&mut |scalar| self.reasons.push((scalar.span, fate)));
    }

    /// Notes a use, where somebody asks for them.
    pub(super) fn used(&mut self, node: &Node<'_>, one: impl FnOnce() -> ValueUse) {
        if let Some(uses) = &mut self.uses {
            let one = one();
            node.scalars(&mut |scalar| uses.push((scalar.span, one.clone())));
        }
    }

    /// How many reasons and uses there are so far.
    pub(super) fn so_far(&self) -> (usize, usize) {
        (self.reasons.len(), self.uses.as_ref().map_or(0, Vec::len))
    }

    /// What was said since there were so many.
    pub(super) fn since(&self, (reasons, uses): (usize, usize)) -> (Vec<Fate>, Vec<ValueUse>) {
        let reasons = self.reasons.iter().skip(reasons);
        let uses = self.uses.iter().flatten().skip(uses);
        (
            reasons.map(|(_, fate)| *fate).collect(),
            uses.map(|(_, one)| one.clone()).collect(),
        )
    }

    /// Says the same of another node.
    pub(super) fn repeat(&mut self, said: &(Vec<Fate>, Vec<ValueUse>), node: &Node<'_>) {
        for fate in &said.0 {
            self.reason(node, *fate);
        }
        for one in &said.1 {
            self.used(node, || one.clone());
        }
    }
}
