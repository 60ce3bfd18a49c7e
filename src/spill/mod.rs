//! Append-only storage for the data of a run, in memory up to a bound and beyond it in files.

mod pile;
mod sorted;

use std::fmt;
use std::fs::File;
use std::io;
use std::sync::Arc;

pub(crate) use pile::Pile;
pub(crate) use sorted::{Sorted, Sorter};

/// The memory bound of a storage, and the files for the data beyond it.
#[derive(Clone)]
pub(crate) struct Spilling {
    /// Approximate number of bytes that stay in memory.
    pub(crate) past: usize,
    /// Creates an empty file that can be read and written.
    pub(crate) file: Arc<dyn Fn() -> io::Result<File> + Send + Sync>,
}

impl Spilling {
    pub(crate) fn new(
        past: usize,
        file: impl Fn() -> io::Result<File> + Send + Sync + 'static,
    ) -> Self {
        let file = Arc::new(file);
        Self { past, file }
    }
}

impl Default for Spilling {
    /// Keeps everything in memory.
    fn default() -> Self {
        Self::new(usize::MAX, || Err(io::ErrorKind::Unsupported.into()))
    }
}

impl fmt::Debug for Spilling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spilling")
            .field("past", &self.past)
            .finish_non_exhaustive()
    }
}
