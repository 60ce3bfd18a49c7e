//! Atomic writes: a file or directory is made under a fresh hidden name next to its target, and takes
//! the target's place in one step.
//!
//! The previous content of the target is exchanged for it, looked at once more, and only then deleted: at
//! every moment there is the old or the new, and nothing is deleted that this tool did not write. A run that
//! is killed leaves a hidden `.shixiang-…`, which nothing reads and no later run meets.

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
    /// The path as the caller names it.
    shown: PathBuf,
    /// The path behind links.
    real: PathBuf,
    kind: Kind,
    force: bool,
    /// The identity of the previous content.
    before: Option<swap::Identity>,
    /// The text that must be there, instead of something that this tool wrote.
    expected: Option<String>,
}

impl Target {
    /// Looks at the path: it must be free, or with `force` hold something that this tool wrote.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] without `force`, [`Error::NotOurs`] with it.
    pub(crate) fn new(to: &Path, kind: Kind, force: bool) -> Result<Self, Error> {
        let wrong = |source: io::Error| wrong(to, source);
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
                    return Err(wrong(io::ErrorKind::InvalidFilename.into()));
                }
                return Ok(target);
            }
            Err(error) => return Err(wrong(error)),
            Ok(_) if !force => {
                return Err(Error::Exists {
                    path: to.to_path_buf(),
                });
            }
            Ok(_) => {}
        }
        target.real = fs::canonicalize(to).map_err(wrong)?;
        target.before = Some(swap::Identity::of(&target.real).map_err(wrong)?);
        target.is_ours(&target.real)?;
        Ok(target)
    }

    /// Looks at a file that has this text and is to have another one.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] if it has another text by now.
    fn with_text(to: &Path, expected: &str) -> Result<Self, Error> {
        let wrong = |source: io::Error| wrong(to, source);
        let real = fs::canonicalize(to).map_err(wrong)?;
        let before = swap::Identity::of(&real).map_err(wrong)?;
        let target = Self {
            shown: to.to_path_buf(),
            real,
            kind: Kind::File,
            force: true,
            before: Some(before),
            expected: Some(expected.to_owned()),
        };
        target.is_ours(&target.real)?;
        Ok(target)
    }

    /// Checks that the content of a path is of the target's kind, and that this tool wrote it, or that it is
    /// the text that was read.
    fn is_ours(&self, path: &Path) -> Result<(), Error> {
        let wrong = |source| wrong(&self.shown, source);
        if let Some(expected) = &self.expected {
            let bytes = fs::read(path).map_err(wrong)?;
            let is_same = bytes == expected.as_bytes();
            return if is_same { Ok(()) } else { Err(self.changed()) };
        }
        let about = fs::symlink_metadata(path).map_err(wrong)?;
        let is_kind = match self.kind {
            Kind::File => about.is_file(),
            Kind::Directory => about.is_dir(),
        };
        let foreign = if is_kind {
            foreign(path).map_err(wrong)?
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

    /// Checks that no other output is at this one's place or inside it.
    ///
    /// # Errors
    ///
    /// [`Error::Overlap`].
    pub(crate) fn is_apart_from<'t>(
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

    /// Deletes the file that is there.
    pub(crate) fn clear(&self) -> Result<(), Error> {
        if self.before.is_some() {
            self.is_ours(&self.real)?;
            fs::remove_file(&self.real).map_err(|error| wrong(&self.shown, error))?;
        }
        Ok(())
    }

    fn parent(&self) -> &Path {
        match self.real.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        }
    }

    /// The error of a target that another program wrote in the meantime.
    fn changed(&self) -> Error {
        let path = self.shown.clone();
        if self.force {
            Error::Changed { path }
        } else {
            Error::Exists { path }
        }
    }
}

/// A file or directory in progress; removed unless it is settled.
#[derive(Debug)]
pub(crate) struct Beside {
    target: Target,
    /// The temporary path; `None` once there is nothing left to remove.
    path: Option<PathBuf>,
}

impl Beside {
    /// Makes the directory to fill.
    pub(crate) fn directory(target: Target) -> Result<Self, Error> {
        let path = fresh(&target, |path| fs::create_dir(path))?.0;
        Ok(Self {
            target,
            path: Some(path),
        })
    }

    /// Makes the file to write.
    pub(crate) fn file(target: Target) -> Result<(Self, fs::File), Error> {
        let mut options = fs::File::options();
        options.read(true).write(true).create_new(true);
        let (path, file) = fresh(&target, |path| options.open(path))?;
        let path = Some(path);
        Ok((Self { target, path }, file))
    }

