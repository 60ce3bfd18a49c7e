//! What the commands read: files, directories, or standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use shixiang::source::{Format, MAX_DOCUMENT_BYTES};
use shixiang::{Error, ReadOptions, Reading, find_dialect, read_bytes, read_paths};

use crate::args::{Input, StdinFormat};
use crate::exit::Failure;

/// The name of standard input.
const STDIN: &str = "-";

/// A document that came in by standard input.
pub(crate) struct Piped {
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
}

impl Input {
    /// One file or directory; standard input is TOML.
    pub(crate) fn of(path: PathBuf) -> Self {
        Self {
            paths: vec![path],
            dialect: None,
            encoding: None,
            stdin_format: StdinFormat::default(),
        }
    }

    /// How to read.
    pub(crate) fn options(&self) -> Result<ReadOptions, Failure> {
        let mut options = ReadOptions::default();
        if let Some(name) = &self.dialect {
            options = options.dialect(find_dialect(name)?);
        }
        if let Some(label) = &self.encoding {
            options = options.encoding(label);
        }
        Ok(options)
    }

    /// Reads all of it.
    pub(crate) fn read(&self, options: &ReadOptions) -> Result<Reading, Failure> {
        Ok(match self.piped()? {
            Some(Piped { bytes, format }) => read_bytes(STDIN, bytes, format, options),
            None => read_paths(&self.paths, options)?,
        })
    }

    /// What comes in by standard input, where that is the input.
    pub(crate) fn piped(&self) -> Result<Option<Piped>, Failure> {
        if self.paths.iter().all(|path| path != Path::new(STDIN)) {
            return Ok(None);
        }
        if self.paths.len() > 1 {
            return Err(Failure::Usage {
                zh: "标准输入（-）不能与其他输入一起用".to_owned(),
                en: "standard input (-) goes alone".to_owned(),
            });
        }
        let format = self.stdin_format.into();
        // What is refused for its size need not be read to its end.
        let most = match format {
            Format::Toml | Format::Json => MAX_DOCUMENT_BYTES + 1,
            _ => u64::MAX,
        };
        let mut bytes = Vec::new();
        let mut stdin = std::io::stdin().lock().take(most);
        let read = stdin.read_to_end(&mut bytes);
        read.map_err(|source| Error::Read {
            path: STDIN.into(),
            source,
        })?;
        Ok(Some(Piped { bytes, format }))
    }
}
