//! What the rules on fees share.

use crate::model::{FeeItem, Fees, ServiceItem};

/// The fees of the item's own guide, whole and one by one.
pub(super) fn fees(item: &ServiceItem) -> Option<(&Fees, impl Iterator<Item = (usize, &FeeItem)>)> {
    let fees = item.fees()?;
    Some((fees, fees.items.iter().enumerate()))
}

/// The fee's name, or its number where it has none.
pub(super) fn name(fee: &FeeItem, index: usize) -> String {
    match fee.name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("#{}", index + 1),
    }
}
