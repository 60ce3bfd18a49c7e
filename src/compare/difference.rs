use super::element::element;
use crate::i18n::{Argument, Text};
use crate::path::Path;

/// The kind of difference between two statements about one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Both state it, but differently.
    Differs,
    /// Both state the element; only the first includes this part.
    OnlyInA,
    /// Both state the element; only the second includes this part.
    OnlyInB,
    /// Both state it, but they cannot be compared with certainty.
    CannotCompare,
}

/// One element on which two guides differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The element as a dotted path relative to the guide: `time_limit.promised`.
    pub element: &'static str,
    /// The part of an element with several: the name of a material or a fee.
    pub subject: Option<String>,
    /// The place in the first guide, relative to that guide.
    pub path_a: Path,
    /// The place in the second guide, relative to that guide.
    pub path_b: Path,
    /// The statement of the first guide.
    pub a: Argument,
    /// The statement of the second guide.
    pub b: Argument,
    /// The kind of difference.
    pub kind: Kind,
    /// Whether the statements certainly differ in meaning; prose and names may differ in wording
    /// only.
    pub certain: bool,
}

impl Difference {
    /// The Chinese and English name of the element.
    pub fn label(&self) -> Text {
        element(self.element).map_or(Text::new(self.element, self.element), |known| known.name)
    }
}
