//! The context of a rule: its input, and the methods with which it reports.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::diagnostic::Diagnostic;
use super::subject::Subject;
use crate::analysis::nature::Nature;
use crate::analysis::{Analysis, Codes, Drawing, Stages, TextNode};
use crate::calendar::WorkCalendar;
use crate::code::DivisionCode;
use crate::compare::Relations;
use crate::diff::{Previous, PreviousItem};
use crate::division::Additions;
use crate::facts::{Facts, ItemFacts, Overlap, ReferenceCatalogue};
use crate::i18n::Text;
use crate::model::{Catalogue, Element, Platform, ServiceItem};
use crate::path::Path;
use crate::reference::Reference;
use crate::value::material::MaterialKey;
use crate::value::url::LinkFault;
use crate::vocabulary::Profile;
use crate::words::{Hits, Letters, OpenSet, OwnWords, WordSet};

/// Settings of a run that rules may depend on, apart from the items themselves.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// The profile the items are checked against.
    pub profile: Profile,
    /// Today's date, if known; rules that need it do not fire without it.
    pub today: Option<NaiveDate>,
    /// Dotted paths of elements the source does not collect.
    pub not_collected: Vec<String>,
    /// The channels that must agree on each element.
    pub relations: Arc<Relations>,
    /// The administrative division of the catalogue.
    pub division: Option<DivisionCode>,
    /// The platforms of the catalogue.
    pub platforms: Vec<Platform>,
    /// Codes of divisions that are valid in addition to those in the built-in table.
    pub divisions: Additions,
    /// Word sets that the user's configuration changes.
    pub(crate) words: OwnWords,
    /// The dated facts, if the user's configuration adds any.
    pub(crate) reference: Option<Arc<Reference>>,
    /// The working days, if the user's configuration adds a year.
    pub(crate) calendar: Option<Arc<WorkCalendar>>,
    /// The previous version of the catalogue.
    pub(crate) previous: Option<Arc<Previous>>,
    /// The catalogue of a higher level.
    pub(crate) reference_catalogue: Option<Arc<ReferenceCatalogue>>,
}

/// The same item in another view.
#[derive(Debug, Clone, Copy)]
pub struct Counterpart<'a> {
    /// Index of the view.
    pub view: usize,
    /// Name of the view.
    pub name: &'a str,
    /// Index of the item within the view.
    pub index: usize,
    /// The item.
    pub item: &'a ServiceItem,
    /// Dotted paths of elements the view's source does not collect.
    pub not_collected: &'a [String],
}

/// The context of a rule: the settings of the run, the item or catalogue to check, and the methods to report.
///
/// The check function of a rule gets a `&mut Context` for each item (see
/// [`Check::Item`](super::Check::Item)), or a [`CatalogueContext`] for the whole catalogue (see
/// [`Check::Catalogue`](super::Check::Catalogue)). It reports problems with
/// [`report`](Context::report), and calls [`cannot_judge`](Context::cannot_judge) instead of
/// guessing when the data does not allow a judgement, for example when two units cannot be
/// converted. Rules hold no state of their own.
///
/// Before a rule treats an absent value as missing, it asks [`element`](Context::element), which
/// distinguishes a missing element from one that is not applicable or not collected by the source.
#[derive(Debug)]
pub struct Context<'a, S = ItemScope<'a>> {
    /// The settings of the whole run.
    pub settings: &'a Settings,
    scope: S,
    said: Said,
}

/// Everything one rule reported in one scope.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The reasons why the rule could not judge, one for each case.
    pub(crate) not_judged: Vec<Text>,
}

/// The context of a rule that looks at a whole catalogue.
pub type CatalogueContext<'a> = Context<'a, CatalogueScope<'a>>;

/// The item in the previous version if it changed, or why that is unknown.
pub(crate) type FoundPrevious = Result<Option<Rc<PreviousItem>>, Text>;

/// The scope of an item rule: one item, and the same item in the other views.
#[derive(Debug)]
pub struct ItemScope<'a> {
    pub(crate) views: &'a [Counterpart<'a>],
    pub(crate) analysis: &'a Analysis<'a>,
    pub(crate) index: usize,
    /// The item in the previous version, looked up on first use.
    pub(crate) previous: OnceCell<FoundPrevious>,
}

