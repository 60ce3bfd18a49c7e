use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use super::config::Suppression;
use super::part::{PartFile, Parts};
use super::progress::Told;
use super::report::Report;
use super::select::Selection;
use super::source::Source;
use super::views::View;
use crate::Error;
use crate::engine::Settings;
use crate::model::{Catalogue, ServiceItem};
use crate::read::{Inputs, ReadOptions, Reading};
use crate::source::Format;
use crate::spill::Spilling;
use crate::vocabulary::Profile;

/// Runs rules on items and gives a [`Report`].
///
/// A checker is configured once and used for any number of inputs; it holds no state of a run and
/// can be shared between threads. Configure it with the builder methods, or from a `shixiang.toml`
/// with [`config`](Self::config). The crate has no clock: rules that need a date only fire if
/// [`today`](Self::today) is set.
///
/// The method to use depends on the input:
///
/// * [`check`](Self::check): a [`Reading`], so that findings have source locations.
/// * [`check_with_views`](Self::check_with_views): the same items as several channels show them.
/// * [`check_paths`](Self::check_paths): files, however large; their items are never held together.
/// * [`check_catalogue`](Self::check_catalogue) and [`check_item`](Self::check_item): values built in memory,
///   without locations.
/// * [`admit`](Self::admit): one item, which is admitted only if it has no errors.
///
/// ```
/// use shixiang::{Checker, Language, ReadOptions, read_str, source::Format};
///
/// let text = r#"
/// name = "食品经营许可"
/// [guide.time_limit]
/// statutory = { amount = 10, unit = "工作日" }
/// promised = { amount = 20, unit = "工作日" }
/// "#;
/// let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
/// let report = Checker::new().select(&["LIM010"])?.check(&reading);
/// assert_eq!(report.findings.len(), 1);
/// assert_eq!(report.findings[0].location.as_ref().and_then(|at| at.line), Some(5));
/// # Ok::<(), shixiang::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Checker {
    pub(super) selection: Selection,
    pub(super) suppressions: Vec<Suppression>,
    pub(super) settings: Settings,
    pub(super) profile: Option<Profile>,
    pub(super) threads: Option<usize>,
    pub(super) min_read: Option<f64>,
    pub(super) excerpts: bool,
    pub(super) charted: usize,
    /// A digest of the configurations that affect how an item is checked.
    pub(super) configured: u64,
    /// The catalogue of which the inputs are a part.
    pub(super) within: Option<Arc<Catalogue>>,
    pub(super) told: Told,
    pub(super) spilling: Option<Spilling>,
    /// The memory bound of the facts, and the files beyond it.
    pub(super) spilling_facts: Spilling,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker {
    /// Creates a checker with all stable rules of the crate, the profile `portal` and no date.
    pub fn new() -> Self {
        Self {
            selection: Selection::new(),
            suppressions: Vec::new(),
            settings: Settings::default(),
            profile: None,
            threads: None,
            min_read: None,
            excerpts: true,
            charted: 0,
            configured: 0,
            within: None,
            told: Told::default(),
            spilling: None,
            spilling_facts: Spilling::default(),
        }
    }

    /// Checks a reading.
    pub fn check(&self, reading: &Reading) -> Report {
        self.check_with_views(reading, &[])
    }

    /// Checks a reading, comparing each item with the same item in the views.
    pub fn check_with_views(&self, reading: &Reading, views: &[View]) -> Report {
        self.check_in_memory(&Source::Read(reading), views)
    }

    /// Reads files and directories and checks them, comparing each item with the same item in the views.
    ///
    /// The report is that of [`check_with_views`](Self::check_with_views) on what
    /// [`read_paths`](crate::read_paths) returns, but the items are never held together: a window of them is
    /// read, checked, reduced to what the rules across items need, and dropped. If these rules find
    /// something, the inputs are read a second time to locate it. If the elements that a source collects are
    /// known only at its end, everything is read and checked again first.
    ///
    /// ```no_run
    /// use shixiang::{Checker, ReadOptions};
    ///
    /// let options = ReadOptions::default();
    /// let report = Checker::new().check_paths(&["province.csv".into()], &options, &[])?;
    /// println!("{} items, {} findings", report.items, report.findings.len());
    /// # Ok::<(), shixiang::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`read_paths`](crate::read_paths), and [`Error::InputChanged`] if an input is not the same
    /// when it is read again.
    pub fn check_paths(
        &self,
        paths: &[PathBuf],
        options: &ReadOptions,
        views: &[View],
    ) -> Result<Report, Error> {
        self.check_inputs(&Inputs::Paths(paths), options, views, None)
    }

    /// Reads a document from memory and checks it as [`check_paths`](Self::check_paths) does.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownEncoding`] if the options name an encoding that is not known.
    pub fn check_bytes(
        &self,
        name: &str,
        bytes: &[u8],
        format: Format,
        options: &ReadOptions,
        views: &[View],
    ) -> Result<Report, Error> {
        let inputs = Inputs::Memory(name, bytes.into(), format);
        self.check_inputs(&inputs, options, views, None)
    }

    /// Reads inputs of any kind and checks them as [`check_paths`](Self::check_paths) does; the findings in
    /// items, and the facts that the rules across items need, are also written to `part`.
    ///
    /// # Errors
    ///
    /// As for [`check_paths`](Self::check_paths), and [`Error::Write`] if the part cannot be written.
    pub fn check_inputs(
        &self,
        inputs: &Inputs<'_>,
        options: &ReadOptions,
        views: &[View],
        part: Option<&PartFile>,
    ) -> Result<Report, Error> {
        let head = || self.head(inputs.names(), inputs.first_line());
        let part = part.map(|part| (part, head()));
        self.run(&Source::Inputs(inputs, options), views, part.as_ref())
    }

    /// Joins parts that were written by [`check_inputs`](Self::check_inputs), in this order: the report is
    /// that of one check of the file with the catalogue's own fields and then all their inputs.
    ///
    /// The parts must have been checked by a checker like this, with the same views, and
    /// [within](Self::within) the catalogue; a checker without a date takes theirs. A directory means all its
    /// files, in order of their names.
    ///
    /// # Errors
    ///
    /// [`Error::Part`] if a file is not a part or is truncated, was written by another version or with other
    /// settings, or is given twice.
    pub fn across(
        &self,
        parts: &[PathBuf],
        catalogue: Option<&FilePath>,
        options: &ReadOptions,
        views: &[View],
    ) -> Result<Report, Error> {
        let parts = Parts::new(parts, catalogue.map(Inputs::Catalogue), options)?;
        let mut checker = self.clone();
        checker.settings.today = self.settings.today.or(parts.today()?);
        checker.run(&Source::Parts(&parts), views, None)
    }

    /// Checks a catalogue that was not read from a source.
    pub fn check_catalogue(&self, catalogue: &Catalogue) -> Report {
        self.check_in_memory(&Source::Catalogue(catalogue), &[])
    }

    /// Checks one item; rules that look across a catalogue do not run.
    pub fn check_item(&self, item: &ServiceItem) -> Report {
        self.check_in_memory(&Source::Item(item), &[])
    }

    /// Checks a source that is in memory.
    fn check_in_memory(&self, source: &Source<'_>, views: &[View]) -> Report {
        // Reading cannot fail; if a file for findings or facts fails, the empty report has the verdict incomplete.
        self.run(source, views, None).unwrap_or_default()
    }
}
