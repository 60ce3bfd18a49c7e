use super::element::element;
use crate::i18n::{Argument, Text};
use crate::path::Path;

/// How two statements about one element stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Both state it, and not the same.
    Differs,
    /// Both state the element; only the first has this part of it.
    OnlyInA,
    /// Both state the element; only the second has this part of it.
    OnlyInB,
    /// Both state it, in ways that cannot be compared with certainty.
    CannotCompare,
}

/// One element on which two guides do not say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The element, dotted, counted from the guide: `time_limit.promised`.
    pub element: &'static str,
    /// What of the element is meant where it holds several: the name of a material or a fee.
    pub subject: Option<String>,
    /// Where the first guide states it, counted from that guide.
    pub path_a: Path,
    /// Where the second guide states it, counted from that guide.
    pub path_b: Path,
    /// What the first says.
    pub a: Argument,
    /// What the second says.
    pub b: Argument,
    /// How the two stand to each other.
    pub kind: Kind,
    /// Whether the two certainly say different things; prose and names may differ in wording only.
    pub certain: bool,
}

impl Difference {
    /// The Chinese and English name of the element.
    pub fn label(&self) -> Text {
        element(self.element).map_or(Text::new(self.element, self.element), |known| known.name)
    }
}
