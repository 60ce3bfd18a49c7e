//! Conditions: when a field is used, by its own value or by another field.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::names::{find_all, normal};
use super::one_or_many::{OneOrMany, one_or_many};
use super::pattern::Pattern;
use crate::source::Node;

/// A condition on a field; a single value must meet all its parts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "条件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Condition {
    /// The field that it tests; without it, the value itself. In a list of rows, the row of the
    /// value if that is in the list too, or else any row.
    #[schemars(title = "字段")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The values it may have.
    #[schemars(title = "取值")]
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "one_or_many"
    )]
    #[schemars(with = "OneOrMany")]
    pub is: Vec<String>,
    /// A regular expression for the whole value.
    #[schemars(title = "样式")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<Pattern>,
    /// Whether it must have content, or must have none.
    #[schemars(title = "有无内容")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled: Option<bool>,
}

/// The list row of a value, for conditions on its siblings.
#[derive(Debug, Clone)]
pub(super) struct Row<'n, 'a> {
    pub(super) node: &'n Node<'a>,
    /// The path of the list.
    pub(super) list: String,
}

impl Condition {
    /// Whether it has no parts.
    pub(super) fn is_empty(&self) -> bool {
        self.is.is_empty() && self.matches.is_none() && self.filled.is_none()
    }

    /// The field that it tests, relative to the rows of the list at a path, if it is in them.
    pub(super) fn inside(&self, list: &str) -> Option<String> {
        let field = normal(self.field.as_deref()?);
        let inner = field
            .strip_prefix(normal(list).as_ref())?
            .strip_prefix('.')?;
        Some(inner.to_owned())
    }

    /// Whether a value meets it.
    fn holds(&self, text: &str) -> bool {
        let text = text.trim();
        (self.is.is_empty() || self.is.iter().any(|wanted| wanted == text))
            && self
                .matches
                .as_ref()
                .is_none_or(|pattern| pattern.is_whole(text))
            && self.filled.is_none_or(|filled| filled != text.is_empty())
    }

    /// Whether the value itself meets it.
    pub(super) fn holds_of(&self, node: &Node<'_>) -> bool {
        self.holds(&node.plain_text().unwrap_or_default())
    }

    /// The values of the field that it tests.
    pub(super) fn values<'n, 'a>(
        &self,
        record: &'n Node<'a>,
        row: Option<&Row<'n, 'a>>,
    ) -> Vec<&'n Node<'a>> {
        let mut values = Vec::new();
        let inside = row.and_then(|row| Some((row.node, self.inside(&row.list)?)));
        match (inside, &self.field) {
            (Some((node, field)), _) => find_all(node, &field, &mut values),
            (None, Some(field)) => find_all(record, field, &mut values),
            (None, None) => {}
        }
        values
    }

    /// The values that meet it; `None` if none does. An absent field counts as empty.
    pub(super) fn met<'n, 'a>(&self, values: &[&'n Node<'a>]) -> Option<Vec<&'n Node<'a>>> {
        let is_blank = values.iter().all(|value| value.is_blank());
        if is_blank || self.filled == Some(false) {
            return (is_blank && self.holds("")).then(Vec::new);
        }
        let holds = |value: &&&Node<'_>| match value.plain_text() {
            Some(text) => self.holds(&text),
            None => self.is.is_empty() && self.matches.is_none(),
        };
        let met: Vec<_> = values.iter().filter(holds).copied().collect();
        (!met.is_empty()).then_some(met)
    }
}
