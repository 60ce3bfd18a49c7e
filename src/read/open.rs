//! File access: from the file system, from memory, or from memory over the file system.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use glob::{MatchOptions, PatternError};

use super::memory::{MemoryFiles, plain};
use super::options::ReadOptions;
#[cfg(feature = "tables")]
use crate::source::HEAD_BYTES;

/// As in a shell, a pattern matches hidden files only explicitly; leftovers of a killed run are skipped.
const VISIBLE: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: false,
    require_literal_leading_dot: true,
};

/// A file opened to be read.
pub(super) enum Opened {
    /// On the file system.
    File(File),
    /// In memory.
    Memory(Cursor<Arc<[u8]>>),
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Memory(bytes) => bytes.seek(to),
        }
    }
}

/// The bytes of a file in memory.
fn in_memory(path: &FilePath, options: &ReadOptions) -> Option<Arc<[u8]>> {
    options.files.as_ref()?.shared(path)
}

/// Whether other files are read from the file system.
fn has_disk(options: &ReadOptions) -> bool {
    options.files.as_ref().is_none_or(MemoryFiles::is_over_disk)
}

/// Opens a file; pipes, devices and sockets are refused, because they may never end.
pub(super) fn open(path: &FilePath, options: &ReadOptions) -> io::Result<Opened> {
    if let Some(bytes) = in_memory(path, options) {
        return Ok(Opened::Memory(Cursor::new(bytes)));
    }
    if !has_disk(options) {
        return Err(io::ErrorKind::NotFound.into());
    }
    // Checked first, because opening a pipe blocks until it has a writer.
    if fs::metadata(path)?.is_file() {
        File::open(path).map(Opened::File)
    } else {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// The content of a file as text.
#[cfg(feature = "tables")]
pub(super) fn text(path: &FilePath, options: &ReadOptions) -> io::Result<String> {
    io::read_to_string(open(path, options)?)
}

/// The size of a file in bytes; 0 if the system does not report it.
pub(super) fn size(path: &FilePath, options: &ReadOptions) -> u64 {
    match in_memory(path, options) {
        Some(bytes) => bytes.len() as u64,
        None if has_disk(options) => fs::metadata(path).map_or(0, |about| about.len()),
        None => 0,
    }
}

/// The first bytes of a file; none if it cannot be read, which is reported when it is read as a whole.
#[cfg(feature = "tables")]
pub(super) fn head(path: &FilePath, options: &ReadOptions) -> Vec<u8> {
    let mut head = Vec::new();
    let opened = open(path, options);
    let read = opened.and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head));
    if read.is_err() {
        head.clear();
    }
    head
}

/// Whether a path is a directory; an error if it does not exist.
pub(super) fn is_directory(path: &FilePath, options: &ReadOptions) -> io::Result<bool> {
    match &options.files {
        Some(files) if files.get(path).is_some() => Ok(false),
        Some(files) if files.is_directory(path) => Ok(true),
        _ if has_disk(options) => Ok(fs::metadata(path)?.is_dir()),
        _ => Err(io::ErrorKind::NotFound.into()),
    }
}

/// Whether a path is a file.
pub(super) fn is_file(path: &FilePath, options: &ReadOptions) -> bool {
    in_memory(path, options).is_some() || (has_disk(options) && path.is_file())
}

/// The canonical path of a file or directory.
pub(super) fn canonical(path: &FilePath, options: &ReadOptions) -> io::Result<PathBuf> {
    if !has_disk(options) {
        return Ok(plain(path));
    }
    // An empty path is the current directory.
    let is_here = path == FilePath::new("");
    fs::canonicalize(if is_here { FilePath::new(".") } else { path })
}

/// The entries of a directory; an inaccessible entry is an error.
pub(super) fn entries(
    directory: &FilePath,
    options: &ReadOptions,
) -> io::Result<Vec<io::Result<PathBuf>>> {
    let mut held = options
        .files
        .as_ref()
        .map(|files| files.entries(directory))
        .unwrap_or_default();
    let mut saved = Vec::new();
    // A directory that exists only in memory is not on the file system.
    if has_disk(options) && (held.is_empty() || directory.is_dir()) {
        for entry in fs::read_dir(directory)? {
            let entry = entry.map(|entry| entry.path());
            if let Ok(path) = &entry {
                held.remove(path);
            }
            saved.push(entry);
        }
    }
    saved.extend(held.into_iter().map(Ok));
    Ok(saved)
}

/// The files below a directory that match a pattern; an inaccessible directory is an error.
pub(super) fn matching(
    directory: &FilePath,
    pattern: &str,
    options: &ReadOptions,
) -> Result<Vec<Result<PathBuf, PathBuf>>, PatternError> {
    let mut held = match &options.files {
        Some(files) => files.matching(directory, pattern, VISIBLE)?,
        None => Vec::new(),
    };
    if !has_disk(options) {
        return Ok(held.into_iter().map(Ok).collect());
    }
    let directory = glob::Pattern::escape(&directory.display().to_string());
    let place = FilePath::new(&directory).join(pattern);
    let found = glob::glob_with(&place.display().to_string(), VISIBLE)?;
    let entry_or_place = |entry: glob::GlobResult| entry.map_err(|error| error.path().to_owned());
    let found = found
        .map(entry_or_place)
        .filter(|entry| !entry.as_ref().is_ok_and(|file| file.is_dir()));
    let mut found: Vec<_> = found.collect();
    held.retain(|file| !found.iter().flatten().any(|saved| saved == file));
    found.extend(held.into_iter().map(Ok));
    Ok(found)
}
