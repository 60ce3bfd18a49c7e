//! Errors outside the data.

use std::io;
use std::path::PathBuf;

use crate::i18n::{Argument, Language, Text};

/// An error of input, output or use, as opposed to a problem in the data.
///
/// Problems in the data are never errors: reading them gives findings.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or directory could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The underlying I/O error.
        source: io::Error,
    },
    /// A file or directory could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The underlying I/O error.
        source: io::Error,
    },
    /// The temporary file for findings or for a previous version could not be written or read.
    #[error("cannot use the temporary file")]
    Spill {
        /// The underlying I/O error.
        source: io::Error,
    },
    /// The path does not exist.
    #[error("no such file or directory: {}", path.display())]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// The output exists already.
    #[error("{} already exists", path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// The output exists and was not written by this tool.
    #[error("{} was not replaced, because {} was not written by this tool", path.display(), found.display())]
    NotOurs {
        /// The output.
        path: PathBuf,
        /// The path that is not ours: the output itself, or something in it.
        found: PathBuf,
    },
    /// Another program changed the output in the meantime.
    #[error("another program changed {} in the meantime; its version was kept", path.display())]
    Changed {
        /// The output.
        path: PathBuf,
    },
    /// An input changed while it was checked.
    #[error("an input changed while it was checked; run the check again")]
    InputChanged,
    /// A file is not a part that `across` can combine with the others.
    #[error("{name}: {message}")]
    Part {
        /// The file.
        name: String,
        /// The problem.
        message: String,
        /// The problem in Chinese.
        chinese: String,
    },
    /// An output path equals or lies inside that of another output.
    #[error("{} is the path of another output, or inside it", path.display())]
    Overlap {
        /// The output.
        path: PathBuf,
    },
    /// An exclusion is not a file name pattern.
    #[error("“{pattern}” is not a file name pattern such as drafts/*.toml")]
    Pattern {
        /// The pattern.
        pattern: String,
    },
    /// The format of an input cannot be told from its name.
    #[error("cannot tell the format of {name}; known extensions are {known}")]
    UnknownFormat {
        /// The input.
        name: String,
        /// The file name extensions that this build supports.
        known: String,
    },
    /// An input cannot be used.
    #[error("cannot read {name}: {}", reason.en)]
    Unreadable {
        /// The input.
        name: String,
        /// Why.
        reason: Text,
    },
    /// The format needs a feature that is not enabled in this build.
    #[error("{name} needs the feature `{feature}`, which is not enabled in this build")]
    MissingFeature {
        /// The input.
        name: String,
        /// The feature.
        feature: &'static str,
    },
    /// The encoding is unknown.
    #[error("unknown encoding {name}; known are, for example, utf-8, gb18030, big5 and utf-16le")]
    UnknownEncoding {
        /// The name.
        name: String,
    },
    /// No dialect has this name.
    #[error("there is no dialect “{name}”; available: {known}")]
    UnknownDialect {
        /// The name or path that was given.
        name: String,
        /// The available names.
        known: String,
    },
    /// A dialect file is invalid.
    #[error("dialect {name}: {message}")]
    Dialect {
        /// The name or file of the dialect.
        name: String,
        /// The problem, with its line.
        message: String,
        /// The problem in Chinese.
        chinese: String,
    },
    /// A configuration file is invalid.
    #[error("configuration {name}: {message}")]
    Config {
        /// The file.
        name: String,
        /// The line, from 1, if known.
        line: Option<usize>,
        /// The problem, with its line.
        message: String,
        /// The problem in Chinese.
        chinese: String,
    },
    /// A baseline or history file is invalid.
    #[error("{name}: line {line} is not valid in this kind of file")]
    Baseline {
        /// The file.
        name: String,
        /// The first invalid line, from 1.
        line: usize,
    },
    /// A file is not a rectification workbook.
    #[error("{name} cannot be read: {message}")]
    Ledger {
        /// The file.
        name: String,
        /// The reason.
        message: &'static str,
        /// The problem in Chinese.
        chinese: &'static str,
    },
    /// A rule named in a configuration or on the command line does not exist.
    #[error("there is no rule “{name}”{}", near.map_or_else(String::new, |near| format!("; did you mean {near}?")))]
    UnknownRule {
        /// The code or name given.
        name: String,
        /// A code, name or theme that looks like it.
        near: Option<&'static str>,
    },
    /// A custom rule has the code or name of an existing rule.
    #[error("there already is a rule {name}")]
    DuplicateRule {
        /// The code or name given.
        name: String,
    },
}

