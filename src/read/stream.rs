//! Streams that can be read only once, made rereadable.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::source::Format;

/// A document read from a stream such as standard input. What has been read is kept in a file, so
/// it may exceed memory.
pub struct Stream {
    pub(super) name: String,
    pub(super) format: Format,
    /// The number of its first line, if it is a part of a line-based document.
    pub(super) first_line: Option<u64>,
    /// The part that has not been read yet.
    source: RefCell<Box<dyn Read>>,
    /// The part that has been read.
    kept: File,
    size: Cell<u64>,
}

impl Stream {
    /// A document with its name and format; `kept` is an empty file that can be read and written.
    pub fn new(
        name: impl Into<String>,
        format: Format,
        source: impl Read + 'static,
        kept: File,
    ) -> Self {
        Self {
            name: name.into(),
            format,
            first_line: None,
            source: RefCell::new(Box::new(source)),
            kept,
            size: Cell::new(0),
        }
    }

    /// Marks the stream as a part of a line-based document that starts at `line` (from 1). Locations then
    /// refer to the whole document, and the part may be empty.
    #[must_use]
    pub fn from_line(mut self, line: u64) -> Self {
        self.first_line = Some(line);
        self
    }

    /// The document from its beginning.
    pub(super) fn open(&self) -> Opened<'_> {
        Opened {
            stream: self,
            at: 0,
        }
    }

    /// The whole document as a file.
    #[cfg(any(feature = "tables", test))]
    pub(super) fn file(&self) -> io::Result<File> {
        io::copy(&mut self.open(), &mut io::sink())?;
        let mut file = self.kept.try_clone()?;
        file.rewind()?;
        Ok(file)
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("name", &self.name)
            .field("format", &self.format)
            .field("first_line", &self.first_line)
            .finish_non_exhaustive()
    }
}

/// A stream that is read from its beginning.
pub(super) struct Opened<'o> {
    stream: &'o Stream,
    at: u64,
}

impl Read for Opened<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Stream {
            source, kept, size, ..
        } = self.stream;
        let (mut kept, known) = (kept, size.get());
        let read = if self.at < known {
            let most = usize::try_from(known - self.at).unwrap_or(usize::MAX);
            let most = most.min(buffer.len());
            kept.seek(SeekFrom::Start(self.at))?;
            kept.read(buffer.get_mut(..most).unwrap_or_default())?
        } else {
            let read = source.borrow_mut().read(buffer)?;
            kept.seek(SeekFrom::Start(known))?;
            kept.write_all(buffer.get(..read).unwrap_or_default())?;
            size.set(known + read as u64);
            read
        };
        self.at += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_again_from_what_was_kept_and_then_goes_on() {
        let path = std::env::temp_dir().join(format!("shixiang-stream-{}", std::process::id()));
        let mut options = File::options();
        let kept = options.read(true).write(true).create(true).truncate(true);
        let kept = kept.open(&path).unwrap();
        let stream = Stream::new("-", Format::Ndjson, &b"abcdef"[..], kept);
        let mut head = [0; 4];
        stream.open().read_exact(&mut head).unwrap();
        assert_eq!(&head, b"abcd");
        for _ in 0..2 {
            let mut all = String::new();
            stream.open().read_to_string(&mut all).unwrap();
            assert_eq!(all, "abcdef");
        }
        let mut all = String::new();
        stream.file().unwrap().read_to_string(&mut all).unwrap();
        assert_eq!(all, "abcdef");
        std::fs::remove_file(path).unwrap();
    }
}
