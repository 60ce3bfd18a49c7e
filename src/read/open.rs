//! Files opened to be read.

use std::fs::{self, File};
use std::io;
use std::path::Path as FilePath;

/// Opens a file; a pipe, a device or a socket is refused, for nobody knows when it ends.
pub(super) fn open(path: &FilePath) -> io::Result<File> {
    // Asked before the file is opened: to open a pipe is already to wait for its other end.
    if fs::metadata(path)?.is_file() {
        File::open(path)
    } else {
        Err(io::ErrorKind::Unsupported.into())
    }
}
