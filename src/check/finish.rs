//! Turns raised diagnostics into findings: located, named and fingerprinted.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::source::Window;
use super::views::View;
use crate::code::DivisionCode;
use crate::engine::{
    Edit, Finding, Fix, ItemFacts, ItemIdentity, Raised, Related, Subject, entry, fingerprint,
    keyed,
};
use crate::model::ServiceItem;
use crate::path::PathStep;
use crate::rules;
use crate::source::spelling::{is_value, key_spelling, spelling};
use crate::source::{DocumentSpan, Excerpt, Format, Location, Lookup, Marked, SourceSpan};

/// The location of a subject in its source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    excerpt: Option<Box<Excerpt>>,
    /// The text that a fix writes there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replacement: Option<Box<str>>,
}

impl Place {
    /// Sets the location and the excerpt of a related value.
    pub(super) fn put(self, related: &mut Related) {
        related.location = self.location;
        related.excerpt = self.excerpt;
    }
}

/// The item or catalogue that a finding belongs to.
#[derive(Debug, Clone, Default)]
pub(super) struct Owner {
    pub(super) item: Option<Arc<ItemIdentity>>,
    pub(super) is_foreign: bool,
    /// The division of the item, or else of its catalogue.
    pub(super) division: Option<Arc<DivisionCode>>,
}

impl Owner {
    /// The owner with these facts; `division` is that of its catalogue.
    pub(super) fn of_facts(
        facts: &ItemFacts<'_>,
        is_foreign: bool,
        division: Option<&DivisionCode>,
    ) -> Self {
        let own = facts.division().map(DivisionCode::from);
        Self {
            item: Some(Arc::new(ItemIdentity::of_facts(facts))),
            is_foreign,
            division: own.or(division.cloned()).map(Arc::new),
        }
    }
}

/// The owner and the keyed path of a subject.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub(super) owner: Owner,
    /// Its path with keys instead of positions.
    pub(super) keyed: String,
}

/// Locates and names the subjects of findings in the items of a window and in the views.
#[derive(Debug)]
pub(super) struct Finder<'w> {
    window: &'w Window<'w>,
    views: &'w [View],
    /// The look-up of the window, followed by one for each view.
    lookups: Vec<Lookup<'w>>,
    division: Option<&'w DivisionCode>,
    excerpts: bool,
    /// The owner returned last, as a cache: one item may have thousands of findings.
    last_owner: Option<(Option<usize>, Option<usize>, Owner)>,
}

impl<'w> Finder<'w> {
    /// A finder for a window of a catalogue of this division; with `excerpts`, places have excerpts.
    pub(super) fn new(
        window: &'w Window<'w>,
        views: &'w [View],
        division: Option<&'w DivisionCode>,
        excerpts: bool,
    ) -> Self {
        let of_views = views.iter().map(|view| &view.reading.origins);
        let origins = std::iter::once(window.origins).chain(of_views);
        Self {
            window,
            views,
            lookups: origins.map(|origins| origins.lookup()).collect(),
            division,
            excerpts,
            last_owner: None,
        }
    }

    /// Makes the findings of one item, sorted by path and code.
    pub(super) fn findings(&mut self, mut raised: Vec<Raised>) -> impl Iterator<Item = Finding> {
        raised.sort_by(|a, b| {
            a.subject()
                .path
                .cmp(&b.subject().path)
                .then_with(|| a.rule.code.cmp(b.rule.code))
                .then_with(|| a.diagnostic.arguments.cmp(&b.diagnostic.arguments))
        });
        raised.into_iter().map(|raised| self.finding(raised))
    }

    /// Makes a finding whose places are all in the window or in the views.
    pub(super) fn finding(&mut self, raised: Raised) -> Finding {
        let named = self.name(raised.subject());
        let main = self.main_place(&raised);
        let related = raised.subjects().skip(1);
        let related: Vec<Place> = related.map(|place| self.place(place, None, None)).collect();
        finding(raised, named, std::iter::once(main).chain(related))
    }