impl Error {
    /// Describes the problem and its remedy for people, in one language.
    pub fn message(&self, language: Language) -> String {
        if language == Language::English {
            return match self {
                Self::Read { source, .. } | Self::Write { source, .. } | Self::Spill { source } => {
                    format!("{self}: {}", cause(source).get(language))
                }
                _ => self.to_string(),
            };
        }
        match self {
            Self::Read { path, source } => {
                format!("读不了{}：{}", path.display(), cause(source).get(language))
            }
            Self::Write { path, source } => {
                format!("写不了{}：{}", path.display(), cause(source).get(language))
            }
            Self::Spill { source } => {
                format!("临时文件用不了：{}", cause(source).get(language))
            }
            Self::NotOurs { path, found } if path == found => format!(
                "{}不是本工具写出的内容，不覆盖；换一个位置，或先把它移走",
                path.display()
            ),
            Self::NotOurs { path, found } => format!(
                "{}里有不是本工具写出的{}，不覆盖；换一个位置，或先把它移走",
                path.display(),
                found.display()
            ),
            Self::Changed { path } => format!(
                "运行期间别的程序写了{}，已保留它写的，本次结果没有写出；请再运行一次",
                path.display()
            ),
            Self::InputChanged => "检查期间输入的文件变了；请再运行一次".to_owned(),
            Self::Part { name, chinese, .. } => format!("{name}：{chinese}"),
            Self::Overlap { path } => format!(
                "{}与另一项输出在同一位置，或在它里面；换一个位置",
                path.display()
            ),
            Self::NotFound { path } => format!("没有这个文件或目录：{}", path.display()),
            Self::Exists { path } => {
                format!("{}已经存在；换一个位置，或用 --force 覆盖", path.display())
            }
            Self::Pattern { pattern } => {
                format!("“{pattern}”不是文件名的写法，应如 drafts/*.toml")
            }
            Self::UnknownFormat { name, known } => {
                format!("不知道{name}是什么格式；认得的后缀是{known}")
            }
            Self::Unreadable { name, reason } => format!("读不了{name}：{}", reason.zh),
            Self::MissingFeature { name, feature } => {
                format!("读{name}需要 {feature} 功能，这个版本没有编入")
            }
            Self::UnknownEncoding { name } => {
                format!("没有叫“{name}”的编码；可用的如 utf-8、gb18030、big5、utf-16le")
            }
            Self::UnknownDialect { name, known } => {
                format!("没有叫“{name}”的方言；已有{}", known.replace(", ", "、"))
            }
            Self::Dialect { name, chinese, .. } => format!("方言{name}有错：{chinese}"),
            Self::Config { name, chinese, .. } => format!("配置文件{name}有错：{chinese}"),
            Self::Baseline { name, line } => {
                format!("{name}不是本工具写的基线或历史文件：第{line}行不对")
            }
            Self::Ledger { name, chinese, .. } => format!("读不了{name}：{chinese}"),
            Self::UnknownRule { name, near } => match near {
                Some(near) => format!("没有叫“{name}”的规则；是不是 {near}？"),
                None => format!("没有叫“{name}”的规则；用 shixiang rules 查看"),
            },
            Self::DuplicateRule { name } => format!("已经有叫“{name}”的规则"),
        }
    }
}

/// Explains an I/O error, in plain words if possible.
pub(crate) fn cause(error: &io::Error) -> Argument {
    let (zh, en) = match error.kind() {
        io::ErrorKind::StorageFull => ("磁盘已满", "the disk is full"),
        io::ErrorKind::FileTooLarge => (
            "文件太大，系统不许",
            "the file is larger than the system allows",
        ),
        io::ErrorKind::QuotaExceeded => ("超过磁盘配额", "the disk quota is used up"),
        io::ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::NotFound => ("没有这个位置", "no such file or directory"),
        io::ErrorKind::NotADirectory => ("上级不是目录", "a parent of it is not a directory"),
        io::ErrorKind::InvalidFilename => ("名称太长或不能用", "the name is too long or invalid"),
        io::ErrorKind::IsADirectory => ("这是目录，不是文件", "it is a directory"),
        io::ErrorKind::InvalidData => ("内容不是UTF-8文字", "it is not UTF-8 text"),
        io::ErrorKind::Unsupported => (
            "不是普通文件，管道、设备不读",
            "it is not a regular file; pipes and devices are not read",
        ),
        io::ErrorKind::UnexpectedEof => ("内容没有完", "it ends too early"),
        // The operating system's message is only in English.
        _ => {
            let zh = match error.raw_os_error() {
                Some(number) => format!("系统报告第{number}号错误"),
                None => "系统没有说明原因".to_owned(),
            };
            let en = error.to_string();
            return Argument::Both { zh, en };
        }
    };
    Text::new(zh, en).into()
}
