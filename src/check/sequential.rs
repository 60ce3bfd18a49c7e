//! Runs work sequentially.

/// Calls `work` with each number below `count` and returns the results in order.
pub(super) fn each<T: Send>(
    count: usize,
    _threads: Option<usize>,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    (0..count).map(work).collect()
}
