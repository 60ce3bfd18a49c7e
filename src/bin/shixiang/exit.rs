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
    /// Incomplete, where all else is fine but something is not complete.
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
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

/// Reports a failure on standard error.
pub(crate) fn failed(failure: &Failure, language: Language) -> Exit {
    // A reader that closed the pipe has seen enough: not a failure.
    if let Failure::Output(error) | Failure::Library(Error::Write { source: error, .. }) = failure
        && error.kind() == io::ErrorKind::BrokenPipe
    {
        return Exit::Fine;
    }
    let (text, exit) = match failure {
        Failure::Library(error) => (library(error, language), Exit::Usage),
        Failure::Output(error) => match language {
            Language::English => (format!("cannot write the output: {error}"), Exit::Fault),
            _ => (format!("输出写不了：{error}"), Exit::Fault),
        },
        Failure::Usage { zh, en } => match language {
            Language::English => (en.clone(), Exit::Usage),
            _ => (zh.clone(), Exit::Usage),
        },
    };
    let word = match language {
        Language::English => "error: ",
        _ => "错误：",
    };
    // If standard error is closed, there is no one left to tell.
    let _ = writeln!(anstream::stderr(), "{word}{text}");
    exit
}

/// Why the system could not read or write, in plain words where there are any.
fn cause(error: &io::Error, language: Language) -> String {
    let (zh, en) = match error.kind() {
        io::ErrorKind::StorageFull => ("磁盘已满", "the disk is full"),
        io::ErrorKind::FileTooLarge => ("文件太大，系统不许", "the system allows no file so large"),
        io::ErrorKind::QuotaExceeded => ("超过磁盘配额", "the disk quota is used up"),
        io::ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::NotFound => ("没有这个位置", "there is no such place"),
        io::ErrorKind::NotADirectory => ("上级不是目录", "what is above it is not a directory"),
        io::ErrorKind::InvalidFilename => ("名称太长或不能用", "the name is too long or invalid"),
        io::ErrorKind::IsADirectory => ("这是目录，不是文件", "it is a directory"),
        io::ErrorKind::InvalidData => ("内容不是UTF-8文字", "it is not UTF-8 text"),
        io::ErrorKind::UnexpectedEof => ("内容没有完", "it ends too early"),
        // The system's own words are English.
        _ => {
            return match (language, error.raw_os_error()) {
                (Language::English, _) => error.to_string(),
                (_, Some(number)) => format!("系统报告第{number}号错误"),
                (_, None) => "系统没有说明原因".to_owned(),
            };
        }
    };
    match language {
        Language::English => en.to_owned(),
        _ => zh.to_owned(),
    }
}

fn library(error: &Error, language: Language) -> String {
    if language == Language::English {
        return match error {
            Error::Read { source, .. } | Error::Write { source, .. } => {
                format!("{error}: {}", cause(source, language))
            }
            _ => error.to_string(),
        };
    }
    match error {
        Error::Read { path, source } => {
            format!("读不了{}：{}", path.display(), cause(source, language))
        }
        Error::Write { path, source } => {
            format!("写不了{}：{}", path.display(), cause(source, language))
        }
        Error::NotOurs { path, found } if path == found => format!(
            "{}不是本工具写出的内容，不覆盖；换一个位置，或先把它移走",
            path.display()
        ),
        Error::NotOurs { path, found } => format!(
            "{}里有不是本工具写出的{}，不覆盖；换一个位置，或先把它移走",
            path.display(),
            found.display()
        ),
        Error::Changed { path } => format!(
            "运行期间别的程序写了{}，已保留它写的，本次结果没有写出；请再运行一次",
            path.display()
        ),
        Error::InputChanged => "检查期间输入的文件变了；请再运行一次".to_owned(),
        Error::Overlap { path } => format!(
            "{}与另一项输出在同一位置，或在它里面；换一个位置",
            path.display()
        ),
        Error::NotFound { path } => format!("没有这个文件或目录：{}", path.display()),
        Error::Exists { path } => {
            format!("{}已经存在；换一个位置，或用 --force 覆盖", path.display())
        }
        Error::UnknownFormat { name, known } => {
            format!("不知道{name}是什么格式；认得的后缀是{known}")
        }
        Error::MissingFeature { name, feature } => {
            format!("读{name}需要 {feature} 功能，这个版本没有编入")
        }
        Error::UnknownEncoding { name } => {
            format!("没有叫“{name}”的编码；可用的如 utf-8、gb18030、big5、utf-16le")
        }
        Error::UnknownDialect { name, known } => format!("没有叫“{name}”的方言；已有{known}"),
        Error::Dialect { name, message } => format!("方言{name}有错：{message}"),
        Error::Config { name, chinese, .. } => format!("配置文件{name}有错：{chinese}"),
        Error::Baseline { name, line } => {
            format!("{name}不是本工具写的基线或历史文件：第{line}行不对")
        }
        Error::UnknownRule { name, near } => match near {
            Some(near) => format!("没有叫“{name}”的规则；是不是 {near}？"),
            None => format!("没有叫“{name}”的规则；用 shixiang rules 查看"),
        },
        Error::DuplicateRule { name } => format!("已经有叫“{name}”的规则"),
        other => other.to_string(),
    }
}
