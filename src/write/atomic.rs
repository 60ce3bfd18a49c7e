//! Atomic writes: a file or directory is created under a new hidden name next to its target, and takes
//! the target's place in one step.
//!
//! The previous content of the target is swapped out, checked once more, and only then deleted: at every moment
//! either the old or the new content is there, and nothing is deleted that this tool did not write. A run that
//! is killed leaves a hidden `.shixiang-…`, which no later run reads or overwrites.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ours::foreign;
use super::swap::{self, Kind};
use crate::error::Error;

/// A path to be written.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The path as the caller names it, for messages.
    shown: PathBuf,
    /// The path with links resolved.
    real: PathBuf,
    kind: Kind,
    force: bool,
    /// The identity of the previous content, if there is any.
    before: Option<swap::Identity>,
    /// The text that the target must have. If set, this tool need not have written the target.
    expected: Option<String>,
}

impl Target {
    /// Creates a target. The path must be free, or with `force` hold output of this tool.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] without `force`, [`Error::NotOurs`] with it.
    pub(crate) fn new(to: &Path, kind: Kind, force: bool) -> Result<Self, Error> {
        let write_error = |source: io::Error| write_error(to, source);
        let mut target = Self {
            shown: to.to_path_buf(),
            real: to.to_path_buf(),
            kind,
            force,
            before: None,
            expected: None,
        };
        match to.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if to.file_name().is_none() {
                    return Err(write_error(io::ErrorKind::InvalidFilename.into()));
                }
                return Ok(target);
            }
            Err(error) => return Err(write_error(error)),
            Ok(_) if !force => {
                return Err(Error::Exists {
                    path: to.to_path_buf(),
                });
            }
            Ok(_) => {}
        }
        target.real = fs::canonicalize(to).map_err(write_error)?;
        target.before = Some(swap::Identity::of(&target.real).map_err(write_error)?);
        target.ensure_ours(&target.real)?;
        Ok(target)
    }

    /// Creates a target for a file that has the text `expected` and is to be given another one.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] if the file has another text by now.
    fn with_text(to: &Path, expected: &str) -> Result<Self, Error> {
        let write_error = |source: io::Error| write_error(to, source);
        let real = fs::canonicalize(to).map_err(write_error)?;
        let before = swap::Identity::of(&real).map_err(write_error)?;
        let target = Self {
            shown: to.to_path_buf(),
            real,
            kind: Kind::File,
            force: true,
            before: Some(before),
            expected: Some(expected.to_owned()),
        };
        target.ensure_ours(&target.real)?;
        Ok(target)
    }

    /// Checks that the content at a path is of the target's kind and was written by this tool, or that it is the
    /// expected text.
    fn ensure_ours(&self, path: &Path) -> Result<(), Error> {
        let write_error = |source| write_error(&self.shown, source);
        if let Some(expected) = &self.expected {
            let bytes = fs::read(path).map_err(write_error)?;
            let is_same = bytes == expected.as_bytes();
            return if is_same { Ok(()) } else { Err(self.changed()) };
        }
        let about = fs::symlink_metadata(path).map_err(write_error)?;
        let is_kind = match self.kind {
            Kind::File => about.is_file(),
            Kind::Directory => about.is_dir(),
        };
        let foreign = if is_kind {
            foreign(path).map_err(write_error)?
        } else {
            Some(PathBuf::new())
        };
        let Some(found) = foreign else { return Ok(()) };
        let path = self.shown.clone();
        let found = if found == Path::new("") {
            path.clone()
        } else {
            path.join(found)
        };
        Err(Error::NotOurs { path, found })
    }

    /// The path as the caller names it.
    pub(crate) fn path(&self) -> &Path {
        &self.shown
    }

    /// Checks that no other output has the same path or is inside it.
    ///
    /// # Errors
    ///
    /// [`Error::Overlap`].
    pub(crate) fn ensure_apart_from<'t>(
        &self,
        others: impl IntoIterator<Item = &'t Self>,
    ) -> Result<(), Error> {
        let own = resolved(&self.real);
        for other in others {
            if resolved(&other.real).starts_with(&own) {
                return Err(Error::Overlap {
                    path: other.shown.clone(),
                });
            }
        }
        Ok(())
    }

    /// Deletes the file at the target, if there is one.
    pub(crate) fn clear(&self) -> Result<(), Error> {
        if self.before.is_some() {
            self.ensure_ours(&self.real)?;
            fs::remove_file(&self.real).map_err(|error| write_error(&self.shown, error))?;
        }
        Ok(())
    }

    fn parent(&self) -> &Path {
        match self.real.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        }
    }

    /// The error if another program wrote to the target in the meantime.
    fn changed(&self) -> Error {
        let path = self.shown.clone();
        if self.force {
            Error::Changed { path }
        } else {
            Error::Exists { path }
        }
    }
}

/// A file or directory being written next to its target; dropping it removes it unless it is settled.
#[derive(Debug)]
pub(crate) struct Beside {
    target: Target,
    /// The temporary path; `None` if there is nothing left to remove.
    path: Option<PathBuf>,
}

