//! Turns what the rules raised into findings: located, named, fingerprinted and sorted.

use std::sync::Arc;

use crate::engine::{Finding, ItemIdentity, Raised, Related, Subject, fingerprint};
use crate::model::{ItemSuppression, ServiceItem};
use crate::path;
use crate::read::Reading;
use crate::source::{Location, Lookup, SourceSpan};

/// A catalogue that findings are in, with its origins.
#[derive(Debug)]
pub(super) struct Source<'a> {
    items: &'a [ServiceItem],
    lookup: Option<Lookup<'a>>,
}

impl<'a> Source<'a> {
    /// A reading.
    pub(super) fn read(reading: &'a Reading) -> Self {
        Self {
            items: &reading.catalogue.items,
            lookup: Some(reading.origins.lookup()),
        }
    }

    /// Items that were not read from a source.
    pub(super) fn items(items: &'a [ServiceItem]) -> Self {
        Self {
            items,
            lookup: None,
        }
    }
}

/// Makes findings, item by item.
#[derive(Debug)]
pub(super) struct Finisher<'a> {
    /// The catalogue followed by the views.
    sources: Vec<Source<'a>>,
    /// The item named last.
    named: Option<(Owner, Arc<ItemIdentity>)>,
}

/// The view and the item that a finding is in.
type Owner = (Option<usize>, Option<usize>);

impl<'a> Finisher<'a> {
    pub(super) fn new(sources: Vec<Source<'a>>) -> Self {
        Self {
            sources,
            named: None,
        }
    }

    /// The findings sorted by item, path and code; those outside any item come first, by location.
    pub(super) fn findings(&mut self, mut raised: Vec<Raised>) -> Vec<Finding> {
        let owner = |subject: &Subject| (subject.view, subject.item);
        raised.sort_by(|a, b| {
            let (left, right) = (a.subject(), b.subject());
            (owner(left).cmp(&owner(right)))
                .then_with(|| left.path.cmp(&right.path))
                .then_with(|| a.rule.code.cmp(b.rule.code))
                .then_with(|| a.diagnostic.arguments.cmp(&b.diagnostic.arguments))
        });
        let findings = raised.into_iter().map(|raised| self.finding(raised));
        let mut findings: Vec<Finding> = findings.collect();
        let outside = |finding: &'_ Finding| match finding.subject.item {
            None => finding.location.clone(),
            Some(_) => None,
        };
        findings.sort_by_cached_key(|finding| (owner(&finding.subject), outside(finding)));
        findings
    }

    /// The suppressions in the items, with their places.
    pub(super) fn suppressions(&self) -> impl Iterator<Item = (Subject, &'a ItemSuppression)> {
        self.sources.iter().enumerate().flat_map(|(source, own)| {
            own.items.iter().enumerate().flat_map(move |(item, own)| {
                own.suppressions.iter().enumerate().map(move |(at, own)| {
                    let subject = Subject {
                        view: source.checked_sub(1),
                        item: Some(item),
                        path: path!["suppressions", at],
                    };
                    (subject, own)
                })
            })
        })
    }

    pub(super) fn finding(&mut self, raised: Raised) -> Finding {
        let item = self.item(raised.subject());
        let identity = item.map(|item| self.identity(raised.subject(), item));
        let named = item.zip(identity.as_deref());
        let named = named.map(|(item, identity)| (identity.key.as_str(), item));
        let fingerprint = fingerprint(&raised, named);
        let (span, location) =
            self.locate(raised.subject(), raised.noticed.map(|noticed| noticed.span));
        let diagnostic = raised.diagnostic;
        let related = diagnostic.related.into_iter().map(|(subject, label)| {
            let (_, location) = self.locate(&subject, None);
            Related {
                subject,
                label,
                location,
            }
        });
        Finding {
            related: related.collect(),
            rule: raised.rule,
            severity: raised.severity,
            subject: diagnostic.subject,
            item: identity,
            arguments: diagnostic.arguments,
            cites: diagnostic.cites.unwrap_or(raised.rule.cites),
            quote: diagnostic.quote,
            fix: diagnostic.fix,
            fingerprint,
            location,
            span,
        }
    }

    fn source(&mut self, view: Option<usize>) -> Option<&mut Source<'a>> {
        self.sources.get_mut(view.map_or(0, |view| view + 1))
    }

    fn item(&mut self, subject: &Subject) -> Option<&'a ServiceItem> {
        self.source(subject.view)?.items.get(subject.item?)
    }

    /// The identity of an item, cached because one item may have thousands of findings.
    fn identity(&mut self, subject: &Subject, item: &ServiceItem) -> Arc<ItemIdentity> {
        let owner = (subject.view, subject.item);
        match &self.named {
            Some((known, identity)) if *known == owner => Arc::clone(identity),
            _ => {
                let identity = Arc::new(ItemIdentity::of(item));
                self.named = Some((owner, Arc::clone(&identity)));
                identity
            }
        }
    }

    /// The location of a subject in its source, or of the notice it comes from.
    fn locate(
        &mut self,
        subject: &Subject,
        noticed: Option<SourceSpan>,
    ) -> (Option<SourceSpan>, Option<Location>) {
        let lookup = (self.source(subject.view)).and_then(|source| source.lookup.as_mut());
        let Some(lookup) = lookup else {
            return (None, None);
        };
        let span = noticed.or_else(|| lookup.find(subject.item, &subject.path));
        (span, span.and_then(|span| lookup.location(span)))
    }
}
