//! Conversion of any source into one catalogue: records are read, mapped and written chunk by
//! chunk, so memory does not grow with their number.

use std::io::Write;
use std::path::PathBuf;

use super::atomic::{Beside, Target, TextFile};
use super::expect::{Unmet, Watch};
use super::form::{Form, Unheld};
use super::loss::Tally;
use super::side_files::{SideFiles, SideTargets, failed_records_path};
use super::sink::{Finished, Writer};
use crate::error::Error;
use crate::i18n::Language;
use crate::read::{Account, Inputs, ReadOptions, Reading, is_of_source, read_in_windows};
use crate::source::Format;

/// Converts any source into one canonical catalogue, and reports what was lost.
///
/// Use this instead of [`read_paths`](crate::read_paths) and [`write`](crate::write::write()) for
/// large sources: records are converted chunk by chunk, so memory does not grow with their number.
/// The builder methods add what is written besides the catalogue: [`trace`](Self::trace), the fate
/// of every value, and [`loss`](Self::loss), a list of what could not be read. Output appears
/// atomically: either the whole catalogue is there or nothing is.
///
/// ```no_run
/// use shixiang::{Conversion, ReadOptions, write::Form};
///
/// let converted = Conversion::to_path("catalogue", Form::Directory)
///     .loss("loss.json")
///     .convert(&["export.csv".into()], &ReadOptions::default())?;
/// assert!(converted.account.is_complete());
/// # Ok::<(), shixiang::Error>(())
/// ```
pub struct Conversion<'o> {
    output: Output<'o>,
    form: Form,
    force: bool,
    trace: Option<PathBuf>,
    loss: Option<PathBuf>,
    language: Language,
}

enum Output<'o> {
    Path(PathBuf),
    Stream(&'o mut dyn Write),
}

impl std::fmt::Debug for Conversion<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let output = match &self.output {
            Output::Path(path) => Some(path),
            Output::Stream(_) => None,
        };
        f.debug_struct("Conversion")
            .field("output", &output)
            .finish_non_exhaustive()
    }
}

/// The result of a conversion.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Converted {
    /// The account of all records.
    pub account: Account,
    /// Expectations that the source does not meet, of the dialect given in the options.
    pub unmet: Vec<Unmet>,
    /// Number of normalization findings.
    pub notes: usize,
    /// Number of `null` values in extensions that were not written.
    pub nulls: usize,
    /// Whether the catalogue has fields of its own, which NDJSON cannot hold.
    pub has_header: bool,
    /// Values that the form cannot hold.
    pub unheld: Vec<Unheld>,
    /// The file with the records that gave no item, if there are any.
    pub failed: Option<PathBuf>,
}

impl<'o> Conversion<'o> {
    /// Creates a conversion that writes a catalogue in this form to a path.
    pub fn to_path(output: impl Into<PathBuf>, form: Form) -> Self {
        Self::new(Output::Path(output.into()), form)
    }

    /// Creates a conversion that writes a catalogue in this form, which must be a single text, to a
    /// stream.
    pub fn to_stream(output: &'o mut dyn Write, form: Form) -> Self {
        Self::new(Output::Stream(output), form)
    }

    fn new(output: Output<'o>, form: Form) -> Self {
        Self {
            output,
            form,
            force: false,
            trace: None,
            loss: None,
            language: Language::default(),
        }
    }

    /// Replaces existing output, if this tool wrote it.
    ///
    /// A directory counts as such if it is empty, if it holds a `catalogue.toml` of ours and nothing but
    /// `items/*.toml` and the schemas, or if it holds our tables and nothing else. A file counts if it is empty, if
    /// it is a workbook with our tables, or if all keys of its first document are those of a catalogue, an item or
    /// a list that a conversion writes. Everything else is refused.
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Also writes the fate of every value, as one line of JSON each.
    #[must_use]
    pub fn trace(mut self, path: impl Into<PathBuf>) -> Self {
        self.trace = Some(path.into());
        self
    }

    /// Also writes a list of what could not be read; as JSON if the name ends in `.json`.
    #[must_use]
    pub fn loss(mut self, path: impl Into<PathBuf>) -> Self {
        self.loss = Some(path.into());
        self
    }

