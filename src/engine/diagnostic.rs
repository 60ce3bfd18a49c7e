//! What a rule says before anything is located.

use super::finding::{Fix, Severity, Subject};
use super::rule::Rule;
use crate::i18n::Argument;
use crate::path::Path;
use crate::read::LocatedNotice;
use crate::source::{NoticeCode, SourceSpan};

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

/// A diagnostic and the rule that raised it: what is folded before anything is located.
#[derive(Debug, Clone)]
pub(crate) struct Raised {
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    pub(crate) diagnostic: Diagnostic,
    /// What was noticed while reading, where it was.
    pub(crate) noticed: Option<ReaderNotice>,
}

/// What was noticed while reading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReaderNotice {
    pub(crate) code: NoticeCode,
    /// Where; that need not be the place of a value.
    pub(crate) span: SourceSpan,
    /// The key that was probably meant, of a misspelt one.
    pub(crate) meant: Option<&'static str>,
}

impl Raised {
    /// What a rule says, with the severity that the configuration gives the rule.
    pub(crate) fn new(
        rule: &'static Rule,
        configured: Option<Severity>,
        diagnostic: Diagnostic,
    ) -> Self {
        debug_assert_eq!(rule.misfit(&diagnostic.arguments), None, "{}", rule.code);
        Self {
            rule,
            severity: configured.or(diagnostic.severity).unwrap_or(rule.severity),
            diagnostic,
            noticed: None,
        }
    }

    /// What was noticed while reading the catalogue, or a view.
    pub(crate) fn noticed(
        rule: &'static Rule,
        configured: Option<Severity>,
        located: &LocatedNotice,
        view: Option<usize>,
    ) -> Self {
        let notice = &located.notice;
        let mut diagnostic = Diagnostic::at(notice.path.clone());
        diagnostic.subject.view = view;
        diagnostic.subject.item = located.item;
        diagnostic.arguments.clone_from(&notice.arguments);
        let noticed = ReaderNotice {
            code: notice.code,
            span: SourceSpan {
                document: located.document,
                base: located.base,
                span: notice.span,
            },
            meant: notice.meant,
        };
        Self {
            noticed: Some(noticed),
            ..Self::new(rule, configured, diagnostic)
        }
    }

    pub(crate) fn subject(&self) -> &Subject {
        &self.diagnostic.subject
    }

    /// The subject and whatever it is held against.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &Subject> {
        let related = self.diagnostic.related.iter().map(|(subject, _)| subject);
        std::iter::once(self.subject()).chain(related)
    }
}
