//! Helpers for the rules on fees.

use crate::compare::clip;
use crate::model::{FeeItem, Fees, ServiceItem};

/// The fees of the item's own guide, and its fee items with their indexes.
pub(super) fn fees(item: &ServiceItem) -> Option<(&Fees, impl Iterator<Item = (usize, &FeeItem)>)> {
    let fees = item.fees()?;
    Some((fees, fees.items.iter().enumerate()))
}

/// The name of a fee; without a name, its standard, or else its number.
pub(super) fn name(fee: &FeeItem, index: usize) -> String {
    let nonblank = |text: &Option<String>| {
        let text = text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        text.map(str::to_owned)
    };
    let standard = || nonblank(&fee.standard).map(|standard| clip(&standard));
    nonblank(&fee.name)
        .or_else(standard)
        .unwrap_or_else(|| format!("第{}项", index + 1))
}