    /// The place of a raised diagnostic, with the replacement of its fix.
    pub(super) fn main_place(&mut self, raised: &Raised) -> Place {
        let noticed = raised.noticed.map(|noticed| noticed.span);
        let subject = raised.subject();
        let empty = self.empty_cell(raised);
        let mut place = match empty {
            Some(found) => Place {
                location: Some(found.location()),
                ..Place::default()
            },
            None => self.place(subject, noticed, raised.diagnostic.quote.as_deref()),
        };
        if let Some(fix) = &raised.diagnostic.fix {
            let replacement = self.replacement(subject, noticed, fix);
            place.replacement = replacement.map(String::into_boxed_str);
        }
        place
    }

    /// The empty cell of a missing or blank element, if the item is in a table that has a column for the element.
    fn empty_cell(&mut self, raised: &Raised) -> Option<DocumentSpan<'w>> {
        let subject = raised.subject();
        let element = match rules::missing_element(raised.rule) {
            Some(element) => Cow::Borrowed(element),
            None if raised.rule.code == rules::BLANK_VALUE => subject.path.element().into(),
            None => return None,
        };
        let (item, lookup) = self.lookup(subject)?;
        lookup.find_empty(item, &subject.path, &element)
    }

    /// The text that a fix writes in place of its subject; `None` unless that is a value or key in the model's own
    /// format.
    fn replacement(
        &mut self,
        subject: &Subject,
        noticed: Option<SourceSpan>,
        fix: &Fix,
    ) -> Option<String> {
        let item = match subject.item {
            Some(item) => Some(item.checked_sub(self.window.first)?),
            None => None,
        };
        if subject.view.is_some() || !self.window.origins.is_own(item) {
            return None;
        }
        let found = self.find(subject, noticed)?;
        let format = Format::of_name(&found.document.name)?;
        let written = found.written()?;
        match &fix.edit {
            Edit::Key(key) => key_spelling(key, format, written),
            // If the syntax around it is broken, the span may hold less or more than a value.
            Edit::Value(value) if is_value(written, format) => spelling(value, format, written),
            Edit::Value(_) => None,
        }
    }

    /// The place of a subject, or of the span that the reader noticed.
    pub(super) fn place(
        &mut self,
        subject: &Subject,
        noticed: Option<SourceSpan>,
        quote: Option<&str>,
    ) -> Place {
        let found = self.find(subject, noticed);
        let excerpt = found.filter(|_| self.excerpts);
        let marked = match (quote, excerpt) {
            (None, Some(found)) if noticed.is_none() => self.entry(subject, found),
            _ => quote.into(),
        };
        Place {
            location: found.map(DocumentSpan::location),
            excerpt: excerpt
                .and_then(|found| found.excerpt(marked))
                .map(Box::new),
            replacement: None,
        }
    }

    /// The entry of a list that the subject is in, if the whole list is written in one place, such as a cell.
    fn entry(&mut self, subject: &Subject, found: DocumentSpan<'_>) -> Marked<'w> {
        let steps = subject.path.steps();
        let is_index = |step: &PathStep| matches!(step, PathStep::Index(_));
        let Some(at) = steps.iter().rposition(is_index) else {
            return Marked::Whole;
        };
        let list = Subject {
            path: subject.path.prefix(at),
            ..*subject
        };
        if !self.find(&list, None).is_some_and(|list| list.is(found)) {
            return Marked::Whole;
        }
        self.item(subject)
            .and_then(|item| entry(&subject.path, item))
            .map_or(Marked::Whole, Marked::Entry)
    }

    /// Whether a subject is written in another system's format.
    fn is_foreign(&self, subject: &Subject) -> bool {
        let lookup = self.lookups.get(subject.view.map_or(0, |view| view + 1));
        let in_source = match subject.view {
            Some(_) => subject.item,
            None => subject
                .item
                .and_then(|item| item.checked_sub(self.window.first)),
        };
        lookup.is_some_and(|lookup| lookup.is_foreign(in_source))
    }

    fn find(&mut self, subject: &Subject, noticed: Option<SourceSpan>) -> Option<DocumentSpan<'w>> {
        if let Some(noticed) = noticed {
            let number = subject.view.map_or(0, |view| view + 1);
            return self.lookups.get(number)?.known(noticed);
        }
        let (item, lookup) = self.lookup(subject)?;
        lookup.find(item, &subject.path)
    }

    /// The index of the subject's item in its source, and the look-up of that source.
    fn lookup(&mut self, subject: &Subject) -> Option<(Option<usize>, &mut Lookup<'w>)> {
        let item = match (subject.item, subject.view) {
            (Some(item), None) => Some(item.checked_sub(self.window.first)?),
            (item, _) => item,
        };
        let number = subject.view.map_or(0, |view| view + 1);
        Some((item, self.lookups.get_mut(number)?))
    }

    fn item(&self, subject: &Subject) -> Option<&'w ServiceItem> {
        let index = subject.item?;
        match subject.view {
            Some(view) => self.views.get(view)?.reading.catalogue.items.get(index),
            None => self.window.items.get(index.checked_sub(self.window.first)?),
        }
    }

    /// The owner of a subject and its path with keys.
    pub(super) fn name(&mut self, subject: &Subject) -> Named {
        let item = self.item(subject);
        Named {
            owner: self.owner(subject, item),
            keyed: item.map_or_else(
                || subject.path.to_string(),
                |item| keyed(&subject.path, item),
            ),
        }
    }

    fn owner(&mut self, subject: &Subject, item: Option<&ServiceItem>) -> Owner {
        match &self.last_owner {
            Some((view, item, owner)) if (*view, *item) == (subject.view, subject.item) => {
                owner.clone()
            }
            _ => {
                let of_catalogue = match subject.view.and_then(|view| self.views.get(view)) {
                    Some(view) => view.reading.catalogue.division.as_ref(),
                    None => self.division,
                };
                let division = item
                    .and_then(|item| item.division.as_ref())
                    .or(of_catalogue);
                let owner = Owner {
                    is_foreign: self.is_foreign(subject),
                    item: item.map(|item| Arc::new(ItemIdentity::of(item))),
                    division: division.cloned().map(Arc::new),
                };
                self.last_owner = Some((subject.view, subject.item, owner.clone()));
                owner
            }
        }
    }
}

