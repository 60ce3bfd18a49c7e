//! What many rules ask of one item, worked out once.

mod glance;
mod texts;

use crate::model::ServiceItem;

pub(crate) use glance::Glance;
pub(crate) use texts::{Kind, Piece};

/// What is known of the item at hand beside what it says.
#[derive(Debug)]
pub(crate) struct Digest<'a> {
    /// The item.
    pub(crate) item: &'a ServiceItem,
    /// Every text of it that is not blank, in its order.
    pub(crate) texts: Vec<Piece<'a>>,
}

impl<'a> Digest<'a> {
    /// Of this item.
    pub(crate) fn of(item: &'a ServiceItem) -> Self {
        Self {
            item,
            texts: texts::all(item),
        }
    }
}
