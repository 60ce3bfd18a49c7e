//! The inputs of commands: files, directories or standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use shixiang::source::{Format, MAX_DOCUMENT_BYTES};
use shixiang::{
    Account, Error, Language, ReadOptions, Stream, find_dialect, read_bytes, read_paths,
};

use crate::args::{Input, Reading};
use crate::exit::{Failure, note};

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

/// Adds exclusion patterns to the read options.
pub(crate) fn excluding(options: ReadOptions, patterns: &[String]) -> Result<ReadOptions, Failure> {
    let excluded = patterns
        .iter()
        .try_fold(options, |options, pattern| options.exclude(pattern));
    Ok(excluded?)
}

/// Reports on standard error how many files were excluded.
pub(crate) fn tell_excluded(account: &Account, language: Language) {
    if account.excluded == 0 {
        return;
    }
    let count = account.excluded;
    let line = match language {
        Language::English => format!("files excluded and not read: {count}"),
        _ => format!("另有{count}个文件被排除（exclude），没有读"),
    };
    note(line);
}

impl Input {
    /// Creates the input of a single file or directory; standard input is TOML.
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

    /// Whether standard input is the only input.
    pub(crate) fn is_piped(&self) -> bool {
        self.paths == [Path::new(STDIN)]
    }

    /// Standard input as a stream, if it is the input. A temporary file allows it to be read again.
    /// `name` and `first_line` describe the document, or the part of an NDJSON document, that it holds.
    pub(crate) fn stream(
        &self,
        name: Option<&str>,
        first_line: Option<u64>,
    ) -> Result<Option<Stream>, Failure> {
        if !self.reads_stdin()? {
            return Ok(None);
        }
        let format = match first_line {
            Some(_) => Format::Ndjson,
            None => self.read.stdin_format.into(),
        };
        let file = anonymous("stdin")?;
        let stream = Stream::new(name.unwrap_or(STDIN), format, io::stdin(), file);
        Ok(Some(match first_line {
            Some(line) => stream.from_line(line),
            None => stream,
        }))
    }

    /// Whether standard input is the input; an error if it is given with other inputs.
    fn reads_stdin(&self) -> Result<bool, Failure> {
        if self.paths.iter().all(|path| path != Path::new(STDIN)) {
            return Ok(false);
        }
        if self.paths.len() > 1 {
            return Err(Failure::Usage {
                zh: "标准输入（-）不能与其他输入一起用".to_owned(),
                en: "standard input (-) cannot be combined with other inputs".to_owned(),
            });
        }
        Ok(true)
    }

    /// Reads standard input, if it is the input.
    pub(crate) fn piped(&self) -> Result<Option<Piped>, Failure> {
        if !self.reads_stdin()? {
            return Ok(None);
        }
        let format = self.read.stdin_format.into();
        // Input over the size limit is refused, so there is no need to read it to the end.
        let most = match format {
            Format::Toml | Format::Json => MAX_DOCUMENT_BYTES + 1,
            _ => u64::MAX,
        };
        let mut bytes = Vec::new();
        let mut stdin = io::stdin().lock().take(most);
        let read = stdin.read_to_end(&mut bytes);
        read.map_err(|source| Error::Read {
            path: STDIN.into(),
            source,
        })?;
        Ok(Some(Piped { bytes, format }))
    }
}

/// Creates a temporary file that is deleted when it is closed; on a system that cannot unlink open files, it stays
/// in the temporary directory.
fn anonymous(what: &str) -> Result<File, Error> {
    let (path, file) = temporary(what)?;
    let _ = fs::remove_file(path);
    Ok(file)
}

/// Returns a function that creates anonymous temporary files.
pub(crate) fn files(what: &'static str) -> impl Fn() -> io::Result<File> + Send + Sync + 'static {
    let number = AtomicUsize::new(0);
    move || {
        let number = number.fetch_add(1, Ordering::Relaxed);
        anonymous(&format!("{what}-{number}")).map_err(io::Error::other)
    }
}

/// Creates an empty file of this process in the temporary directory.
pub(crate) fn temporary(what: &str) -> Result<(PathBuf, File), Error> {
    let name = format!("shixiang-{}-{what}", std::process::id());
    let path = std::env::temp_dir().join(name);
    let mut options = File::options();
    let options = options.read(true).write(true).create_new(true);
    match options.open(&path) {
        Ok(file) => Ok((path, file)),
        Err(source) => Err(Error::Write { path, source }),
    }
}
