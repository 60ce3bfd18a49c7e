//! One item after the other.

/// Gives `work` each number below `count`, and what comes of them in that order.
pub(super) fn each<T: Send>(
    count: usize,
    _threads: Option<usize>,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    (0..count).map(work).collect()
}
