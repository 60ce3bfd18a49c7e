//! Files opened to be read.

use std::fs::{self, File};
use std::io;
#[cfg(feature = "tables")]
use std::io::Read as _;
use std::path::Path as FilePath;

#[cfg(feature = "tables")]
use crate::source::HEAD_BYTES;

/// Opens a file; a pipe, a device or a socket is refused, for it is not known when it ends.
pub(super) fn open(path: &FilePath) -> io::Result<File> {
    // Asked before the file is opened: to open a pipe is already to wait for its other end.
    if fs::metadata(path)?.is_file() {
        File::open(path)
    } else {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// The size of a file in bytes, as far as the system tells it.
pub(super) fn size(path: &FilePath) -> u64 {
    fs::metadata(path).map_or(0, |about| about.len())
}

/// The first bytes of a file: none if it cannot be read, which is told when it is read as a whole.
#[cfg(feature = "tables")]
pub(super) fn head(path: &FilePath) -> Vec<u8> {
    let mut head = Vec::new();
    let read = open(path).and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head));
    if read.is_err() {
        head.clear();
    }
    head
}
