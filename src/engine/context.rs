use std::sync::Arc;

use chrono::NaiveDate;

use super::diagnostic::Diagnostic;
use super::subject::Subject;
use crate::analysis::{Analysis, Drawing, Stages, TextNode};
use crate::code::DivisionCode;
use crate::compare::Relations;
use crate::division::Additions;
use crate::i18n::Text;
use crate::model::{Catalogue, Element, ServiceItem};
use crate::path::Path;
use crate::reference::Reference;
use crate::value::material::MaterialKey;
use crate::vocabulary::Profile;
use crate::words::{OpenSet, OwnWords, WordSet};

/// What the rules of one run may know beside the items.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// The requirements the items are held to.
    pub profile: Profile,
    /// Today's date, where it is known; rules that need it stay silent without it.
    pub today: Option<NaiveDate>,
    /// Dotted paths of elements the source does not collect.
    pub not_collected: Vec<String>,
    /// Which channels must agree on which element.
    pub relations: Relations,
    /// The division of the catalogue.
    pub division: Option<DivisionCode>,
    /// Codes of divisions that are known besides those of the table.
    pub divisions: Additions,
    /// Sets of words that a user has changed.
    pub(crate) words: OwnWords,
    /// The dated facts, where a user has added some.
    pub(crate) reference: Option<Arc<Reference>>,
}

/// The same item in another view.
#[derive(Debug, Clone, Copy)]
pub struct Counterpart<'a> {
    /// Number of the view.
    pub view: usize,
    /// Name of the view.
    pub name: &'a str,
    /// Number of the item in it.
    pub index: usize,
    /// The item.
    pub item: &'a ServiceItem,
    /// Dotted paths of elements the view's source does not collect.
    pub not_collected: &'a [String],
}

/// What a rule sees and says: what holds for the run, and what it looks at, an item or a catalogue.
#[derive(Debug)]
pub struct Context<'a, S = ItemScope<'a>> {
    /// What holds for the whole run.
    pub settings: &'a Settings,
    scope: S,
    said: Said,
}

/// What one rule said in one scope.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Why it could not judge.
    pub(crate) not_judged: Vec<Text>,
}

/// What a rule sees and says when it looks at a whole catalogue.
pub type CatalogueContext<'a> = Context<'a, CatalogueScope<'a>>;

/// One item, and the same item in the views loaded beside.
#[derive(Debug)]
pub struct ItemScope<'a> {
    pub(crate) views: &'a [Counterpart<'a>],
    pub(crate) analysis: &'a Analysis<'a>,
    pub(crate) index: usize,
}

/// A catalogue, and the views loaded beside by name.
#[derive(Debug)]
pub struct CatalogueScope<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) views: &'a [(&'a str, &'a Catalogue)],
}

impl<'a, S> Context<'a, S> {
    pub(crate) fn new(settings: &'a Settings, scope: S) -> Self {
        Self {
            settings,
            scope,
            said: Said::default(),
        }
    }

    /// What the rule that looked last said; the context is ready for the next.
    pub(crate) fn take_said(&mut self) -> Said {
        std::mem::take(&mut self.said)
    }

    /// Says that the rule could not judge, and why; it is counted, not hidden.
    pub fn cannot_judge(&mut self, reason: Text) {
        self.said.not_judged.push(reason);
    }

    /// The words of a set in this run: the crate's, and what the user has changed.
    pub(crate) fn words(&self, set: &'static OpenSet) -> &'a WordSet {
        self.settings.words.of(set)
    }

    /// The dated facts of this run: the crate's, and what the user has added.
    pub(crate) fn reference(&self) -> &'a Reference {
        (self.settings.reference.as_deref()).unwrap_or_else(|| Reference::built_in())
    }
}

impl<'a> Context<'a> {
    /// The same item in the views loaded beside.
    pub fn views(&self) -> &'a [Counterpart<'a>] {
        self.scope.views
    }

    /// Every text of the item at hand that is not blank, in its order.
    pub(crate) fn texts(&self) -> &'a [TextNode<'a>] {
        &self.scope.analysis.texts.all
    }

    /// Names of others and remarks beside a value: texts whose wording is not judged.
    pub(crate) fn asides(&self) -> &'a [TextNode<'a>] {
        &self.scope.analysis.texts.asides
    }

    /// What the name of a material of the item's own guide is compared by.
    pub(crate) fn material_key(&self, index: usize) -> Option<&'a MaterialKey> {
        self.scope.analysis.material_keys.get(index)?.as_ref()
    }

    /// The names of the materials as they are compared.
    pub(crate) fn material_cores(&self) -> impl Iterator<Item = &'a str> {
        let keys = self.scope.analysis.material_keys.iter().flatten();
        keys.map(|key| key.core.as_str())
    }

    /// The process of the item's own guide as a graph.
    pub(crate) fn process(&self) -> &'a Drawing<'a> {
        &self.scope.analysis.process
    }

    /// By step of that process: the stages it belongs to, as stated and as its name tells.
    pub(crate) fn stages(&self) -> &'a Stages {
        &self.scope.analysis.stages
    }

    /// A place in the item at hand.
    pub fn here(&self, path: Path) -> Subject {
        Subject {
            view: None,
            item: Some(self.scope.index),
            path,
        }
    }

    /// The state of an element of the item at hand: the value found at `path`, or why there is none.
    pub fn element<'b, T: ?Sized>(&'b self, value: Option<&'b T>, path: &str) -> Element<'b, T> {
        let item = self.scope.analysis.item;
        Element::of(
            value,
            &item.not_applicable,
            &self.settings.not_collected,
            path,
        )
    }

    /// Reports a fault of the item at hand.
    pub fn report(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.subject.item = Some(self.scope.index);
        self.said.diagnostics.push(diagnostic);
    }
}

impl<'a> CatalogueContext<'a> {
    /// The catalogue.
    pub fn catalogue(&self) -> &'a Catalogue {
        self.scope.catalogue
    }

    /// The catalogues of the views loaded beside, by name, in their order.
    pub fn views(&self) -> &'a [(&'a str, &'a Catalogue)] {
        self.scope.views
    }

    /// A place in an item of the catalogue.
    pub fn in_item(&self, item: usize, path: Path) -> Subject {
        Subject {
            view: None,
            item: Some(item),
            path,
        }
    }

    /// Reports a fault of the catalogue or of one of its items.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.said.diagnostics.push(diagnostic);
    }
}
