//! Options for reading.

use std::path::Path as FilePath;

use glob::{MatchOptions, Pattern};

use super::memory::MemoryFiles;
use crate::Error;
use crate::dialect::Dialect;
use crate::source::Format;

/// As in `.gitignore`, `*` matches within a name, `**` across directories.
const WITHIN_NAMES: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Options for reading.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The dialect of the inputs; `None` recognises it by the fields.
    pub dialect: Option<Dialect>,
    /// The format of all inputs; `None` determines it by file name extension.
    pub format: Option<Format>,
    /// The encoding of inputs that are not UTF-8, such as `gb18030`; `None` detects it.
    pub encoding: Option<String>,
    /// Whether hidden sheets and rows of tables are left out; they are counted and reported either way.
    pub skip_hidden: bool,
    /// Whether [`Reading::trace`](crate::Reading::trace) records the fate of every value that a
    /// dialect handles.
    pub trace: bool,
    /// Files to read instead of those of the file system.
    pub files: Option<MemoryFiles>,
    /// Patterns of excluded files in directories and catalogues.
    pub(super) exclude: Vec<Pattern>,
    /// Number of threads (feature `parallel`); the result does not depend on it. `None` means one per core.
    pub threads: Option<usize>,
}

impl ReadOptions {
    /// The dialect that recognises labels in forms: the given one, or else `elements`.
    #[cfg(feature = "tables")]
    pub(super) fn reader_of_forms(&self) -> Option<&Dialect> {
        let given = self.dialect.as_ref();
        given.or_else(|| crate::dialect::find("elements"))
    }

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

    /// Reads files from memory instead of the file system, or [over it](MemoryFiles::over_disk).
    #[must_use]
    pub fn files(mut self, files: MemoryFiles) -> Self {
        self.files = Some(files);
        self
    }

    /// Excludes files and directories that match a pattern: paths below the input or, if the
    /// pattern has no slash, any component of them (`drafts/*.toml`, `old`, `~$*.xlsx`). The number
    /// of excluded files is in [`Account::excluded`](crate::Account::excluded); an input named
    /// directly is always read.
    ///
    /// # Errors
    ///
    /// [`Error::Pattern`] if the pattern is invalid.
    pub fn exclude(mut self, pattern: &str) -> Result<Self, Error> {
        let bare = pattern.strip_prefix("./").unwrap_or(pattern);
        let parsed = Pattern::new(bare.trim_end_matches('/'));
        self.exclude.push(parsed.map_err(|_| Error::Pattern {
            pattern: pattern.to_owned(),
        })?);
        Ok(self)
    }

    /// Whether a file or directory below an input is excluded, itself or with a directory above it.
    pub fn excludes(&self, path: impl AsRef<FilePath>, input: impl AsRef<FilePath>) -> bool {
        let path = path.as_ref();
        let below = path.strip_prefix(input).unwrap_or(path);
        self.exclude.iter().any(|pattern| {
            let is_meant = |path: &FilePath| pattern.matches_path_with(path, WITHIN_NAMES);
            if pattern.as_str().contains('/') {
                below.ancestors().any(is_meant)
            } else {
                below.components().any(|part| is_meant(part.as_ref()))
            }
        })
    }

    /// Sets the number of threads (with the feature `parallel`).
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Sets the encoding of inputs that are not UTF-8, by its label.
    #[must_use]
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }
}
