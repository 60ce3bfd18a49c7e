//! Configuration of a checker: which rules run, and the settings of the run.

use std::fs::File;
use std::io;
use std::sync::Arc;

use chrono::NaiveDate;

use super::checker::Checker;
use super::config::{Config, wrong};
use super::progress::{CheckProgress, Told};
use crate::Error;
use crate::code::DivisionCode;
use crate::compare::Relations;
use crate::diff::Previous;
use crate::engine::Rule;
use crate::facts::ReferenceCatalogue;
use crate::i18n::{Argument, Language};
use crate::model::Catalogue;
use crate::prose::text_digest;
use crate::reference::Reference;
use crate::spill::Spilling;
use crate::vocabulary::Profile;

impl Checker {
    /// Sets the profile, overriding the one the catalogue states.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = Some(profile);
        self
    }

    /// Sets today's date, for the rules that need one.
    #[must_use]
    pub fn today(mut self, today: NaiveDate) -> Self {
        self.settings.today = Some(today);
        self
    }

    /// Sets the previous version of the catalogue: the rules about versions (theme VER) compare each item
    /// with the same item there. They do not run without one.
    #[must_use]
    pub fn previous(mut self, previous: Previous) -> Self {
        self.settings.previous = Some(Arc::new(previous));
        self
    }

    /// Sets the catalogue of a higher level: items that only one of the two catalogues has are findings.
    #[must_use]
    pub fn reference(mut self, reference: ReferenceCatalogue) -> Self {
        self.settings.reference_catalogue = Some(Arc::new(reference));
        self
    }

    /// Adds a division that the built-in table does not have, such as a functional zone.
    #[must_use]
    pub fn with_division(mut self, code: &DivisionCode, name: impl Into<String>) -> Self {
        self.settings.divisions = self.settings.divisions.with(code, name);
        self
    }

    /// Sets the minimum share of the values of a source, from 0 to 1, that must be read into elements
    /// for a check to pass.
    #[must_use]
    pub fn min_read(mut self, share: f64) -> Self {
        self.min_read = Some(share);
        self
    }

    /// Sets a listener for the progress of checks; a check of a million items takes a minute.
    #[must_use]
    pub fn on_progress(mut self, told: impl Fn(CheckProgress<'_>) + Send + Sync + 'static) -> Self {
        self.told = Told::new(told);
        self
    }

    /// Sets the approximate number of bytes of findings to hold in memory; beyond that they go to a file,
    /// which `file` creates when it is needed, empty and open for reading and writing. By default all
    /// findings are held.
    ///
    /// If findings are in a file, [`findings`](crate::Report::findings) is empty:
    /// [`Report::all`](crate::Report::all) gives them one by one, and [`Report::hold`](crate::Report::hold)
    /// takes them back into memory.
    #[must_use]
    pub fn spill(
        mut self,
        past: usize,
        file: impl Fn() -> io::Result<File> + Send + Sync + 'static,
    ) -> Self {
        self.spilling = Some(Spilling::new(past, file));
        self
    }

    /// Sets the approximate number of bytes of facts to hold in memory; facts are the data of each item that the
    /// rules across items use. Beyond that they go to files, which `file` creates when one is needed, empty and
    /// open for reading and writing. The findings do not depend on it. By default all facts are held.
    #[must_use]
    pub fn spill_facts(
        mut self,
        past: usize,
        file: impl Fn() -> io::Result<File> + Send + Sync + 'static,
    ) -> Self {
        self.spilling_facts = Spilling::new(past, file);
        self
    }

    /// Sets the number of threads (with the feature `parallel`); the findings do not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Sets the catalogue that the inputs are a part of: its own fields apply to their items.
    #[must_use]
    pub fn within(mut self, catalogue: &Catalogue) -> Self {
        self.within = Some(Arc::new(catalogue.header()));
        self
    }

    /// Sets whether findings hold [excerpts](crate::Finding::excerpt) of their source, which only a report
    /// for people shows; they do by default.
    #[must_use]
    pub fn excerpts(mut self, excerpts: bool) -> Self {
        self.excerpts = excerpts;
        self
    }

    /// Sets how many items keep their process for the flowcharts of the [inspection page](crate::report),
    /// those with the gravest findings first; none by default.
    #[must_use]
    pub fn charted(mut self, items: usize) -> Self {
        self.charted = items;
        self
    }

    /// Enables [preview](crate::engine::Status::Preview) rules as well. Their findings never fail a
    /// check.
    #[must_use]
    pub fn preview(mut self, preview: bool) -> Self {
        self.selection.previews = preview;
        self
    }

    /// Whether any rule runs.
    pub fn has_rules(&self) -> bool {
        self.selection.running().next().is_some()
    }

    /// Adds a rule of your own.
    ///
    /// # Errors
    ///
    /// [`Error::DuplicateRule`] if another rule has the same code or name.
    pub fn with_rule(mut self, rule: &'static Rule) -> Result<Self, Error> {
        self.selection.add(rule)?;
        Ok(self)
    }

    /// Runs only these rules, given by code, name or the three letters of a theme. A preview rule
    /// given by code or name runs, too.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] if a name matches no rule.
    pub fn select<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        self.selection.select(names)?;
        Ok(self)
    }

    /// Excludes these rules.
    ///
    /// # Errors
    ///
    /// As for [`select`](Self::select).
    pub fn ignore<S: AsRef<str>>(mut self, names: &[S]) -> Result<Self, Error> {
        self.selection.ignore(names)?;
        Ok(self)
    }

    /// Applies a `shixiang.toml`.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] if it names a rule that does not exist, and [`Error::Config`] if it changes a
    /// word set that does not exist, or has an invalid holiday.
    pub fn config(mut self, config: &Config) -> Result<Self, Error> {
        let of_items = Config {
            suppressions: Vec::new(),
            ..config.clone()
        };
        let text = serde_json::to_string(&of_items).unwrap_or_default();
        self.configured = text_digest(&format!("{:x} {text}", self.configured));
        for (name, severity) in &config.severity {
            self.selection.set_severity(name, *severity)?;
        }
        for suppression in &config.suppressions {
            if let Some(rule) = &suppression.rule {
                self.selection.named(&[rule])?;
            }
            self.suppressions.push(suppression.clone());
        }
        self.selection.previews |= config.preview;
        self.profile = self.profile.or(config.profile);
        self.settings
            .not_collected
            .extend_from_slice(&config.not_collected);
        if !config.relations.is_empty() {
            let relations = Relations::clone(&self.settings.relations);
            self.settings.relations = Arc::new(relations.with(&config.relations));
        }
        for division in &config.divisions {
            self = self.with_division(&division.code, &division.name);
        }
        let invalid = |fault: Argument| {
            let (zh, en) = (fault.get(Language::Chinese), fault.get(Language::English));
            wrong("shixiang.toml", zh, en)
        };
        self.settings.words = config.own_words().map_err(invalid)?;
        if !(config.repealed.is_empty() && config.renamed.is_empty()) {
            let reference = Reference::with(&config.repealed, &config.renamed);
            self.settings.reference = Some(Arc::new(reference));
        }
        if let Some(calendar) = config.calendar().map_err(invalid)? {
            self.settings.calendar = Some(Arc::new(calendar));
        }
        if !config.select.is_empty() {
            self.selection.select(&config.select)?;
        }
        self.selection.ignore(&config.ignore)?;
        Ok(self)
    }
}
