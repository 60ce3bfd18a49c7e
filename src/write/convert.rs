//! Conversion of any source into one catalogue: records are read, mapped and written chunk by
//! chunk, so memory does not grow with their number.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::atomic::{Beside, Target, TextFile};
use super::expect::{Unmet, Watch};
use super::form::{Form, Unheld};
use super::loss::Tally;
use super::sink::{Finished, Writer};
use super::swap::Kind;
use crate::error::Error;
use crate::i18n::Language;
use crate::read::{Account, Inputs, ReadOptions, Reading, is_of_source, read_in_windows};
use crate::source::Format;

/// Suffix of the file with the records that gave no item.
const FAILED: &str = ".未能转换.ndjson";

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
        (f.debug_struct("Conversion").field("output", &output)).finish_non_exhaustive()
    }
}

/// The result of a conversion.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Converted {
    /// The account of all records.
    pub account: Account,
    /// Expectations of the dialect given in the options that the source does not meet.
    pub unmet: Vec<Unmet>,
    /// Number of normalization findings.
    pub notes: usize,
    /// Number of `null` values in extensions that were not written.
    pub nulls: usize,
    /// Whether the catalogue has fields of its own, for which NDJSON has no place.
    pub has_header: bool,
    /// Values that the form has no room for.
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
    /// A directory counts as such if it is empty, holds a `catalogue.toml` of ours and nothing else
    /// than `items/*.toml` and the schema, or holds our tables and nothing else; a file if it is a workbook with
    /// our tables, if it is empty, or if all keys of its first document
    /// are those of a catalogue, an item or a list that a conversion writes. Everything else is refused.
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
    /// program wrote there in the meantime, [`Error::Write`] if an output cannot be written. Then nothing is written.
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
        let beside = match &self.output {
            Output::Path(path) => Some(beside(path)),
            Output::Stream(_) => None,
        };
        let places = [self.trace.as_ref(), self.loss.as_ref(), beside.as_ref()];
        let [trace, loss, beside] = places.map(|path| {
            path.map(|path| Target::new(path, Kind::File, self.force))
                .transpose()
        });
        let (trace, loss, beside) = (trace?, loss?, beside?);
        let asides: Vec<&Target> = [&trace, &loss, &beside].into_iter().flatten().collect();
        for (at, target) in asides.iter().enumerate() {
            target.is_apart_from(asides.iter().skip(at + 1).copied())?;
        }
        let mut options = options.clone();
        let dialect = options.dialect.clone();
        let mut watch = Watch::new(dialect.as_ref());
        options.trace = trace.is_some() || loss.is_some() || watch.is_needed();
        let mut writer = match self.output {
            Output::Path(path) => {
                let target = Target::new(&path, self.form.kind(), self.force)?;
                target.is_apart_from([&trace, &loss].into_iter().flatten())?;
                Writer::to_path(self.form, target)?
            }
            Output::Stream(out) => Writer::to_stream(self.form, out),
        };
        writer = writer.language(self.language);
        let mut trace = trace.map(TextFile::new).transpose()?;
        let mut failed: Option<TextFile> = None;
        let mut tally = Tally::default();
        let mut converted = Converted::default();
        let mut on_window = |reading: &mut Reading| {
            converted.notes += of_records(reading);
            tally.add(reading);
            watch.add(reading);
            if let Some(target) = &beside {
                for record in &reading.failed {
                    let file = match &mut failed {
                        Some(file) => file,
                        None => failed.insert(TextFile::new(target.clone())?),
                    };
                    line(file, record)?;
                }
            }
            if let Some(file) = &mut trace {
                for traced in &reading.trace {
                    let value = json!({
                        "location": traced.location,
                        "record": traced.record,
                        "value": traced.value,
                    });
                    line(file, &value)?;
                }
            }
            for item in reading.catalogue.items.drain(..) {
                writer.item(item)?;
            }
            Ok(())
        };
        let rest = read_in_windows(inputs, &options, Some(&mut on_window))?;
        converted.notes += of_sources(&rest);
        tally.note(&rest, true);
        converted.has_header = has_header(&rest);
        converted.account = rest.account;
        converted.unmet = watch.finish(&converted.account);
        // First everything is written, which a full disk may prevent; then everything takes its place,
        // the catalogue first: if it is refused because another program wrote there, all is as it was.
        let Finished {
            nulls,
            unheld,
            written,
        } = writer.finish(rest.catalogue)?;
        converted.nulls = nulls;
        converted.unheld = unheld;
        let mut written: Vec<Beside> = written.into_iter().collect();
        let has_failed = failed.is_some();
        for file in [trace, failed].into_iter().flatten() {
            written.push(file.finish()?);
        }
        if let (Some(target), Some(path)) = (loss, &self.loss) {
            let mut list = tally.finish(&converted.account);
            list.unheld.clone_from(&converted.unheld);
            let mut file = TextFile::new(target)?;
            file.add(list.written(path, self.language)?.as_bytes())?;
            written.push(file.finish()?);
        }
        for file in written {
            file.settle()?;
        }
        if let Some(target) = beside {
            if has_failed {
                converted.failed = Some(target.path().to_path_buf());
            } else {
                // The file of an earlier run would be misleading now.
                target.clear()?;
            }
        }
        Ok(converted)
    }
}

/// The path of the file with the records that gave no item.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_os_string();
    name.push(FAILED);
    output.with_file_name(name)
}

/// Number of normalization findings about single records.
fn of_records(reading: &Reading) -> usize {
    let notes = reading.notices.iter().map(|noted| noted.notice.code);
    notes
        .filter(|code| code.as_str().starts_with("NRM") && !is_of_source(*code))
        .count()
}

/// Number of normalization findings about a whole source.
fn of_sources(reading: &Reading) -> usize {
    let notes = reading.notices.iter().map(|noted| noted.notice.code);
    notes.filter(|code| is_of_source(*code)).count()
}

fn has_header(reading: &Reading) -> bool {
    !reading.catalogue.not_collected.is_empty() || reading.catalogue.name.is_some()
}

/// Appends a line of JSON.
fn line(file: &mut TextFile, value: &impl serde::Serialize) -> Result<(), Error> {
    let text = serde_json::to_string(value).map_err(|source| file.wrong(source.into()))?;
    file.add(text.as_bytes())?;
    file.add(b"\n")
}
