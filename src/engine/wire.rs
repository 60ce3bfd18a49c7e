//! Findings in transit: one process writes them, another of the same version reads them back unchanged.
//!
//! This is not the JSON of reports, which is in one language and does not distinguish fixed texts from others.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finding::{Finding, ItemIdentity, Related};
use super::fix::Fix;
use super::rule::Rule;
use super::severity::Severity;
use super::subject::Subject;
use crate::code::DivisionCode;
use crate::i18n::{Argument, Text, fixed, placeholders};
use crate::path::Path;
use crate::source::{Excerpt, Location};

/// A finding without its item, which several findings share.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WireFinding {
    rule: String,
    severity: Severity,
    at: WireSubject,
    arguments: Vec<(String, WireArgument)>,
    /// The cited clauses, if they are fewer than the rule's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cites: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    related: Vec<WireRelated>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fix: Option<Fix>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replacement: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    required: Option<Severity>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_foreign: bool,
    fingerprint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    excerpt: Option<Box<Excerpt>>,
}

/// A place; its item index counts from the start of the part.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSubject {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    view: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<usize>,
    path: Path,
}

/// An argument. Fixed texts stay distinct from plain ones, because the brief report distinguishes wordings by them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum WireArgument {
    Plain(String),
    Fixed { fixed: [String; 2] },
    Both { both: [String; 2] },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireRelated {
    at: WireSubject,
    label: WireArgument,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    excerpt: Option<Box<Excerpt>>,
}

impl From<&Finding> for WireFinding {
    fn from(finding: &Finding) -> Self {
        let cites = (finding.cites != finding.rule.cites).then_some(finding.cites);
        let cites = cites.map(|own| own.iter().map(|&clause| clause.to_owned()).collect());
        Self {
            rule: finding.rule.code.to_owned(),
            severity: finding.severity,
            at: (&finding.subject).into(),
            arguments: finding
                .arguments
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.into()))
                .collect(),
            cites,
            quote: finding.quote.clone(),
            related: finding.related.iter().map(WireRelated::from).collect(),
            fix: finding.fix.clone(),
            replacement: finding.replacement.clone(),
            required: finding.required,
            is_foreign: finding.is_foreign,
            fingerprint: finding.fingerprint.clone(),
            location: finding.location.clone(),
            excerpt: finding.excerpt.clone(),
        }
    }
}

impl WireFinding {
    /// Rebuilds the finding; `first` is the number of items before its part, `named` returns the `'static` name of
    /// an argument. `None` if this version does not know the rule, an argument or a clause.
    pub(crate) fn finding(
        self,
        rule: impl Fn(&str) -> Option<&'static Rule>,
        named: impl Fn(&Rule, &str) -> Option<&'static str>,
        first: usize,
        (item, division): (Option<Arc<ItemIdentity>>, Option<Arc<DivisionCode>>),
    ) -> Option<Finding> {
        let rule = rule(&self.rule)?;
        let arguments = self
            .arguments
            .into_iter()
            .map(|(name, value)| Some((named(rule, &name)?, value.into())));
        Some(Finding {
            rule,
            severity: self.severity,
            subject: self.at.subject(first),
            item,
            arguments: arguments.collect::<Option<_>>()?,
            cites: self
                .cites
                .map_or(Some(rule.cites), |own| find_clauses(rule, &own))?,
            quote: self.quote,
            related: self
                .related
                .into_iter()
                .map(|related| Related {
                    subject: related.at.subject(first),
                    label: related.label.into(),
                    location: related.location,
                    excerpt: related.excerpt,
                })
                .collect(),
            fix: self.fix,
            replacement: self.replacement,
            required: self.required,
            is_foreign: self.is_foreign,
            fingerprint: self.fingerprint,
            location: self.location,
            excerpt: self.excerpt,
            division,
        })
    }
}

/// The `'static` name of a placeholder in the texts of a rule.
pub(crate) fn placeholder(rule: &Rule, name: &str) -> Option<&'static str> {
    let texts = [rule.message.zh, rule.help.zh].into_iter();
    texts.flat_map(placeholders).find(|known| *known == name)
}

/// Finds the consecutive clauses of the rule that equal `own`.
fn find_clauses(rule: &Rule, own: &[String]) -> Option<&'static [&'static str]> {
    let cites = rule.cites;
    if own.is_empty() {
        return Some(&[]);
    }
    cites.windows(own.len()).find(|cites| *cites == own)
}

impl From<&Subject> for WireSubject {
    fn from(subject: &Subject) -> Self {
        Self {
            view: subject.view,
            item: subject.item,
            path: subject.path.clone(),
        }
    }
}

impl WireSubject {
    fn subject(self, first: usize) -> Subject {
        let before = if self.view.is_none() { first } else { 0 };
        Subject {
            view: self.view,
            item: self.item.map(|item| before.saturating_add(item)),
            path: self.path,
        }
    }
}

impl From<&Related> for WireRelated {
    fn from(related: &Related) -> Self {
        Self {
            at: (&related.subject).into(),
            label: (&related.label).into(),
            location: related.location.clone(),
            excerpt: related.excerpt.clone(),
        }
    }
}

impl From<&Argument> for WireArgument {
    fn from(value: &Argument) -> Self {
        match value {
            Argument::Plain(text) => Self::Plain(text.clone()),
            Argument::Text(text) => (*text).into(),
            Argument::Both { zh, en } => Self::Both {
                both: [zh.clone(), en.clone()],
            },
        }
    }
}

impl From<Text> for WireArgument {
    fn from(text: Text) -> Self {
        Self::Fixed {
            fixed: [text.zh, text.en].map(str::to_owned),
        }
    }
}

impl From<WireArgument> for Argument {
    fn from(value: WireArgument) -> Self {
        match value {
            WireArgument::Plain(text) => Self::Plain(text),
            WireArgument::Fixed { fixed: [zh, en] } => Self::Text(Text {
                zh: fixed(&zh),
                en: fixed(&en),
            }),
            WireArgument::Both { both: [zh, en] } => Self::Both { zh, en },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_each_kind_survive_a_round_trip() {
        let values = [
            Argument::Plain("{\"fixed\":[]}".to_owned()),
            Text::new("中", "en").into(),
            Argument::Both {
                zh: "中".to_owned(),
                en: String::new(),
            },
        ];
        for value in values {
            let text = serde_json::to_string(&WireArgument::from(&value)).unwrap();
            let read: WireArgument = serde_json::from_str(&text).unwrap();
            assert_eq!(Argument::from(read), value, "{text}");
        }
    }

    #[test]
    fn consecutive_clauses_are_found_again() {
        let mut rule = Rule::new("PRV001", "a", Severity::Hint, super::super::Check::Reading);
        rule.cites = &["a", "b", "c"];
        let some = |own: &[&str]| {
            let own: Vec<String> = own.iter().map(|&clause| clause.to_owned()).collect();
            find_clauses(&rule, &own)
        };
        assert_eq!(some(&[]), Some(&[][..]));
        assert_eq!(some(&["b", "c"]), Some(&["b", "c"][..]));
        assert_eq!(some(&["a", "c"]), None);
        assert_eq!(some(&["a", "b", "c", "d"]), None);
    }
}
