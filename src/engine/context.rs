use std::sync::Arc;

use chrono::NaiveDate;

use super::finding::{Diagnostic, Finding, Severity, Subject};
use super::rule::Rule;
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

/// A rule that could not judge, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotJudged {
    /// Code of the rule.
    pub rule: &'static str,
    /// Why.
    pub reason: Text,
}

/// What a rule sees and says when it looks at one item.
#[derive(Debug)]
pub struct Context<'a> {
    /// What holds for the whole run.
    pub settings: &'a Settings,
    /// The same item in the views loaded beside.
    pub views: &'a [Counterpart<'a>],
    item: &'a ServiceItem,
    analysis: &'a Analysis<'a>,
    index: usize,
    rule: &'static Rule,
    severity: Option<Severity>,
    findings: Vec<Finding>,
    not_judged: Vec<NotJudged>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        settings: &'a Settings,
        views: &'a [Counterpart<'a>],
        analysis: &'a Analysis<'a>,
        index: usize,
        rule: &'static Rule,
    ) -> Self {
        Self {
            settings,
            views,
            item: analysis.item,
            analysis,
            index,
            rule,
            severity: None,
            findings: Vec::new(),
            not_judged: Vec::new(),
        }
    }

    /// Turns to the next rule; `severity` is what the configuration sets for it.
    pub(crate) fn turn_to(&mut self, rule: &'static Rule, severity: Option<Severity>) {
        self.rule = rule;
        self.severity = severity;
    }

    pub(crate) fn finish(self) -> (Vec<Finding>, Vec<NotJudged>) {
        (self.findings, self.not_judged)
    }

    /// The words of a set in this run: the crate's, and what the user has changed.
    pub(crate) fn words(&self, set: &'static OpenSet) -> &'a WordSet {
        self.settings.words.of(set)
    }

    /// The dated facts of this run: the crate's, and what the user has added.
    pub(crate) fn reference(&self) -> &'a Reference {
        (self.settings.reference.as_deref()).unwrap_or_else(|| Reference::built_in())
    }

    /// Every text of the item at hand that is not blank, in its order.
    pub(crate) fn texts(&self) -> &'a [TextNode<'a>] {
        &self.analysis.texts
    }

    /// What the name of a material of the item's own guide is compared by.
    pub(crate) fn material_key(&self, index: usize) -> Option<&'a MaterialKey> {
        self.analysis.material_keys.get(index)?.as_ref()
    }

    /// The names of the materials as they are compared.
    pub(crate) fn material_cores(&self) -> impl Iterator<Item = &'a str> {
        let keys = self.analysis.material_keys.iter().flatten();
        keys.map(|key| key.core.as_str())
    }

    /// The process of the item's own guide as a graph.
    pub(crate) fn process(&self) -> &'a Drawing<'a> {
        &self.analysis.process
    }

    /// By step of that process: the stages it belongs to, as stated and as its name tells.
    pub(crate) fn stages(&self) -> &'a Stages {
        &self.analysis.stages
    }

    /// A place in the item at hand.
    pub fn here(&self, path: Path) -> Subject {
        Subject {
            view: None,
            item: Some(self.index),
            path,
        }
    }

    /// The state of an element of the item at hand: the value found at `path`, or why there is none.
    pub fn element<'b, T: ?Sized>(&'b self, value: Option<&'b T>, path: &str) -> Element<'b, T> {
        Element::of(value, self.item, &self.settings.not_collected, path)
    }

    /// Reports a fault of the item at hand.
    pub fn report(&mut self, found: Diagnostic) {
        let subject = self.here(found.path.clone());
        self.findings
            .push(make(self.rule, self.severity, subject, found));
    }

    /// Says that the rule could not judge this item, and why; it is counted, not hidden.
    pub fn cannot_judge(&mut self, reason: Text) {
        self.not_judged.push(NotJudged {
            rule: self.rule.code,
            reason,
        });
    }
}

/// What a rule sees and says when it looks at a whole catalogue.
#[derive(Debug)]
pub struct CatalogueContext<'a> {
    /// What holds for the whole run.
    pub settings: &'a Settings,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The catalogues of the views loaded beside, by name, in their order.
    pub views: &'a [(&'a str, &'a Catalogue)],
    rule: &'static Rule,
    severity: Option<Severity>,
    findings: Vec<Finding>,
    not_judged: Vec<NotJudged>,
}

impl<'a> CatalogueContext<'a> {
    pub(crate) fn new(
        settings: &'a Settings,
        catalogue: &'a Catalogue,
        views: &'a [(&'a str, &'a Catalogue)],
        rule: &'static Rule,
        severity: Option<Severity>,
    ) -> Self {
        Self {
            settings,
            catalogue,
            views,
            rule,
            severity,
            findings: Vec::new(),
            not_judged: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> (Vec<Finding>, Vec<NotJudged>) {
        (self.findings, self.not_judged)
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
    pub fn report(&mut self, found: Diagnostic) {
        let subject = Subject {
            view: None,
            item: found.item,
            path: found.path.clone(),
        };
        self.findings
            .push(make(self.rule, self.severity, subject, found));
    }

    /// Says that the rule could not judge, and why.
    pub fn cannot_judge(&mut self, reason: Text) {
        self.not_judged.push(NotJudged {
            rule: self.rule.code,
            reason,
        });
    }
}

/// A finding without what the engine fills in later: names, fingerprint and location.
pub(crate) fn make(
    rule: &'static Rule,
    severity: Option<Severity>,
    subject: Subject,
    found: Diagnostic,
) -> Finding {
    Finding {
        rule,
        severity: severity.or(found.severity).unwrap_or(rule.severity),
        subject,
        item_key: String::new(),
        item_name: String::new(),
        arguments: found.arguments,
        quote: found.quote,
        related: found.related,
        fix: found.fix,
        fingerprint: String::new(),
        location: None,
        span: None,
    }
}
