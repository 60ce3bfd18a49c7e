//! The inputs of commands: files, directories or standard input.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use shixiang::source::{Format, MAX_DOCUMENT_BYTES};
use shixiang::{Account, Error, Language, ReadOptions, find_dialect, read_bytes, read_paths};

use crate::args::{Input, Reading};
use crate::exit::Failure;

/// The name of standard input.
pub(crate) const STDIN: &str = "-";

/// A document read from standard input.
pub(crate) struct Piped {
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
}

impl Reading {
    /// The read options.
    pub(crate) fn options(&self) -> Result<ReadOptions, Failure> {
        let mut options = ReadOptions::default();
        if let Some(name) = &self.dialect {
            options = options.dialect(find_dialect(name)?);
        }
        if let Some(label) = &self.encoding {
            options = options.encoding(label);
        }
        if self.hidden == "skip" {
            options = options.skip_hidden();
        }
        Ok(options)
    }
}

/// The read options with these patterns of files that are not read.
pub(crate) fn excluding(options: ReadOptions, patterns: &[String]) -> Result<ReadOptions, Failure> {
    let excluded = patterns
        .iter()
        .try_fold(options, |options, pattern| options.exclude(pattern));
    Ok(excluded?)
}

/// Says on standard error how many files were not read.
pub(crate) fn tell_excluded(account: &Account, language: Language) {
    if account.excluded == 0 {
        return;
    }
    let count = account.excluded;
    let line = match language {
        Language::English => format!("files excluded and not read: {count}"),
        _ => format!("另有{count}个文件被排除（exclude），没有读"),
    };
    // If standard error is closed, there is no one left to tell.
    let _ = writeln!(anstream::stderr(), "{line}");
}

impl Input {
    /// A single file or directory; standard input is TOML.
    pub(crate) fn of(path: PathBuf) -> Self {
        Self {
            paths: vec![path],
            exclude: Vec::new(),
            read: Reading::default(),
        }
    }

    /// The read options.
    pub(crate) fn options(&self) -> Result<ReadOptions, Failure> {
        excluding(self.read.options()?, &self.exclude)
    }

    /// Reads all inputs.
    pub(crate) fn read(&self, options: &ReadOptions) -> Result<shixiang::Reading, Failure> {
        Ok(match self.piped()? {
            Some(Piped { bytes, format }) => read_bytes(STDIN, bytes, format, options),
            None => read_paths(&self.paths, options)?,
        })
    }

    /// Reads standard input, if it is the input.
    pub(crate) fn piped(&self) -> Result<Option<Piped>, Failure> {
        if self.paths.iter().all(|path| path != Path::new(STDIN)) {
            return Ok(None);
        }
        if self.paths.len() > 1 {
            return Err(Failure::Usage {
                zh: "标准输入（-）不能与其他输入一起用".to_owned(),
                en: "standard input (-) cannot be combined with other inputs".to_owned(),
            });
        }
        let format = self.read.stdin_format.into();
        // Input over the size limit is refused anyway, so there is no need to read it to the end.
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
