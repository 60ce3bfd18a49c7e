//! Runs work on several threads; results keep the order of the items.

use std::num::NonZero;
use std::sync::{LazyLock, OnceLock};
use std::thread::available_parallelism;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// One thread per core, started once, because short-lived threads leave memory behind.
static ALL_CORES: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// The pool for the first number asked for; a run asks for one number only.
static ASKED: OnceLock<(usize, Option<ThreadPool>)> = OnceLock::new();

/// The number of cores. The system reads files to tell, so it is asked once.
static CORES: LazyLock<usize> = LazyLock::new(|| available_parallelism().map_or(1, NonZero::get));

/// Returns the number of threads to use; `None` means one per core.
pub(crate) fn count(threads: Option<usize>) -> usize {
    threads.unwrap_or_else(|| *CORES)
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
    let on = |pool: &ThreadPool| pool.install(|| (0..count).into_par_iter().map(&work).collect());
    let done = match threads {
        Some(threads) => match ASKED.get_or_init(|| (threads, started(threads))) {
            (asked, pool) if *asked == threads => pool.as_ref().map(on),
            _ => started(threads).as_ref().map(on),
        },
        None => ALL_CORES.get_or_init(|| started(0)).as_ref().map(on),
    };
    // The system cannot start threads: run sequentially.
    done.unwrap_or_else(|| (0..count).map(&work).collect())
}

/// Drops a value that takes time to drop, on another thread if there is one.
///
/// `threads` is as for [`count`].
pub(crate) fn drop_beside<T: Send + 'static>(value: T, threads: Option<usize>) {
    let pool = match (threads, ASKED.get()) {
        (None, _) => ALL_CORES.get(),
        (Some(threads), Some((asked, pool))) if *asked == threads => Some(pool),
        _ => None,
    };
    if let Some(Some(pool)) = pool {
        pool.spawn(move || drop(value));
    }
}

fn started(threads: usize) -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(threads).build().ok()
}