    /// The path to write to.
    pub(crate) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(&self.target.real)
    }

    /// An error that names the target instead of the temporary path.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        wrong(&self.target.shown, source)
    }

    /// Puts the new content in the target's place. It must have been synced.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] or [`Error::Changed`] if another program wrote there in the meantime: then
    /// that stays.
    pub(crate) fn settle(mut self) -> Result<(), Error> {
        let Some(from) = self.path.clone() else {
            return Ok(());
        };
        let to = self.target.real.clone();
        match self.target.before.clone() {
            None => self.take(&from, &to)?,
            Some(before) => match swap::exchange(&from, &to) {
                Ok(()) => {
                    if let Err(error) = self.is_unchanged(&before, &from) {
                        // Foreign content is not ours to delete, whether or not it can be put back.
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

    /// Takes a place where nothing is.
    fn take(&self, from: &Path, to: &Path) -> Result<(), Error> {
        swap::take(from, to, self.target.kind).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => {
                self.target.changed()
            }
            _ => self.wrong(error),
        })
    }

    /// Takes the place of the present content if the system cannot exchange two names. A file is replaced in
    /// one step; between the two steps of a directory nothing can fail but the system.
    fn replace(&self, before: &swap::Identity, from: &Path, to: &Path) -> Result<(), Error> {
        self.is_unchanged(before, to)?;
        if self.target.kind == Kind::File {
            return fs::rename(from, to).map_err(|error| self.wrong(error));
        }
        let aside = hidden(self.target.parent());
        fs::rename(to, &aside).map_err(|error| self.wrong(error))?;
        if let Err(error) = fs::rename(from, to) {
            return Err(self.wrong(fs::rename(&aside, to).err().unwrap_or(error)));
        }
        let _ = fs::remove_dir_all(&aside);
        Ok(())
    }

    /// Checks that a path holds what stood at the target when the run began.
    fn is_unchanged(&self, before: &swap::Identity, path: &Path) -> Result<(), Error> {
        let now = swap::Identity::of(path).map_err(|error| self.wrong(error))?;
        if now != *before {
            return Err(self.target.changed());
        }
        self.target.is_ours(path)
    }

    /// Removes the content of the temporary path. If that fails, a hidden name is left, which harms nobody.
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

    /// An error that names the target instead of the temporary path.
    pub(crate) fn wrong(&self, source: io::Error) -> Error {
        self.beside.wrong(source)
    }

    /// Appends bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        (self.file.write_all(bytes)).map_err(|error| self.beside.wrong(error))
    }

    /// Syncs the file to disk. All that can run out of space has happened then.
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
/// [`Error::Changed`] if it has another text by now, which stays; [`Error::Write`] if it is read-only or the
/// system cannot write.
pub fn replace_text(before: &str, after: &str, to: &Path) -> Result<(), Error> {
    let target = Target::with_text(to, before)?;
    let about = fs::metadata(&target.real).map_err(|error| wrong(to, error))?;
    // To put another file in its place would get round the protection.
    if about.permissions().readonly() {
        return Err(wrong(to, io::ErrorKind::PermissionDenied.into()));
    }
    let mut file = TextFile::new(target)?;
    file.add(after.as_bytes())?;
    let set = file.file.get_ref().set_permissions(about.permissions());
    set.map_err(|error| file.wrong(error))?;
    file.finish()?.settle()
}

/// A path behind links, as far as it exists.
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

/// Makes something under a fresh name next to the target, and the directories above it.
fn fresh<T>(
    target: &Target,
    mut make: impl FnMut(&Path) -> io::Result<T>,
) -> Result<(PathBuf, T), Error> {
    let parent = target.parent();
    fs::create_dir_all(parent).map_err(|error| wrong(&target.shown, error))?;
    loop {
        let path = hidden(parent);
        match make(&path) {
            Ok(made) => return Ok((path, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(wrong(&target.shown, error)),
        }
    }
}

/// A hidden name that nobody can guess. The seed of a hash map is the standard library's only source of
/// randomness; no output depends on it.
fn hidden(parent: &Path) -> PathBuf {
    let chance = RandomState::new().build_hasher().finish();
    parent.join(format!(".shixiang-{chance:016x}"))
}

fn wrong(path: &Path, source: io::Error) -> Error {
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
            let path = hidden(&std::env::temp_dir());
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
