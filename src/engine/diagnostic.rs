//! What a rule says before anything is located.

use super::severity::Severity;
use super::subject::Subject;
use crate::i18n::Argument;
use crate::path::Path;

/// What a rule says is wrong; the check locates it and makes a [`Finding`](super::Finding) of it.
///
/// Its arguments must be just those that the rule's message and help have places for: in a build
/// with debug assertions anything else panics.
#[derive(Debug, Clone)]
#[must_use = "give it to `Context::report`"]
pub struct Diagnostic {
    pub(crate) subject: Subject,
    pub(crate) arguments: Vec<(&'static str, Argument)>,
    pub(crate) quote: Option<String>,
    pub(crate) related: Vec<(Subject, Argument)>,
    pub(crate) fix: Option<Fix>,
    pub(crate) severity: Option<Severity>,
}

/// A mending that is certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is to stand there.
    pub replacement: String,
}

impl Diagnostic {
    /// Something wrong at this path of the item (in a catalogue rule: of the catalogue).
    pub fn at(path: Path) -> Self {
        Self {
            subject: Subject {
                path,
                ..Subject::default()
            },
            arguments: Vec::new(),
            quote: None,
            related: Vec::new(),
            fix: None,
            severity: None,
        }
    }

    /// Something wrong in an item of the catalogue, for a catalogue rule.
    pub fn in_item(item: usize, path: Path) -> Self {
        let mut diagnostic = Self::at(path);
        diagnostic.subject.item = Some(item);
        diagnostic
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
        self.related.push((subject, label.into()));
        self
    }

    /// Proposes a value that is certain.
    pub fn fix(mut self, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            replacement: replacement.into(),
        });
        self
    }

    /// Makes it a hint where the rule is not certain of this case.
    pub fn hint_unless(self, certain: bool) -> Self {
        if certain {
            self
        } else {
            self.severity(Severity::Hint)
        }
    }

    /// Sets the severity for this case, where the rule's table says so.
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}
