//! Progress of a check, for a listener.

use std::fmt;
use std::sync::Arc;

/// The progress of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CheckProgress<'p> {
    /// The items of these documents, or of parts of them, were read and checked one by one.
    Checked {
        /// Number of items so far.
        items: usize,
        /// The documents as the user named them.
        documents: &'p [&'p str],
    },
    /// Everything is read and checked again: only the end of the source showed which elements it collects.
    Again,
    /// The rules across items run.
    Across,
    /// The inputs are read again to locate the findings across items.
    Locating,
}

/// The function of a listener.
type Tell = dyn Fn(CheckProgress<'_>) + Send + Sync;

/// The listener, if there is one.
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
