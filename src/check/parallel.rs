//! Several items at a time; what comes of them is in their order all the same.

use rayon::prelude::*;

/// Gives `work` each number below `count`, and what comes of them in that order.
///
/// `threads` is how many to use; `None` is as many as there are cores.
pub(super) fn each<T: Send>(
    count: usize,
    threads: Option<usize>,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    if threads == Some(1) || count < 2 {
        return (0..count).map(work).collect();
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build();
    match pool {
        Ok(pool) => pool.install(|| (0..count).into_par_iter().map(&work).collect()),
        // The system gave no threads: the work is done all the same.
        Err(_) => (0..count).map(work).collect(),
    }
}
