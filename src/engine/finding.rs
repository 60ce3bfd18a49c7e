use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::diagnostic::Fix;
use super::rule::Rule;
use super::severity::Severity;
use super::subject::Subject;
use crate::i18n::{Argument, Language, fill};
use crate::model::ServiceItem;
use crate::source::{Excerpt, Location, Origins, SourceSpan};

/// A second place of a finding: what the first conflicts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub subject: Subject,
    /// What stands there.
    pub label: Argument,
    /// Where it is in its source.
    pub location: Option<Location>,
}

/// Which item a finding is in, and whose item that is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "事项")]
#[non_exhaustive]
pub struct ItemIdentity {
    /// 名称.
    pub name: String,
    /// Its key.
    #[schemars(title = "标识")]
    pub key: String,
    /// Name of the body that exercises it.
    #[schemars(title = "实施主体")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Credit code of that body.
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
}

/// One fault that a rule found: located, named and fingerprinted.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is, after profile and configuration.
    pub severity: Severity,
    /// Where it is.
    pub subject: Subject,
    /// The item it is in; `None` for the catalogue's own part, or where no item was read.
    pub item: Option<Arc<ItemIdentity>>,
    /// Values for the message.
    pub arguments: Vec<(&'static str, Argument)>,
    /// The words in the value that are meant, where not the whole value is.
    pub quote: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// A value to put there instead, where one is certain.
    pub fix: Option<Fix>,
    /// What it is known by through edits elsewhere: rule, item and keys instead of positions.
    pub fingerprint: String,
    /// Where it is in its source.
    pub location: Option<Location>,
    /// What the location is of, to show the source text.
    pub(crate) span: Option<SourceSpan>,
}

impl Finding {
    /// What is wrong, in one language.
    pub fn message(&self, language: Language) -> String {
        fill(self.rule.message.get(language), &self.arguments, language)
    }

    /// The source text it is in, with what is meant marked; `origins` are those of the catalogue
    /// (or view) its place belongs to.
    pub fn excerpt<'a>(&self, origins: &'a Origins) -> Option<Excerpt<'a>> {
        origins.excerpt_at(self.span?, self.quote.as_deref())
    }

    /// How to mend it, in one language.
    pub fn help(&self, language: Language) -> String {
        fill(self.rule.help.get(language), &self.arguments, language)
    }
}
