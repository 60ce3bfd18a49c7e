//! The single traversal of an item's texts, in the order of the registry.

use super::row::Field;
use super::text_kind::TextKind;
use crate::i18n::Text;
use crate::path::PathStep;
use crate::prose::is_blank;

/// The context of a visited text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Role {
    /// The kind of the text.
    pub(crate) kind: TextKind,
    /// The key of its field.
    pub(crate) key: &'static str,
    /// The name of its field.
    pub(crate) name: Text,
    /// Whether it is a name of something else or a remark attached to a value, whose wording no
    /// rule checks.
    pub(crate) is_aside: bool,
}

/// The current position of the traversal.
pub(crate) struct Walk<'a, 'v> {
    steps: Vec<PathStep>,
    is_aside: bool,
    is_foreign: bool,
    visit: &'v mut dyn FnMut(Role, &'a str, &[PathStep]),
}

impl<'a, 'v> Walk<'a, 'v> {
    pub(super) fn new(visit: &'v mut dyn FnMut(Role, &'a str, &[PathStep])) -> Self {
        Self {
            steps: Vec::with_capacity(8),
            is_aside: false,
            is_foreign: false,
            visit,
        }
    }

    /// Enters a field.
    pub(super) fn field(&mut self, field: &Field, walk: impl FnOnce(&mut Self)) {
        let outer = (self.is_aside, self.is_foreign);
        self.is_aside |= field.is_aside;
        self.is_foreign |= field.is_foreign;
        self.steps.push(field.key.into());
        walk(self);
        self.steps.pop();
        (self.is_aside, self.is_foreign) = outer;
    }

    /// Descends into an element of a list.
    pub(super) fn element(&mut self, at: usize, walk: impl FnOnce(&mut Self)) {
        self.steps.push(at.into());
        walk(self);
        self.steps.pop();
    }

    /// Visits the text at the current position.
    pub(super) fn text(&mut self, field: &Field, text: &'a str) {
        let Some(kind) = field.text else {
            return;
        };
        if is_blank(text) {
            return;
        }
        let is_aside = self.is_aside;
        let kind = if self.is_foreign && !is_aside {
            TextKind::Translation
        } else {
            kind
        };
        let role = Role {
            kind,
            key: field.key,
            name: field.name,
            is_aside,
        };
        (self.visit)(role, text, &self.steps);
    }
}
