//! Exit codes and errors of the tool.

use std::io::{self, Write};
use std::process::ExitCode;

use shixiang::{Error, Language, Verdict};

/// The exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: no findings at or above the limit.
    Fine = 0,
    /// 1: findings at or above the limit.
    Findings = 1,
    /// 2: invalid usage or configuration.
    Usage = 2,
    /// 3: some input gave no item.
    Incomplete = 3,
    /// 4: an internal error of the tool.
    Fault = 4,
}

impl Exit {
    /// Turns `Fine` into `Incomplete` unless `is_complete`.
    pub(crate) fn and_complete(self, is_complete: bool) -> Self {
        if self == Self::Fine && !is_complete {
            return Self::Incomplete;
        }
        self
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Passed => Self::Fine,
            Verdict::Failed => Self::Findings,
            Verdict::Fault => Self::Fault,
            _ => Self::Incomplete,
        }
    }
}

/// A failure that ends a command early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// An error of the library.
    #[error(transparent)]
    Library(#[from] Error),
    /// The output could not be written.
    #[error(transparent)]
    Output(#[from] io::Error),
    /// Invalid user input.
    #[error("{en}")]
    Usage {
        /// The message in Chinese.
        zh: String,
        /// The message in English.
        en: String,
    },
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl Failure {
    /// Displays the failure in one language.
    pub(crate) fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::Library(error), _) => error.message(language),
            (Self::Output(error), _) => {
                let number = error.raw_os_error();
                let source =
                    number.map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
                let path = match language {
                    Language::English => "the output",
                    _ => "输出",
                };
                Error::Write {
                    path: path.into(),
                    source,
                }
                .message(language)
            }
            (Self::Usage { en, .. }, Language::English) => en.clone(),
            (Self::Usage { zh, .. }, _) => zh.clone(),
        }
    }
}

/// Reports a failure on standard error.
pub(crate) fn failed(failure: &Failure, language: Language) -> Exit {
    // A reader that closes the pipe early has read all it needs: this is not a failure.
    if let Failure::Output(error) | Failure::Library(Error::Write { source: error, .. }) = failure
        && error.kind() == io::ErrorKind::BrokenPipe
    {
        return Exit::Fine;
    }
    let text = failure.message(language);
    let word = match language {
        Language::English => "error: ",
        _ => "错误：",
    };
    note(format_args!("{word}{text}"));
    Exit::Usage
}

/// Writes a line to standard error; if that is closed, the line is dropped.
pub(crate) fn note(line: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}
