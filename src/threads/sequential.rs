//! Runs work sequentially.

/// Returns one, whatever number is requested.
pub(crate) fn count(_threads: Option<usize>) -> usize {
    1
}

/// Number of parts that are read before they are checked.
pub(crate) fn parts_ahead(_threads: Option<usize>) -> usize {
    2
}

/// Calls `work` with each number below `count` and returns the results in order.
pub(crate) fn each<T: Send>(
    count: usize,
    _threads: Option<usize>,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    (0..count).map(work).collect()
}

/// Drops a value.
pub(crate) fn drop_beside<T>(value: T, _threads: Option<usize>) {
    drop(value);
}
