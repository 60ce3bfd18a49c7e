//! Which rules run, and how grave their findings are.

use std::sync::Arc;

use super::checker::Checker;
use super::config::Config;
use crate::Error;
use crate::engine::{Rule, Severity, Status};
use crate::reference::Reference;
use crate::rules;

/// A rule that runs, and the severity that the configuration gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Selected {
    pub(super) rule: &'static Rule,
    pub(super) severity: Option<Severity>,
    /// Whether it only runs where previews are asked for.
    preview: bool,
}

impl From<&'static Rule> for Selected {
    fn from(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: None,
            preview: rule.status() == Status::Preview,
        }
    }
}

impl Checker {
    /// Runs rules that are still [previews](crate::engine::Status::Preview) as well. What they find
    /// never fails a check.
    #[must_use]
    pub fn preview(mut self, preview: bool) -> Self {
        self.preview = preview;
        self
    }

    /// Adds a rule of one's own.
    #[must_use]
    pub fn with_rule(mut self, rule: &'static Rule) -> Self {
        self.rules.push(rule.into());
        self
    }

    /// Runs only these rules: codes, names, or the three letters of a theme. A preview that is
    /// called by its code or name runs.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] where nothing is called so.
    pub fn select<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        let wanted = self.named(names)?;
        self.rules.retain(|own| wanted.contains(&own.rule.code));
        for own in &mut self.rules {
            let called = |name: &S| [own.rule.code, own.rule.name].contains(&name.as_ref());
            own.preview &= !names.iter().any(called);
        }
        Ok(self)
    }

    /// Leaves these rules out.
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select).
    pub fn ignore<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        let unwanted = self.named(names)?;
        self.rules.retain(|own| !unwanted.contains(&own.rule.code));
        Ok(self)
    }

    /// Does what a `shixiang.toml` says.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] where it names a rule that does not exist, [`Error::Config`] where it
    /// changes words that are none of the crate's.
    pub fn config(mut self, config: &Config) -> Result<Self, Error> {
        for (name, severity) in &config.severity {
            let codes = self.named(&[name])?;
            for own in self
                .rules
                .iter_mut()
                .filter(|own| codes.contains(&own.rule.code))
            {
                own.severity = Some(*severity);
            }
        }
        for suppression in &config.suppressions {
            self.named(&[&suppression.rule])?;
            self.suppressions.push(suppression.clone());
        }
        self.preview |= config.preview;
        self.profile = self.profile.or(config.profile);
        self.settings.profile = self.profile.unwrap_or_default();
        self.settings
            .not_collected
            .extend_from_slice(&config.not_collected);
        self.settings.relations =
            std::mem::take(&mut self.settings.relations).with(&config.relations);
        for division in &config.divisions {
            self = self.with_division(&division.code, &division.name);
        }
        self.settings.words = config.own_words().map_err(|message| Error::Config {
            name: "shixiang.toml".to_owned(),
            message,
        })?;
        if !(config.repealed.is_empty() && config.renamed.is_empty()) {
            let reference = Reference::with(&config.repealed, &config.renamed);
            self.settings.reference = Some(Arc::new(reference));
        }
        let chosen = if config.select.is_empty() {
            self
        } else {
            self.select(&config.select)?
        };
        chosen.ignore(&config.ignore)
    }

    /// The rules that run.
    pub(super) fn running(&self) -> impl Iterator<Item = &Selected> {
        (self.rules.iter()).filter(|own| self.preview || !own.preview)
    }

    /// Codes of the rules that go by these names.
    fn named<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<&'static str>, Error> {
        let mut codes = Vec::new();
        for name in names {
            let name = name.as_ref();
            let before = codes.len();
            let rules = self.rules.iter().map(|own| own.rule);
            let known = |rule: &&'static Rule| {
                rule.code == name || rule.name == name || rule.theme() == name
            };
            codes.extend(rules.filter(known).map(|rule| rule.code));
            let exists = codes.len() > before || rules::find(name).is_some();
            if !exists && !rules::all().iter().any(|rule| rule.theme() == name) {
                return Err(Error::UnknownRule {
                    name: name.to_owned(),
                });
            }
        }
        Ok(codes)
    }
}