impl Beside {
    /// Creates the temporary directory.
    pub(crate) fn directory(target: Target) -> Result<Self, Error> {
        let path = create_staging(&target, |path| fs::create_dir(path))?.0;
        Ok(Self {
            target,
            path: Some(path),
        })
    }

    /// Creates the temporary file.
    pub(crate) fn file(target: Target) -> Result<(Self, fs::File), Error> {
        let mut options = fs::File::options();
        options.read(true).write(true).create_new(true);
        let (path, file) = create_staging(&target, |path| options.open(path))?;
        let path = Some(path);
        Ok((Self { target, path }, file))
    }

    /// The path to write to.
    pub(crate) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(&self.target.real)
    }

    /// Wraps an I/O error with the target instead of the temporary path.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        write_error(&self.target.shown, source)
    }

    /// Puts the new content in the target's place. The content must have been synced.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] or [`Error::Changed`] if another program wrote to the target in the meantime; its content
    /// stays.
    pub(crate) fn settle(mut self) -> Result<(), Error> {
        let Some(from) = self.path.clone() else {
            return Ok(());
        };
        let to = self.target.real.clone();
        match self.target.before.clone() {
            None => self.take(&from, &to)?,
            Some(before) => match swap::exchange(&from, &to) {
                Ok(()) => {
                    if let Err(error) = self.ensure_unchanged(&before, &from) {
                        // The content is not ours to delete, even if it cannot be put back.
                        let back = swap::exchange(&from, &to);
                        self.path = back.is_ok().then_some(from);
                        return Err(error);
                    }
                    self.remove();
                }
                Err(error) if swap::is_unsupported(&error) => self.replace(&before, &from, &to)?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => self.take(&from, &to)?,
                Err(error) => return Err(self.wrong(error)),
            },
        }
        self.path = None;
        swap::sync_directory(self.target.parent()).map_err(|error| self.wrong(error))
    }

    /// Renames the new content to a free target.
    fn take(&self, from: &Path, to: &Path) -> Result<(), Error> {
        swap::take(from, to, self.target.kind).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => {
                self.target.changed()
            }
            _ => self.wrong(error),
        })
    }

    /// Replaces the present content on a system that cannot exchange two names. A file is replaced in one step, a
    /// directory in two.
    fn replace(&self, before: &swap::Identity, from: &Path, to: &Path) -> Result<(), Error> {
        self.ensure_unchanged(before, to)?;
        if self.target.kind == Kind::File {
            return fs::rename(from, to).map_err(|error| self.wrong(error));
        }
        let aside = hidden_path(self.target.parent());
        fs::rename(to, &aside).map_err(|error| self.wrong(error))?;
        if let Err(error) = fs::rename(from, to) {
            return Err(self.wrong(fs::rename(&aside, to).err().unwrap_or(error)));
        }
        let _ = fs::remove_dir_all(&aside);
        Ok(())
    }

    /// Checks that a path holds the content that the target had when the run began.
    fn ensure_unchanged(&self, before: &swap::Identity, path: &Path) -> Result<(), Error> {
        let now = swap::Identity::of(path).map_err(|error| self.wrong(error))?;
        if now != *before {
            return Err(self.target.changed());
        }
        self.target.ensure_ours(path)
    }

    /// Removes the content of the temporary path. If that fails, it stays under its hidden name.
    fn remove(&mut self) {
        if let Some(path) = self.path.take() {
            let _ = match self.target.kind {
                Kind::File => fs::remove_file(path),
                Kind::Directory => fs::remove_dir_all(path),
            };
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.remove();
    }
}

/// A text file being written.
#[derive(Debug)]
pub(crate) struct TextFile {
    beside: Beside,
    file: BufWriter<fs::File>,
}

impl TextFile {
    pub(crate) fn new(target: Target) -> Result<Self, Error> {
        let (beside, file) = Beside::file(target)?;
        let file = BufWriter::new(file);
        Ok(Self { beside, file })
    }

    /// Wraps an I/O error with the target instead of the temporary path.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        self.beside.wrong(source)
    }

    /// Appends bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file
            .write_all(bytes)
            .map_err(|error| self.beside.wrong(error))
    }

    /// Syncs the file to disk. After this, a full disk can no longer cause a failure.
    pub(crate) fn finish(mut self) -> Result<Beside, Error> {
        let done = self
            .file
            .flush()
            .and_then(|()| self.file.get_ref().sync_all());
        done.map_err(|error| self.beside.wrong(error))?;
        Ok(self.beside)
    }
}

/// Writes a text file atomically; with `force` it replaces one that this tool wrote.
///
/// # Errors
///
/// [`Error::Exists`] if the target exists and `force` is not set, [`Error::NotOurs`] if it is set and
/// something else is there, [`Error::Write`] if the system cannot write.
pub fn write_text(text: &str, to: &Path, force: bool) -> Result<(), Error> {
    write_bytes(text.as_bytes(), to, force)
}

/// Writes a file atomically, such as a workbook; with `force` it replaces one that this tool wrote.
///
/// # Errors
///
/// As for [`write_text`].
pub fn write_bytes(bytes: &[u8], to: &Path, force: bool) -> Result<(), Error> {
    let mut file = TextFile::new(Target::new(to, Kind::File, force)?)?;
    file.add(bytes)?;
    file.finish()?.settle()
}

