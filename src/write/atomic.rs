//! Atomic writes: files are written under a hidden name next to the target and then renamed.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Checks that nothing exists at the target, unless `force` is set.
///
/// # Errors
///
/// [`Error::Exists`].
pub(crate) fn free(to: &Path, force: bool) -> Result<(), Error> {
    if !force && to.symlink_metadata().is_ok() {
        return Err(Error::Exists {
            path: to.to_path_buf(),
        });
    }
    Ok(())
}

/// A file or directory being written next to its target.
#[derive(Debug)]
pub(crate) struct Beside {
    to: PathBuf,
    force: bool,
    /// The temporary path; `None` once it has been renamed.
    path: Option<PathBuf>,
}

impl Beside {
    pub(crate) fn new(to: &Path, force: bool) -> Result<Self, Error> {
        free(to, force)?;
        Ok(Self {
            to: to.to_path_buf(),
            force,
            path: Some(sibling(to, "new")),
        })
    }

    /// The path to write to.
    pub(crate) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(&self.to)
    }

    /// An error that names the target instead of the temporary path.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        Error::Write {
            path: self.to.clone(),
            source,
        }
    }

    /// Renames the temporary path to the target.
    pub(crate) fn settle(mut self) -> Result<(), Error> {
        let moved = replace(self.path(), &self.to, self.force);
        moved.map_err(|error| self.wrong(error))?;
        self.path = None;
        Ok(())
    }
}

impl Drop for Beside {
    /// Removes what was begun and not finished.
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = fs::remove_dir_all(path);
            let _ = fs::remove_file(path);
        }
    }
}

/// A text file being written.
#[derive(Debug)]
pub(crate) struct TextFile {
    beside: Beside,
    file: BufWriter<fs::File>,
}

impl TextFile {
    pub(crate) fn new(to: &Path, force: bool) -> Result<Self, Error> {
        let beside = Beside::new(to, force)?;
        let file = fs::File::create(beside.path()).map_err(|error| beside.wrong(error))?;
        Ok(Self {
            beside,
            file: BufWriter::new(file),
        })
    }

    /// An error that names the target instead of the temporary path.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        self.beside.wrong(source)
    }

    /// Appends bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        (self.file.write_all(bytes)).map_err(|error| self.beside.wrong(error))
    }

    /// Syncs the file to disk and renames it to the target.
    pub(crate) fn settle(mut self) -> Result<(), Error> {
        let done = self
            .file
            .flush()
            .and_then(|()| self.file.get_ref().sync_all());
        done.map_err(|error| self.beside.wrong(error))?;
        drop(self.file);
        self.beside.settle()
    }
}

/// Writes a text file atomically; with `force` it replaces an existing one.
///
/// # Errors
///
/// [`Error::Exists`] if the target exists and `force` is not set, [`Error::Write`] if the system
/// cannot write.
pub fn write_text(text: &str, to: &Path, force: bool) -> Result<(), Error> {
    let mut file = TextFile::new(to, force)?;
    file.add(text.as_bytes())?;
    file.settle()
}

/// A hidden path next to the target, unique to this process.
fn sibling(to: &Path, word: &str) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    to.with_file_name(format!(".{name}.{}-{word}", std::process::id()))
}

/// Renames `from` to `to`; what exists there is moved aside first and deleted on success.
fn replace(from: &Path, to: &Path, force: bool) -> io::Result<()> {
    if to.is_dir() && force {
        let aside = sibling(to, "old");
        fs::rename(to, &aside)?;
        return match fs::rename(from, to) {
            Ok(()) => fs::remove_dir_all(&aside),
            Err(error) => {
                fs::rename(&aside, to)?;
                Err(error)
            }
        };
    }
    fs::rename(from, to)
}
