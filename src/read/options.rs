//! How inputs are to be read.

use crate::dialect::Dialect;
use crate::source::Format;

/// How inputs are to be read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The dialect of the inputs; `None` recognises it from the fields.
    pub dialect: Option<Dialect>,
    /// The format of all inputs; `None` goes by the names' endings.
    pub format: Option<Format>,
    /// The encoding of tables, such as `gb18030`; `None` recognises it.
    pub encoding: Option<String>,
    /// Whether [`Reading::trace`](crate::Reading::trace) tells what became of every value that a
    /// dialect carried over.
    pub trace: bool,
}

impl ReadOptions {
    /// Reads with this dialect.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = Some(dialect);
        self
    }

    /// Reads everything as this format.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Tells what became of every value.
    #[must_use]
    pub fn trace(mut self) -> Self {
        self.trace = true;
        self
    }

    /// Reads tables in this encoding.
    #[must_use]
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }
}
