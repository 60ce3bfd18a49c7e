//! Runs work on several threads; results keep the order of the items.

use std::num::NonZero;
use std::thread::available_parallelism;

use rayon::prelude::*;

/// How many threads work, if so many are asked for; `None` means one per core.
pub(crate) fn count(threads: Option<usize>) -> usize {
    threads.unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get))
}

/// Calls `work` with each number below `count` and returns the results in order.
///
/// `threads` is as for [`count`].
pub(crate) fn each<T: Send>(
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
        // The system cannot start threads: run sequentially.
        Err(_) => (0..count).map(work).collect(),
    }
}
