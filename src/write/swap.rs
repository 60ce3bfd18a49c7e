//! File operations that differ between systems: exchanging two names, renaming to a free name, syncing directories.

use std::fs;
use std::io;
use std::path::Path;

/// The kind of content at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Directory,
}

/// The identity of the file or directory that a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Identity {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let about = fs::symlink_metadata(path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Ok(Self(about.dev(), about.ino()))
        }
        #[cfg(windows)]
        {
            use std::os::windows::fs::MetadataExt;
            Ok(Self(about.creation_time(), 0))
        }
        #[cfg(not(any(unix, windows)))]
        Ok(Self(about.len(), 0))
    }
}

/// Exchanges the content of two names, in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Renames to a free name; fails with [`io::ErrorKind::AlreadyExists`] if it is taken.
pub(super) fn take(from: &Path, to: &Path, kind: Kind) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        let taken = renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE);
        match taken.map_err(io::Error::from) {
            Err(error) if is_unsupported(&error) => {}
            taken => return taken,
        }
    }
    // A hard link fails if the name exists. Without hard links, existence is checked first; a rename never
    // replaces a directory that has content.
    if kind == Kind::File && fs::hard_link(from, to).is_ok() {
        return fs::remove_file(from);
    }
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// Whether an operation failed because the system or the file system does not support it.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput | io::ErrorKind::CrossesDevices
    )
}

/// Syncs a directory and everything in it to disk. One call for a whole file system is far faster than one
/// for each of a hundred thousand files.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn sync_all(directory: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(directory)?)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn sync_all(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())?;
        } else {
            // Some systems only sync writable files.
            fs::File::options()
                .write(true)
                .open(entry.path())?
                .sync_all()?;
        }
    }
    sync_directory(directory)
}

/// Syncs the names in a directory to disk, if a directory can be opened.
pub(super) fn sync_directory(directory: &Path) -> io::Result<()> {
    #[cfg(unix)]
    match fs::File::open(directory)?.sync_all() {
        // Some file systems have nothing to sync.
        Err(error) if !is_unsupported(&error) => return Err(error),
        _ => {}
    }
    #[cfg(not(unix))]
    let _ = directory;
    Ok(())
}
