//! Comparison of two guides by meaning: what they state about the same element.
//!
//! The same comparison serves an item and its channels, channels and views, and a translation and
//! its original. It does not depend on rules or severities; which pairs of channels must agree on which
//! element is data: [`Relations`].
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
mod difference;
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

use crate::model::Guide;

pub use crate::model::elements::Topic;
pub use difference::{Difference, Kind};
pub use element::{Compared, element, elements};
pub(crate) use fee::{charged, fee_order};
pub(crate) use material::same_materials;
use out::Out;
pub(crate) use out::{clip, quoted};
pub(crate) use prose::apart;
pub(crate) use relation::is_online;
pub use relation::{Pair, Party, Relation, RelationRow, Relations};

/// All differences between two guides; an element that one of them omits entirely is not a
/// difference.
pub fn guides(a: &Guide, b: &Guide, pair: Pair<'_>) -> Vec<Difference> {
    let mut out = Out::new(pair);
    for topic in Topic::ALL {
        run(*topic, a, b, &mut out);
    }
    out.finish()
}

/// The differences in one topic.
pub fn topic(topic: Topic, a: &Guide, b: &Guide, pair: Pair<'_>) -> Vec<Difference> {
    let mut out = Out::new(pair);
    run(topic, a, b, &mut out);
    out.finish()
}

/// Whether a guide states any element of a topic; if not, it does not differ from another guide in the topic.
pub(crate) fn states(topic: Topic, guide: &Guide) -> bool {
    match topic {
        Topic::Limits => guide.time_limit.is_some(),
        Topic::Fees => guide.fees.is_some(),
        Topic::MaterialList | Topic::MaterialDetails => !guide.materials.is_empty(),
        Topic::Conditions => guide.conditions.is_some() || guide.prohibitions.is_some(),
        Topic::Process => guide.process.is_some(),
        Topic::Hours => guide.hours.is_some() || !guide.places.is_empty(),
        Topic::Places => !guide.places.is_empty(),
        Topic::Phones => guide.consultation.is_some() || guide.complaint.is_some(),
        Topic::Result => guide.result.is_some(),
        Topic::Visits => guide.visits.is_some(),
        Topic::Conveniences => {
            let offers = [
                &guide.appointment,
                &guide.courier,
                &guide.kiosk,
                &guide.assistance,
            ];
            guide.fees.is_some() || offers.into_iter().any(Option::is_some)
        }
    }
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
