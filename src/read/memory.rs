//! In-memory files, for browsers and services without a file system.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Component, Path as FilePath, PathBuf};
use std::sync::Arc;

use glob::{MatchOptions, Pattern, PatternError};

/// Files in memory, by name, which are read as if they were in a directory tree.
///
/// With [`ReadOptions::files`](crate::ReadOptions::files) they replace the file system, so that a
/// catalogue and its files need not be written to disk first.
///
/// ```
/// use shixiang::{MemoryFiles, ReadOptions, read_path};
///
/// let files = MemoryFiles::new()
///     .with("moved/catalogue.toml", "include = [\"items/*.toml\"]")
///     .with("moved/items/a.toml", "name = \"食品经营许可\"");
/// let reading = read_path("moved", &ReadOptions::default().files(files))?;
/// assert_eq!(reading.catalogue.items[0].name, "食品经营许可");
/// # Ok::<(), shixiang::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct MemoryFiles {
    /// By name without `.` components.
    files: BTreeMap<PathBuf, Arc<[u8]>>,
    /// Whether other files are read from the file system.
    over_disk: bool,
}

impl MemoryFiles {
    /// Creates an empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, replacing one with the same name.
    #[must_use]
    pub fn with(mut self, name: impl AsRef<FilePath>, bytes: impl AsRef<[u8]>) -> Self {
        self.files
            .insert(plain(name.as_ref()), bytes.as_ref().into());
        self
    }

    /// Falls back to the file system for other files, as if these were saved over it: for editors
    /// with unsaved changes.
    #[must_use]
    pub fn over_disk(mut self) -> Self {
        self.over_disk = true;
        self
    }

    /// Whether other files are read from the file system.
    pub(super) fn is_over_disk(&self) -> bool {
        self.over_disk
    }

    /// The bytes of a file.
    pub fn get(&self, name: impl AsRef<FilePath>) -> Option<&[u8]> {
        self.files.get(&plain(name.as_ref())).map(AsRef::as_ref)
    }

    /// The bytes of a file, shared.
    pub(super) fn shared(&self, path: &FilePath) -> Option<Arc<[u8]>> {
        self.files.get(&plain(path)).cloned()
    }

    /// Whether there are files below this path.
    pub(super) fn is_directory(&self, path: &FilePath) -> bool {
        self.below(&plain(path)).next().is_some()
    }

    /// The files and directories directly below a directory, by name.
    pub(super) fn entries(&self, directory: &FilePath) -> BTreeSet<PathBuf> {
        (self.below(&plain(directory)))
            .filter_map(|rest| Some(directory.join(rest.components().next()?)))
            .collect()
    }

    /// The files below a directory that match a pattern.
    pub(super) fn matching(
        &self,
        directory: &FilePath,
        pattern: &str,
        options: MatchOptions,
    ) -> Result<Vec<PathBuf>, PatternError> {
        // As in a walk of a file system, level by level.
        let options = MatchOptions {
            require_literal_separator: true,
            ..options
        };
        let plain_pattern = plain(FilePath::new(pattern));
        let pattern = Pattern::new(&plain_pattern.to_string_lossy())?;
        let below = plain(directory);
        // The names are those of a walk of the file system.
        let directory = directory.strip_prefix(".").unwrap_or(directory);
        let found = self
            .below(&below)
            .filter(|rest| pattern.matches_path_with(rest, options));
        Ok(found.map(|rest| directory.join(rest)).collect())
    }

    /// The files below a directory, named from there.
    fn below<'f>(&'f self, directory: &'f FilePath) -> impl Iterator<Item = &'f FilePath> {
        let names = self.files.keys();
        names.filter_map(move |name| {
            let rest = name.strip_prefix(directory).ok()?;
            (rest != FilePath::new("")).then_some(rest)
        })
    }
}

/// Shows the names of the files, not their content.
impl fmt::Debug for MemoryFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.files.keys()).finish()
    }
}

/// Removes `.` components from a path: the name of a file in memory.
pub(super) fn plain(path: &FilePath) -> PathBuf {
    let parts = path.components();
    parts
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}
