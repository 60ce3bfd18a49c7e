//! What a checker is told: which rules run, and what holds for the run.

use std::sync::Arc;

use chrono::NaiveDate;

use super::checker::Checker;
use super::config::Config;
use crate::Error;
use crate::code::DivisionCode;
use crate::engine::Rule;
use crate::reference::Reference;
use crate::vocabulary::Profile;

impl Checker {
    /// Holds items to this profile, whatever the catalogue says.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = Some(profile);
        self.settings.profile = profile;
        self
    }

    /// Sets the date of today, for the rules that need one.
    #[must_use]
    pub fn today(mut self, today: NaiveDate) -> Self {
        self.settings.today = Some(today);
        self
    }

    /// Makes a division known that the table has not, such as a functional zone.
    #[must_use]
    pub fn with_division(mut self, code: &DivisionCode, name: impl Into<String>) -> Self {
        self.settings.divisions = self.settings.divisions.with(code, name);
        self
    }

    /// Uses this many threads, with the feature `parallel`; findings are the same.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Runs rules that are still [previews](crate::engine::Status::Preview) as well. What they find
    /// never fails a check.
    #[must_use]
    pub fn preview(mut self, preview: bool) -> Self {
        self.selection.previews = preview;
        self
    }

    /// Adds a rule of one's own.
    ///
    /// # Errors
    ///
    /// [`Error::DuplicateRule`] where another rule has its code or name.
    pub fn with_rule(mut self, rule: &'static Rule) -> Result<Self, Error> {
        self.selection.add(rule)?;
        Ok(self)
    }

    /// Runs only these rules: codes, names, or the three letters of a theme. A preview that is
    /// called by its code or name runs.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] where nothing is called so.
    pub fn select<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        self.selection.select(names)?;
        Ok(self)
    }

    /// Leaves these rules out.
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select).
    pub fn ignore<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        self.selection.ignore(names)?;
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
            self.selection.set_severity(name, *severity)?;
        }
        for suppression in &config.suppressions {
            self.selection.named(&[&suppression.rule])?;
            self.suppressions.push(suppression.clone());
        }
        self.selection.previews |= config.preview;
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
        if !config.select.is_empty() {
            self.selection.select(&config.select)?;
        }
        self.selection.ignore(&config.ignore)?;
        Ok(self)
    }
}
