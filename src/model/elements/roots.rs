//! The types that element paths start from.

use super::node::Shaped;
use super::row::Group;
use crate::model::{Catalogue, Guide, ServiceItem};

/// The registry of items, the root of all element paths.
pub const ITEM: &Group = group::<ServiceItem>();

/// The registry of a guide.
pub(crate) const GUIDE: &Group = group::<Guide>();

/// The registry of a catalogue.
pub const CATALOGUE: &Group = group::<Catalogue>();

const NOTHING: &Group = &Group::new("", "", "", &[]);

const fn group<T: Shaped>() -> &'static Group {
    match T::SHAPE.group {
        Some(group) => group,
        None => NOTHING,
    }
}
