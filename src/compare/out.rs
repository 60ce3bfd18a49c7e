//! Collects differences and drops those that the relation of the pair allows.

use super::difference::{Difference, Kind};
use super::relation::{Pair, Party, Relation};
use crate::i18n::{Argument, Text};
use crate::path::Path;
use crate::prose::clipped;

/// Maximum length of a quoted statement in a message, in characters.
const MAX_QUOTED_CHARS: usize = 48;

pub(super) struct Out<'p> {
    pair: Pair<'p>,
    found: Vec<Difference>,
}

/// The paths and statements of both sides of a difference.
pub(super) struct Sides {
    pub(super) path_a: Path,
    pub(super) path_b: Path,
    pub(super) a: Argument,
    pub(super) b: Argument,
}

impl<'p> Out<'p> {
    pub(super) fn new(pair: Pair<'p>) -> Self {
        Self {
            pair,
            found: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Difference> {
        self.found
    }

    pub(super) fn relation(&self, element: &str) -> Relation {
        self.pair.relation(element)
    }

    /// Whether the second side may state less than the first, and whether the first may state less than the
    /// second.
    pub(super) fn may_be_less(&self, element: &str) -> (bool, bool) {
        match self.relation(element) {
            Relation::MustEqual => (false, false),
            // The item states everything; a channel may show a part of it.
            Relation::MayNarrow => (self.pair.b != Party::Item, self.pair.a != Party::Item),
            Relation::MayDiffer => (true, true),
        }
    }

    /// Whether one of the two sides is an online channel, which is always open.
    pub(super) fn has_online(&self) -> bool {
        self.pair.a.is_online() || self.pair.b.is_online()
    }

    pub(super) fn differs(&mut self, element: &'static str, subject: Option<&str>, sides: Sides) {
        self.push(element, subject, sides, Kind::Differs, true);
    }

    pub(super) fn push(
        &mut self,
        element: &'static str,
        subject: Option<&str>,
        sides: Sides,
        kind: Kind,
        certain: bool,
    ) {
        let (less_in_b, less_in_a) = self.may_be_less(element);
        let allowed = match kind {
            Kind::OnlyInA => less_in_b,
            Kind::OnlyInB => less_in_a,
            _ => less_in_a && less_in_b && self.relation(element) == Relation::MayDiffer,
        };
        if allowed {
            return;
        }
        self.found.push(Difference {
            element,
            subject: subject.map(str::to_owned),
            path_a: sides.path_a,
            path_b: sides.path_b,
            a: sides.a,
            b: sides.b,
            kind,
            certain,
        });
    }
}

/// Shortens a text for a message, and replaces control characters such as line breaks with spaces.
pub(crate) fn clip(text: &str) -> String {
    let flat: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    clipped(&flat, MAX_QUOTED_CHARS)
}

pub(crate) fn quoted(text: &str) -> Argument {
    Argument::Plain(format!("“{}”", clip(text)))
}

pub(super) const ABSENT: Text = Text::new("没有列出", "not listed");
