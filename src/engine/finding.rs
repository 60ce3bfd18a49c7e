use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rule::Rule;
use crate::i18n::{Argument, Language, Text, fill};
use crate::path::Path;
use crate::source::{Excerpt, Location, Origins, Span};

/// 级别 — how grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 提示 — could be better, or cannot be told for sure.
    Hint,
    /// 警告 — very likely wrong.
    Warning,
    /// 错误 — wrong.
    Error,
}

impl Severity {
    /// The word for it.
    pub const fn text(self) -> Text {
        match self {
            Self::Hint => Text::new("提示", "hint"),
            Self::Warning => Text::new("警告", "warning"),
            Self::Error => Text::new("错误", "error"),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text().en)
    }
}

/// Which catalogue a place belongs to: the one that is checked, or a view loaded beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Subject {
    /// Number of the view, from 0; `None` is the catalogue itself.
    pub view: Option<usize>,
    /// Number of the item, from 0; `None` is the catalogue's own part.
    pub item: Option<usize>,
    /// Path in it.
    pub path: Path,
}

/// A second place of a finding: what the first conflicts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub subject: Subject,
    /// What stands there.
    pub label: Argument,
    /// Where it is in its source.
    pub location: Option<Location>,
}

/// One fault that a rule found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is, after profile and configuration.
    pub severity: Severity,
    /// Where it is.
    pub subject: Subject,
    /// Key of the item it is in; empty for the catalogue's own part.
    pub item_key: String,
    /// Name of the item it is in.
    pub item_name: String,
    /// Values for the message.
    pub arguments: Vec<(&'static str, Argument)>,
    /// The words in the value that are meant, where not the whole value is.
    pub quote: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// A value to put there instead, where one is certain.
    pub fix: Option<Fix>,
    /// What it is known by through edits elsewhere: rule, item and keys instead of positions.
    pub fingerprint: String,
    /// Where it is in its source.
    pub location: Option<Location>,
    /// The span of what was noticed while reading, which need not be that of a value.
    pub(crate) span: Option<SourceSpan>,
}

/// Where something was noticed while reading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceSpan {
    /// Number of the document.
    pub(crate) document: u32,
    /// Byte at which the record starts.
    pub(crate) base: u64,
    /// Where in the record.
    pub(crate) span: Span,
}

/// A mending that is certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is to stand there.
    pub replacement: String,
}

impl Finding {
    /// What is wrong, in one language.
    pub fn message(&self, language: Language) -> String {
        fill(self.rule.message.get(language), &self.arguments, language)
    }

    /// The source text it is in, with what is meant marked; `origins` are those of the catalogue
    /// (or view) its place belongs to.
    pub fn excerpt<'a>(&self, origins: &'a Origins) -> Option<Excerpt<'a>> {
        match self.span {
            Some(noticed) => {
                let document = origins.document(noticed.document)?;
                document.excerpt(noticed.base, noticed.span, self.quote.as_deref())
            }
            None => origins.excerpt(self.subject.item, &self.subject.path, self.quote.as_deref()),
        }
    }

    /// How to mend it, in one language.
    pub fn help(&self, language: Language) -> String {
        fill(self.rule.help.get(language), &self.arguments, language)
    }
}

/// What a rule says it found; the engine makes a [`Finding`] of it.
#[derive(Debug, Clone)]
#[must_use = "give it to `Context::report`"]
pub struct Diagnostic {
    pub(super) path: Path,
    pub(super) arguments: Vec<(&'static str, Argument)>,
    pub(super) quote: Option<String>,
    pub(super) related: Vec<Related>,
    pub(super) fix: Option<Fix>,
    pub(super) severity: Option<Severity>,
    pub(super) item: Option<usize>,
}

impl Diagnostic {
    /// Something wrong at this path of the item (in a catalogue rule: of the catalogue).
    pub fn at(path: Path) -> Self {
        Self {
            path,
            arguments: Vec::new(),
            quote: None,
            related: Vec::new(),
            fix: None,
            severity: None,
            item: None,
        }
    }

    /// Something wrong in an item of the catalogue, for a catalogue rule.
    pub fn in_item(item: usize, path: Path) -> Self {
        Self {
            item: Some(item),
            ..Self::at(path)
        }
    }

    /// Adds a value for the message.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Marks these words of the value instead of the whole.
    pub fn quoting(mut self, words: impl Into<String>) -> Self {
        self.quote = Some(words.into());
        self
    }

    /// Adds a second place.
    pub fn related(mut self, subject: Subject, label: impl Into<Argument>) -> Self {
        self.related.push(Related {
            subject,
            label: label.into(),
            location: None,
        });
        self
    }

    /// Proposes a value that is certain.
    pub fn fix(mut self, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            replacement: replacement.into(),
        });
        self
    }

    /// Lowers the severity for this case, where the rule's table says so.
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}
