//! Files that appear in one step: written beside their place under a hidden name, then moved there.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Refuses to write over what is there, but with `force`.
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

/// A file or directory that is being written.
#[derive(Debug)]
pub(crate) struct Beside {
    to: PathBuf,
    force: bool,
    /// Where it is written until it is whole; gone when it has moved.
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

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(&self.to)
    }

    /// What went wrong, said of the place that was meant.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        Error::Write {
            path: self.to.clone(),
            source,
        }
    }

    /// Moves what was written to its place.
    pub(crate) fn settle(mut self) -> Result<(), Error> {
        let moved = replace(self.path(), &self.to, self.force);
        moved.map_err(|error| self.wrong(error))?;
        self.path = None;
        Ok(())
    }
}

impl Drop for Beside {
    /// What was begun and not finished is of no use to anybody.
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = fs::remove_dir_all(path);
            let _ = fs::remove_file(path);
        }
    }
}

/// A text file that is being written.
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

    /// What went wrong, said of the place that was meant.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        self.beside.wrong(source)
    }

    /// Adds a text.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        (self.file.write_all(bytes)).map_err(|error| self.beside.wrong(error))
    }

    /// Makes sure that it is on the disk, and moves it to its place.
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

/// Writes one text to a new place, or with `force` over what is there, in one step.
///
/// # Errors
///
/// Where something is there already, or the system cannot write.
pub fn write_text(text: &str, to: &Path, force: bool) -> Result<(), Error> {
    let mut file = TextFile::new(to, force)?;
    file.add(text.as_bytes())?;
    file.settle()
}

/// A hidden name beside a place, of this process.
fn sibling(to: &Path, word: &str) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    to.with_file_name(format!(".{name}.{}-{word}", std::process::id()))
}

/// Moves what was written to its place; what is there steps aside first and goes when all is well.
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
