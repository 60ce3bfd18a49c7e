//! How far a check is, for whoever waits for it.

use std::fmt;
use std::sync::Arc;

/// How far a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CheckProgress<'p> {
    /// These documents, or parts of them, were read, and their items checked one by one.
    Checked {
        /// Number of items so far.
        items: usize,
        /// The documents as the user named them.
        documents: &'p [&'p str],
    },
    /// Everything is read and checked again: what the source collects turned out at its end.
    Again,
    /// The rules across items run.
    Across,
    /// The inputs are read again to tell where the findings across items are.
    Locating,
}

/// What takes what is told.
type Tell = dyn Fn(CheckProgress<'_>) + Send + Sync;

/// Who is told.
#[derive(Clone, Default)]
pub(super) struct Told(Option<Arc<Tell>>);

impl Told {
    pub(super) fn new(told: impl Fn(CheckProgress<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(told)))
    }

    pub(super) fn tell(&self, progress: CheckProgress<'_>) {
        if let Some(told) = &self.0 {
            told(progress);
        }
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Told" } else { "Nobody" })
    }
}
