//! Files in memory, for where there is no file system: a browser, a service that is sent them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Component, Path as FilePath, PathBuf};
use std::sync::Arc;

use glob::{MatchOptions, Pattern, PatternError};

/// Files in memory, by name, which are read as if they lay in a tree of directories.
///
/// [`ReadOptions::files`](crate::ReadOptions::files) has everything read from them that is otherwise read
/// from the file system, so that a catalogue and the files that it includes need not be written first.
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
    /// By name without `.` in it.
    files: BTreeMap<PathBuf, Arc<[u8]>>,
    /// Whether the file system is read for what is not among them.
    over_disk: bool,
}

impl MemoryFiles {
    /// Creates an empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, in place of one of the same name.
    #[must_use]
    pub fn with(mut self, name: impl AsRef<FilePath>, bytes: impl AsRef<[u8]>) -> Self {
        self.files
            .insert(plain(name.as_ref()), bytes.as_ref().into());
        self
    }

    /// Has the file system read for what is not in memory, as if the files in memory were saved there: an
    /// editor holds texts that are newer than their files.
    #[must_use]
    pub fn over_disk(mut self) -> Self {
        self.over_disk = true;
        self
    }

    /// Whether the file system is read for what is not in memory.
    pub(super) fn is_over_disk(&self) -> bool {
        self.over_disk
    }

    /// The bytes of a file.
    pub fn get(&self, name: impl AsRef<FilePath>) -> Option<&[u8]> {
        self.files.get(&plain(name.as_ref())).map(AsRef::as_ref)
    }

    /// The bytes of a file, to be kept.
    pub(super) fn shared(&self, path: &FilePath) -> Option<Arc<[u8]>> {
        self.files.get(&plain(path)).cloned()
    }

    /// Whether there are files below this path.
    pub(super) fn is_directory(&self, path: &FilePath) -> bool {
        self.below(&plain(path)).next().is_some()
    }

    /// The files and directories right below a directory, by name.
    pub(super) fn entries(&self, directory: &FilePath) -> BTreeSet<PathBuf> {
        (self.below(&plain(directory)))
            .filter_map(|rest| Some(directory.join(rest.components().next()?)))
            .collect()
    }

    /// The files below a directory that a pattern means.
    pub(super) fn matching(
        &self,
        directory: &FilePath,
        pattern: &str,
        options: MatchOptions,
    ) -> Result<Vec<PathBuf>, PatternError> {
        // As when a file system is walked, level by level.
        let options = MatchOptions {
            require_literal_separator: true,
            ..options
        };
        let plain_pattern = plain(FilePath::new(pattern));
        let pattern = Pattern::new(&plain_pattern.to_string_lossy())?;
        let below = plain(directory);
        // As a walk of the file system names them.
        let directory = directory.strip_prefix(".").unwrap_or(directory);
        let found = (self.below(&below)).filter(|rest| pattern.matches_path_with(rest, options));
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

/// Says which files there are, not what is in them.
impl fmt::Debug for MemoryFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.files.keys()).finish()
    }
}

/// A path without `.` in it: the name of a file in memory.
pub(super) fn plain(path: &FilePath) -> PathBuf {
    let parts = path.components();
    parts
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}
