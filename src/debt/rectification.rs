//! The outcomes of the findings of a returned ledger: of those marked as fixed, and of the others.

#[cfg(feature = "tables")]
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[cfg(any(feature = "tables", feature = "text"))]
use super::body::Body;

/// The findings of a returned ledger, checked again, body by body.
///
/// See [`Report::follow_up`](crate::Report::follow_up).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "整改复核")]
#[non_exhaustive]
pub struct Rectification {
    /// The bodies of the ledger, by name.
    #[schemars(title = "实施主体")]
    pub bodies: Vec<BodyRectification>,
    /// New findings of bodies that the ledger does not name.
    #[schemars(title = "台账以外的新增")]
    pub elsewhere: usize,
    /// Rows of the ledger without a fingerprint: their findings cannot be followed up.
    #[schemars(title = "没有指纹的行数")]
    pub without_fingerprint: usize,
    /// Sheets with rows that are not rows of a ledger.
    #[schemars(title = "没有读的工作表")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_sheets: Vec<String>,
}

/// The fates of the findings of one body.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "一个主体的整改复核")]
#[non_exhaustive]
pub struct BodyRectification {
    /// Its name; absent for items that name none.
    #[schemars(title = "实施主体")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Its unified credit code, if several bodies have the name or it has none.
    #[schemars(title = "实施主体代码")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority_code: Option<String>,
    /// Findings marked as fixed.
    #[schemars(title = "标记为已整改的")]
    pub marked: Outcomes,
    /// Findings not marked as fixed.
    #[schemars(title = "没有标记的")]
    pub unmarked: Outcomes,
    /// Of these, findings with something else than yes or no in the column.
    #[schemars(title = "标记看不懂的")]
    pub unclear: usize,
    /// Findings that the ledger does not have.
    #[schemars(title = "新增")]
    pub new: usize,
}

/// Numbers of findings by their fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "复核结果")]
#[non_exhaustive]
pub struct Outcomes {
    /// They are gone, though their item and rule were checked.
    #[schemars(title = "已消除")]
    pub gone: usize,
    /// They are there still.
    #[schemars(title = "仍在")]
    pub remaining: usize,
    /// A suppression accepts them by now.
    #[schemars(title = "已豁免")]
    pub accepted: usize,
    /// This run could not have seen them: it did not read their item, run their rule, or use the same
    /// profile and views.
    #[schemars(title = "未检查")]
    pub unchecked: usize,
}

impl Outcomes {
    /// Number of findings with any outcome.
    pub fn total(&self) -> usize {
        self.gone + self.remaining + self.accepted + self.unchecked
    }

    fn add(&mut self, other: Self) {
        self.gone += other.gone;
        self.remaining += other.remaining;
        self.accepted += other.accepted;
        self.unchecked += other.unchecked;
    }
}

#[cfg(feature = "text")]
impl BodyRectification {
    /// The body that the figures belong to.
    pub(crate) fn body(&self) -> Body {
        Body {
            name: self.authority.clone(),
            code: self.authority_code.clone(),
        }
    }
}

impl Rectification {
    /// The sum of all bodies.
    pub fn total(&self) -> BodyRectification {
        let mut sum = BodyRectification::default();
        for body in &self.bodies {
            sum.marked.add(body.marked);
            sum.unmarked.add(body.unmarked);
            sum.unclear += body.unclear;
            sum.new += body.new;
        }
        sum
    }

    #[cfg(feature = "tables")]
    pub(super) fn of(bodies: BTreeMap<Body, BodyRectification>) -> Self {
        let bodies = bodies.into_iter().map(|(body, figures)| BodyRectification {
            authority: body.name,
            authority_code: body.code,
            ..figures
        });
        Self {
            bodies: bodies.collect(),
            ..Self::default()
        }
    }
}
