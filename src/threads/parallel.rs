//! Runs work on several threads; results keep the order of the items.

use std::num::NonZero;
use std::sync::{LazyLock, OnceLock};
use std::thread::available_parallelism;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The pool with one thread per core; it is started once, because short-lived threads leave memory behind.
static ALL_CORES_POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// The pool for the first requested number of threads; a run requests only one number.
static REQUESTED_POOL: OnceLock<(usize, Option<ThreadPool>)> = OnceLock::new();

/// Number of cores, determined once, because the system reads files for it.
static CORES: LazyLock<usize> = LazyLock::new(|| available_parallelism().map_or(1, NonZero::get));

/// Returns the number of threads to use; `None` means one per core.
pub(crate) fn count(threads: Option<usize>) -> usize {
    threads.unwrap_or_else(|| *CORES)
}

/// Number of parts that are read before they are checked: on one thread few, so that they stay in its cache, and on
/// several enough that these seldom wait for each other.
///
/// `threads` is as for [`count`].
pub(crate) fn parts_ahead(threads: Option<usize>) -> usize {
    match count(threads) {
        1 => 2,
        several => 4 * several.min(MAX_THREADS_AHEAD),
    }
}

/// Number of threads from which on no more parts are read ahead.
const MAX_THREADS_AHEAD: usize = 16;

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
    let run_on =
        |pool: &ThreadPool| pool.install(|| (0..count).into_par_iter().map(&work).collect());
    let done = match threads {
        Some(threads) => match REQUESTED_POOL.get_or_init(|| (threads, start_pool(threads))) {
            (requested, pool) if *requested == threads => pool.as_ref().map(run_on),
            _ => start_pool(threads).as_ref().map(run_on),
        },
        None => ALL_CORES_POOL
            .get_or_init(|| start_pool(0))
            .as_ref()
            .map(run_on),
    };
    // Run sequentially if the system could not start threads.
    done.unwrap_or_else(|| (0..count).map(&work).collect())
}

/// Drops a value that takes time to drop, on another thread if there is one.
///
/// `threads` is as for [`count`].
pub(crate) fn drop_beside<T: Send + 'static>(value: T, threads: Option<usize>) {
    let pool = match (threads, REQUESTED_POOL.get()) {
        (None, _) => ALL_CORES_POOL.get(),
        (Some(threads), Some((requested, pool))) if *requested == threads => Some(pool),
        _ => None,
    };
    if let Some(Some(pool)) = pool {
        pool.spawn(move || drop(value));
    }
}

fn start_pool(threads: usize) -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(threads).build().ok()
}