/// Writes another text into a file that has the text `before`, atomically; its permissions stay.
///
/// # Errors
///
/// [`Error::Changed`] if the file has another text by now, which stays; [`Error::Write`] if the file is read-only
/// or the system cannot write.
pub fn replace_text(before: &str, after: &str, to: &Path) -> Result<(), Error> {
    let target = Target::with_text(to, before)?;
    let about = fs::metadata(&target.real).map_err(|error| write_error(to, error))?;
    // Renaming another file over a read-only file would bypass its protection.
    if about.permissions().readonly() {
        return Err(write_error(to, io::ErrorKind::PermissionDenied.into()));
    }
    let mut file = TextFile::new(target)?;
    file.add(after.as_bytes())?;
    let set = file.file.get_ref().set_permissions(about.permissions());
    set.map_err(|error| file.wrong(error))?;
    file.finish()?.settle()
}

/// Resolves links in the part of a path that exists.
fn resolved(path: &Path) -> PathBuf {
    if path == Path::new("") {
        return resolved(Path::new("."));
    }
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Ok(real), ..) => real,
        (Err(_), Some(parent), Some(name)) => resolved(parent).join(name),
        (Err(_), ..) => path.to_path_buf(),
    }
}

/// Creates a file or directory under a new hidden name next to the target, and the parent directories.
fn create_staging<T>(
    target: &Target,
    mut make: impl FnMut(&Path) -> io::Result<T>,
) -> Result<(PathBuf, T), Error> {
    let parent = target.parent();
    fs::create_dir_all(parent).map_err(|error| write_error(&target.shown, error))?;
    loop {
        let path = hidden_path(parent);
        match make(&path) {
            Ok(made) => return Ok((path, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(write_error(&target.shown, error)),
        }
    }
}

/// Makes an unpredictable hidden name. The seed of a hash map is the standard library's only source of
/// randomness; no output depends on it.
fn hidden_path(parent: &Path) -> PathBuf {
    let chance = RandomState::new().build_hasher().finish();
    parent.join(format!(".shixiang-{chance:016x}"))
}

fn write_error(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_path_buf(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory that is removed at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new() -> Self {
            let path = hidden_path(&std::env::temp_dir());
            fs::create_dir(&path).unwrap();
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn begin(to: &Path, force: bool, text: &str) -> Beside {
        let mut file = TextFile::new(Target::new(to, Kind::File, force).unwrap()).unwrap();
        file.add(text.as_bytes()).unwrap();
        file.finish().unwrap()
    }

    #[test]
    fn the_second_of_two_simultaneous_writers_fails() {
        let scratch = Scratch::new();
        let to = scratch.0.join("a.json");
        let text = || fs::read_to_string(&to).unwrap();
        let [first, second] = [
            begin(&to, false, "{\"name\":\"1\"}"),
            begin(&to, false, "2"),
        ];
        first.settle().unwrap();
        assert!(matches!(second.settle(), Err(Error::Exists { .. })));
        let [first, second] = ["{\"name\":\"3\"}", "4"].map(|text| begin(&to, true, text));
        first.settle().unwrap();
        assert!(matches!(second.settle(), Err(Error::Changed { .. })));
        assert_eq!(text(), "{\"name\":\"3\"}");
        // Content that was put in its place by hand meanwhile is not deleted either.
        let late = begin(&to, true, "5");
        fs::write(&to, "# 笔记").unwrap();
        assert!(matches!(late.settle(), Err(Error::NotOurs { .. })));
        assert_eq!(text(), "# 笔记");
        assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 1);
    }

    #[test]
    fn a_text_is_replaced_only_while_it_is_the_one_that_was_read() {
        let scratch = Scratch::new();
        let to = scratch.0.join("说明.toml");
        fs::write(&to, "# 甲").unwrap();
        replace_text("# 甲", "# 乙", &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "# 乙");
        let late = replace_text("# 甲", "# 丙", &to);
        assert!(matches!(late, Err(Error::Changed { .. })));
        assert_eq!(fs::read_to_string(&to).unwrap(), "# 乙");
        assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 1);
    }

    #[test]
    fn replacing_is_safe_without_an_exchange_of_names() {
        let scratch = Scratch::new();
        let to = scratch.0.join("cat");
        for round in 0..2 {
            let target = Target::new(&to, Kind::Directory, true).unwrap();
            let mut beside = Beside::directory(target).unwrap();
            fs::write(
                beside.path().join("catalogue.toml"),
                format!("name = \"{round}\"\n"),
            )
            .unwrap();
            match beside.target.before.clone() {
                None => beside.settle().unwrap(),
                Some(before) => {
                    let from = beside.path().to_path_buf();
                    beside.replace(&before, &from, &to).unwrap();
                    beside.path = None;
                }
            }
        }
        let text = fs::read_to_string(to.join("catalogue.toml")).unwrap();
        assert_eq!(text, "name = \"1\"\n");
        assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 1);
    }
}
