//! Writes a part.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path as FilePath, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::form::{End, Head};
use crate::Error;

/// A file that a part is written to, for [`Checker::across`](crate::Checker::across).
#[derive(Debug)]
pub struct PartFile {
    path: PathBuf,
    file: File,
}

impl PartFile {
    /// Creates the file, or empties it.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] if it cannot be created.
    pub fn create(path: impl AsRef<FilePath>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(path)
            .map_err(|source| Error::Write {
                path: path.to_path_buf(),
                source,
            })?;
        Ok(Self::new(path, file))
    }

    /// A file open for reading and writing; `path` is its name in messages.
    pub fn new(path: impl Into<PathBuf>, file: File) -> Self {
        Self {
            path: path.into(),
            file,
        }
    }
}

/// A part that is being written.
#[derive(Debug)]
pub(crate) struct Writer<'p> {
    path: &'p FilePath,
    out: BufWriter<&'p File>,
    /// The first error.
    failed: Option<io::Error>,
}

impl<'p> Writer<'p> {
    /// Empties the file and writes the head of the part.
    pub(crate) fn begin(part: &'p PartFile, head: &Head) -> Self {
        let mut file = &part.file;
        let emptied = file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0)));
        let mut writer = Self {
            path: &part.path,
            out: BufWriter::new(file),
            failed: emptied.err(),
        };
        writer.json(&json!({ "part": head }));
        writer
    }

    /// Writes whole lines.
    pub(crate) fn lines(&mut self, lines: &[u8]) {
        if self.failed.is_none() {
            self.failed = self.out.write_all(lines).err();
        }
    }

    /// Writes the last line; returns the first error.
    pub(crate) fn end(mut self, end: &End) -> Result<(), Error> {
        self.json(&json!({ "end": end }));
        let flushed = self.out.flush();
        self.failed
            .map_or(flushed, Err)
            .map_err(|source| Error::Write {
                path: self.path.to_path_buf(),
                source,
            })
    }

    fn json(&mut self, value: &impl Serialize) {
        let written = serde_json::to_vec(value).map(|mut line| {
            line.push(b'\n');
            line
        });
        match written {
            Ok(line) => self.lines(&line),
            Err(error) => self.failed = self.failed.take().or(Some(error.into())),
        }
    }
}
