//! Shares, indexes and means, and how they are written.

/// The share of items without a fault, from 0 to 100; `None` without items.
pub(super) fn index(losing: usize, items: usize) -> Option<f64> {
    (items > 0).then(|| 100.0 * (1.0 - share(losing, items)))
}

/// The mean of values; `None` if there are none.
pub(super) fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values
        .into_iter()
        .fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The share of a part in a whole, from 0 to 1; `whole` must not be zero.
#[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Displays a share in percent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

pub(super) fn one_decimal(value: f64) -> String {
    format!("{value:.1}")
}
