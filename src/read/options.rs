//! How inputs are to be read.

use super::memory::MemoryFiles;
use crate::dialect::Dialect;
use crate::source::Format;

/// How inputs are to be read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The dialect of the inputs; `None` recognises it by the fields.
    pub dialect: Option<Dialect>,
    /// The format of all inputs; `None` determines it by file name extension.
    pub format: Option<Format>,
    /// The encoding of what is not UTF-8, such as `gb18030`; `None` recognises it.
    pub encoding: Option<String>,
    /// Whether hidden sheets and rows of tables are left out; they are counted and told either way.
    pub skip_hidden: bool,
    /// Whether [`Reading::trace`](crate::Reading::trace) records the fate of every value that a
    /// dialect handles.
    pub trace: bool,
    /// The files that there are; `None` means those of the file system.
    pub files: Option<MemoryFiles>,
    /// Number of threads (with the feature `parallel`), on which what is read does not depend; `None`
    /// means one per core.
    pub threads: Option<usize>,
}

impl ReadOptions {
    /// Sets the dialect.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = Some(dialect);
        self
    }

    /// Sets the format of all inputs.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Leaves out hidden sheets and rows of tables.
    #[must_use]
    pub fn skip_hidden(mut self) -> Self {
        self.skip_hidden = true;
        self
    }

    /// Records the fate of every value.
    #[must_use]
    pub fn trace(mut self) -> Self {
        self.trace = true;
        self
    }

    /// Has files read from memory, and none from the file system unless they are
    /// [over it](MemoryFiles::over_disk).
    #[must_use]
    pub fn files(mut self, files: MemoryFiles) -> Self {
        self.files = Some(files);
        self
    }

    /// Sets the number of threads (with the feature `parallel`).
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Sets the encoding of what is not UTF-8, by its label.
    #[must_use]
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }
}
