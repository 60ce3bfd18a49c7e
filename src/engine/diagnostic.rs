//! Diagnostics: problems as rules report them, before anything is located.

use super::fix::Fix;
use super::severity::Severity;
use super::subject::Subject;
use crate::i18n::Argument;
use crate::path::Path;

/// A problem as a rule reports it; the check locates it and turns it into a
/// [`Finding`](super::Finding).
///
/// Its arguments must match the placeholders of the rule's message and help exactly: builds with
/// debug assertions panic on a mismatch.
#[derive(Debug, Clone)]
#[must_use = "give it to `Context::report`"]
pub struct Diagnostic {
    pub(crate) subject: Subject,
    pub(crate) arguments: Vec<(&'static str, Argument)>,
    pub(crate) quote: Option<String>,
    pub(crate) related: Vec<(Subject, Argument)>,
    pub(crate) fix: Option<Fix>,
    pub(crate) severity: Option<Severity>,
    pub(crate) cites: Option<&'static [&'static str]>,
}

impl Diagnostic {
    /// A problem at this path of the item, or of the catalogue if a catalogue rule reports it.
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
            cites: None,
        }
    }

    /// A problem at this place.
    pub(crate) fn at_subject(subject: Subject) -> Self {
        Self {
            subject,
            ..Self::at(Path::default())
        }
    }

    /// A problem in one item of the catalogue, reported by a catalogue rule.
    pub fn in_item(item: usize, path: Path) -> Self {
        let mut diagnostic = Self::at(path);
        diagnostic.subject.item = Some(item);
        diagnostic
    }

    /// Sets the value of a placeholder in the message.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Marks these words of the value instead of the whole value.
    pub fn quoting(mut self, words: impl Into<String>) -> Self {
        self.quote = Some(words.into());
        self
    }

    /// Adds a related place, with a label for its role.
    pub fn related(mut self, subject: Subject, label: impl Into<Argument>) -> Self {
        self.related.push((subject, label.into()));
        self
    }

    /// Sets the change that fixes the problem, if there is one.
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Narrows the clauses the rule cites to those that apply in this case.
    pub fn citing(mut self, clauses: &'static [&'static str]) -> Self {
        self.cites = Some(clauses);
        self
    }

    /// Lowers the severity to a hint, for a case that is less certain than the rule's others.
    pub fn hint(self) -> Self {
        self.hint_unless(false)
    }

    /// Lowers the severity to a hint unless the rule is certain in this case.
    pub fn hint_unless(self, certain: bool) -> Self {
        if certain {
            self
        } else {
            self.severity(Severity::Hint)
        }
    }

    /// Sets the severity of this case, for rules whose table determines it.
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}