/// The scope of a catalogue rule: the catalogue's own fields, the facts of its items, and those of the
/// other views by name.
#[derive(Debug)]
pub struct CatalogueScope<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) facts: &'a Facts,
    pub(crate) views: &'a [(&'a str, &'a Facts)],
    /// The items by the names that the catalogue uses for them, built on first use.
    pub(crate) references: &'a OnceLock<HashMap<String, Option<usize>>>,
    /// The items shared with the reference catalogue, computed on first use.
    pub(crate) overlap: &'a OnceLock<Overlap>,
}

impl<'a, S> Context<'a, S> {
    pub(crate) fn new(settings: &'a Settings, scope: S) -> Self {
        Self {
            settings,
            scope,
            said: Said::default(),
        }
    }

    /// Whether the current rule has reported anything or declined to judge.
    pub(crate) fn has_said(&self) -> bool {
        !(self.said.diagnostics.is_empty() && self.said.not_judged.is_empty())
    }

    /// Takes everything the current rule reported; the context is then ready for the next rule.
    pub(crate) fn take_said(&mut self) -> Said {
        std::mem::take(&mut self.said)
    }

    /// Records that the rule could not judge a case, with the reason; the report counts these
    /// instead of hiding them.
    pub fn cannot_judge(&mut self, reason: Text) {
        self.said.not_judged.push(reason);
    }

    /// The words of a set in this run: the built-in ones with the user's changes.
    pub(crate) fn words(&self, set: &'static OpenSet) -> &'a WordSet {
        self.settings.words.of(set)
    }

    /// The dated facts of this run: the built-in ones and those the user added.
    pub(crate) fn reference(&self) -> &'a Reference {
        self.settings
            .reference
            .as_deref()
            .unwrap_or_else(|| Reference::built_in())
    }

    /// The working days of this run: by the built-in notices and those the user added.
    pub fn calendar(&self) -> &'a WorkCalendar {
        self.settings
            .calendar
            .as_deref()
            .unwrap_or_else(|| WorkCalendar::built_in())
    }
}

impl<'a> Context<'a> {
    /// The same item in the other views.
    pub fn views(&self) -> &'a [Counterpart<'a>] {
        self.scope.views
    }

    /// The item in the previous version, with what changed since; `None` without one, and if nothing changed.
    pub fn previous(&self) -> Option<Rc<PreviousItem>> {
        self.previous_or_reason().clone().ok().flatten()
    }

    /// The reason why the previous version of the item is unknown, if there is one.
    pub fn no_previous(&self) -> Option<Text> {
        self.previous_or_reason().as_ref().err().copied()
    }

    fn previous_or_reason(&self) -> &FoundPrevious {
        self.scope.previous.get_or_init(|| {
            let Some(previous) = &self.settings.previous else {
                return Ok(None);
            };
            let item = self.scope.analysis.item;
            let changed = previous.changed(item, &self.settings.not_collected)?;
            Ok(changed.map(Rc::new))
        })
    }

    /// All non-blank texts of the item, in document order.
    pub(crate) fn texts(&self) -> &'a [TextNode<'a>] {
        &self.scope.analysis.texts.all
    }

    /// The searched sets that have a word in some text of the item.
    pub(crate) fn hits(&self) -> Hits {
        self.scope.analysis.texts.hits
    }

    /// Names of other things and remarks attached to a value; their wording is not checked.
    pub(crate) fn asides(&self) -> &'a [TextNode<'a>] {
        &self.scope.analysis.texts.asides
    }

    /// The key by which a material of the item's own guide is compared, by its index.
    pub(crate) fn material_key(&self, index: usize) -> Option<&'a MaterialKey> {
        self.scope.analysis.material_keys.get(index)?.as_ref()
    }

    /// The names of the materials in the form in which they are compared.
    pub(crate) fn material_cores(&self) -> impl Iterator<Item = &'a str> {
        let keys = self.scope.analysis.material_keys.iter().flatten();
        keys.map(|key| key.core.as_str())
    }

    /// The codes of the item, as stated or inside others.
    pub(crate) fn codes(&self) -> &'a Codes {
        self.scope.analysis.codes()
    }

    /// Whether people apply for the item, look something up or are informed.
    pub(crate) fn nature(&self) -> Nature {
        self.scope.analysis.nature()
    }

    /// The fault of the address of a channel, by its index.
    pub(crate) fn entry_fault(&self, channel: usize) -> Option<LinkFault> {
        self.scope.analysis.entry_fault(channel)
    }

    /// The characters of the name, the form, the size and the notes of a material, by its index.
    pub(crate) fn material_letters(&self, index: usize) -> Letters {
        self.scope.analysis.material_letters(index)
    }

    /// The first step or process text that asks the applicant for documents.
    pub(crate) fn papers_asked(&self) -> Option<&'a TextNode<'a>> {
        self.scope.analysis.papers_asked()
    }

    /// The process of the item's own guide as a graph.
    pub(crate) fn process(&self) -> &'a Drawing<'a> {
        &self.scope.analysis.process
    }

    /// For each step of that process, the stages it belongs to, both as stated and as its name
    /// implies.
    pub(crate) fn stages(&self) -> &'a Stages {
        &self.scope.analysis.stages
    }

    /// A place in the current item.
    pub fn here(&self, path: Path) -> Subject {
        Subject {
            view: None,
            item: Some(self.scope.index),
            path,
        }
    }

    /// The state of an element of the current item: the value found at `path`, or the reason there
    /// is none.
    pub fn element<'b, T: ?Sized>(&'b self, value: Option<&'b T>, path: &str) -> Element<'b, T> {
        let item = self.scope.analysis.item;
        Element::of(
            value,
            &item.not_applicable,
            &self.settings.not_collected,
            path,
        )
    }

    /// Whether an element of the current item is missing. If the source does not collect it, the rule
    /// cannot judge: `uncollected` is recorded as the reason.
    pub fn misses(&mut self, path: &str, uncollected: Text) -> bool {
        match self.element::<str>(None, path) {
            Element::Missing => true,
            Element::NotCollected => {
                self.cannot_judge(uncollected);
                false
            }
            _ => false,
        }
    }

    /// Reports a problem with the current item.
    pub fn report(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.subject.item = Some(self.scope.index);
        self.said.diagnostics.push(diagnostic);
    }
}

