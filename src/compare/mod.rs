//! The one comparator of two guides: what they say about the same element, by meaning.
//!
//! It serves the item against its channels, channels and views against each other, and a
//! translation against its original. It knows no rule and no severity; which pairs of channels must
//! agree on which element is data: [`Relations`].
//!
//! ```
//! use shixiang::compare::{Kind, Pair, Relations, guides};
//! use shixiang::model::{Guide, Limit, TimeLimit};
//! use shixiang::vocabulary::TimeUnit::WorkingDay;
//!
//! let promising = |days| {
//!     let mut limits = TimeLimit::default();
//!     limits.promised = Some(Limit::new(days, WorkingDay));
//!     let mut guide = Guide::default();
//!     guide.time_limit = Some(limits);
//!     guide
//! };
//! let found = guides(&promising(5), &promising(7), Pair::strict(&Relations::default()));
//! assert_eq!(found.len(), 1);
//! assert_eq!(found[0].element, "time_limit.promised");
//! assert_eq!(found[0].kind, Kind::Differs);
//! ```

mod contact;
mod element;
mod fee;
mod limit;
mod material;
mod out;
mod process;
mod prose;
mod relation;
#[cfg(test)]
mod tests;

use crate::i18n::{Argument, Text};
use crate::model::Guide;
use crate::path::Path;

pub use crate::model::elements::Topic;
pub use element::{Compared, element, elements};
use out::Out;
pub(crate) use out::clip;
pub(crate) use relation::is_online;
pub use relation::{Pair, Party, Relation, RelationRow, Relations};

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

/// Everything on which the two guides do not say the same; what one leaves out altogether is no
/// difference.
pub fn guides(a: &Guide, b: &Guide, pair: Pair<'_>) -> Vec<Difference> {
    let mut out = Out::new(pair);
    for topic in Topic::ALL {
        run(*topic, a, b, &mut out);
    }
    out.finish()
}

/// The differences in one topic only.
pub fn topic(topic: Topic, a: &Guide, b: &Guide, pair: Pair<'_>) -> Vec<Difference> {
    let mut out = Out::new(pair);
    run(topic, a, b, &mut out);
    out.finish()
}

fn run(topic: Topic, a: &Guide, b: &Guide, out: &mut Out<'_>) {
    match topic {
        Topic::Limits => limit::compare(a, b, out),
        Topic::Fees => fee::compare(a, b, out),
        Topic::MaterialList => material::lists(a, b, out),
        Topic::MaterialDetails => material::details(a, b, out),
        Topic::Conditions => prose::conditions(a, b, out),
        Topic::Process => process::compare(a, b, out),
        Topic::Hours => contact::hours(a, b, out),
        Topic::Places => contact::places(a, b, out),
        Topic::Phones => contact::phones(a, b, out),
        Topic::Result => prose::result(a, b, out),
        Topic::Visits => process::visits(a, b, out),
        Topic::Conveniences => contact::conveniences(a, b, out),
    }
}
