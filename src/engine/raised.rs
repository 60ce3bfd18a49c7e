//! Diagnostics as rules raise them, before folding and locating.

use super::diagnostic::Diagnostic;
use super::rule::Rule;
use super::severity::Severity;
use super::subject::Subject;
use crate::i18n::Text;
use crate::read::LocatedNotice;
use crate::source::{NoticeCode, SourceSpan};

/// A rule that could not judge a case, and the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotJudged {
    /// Code of the rule.
    pub rule: &'static str,
    /// The reason.
    pub reason: Text,
}

/// A diagnostic together with the rule that raised it, before folding and locating.
#[derive(Debug, Clone)]
pub(crate) struct Raised {
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    pub(crate) diagnostic: Diagnostic,
    /// The reader's notice that the diagnostic was made from, if any.
    pub(crate) noticed: Option<ReaderNotice>,
    /// The severity that its absence would have, if the value is required but could not be read.
    pub(crate) required: Option<Severity>,
}

/// The data of a reader's notice that the check uses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReaderNotice {
    pub(crate) code: NoticeCode,
    /// The span of the notice; it need not be the span of a value.
    pub(crate) span: SourceSpan,
    /// For a misspelt key, the key that was probably meant.
    pub(crate) meant: Option<&'static str>,
}

impl Raised {
    /// A diagnostic of a rule, at the severity that the configuration gives the rule.
    pub(crate) fn new(
        rule: &'static Rule,
        configured: Option<Severity>,
        diagnostic: Diagnostic,
    ) -> Self {
        debug_assert_eq!(rule.misfit(&diagnostic.arguments), None, "{}", rule.code);
        debug_assert!(
            diagnostic
                .cites
                .iter()
                .copied()
                .flatten()
                .all(|clause| rule.cites.contains(clause)),
            "{} does not cite {:?}",
            rule.code,
            diagnostic.cites
        );
        Self {
            rule,
            severity: configured.or(diagnostic.severity).unwrap_or(rule.severity),
            diagnostic,
            noticed: None,
            required: None,
        }
    }

    /// The diagnostic for a notice from reading the catalogue or a view.
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
            span: located.span(),
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

    /// The subject and the places that are compared with it.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &Subject> + Clone {
        let related = self.diagnostic.related.iter().map(|(subject, _)| subject);
        std::iter::once(self.subject()).chain(related)
    }
}