impl<'a> CatalogueContext<'a> {
    /// The catalogue being checked, without its items: they are checked one at a time and dropped, except for
    /// their [`facts`](Self::facts).
    pub fn catalogue(&self) -> &'a Catalogue {
        self.scope.catalogue
    }

    /// The facts of the items of the catalogue.
    pub fn facts(&self) -> &'a Facts {
        self.scope.facts
    }

    /// The index of the item that a key, name, implementation code or source id refers to; if several match,
    /// the first.
    pub fn item_of(&self, reference: &str) -> Option<usize> {
        let (facts, reference) = (self.scope.facts, reference.trim());
        // All references of the catalogue are looked up in one walk over its items.
        let known = self.scope.references.get_or_init(|| {
            let wanted = || self.scope.catalogue.references().map(str::to_owned);
            let first = facts.first_by_name(&wanted().collect(), names);
            let looked_up = wanted().map(|name| (first.get(&name).copied(), name));
            looked_up.map(|(index, name)| (name, index)).collect()
        });
        let is_referred_to =
            |item: ItemFacts<'_>| names(&item).iter().any(|name| name == reference);
        match known.get(reference) {
            Some(index) => *index,
            None => facts.iter().position(is_referred_to),
        }
    }

    /// The items shared with the reference catalogue.
    pub(crate) fn overlap(&self, reference: &ReferenceCatalogue) -> &'a Overlap {
        let between = || Overlap::between(self.scope.facts, &reference.facts);
        self.scope.overlap.get_or_init(between)
    }

    /// The facts of the other views, by name, in the order they were given.
    pub fn views(&self) -> &'a [(&'a str, &'a Facts)] {
        self.scope.views
    }

    /// A place in the catalogue itself, for [`Diagnostic::related`].
    pub fn here(&self, path: Path) -> Subject {
        Subject {
            view: None,
            item: None,
            path,
        }
    }

    /// A place in an item of the catalogue.
    pub fn in_item(&self, item: usize, path: Path) -> Subject {
        Subject {
            view: None,
            item: Some(item),
            path,
        }
    }

    /// Reports a problem with the catalogue or with one of its items.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.said.diagnostics.push(diagnostic);
    }
}

/// The codes and names by which others refer to an item.
fn names(item: &ItemFacts<'_>) -> Vec<String> {
    let key = item.key();
    let codes = [item.implementation_code(), item.source_id()];
    let names = [key.as_ref(), item.name()].into_iter();
    names
        .chain(codes.into_iter().flatten())
        .map(str::to_owned)
        .collect()
}