/// Makes a finding; `places` are those of its subject and its related subjects.
pub(super) fn finding(
    raised: Raised,
    named: Named,
    places: impl IntoIterator<Item = Place>,
) -> Finding {
    let Named { owner, keyed } = named;
    let key = owner.item.as_ref().map_or("", |item| item.key.as_str());
    let fingerprint = fingerprint(&raised, key, &keyed);
    let mut places = places.into_iter();
    let Place {
        location,
        excerpt,
        replacement,
    } = places.next().unwrap_or_default();
    let mut diagnostic = raised.diagnostic;
    diagnostic.arguments.shrink_to_fit();
    let related = diagnostic.related.into_iter().map(|(subject, label)| {
        let Place {
            location, excerpt, ..
        } = places.next().unwrap_or_default();
        Related {
            subject,
            label,
            location,
            excerpt,
        }
    });
    Finding {
        related: related.collect(),
        rule: raised.rule,
        severity: raised.severity,
        required: raised.required,
        subject: diagnostic.subject,
        item: owner.item,
        arguments: diagnostic.arguments,
        cites: diagnostic.cites.unwrap_or(raised.rule.cites),
        quote: diagnostic.quote,
        fix: diagnostic.fix,
        replacement,
        fingerprint,
        is_foreign: owner.is_foreign || location.as_ref().is_some_and(|at| at.field.is_some()),
        location,
        excerpt,
        division: owner.division,
    }
}

/// The order of findings: by item, path and code; those outside any item come first, by location.
pub(super) fn order(a: &Finding, b: &Finding) -> Ordering {
    let owner = |finding: &Finding| (finding.subject.view, finding.subject.item);
    let outside = |finding: &Finding| finding.subject.item.is_none();
    let by_location = || {
        if outside(a) && outside(b) {
            a.location.cmp(&b.location)
        } else {
            Ordering::Equal
        }
    };
    owner(a)
        .cmp(&owner(b))
        .then_with(by_location)
        .then_with(|| a.subject.path.cmp(&b.subject.path))
        .then_with(|| a.rule.code.cmp(b.rule.code))
        .then_with(|| a.arguments.cmp(&b.arguments))
}