    /// Sets the language of that list, and of the names of columns.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Reads files and directories and writes their catalogue.
    ///
    /// Records that gave no item are written unchanged, with their locations and the reasons, to a
    /// file next to the output whose name is the output's with the suffix `.未能转换.ndjson`. For a
    /// stream there is no such file: the records are only in the list of [`loss`](Self::loss).
    ///
    /// # Errors
    ///
    /// As for [`crate::read_paths`]; [`Error::Exists`] or [`Error::NotOurs`] if something is at an
    /// output, [`Error::Overlap`] if one output would be inside another, [`Error::Changed`] if another
    /// program wrote to an output in the meantime, [`Error::Write`] if an output cannot be written. On error,
    /// nothing is written.
    pub fn convert(self, paths: &[PathBuf], options: &ReadOptions) -> Result<Converted, Error> {
        self.run(Inputs::Paths(paths), options)
    }

    /// Reads a document from memory and writes its catalogue.
    ///
    /// # Errors
    ///
    /// As for [`convert`](Self::convert).
    pub fn convert_bytes(
        self,
        name: &str,
        bytes: Vec<u8>,
        format: Format,
        options: &ReadOptions,
    ) -> Result<Converted, Error> {
        self.run(Inputs::Memory(name, bytes.into(), format), options)
    }

    fn run(self, inputs: Inputs<'_>, options: &ReadOptions) -> Result<Converted, Error> {
        let failed = match &self.output {
            Output::Path(path) => Some(failed_records_path(path)),
            Output::Stream(_) => None,
        };
        let (trace, loss) = (self.trace.as_ref(), self.loss.as_ref());
        let targets = SideTargets::new(trace, loss, failed.as_ref(), self.force)?;
        let mut options = options.clone();
        let dialect = options.dialect.clone();
        let mut watch = Watch::new(dialect.as_ref());
        options.trace = targets.named().next().is_some() || watch.is_needed();
        let writer = match self.output {
            Output::Path(path) => {
                let target = Target::new(&path, self.form.kind(), self.force)?;
                target.ensure_apart_from(targets.named())?;
                Writer::to_path(self.form, target)?
            }
            Output::Stream(out) => Writer::to_stream(self.form, out),
        };
        let mut writer = writer.language(self.language);
        let failed_target = targets.failed.clone();
        let mut side_files = SideFiles::new(targets.trace, targets.failed)?;
        let mut tally = Tally::default();
        let mut converted = Converted::default();
        let mut on_window = |reading: &mut Reading| {
            converted.notes += record_notes(reading);
            tally.add(reading);
            watch.add(reading);
            side_files.add(reading)?;
            for item in reading.catalogue.items.drain(..) {
                writer.item(item)?;
            }
            Ok(())
        };
        let rest = read_in_windows(inputs, &options, Some(&mut on_window))?;
        converted.notes += source_notes(&rest);
        tally.note(&rest, true);
        converted.has_header = has_header(&rest);
        converted.account = rest.account;
        converted.unmet = watch.finish(&converted.account);
        // First all files are written, because a full disk may prevent it. Then they take their places, the
        // catalogue first: if another program wrote to its path, nothing has been replaced yet.
        let Finished {
            nulls,
            unheld,
            written,
        } = writer.finish(rest.catalogue)?;
        converted.nulls = nulls;
        converted.unheld = unheld;
        let mut written: Vec<Beside> = written.into_iter().collect();
        let has_failed = side_files.has_failed_records();
        written.extend(side_files.finish()?);
        if let (Some(target), Some(path)) = (targets.loss, &self.loss) {
            let mut list = tally.finish(&converted.account);
            list.unheld.clone_from(&converted.unheld);
            let mut file = TextFile::new(target)?;
            file.add(list.written(path, self.language)?.as_bytes())?;
            written.push(file.finish()?);
        }
        for file in written {
            file.settle()?;
        }
        if let Some(target) = failed_target {
            if has_failed {
                converted.failed = Some(target.path().to_path_buf());
            } else {
                // The failed records of an earlier run would be misleading.
                target.clear()?;
            }
        }
        Ok(converted)
    }
}

/// Number of normalization findings about single records.
fn record_notes(reading: &Reading) -> usize {
    let notes = reading.notices.iter().map(|noted| noted.notice.code);
    notes
        .filter(|code| code.as_str().starts_with("NRM") && !is_of_source(*code))
        .count()
}

/// Number of normalization findings about a whole source.
fn source_notes(reading: &Reading) -> usize {
    let notes = reading.notices.iter().map(|noted| noted.notice.code);
    notes.filter(|code| is_of_source(*code)).count()
}

fn has_header(reading: &Reading) -> bool {
    !reading.catalogue.not_collected.is_empty() || reading.catalogue.name.is_some()
}
