use std::io;
use std::path::PathBuf;

/// What can go wrong that is not a fault of the data: input and output, and misuse.
///
/// Faults of the data are never errors: reading them gives findings.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or directory could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file or directory could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing exists under the name given.
    #[error("no such file or directory: {}", path.display())]
    NotFound {
        /// The name.
        path: PathBuf,
    },
    /// Something is there already where the output should go.
    #[error("{} exists already", path.display())]
    Exists {
        /// The place.
        path: PathBuf,
    },
    /// The format of an input is not known by its name.
    #[error("cannot tell the format of {name}: known endings are {known}")]
    UnknownFormat {
        /// The input.
        name: String,
        /// The endings known in this build.
        known: String,
    },
    /// A format needs a feature that this build lacks.
    #[error("{name} needs the feature `{feature}` of shixiang")]
    MissingFeature {
        /// The input.
        name: String,
        /// The feature.
        feature: &'static str,
    },
    /// No dialect has this name.
    #[error("no dialect is called {name}; known are {known}")]
    UnknownDialect {
        /// The name.
        name: String,
        /// The names known.
        known: String,
    },
    /// A dialect file is wrong.
    #[error("dialect {name}: {message}")]
    Dialect {
        /// The dialect or its file.
        name: String,
        /// What is wrong.
        message: String,
    },
    /// A configuration file is wrong.
    #[error("configuration {name}: {message}")]
    Config {
        /// The file.
        name: String,
        /// What is wrong, with line and column.
        message: String,
    },
    /// A rule named in a configuration or on the command line does not exist.
    #[error("no rule is called {name}")]
    UnknownRule {
        /// The code or name.
        name: String,
    },
    /// A rule of the caller's has the code or the name of another.
    #[error("a rule is called {name} already")]
    DuplicateRule {
        /// The code or name.
        name: String,
    },
}
