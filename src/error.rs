use std::io;
use std::path::PathBuf;

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
    /// The output exists, and is not what this tool wrote.
    #[error("{} is not replaced, because {} is not what this tool wrote", path.display(), found.display())]
    NotOurs {
        /// The output.
        path: PathBuf,
        /// What is not ours: the output itself, or something in it.
        found: PathBuf,
    },
    /// Another program wrote to the output in the meantime.
    #[error("another program wrote {} in the meantime; that was left as it is", path.display())]
    Changed {
        /// The output.
        path: PathBuf,
    },
    /// An input changed while it was checked.
    #[error("an input changed while it was checked; run the check again")]
    InputChanged,
    /// One output would be at the place of another one, or inside it.
    #[error("{} is at the place of another output, or inside it", path.display())]
    Overlap {
        /// The output.
        path: PathBuf,
    },
    /// The name of an input does not tell its format.
    #[error("cannot tell the format of {name}; known extensions are {known}")]
    UnknownFormat {
        /// The input.
        name: String,
        /// The file name extensions that this build supports.
        known: String,
    },
    /// The format needs a feature that is not enabled in this build.
    #[error("{name} needs the feature `{feature}`, which is not enabled in this build")]
    MissingFeature {
        /// The input.
        name: String,
        /// The feature.
        feature: &'static str,
    },
    /// No encoding has this name.
    #[error("no encoding is called {name}; such are utf-8, gb18030, big5 and utf-16le")]
    UnknownEncoding {
        /// The name.
        name: String,
    },
    /// No dialect has this name.
    #[error("there is no dialect “{name}”; available: {known}")]
    UnknownDialect {
        /// The path.
        name: String,
        /// The available names.
        known: String,
    },
    /// A dialect file is invalid.
    #[error("dialect {name}: {message}")]
    Dialect {
        /// The name or file of the dialect.
        name: String,
        /// The message: what is wrong.
        message: String,
    },
    /// A configuration file is invalid.
    #[error("configuration {name}: {message}")]
    Config {
        /// The file.
        name: String,
        /// What is wrong, with the line.
        message: String,
        /// The same in Chinese.
        chinese: String,
    },
    /// A baseline or history file is invalid.
    #[error("{name}: line {line} is not one that this tool writes")]
    Baseline {
        /// The file.
        name: String,
        /// The first invalid line, from 1.
        line: usize,
    },
    /// A rule named in a configuration or on the command line does not exist.
    #[error("there is no rule “{name}”{}", near.map_or_else(String::new, |near| format!("; did you mean {near}?")))]
    UnknownRule {
        /// The code or name given.
        name: String,
        /// A code, name or theme that looks like it.
        near: Option<&'static str>,
    },
    /// A rule of the caller's has the code or the name of another.
    #[error("a rule is called {name} already")]
    DuplicateRule {
        /// The code or name given.
        name: String,
    },
}
