use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fix::Fix;
use super::rule::Rule;
use super::severity::Severity;
use super::subject::Subject;
use crate::code::DivisionCode;
use crate::facts::ItemFacts;
use crate::grounds::reason;
use crate::i18n::{Argument, Language, fill, without_keys};
use crate::model::ServiceItem;
use crate::source::{Excerpt, Location};

/// A related place of a finding, such as the value it conflicts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub subject: Subject,
    /// The role of the value at this location, such as 法定办结时限, for readers of the report.
    pub label: Argument,
    /// Its location in the source.
    pub location: Option<Location>,
    /// The lines around it.
    pub excerpt: Option<Box<Excerpt>>,
}

/// The identity of the item a finding is in: its name, key and authority.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "事项")]
#[non_exhaustive]
pub struct ItemIdentity {
    /// Its name.
    #[schemars(title = "名称")]
    pub name: String,
    /// Key of the item.
    #[schemars(title = "标识")]
    pub key: String,
    /// Name of the authority.
    #[schemars(title = "实施主体")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Unified credit code of the authority.
    #[schemars(title = "实施主体代码")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority_code: Option<String>,
}

impl ItemIdentity {
    /// The identity of an item.
    pub fn of(item: &ServiceItem) -> Self {
        let body = item.authority.as_ref();
        Self {
            name: item.name.clone(),
            key: item.key(),
            authority: body.and_then(|body| body.name.clone()),
            authority_code: body.and_then(|body| Some(body.credit_code.as_ref()?.to_string())),
        }
    }

    /// The identity of the item with these facts.
    pub(crate) fn of_facts(facts: &ItemFacts<'_>) -> Self {
        Self {
            name: facts.name().to_owned(),
            key: facts.key().into_owned(),
            authority: facts.body().map(str::to_owned),
            authority_code: facts.body_code().map(str::to_owned),
        }
    }
}

/// One problem that a rule found: located, named and fingerprinted.
///
/// A finding is complete when it is made: it knows its rule, severity, item, path, source location
/// and fingerprint. The texts are rendered on demand, so the same finding gives its
/// [`message`](Self::message) and [`help`](Self::help) in either language. For output, use
/// [`to_json`](Self::to_json) or `Serialize`, [`display`](Self::display) or `Display` (one line),
/// or [`report::text`](crate::report) with the feature `text` (several lines with the source
/// excerpt).
///
/// To recognise the same finding in a later run, compare [`fingerprint`](Self::fingerprint)s, not
/// positions.
///
/// ```
/// use shixiang::{Checker, Language, ServiceItem};
///
/// let mut item = ServiceItem::default();
/// item.name = "食品经营许可".to_owned();
/// item.version = Some(0);
/// let report = Checker::new().select(&["version-below-one"])?.check_item(&item);
/// let finding = &report.findings[0];
/// assert_eq!(finding.subject.path.to_string(), "version");
/// assert!(finding.help(Language::English).contains('1'));
/// assert!(finding.location.is_none(), "the item was not read from a source");
/// # Ok::<(), shixiang::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The severity, after profile and configuration.
    pub severity: Severity,
    /// The place it is about.
    pub subject: Subject,
    /// The item it is in; `None` for the catalogue's own fields, or if no item was read.
    pub item: Option<Arc<ItemIdentity>>,
    /// Values of the placeholders in message and help.
    pub arguments: Vec<(&'static str, Argument)>,
    /// The clauses its rule cites that apply in this case.
    pub cites: &'static [&'static str],
    /// The words of the value it is about, unless it is about the whole value.
    pub quote: Option<String>,
    /// Related places, such as the value it conflicts with.
    pub related: Vec<Related>,
    /// The change that fixes it, if there is one.
    pub fix: Option<Fix>,
    /// The text that its fix writes at its location; `None` if the source must not be edited (a table, or a
    /// file of another system).
    pub replacement: Option<Box<str>>,
    /// A stable identifier that survives edits elsewhere: made of rule, item and keys, not
    /// positions.
    pub fingerprint: String,
    /// Its location in the source.
    pub location: Option<Location>,
    /// The lines around it with the problem marked, unless the check leaves
    /// [excerpts](crate::Checker::excerpts) out.
    pub excerpt: Option<Box<Excerpt>>,
    /// The severity that its absence would have, if the value is required but could not be read: such an item
    /// must not pass.
    pub required: Option<Severity>,
    /// The division of its item or catalogue.
    pub(crate) division: Option<Arc<DivisionCode>>,
    /// Whether its source is in another system's format, whose maintainers do not know the model's keys.
    pub(crate) is_foreign: bool,
}

impl Finding {
    /// The message in one language: the problem, without advice.
    pub fn message(&self, language: Language) -> String {
        fill(self.rule.message.get(language), &self.arguments, language)
    }

    /// The place it is about, and the places that are compared with it.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &Subject> + Clone {
        let related = self.related.iter().map(|related| &related.subject);
        std::iter::once(&self.subject).chain(related)
    }

    /// The rationale, in a line for a report on items of this division, like [`Rule::reason`] but
    /// only from the clauses that apply in this case.
    pub fn reason(
        &self,
        language: Language,
        division: Option<&DivisionCode>,
    ) -> Option<(&'static str, String)> {
        reason(self.cites, self.rule.own, language, division)
    }

    /// The help: how to fix it, in one language.
    ///
    /// Keys of the model's own format, which are in brackets, are left out if the item comes from a table
    /// or a file in a dialect: its maintainers do not know them.
    pub fn help(&self, language: Language) -> String {
        let template = self.rule.help.get(language);
        if self.is_foreign {
            fill(&without_keys(template), &self.arguments, language)
        } else {
            fill(template, &self.arguments, language)
        }
    }
}
