//! Any source in, one catalogue out: read, carried over and written chunk by chunk, so that a million
//! records take no more room than a thousand.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::atomic::{TextFile, free, write_text};
use super::form::Form;
use super::loss::Tally;
use super::sink::Writer;
use crate::error::Error;
use crate::i18n::Language;
use crate::read::{Account, Inputs, ReadOptions, Reading, is_of_source, read_in_chunks};
use crate::source::Format;

/// What stands behind the output's name in that of the file of records that gave no item.
const FAILED: &str = ".未能转换.ndjson";

/// 转换 — where a conversion writes, and what beside the catalogue.
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

/// What a conversion did.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Converted {
    /// What became of every record.
    pub account: Account,
    /// How many notes there are on normalization.
    pub notes: usize,
    /// How many `null` in extensions were not written.
    pub nulls: usize,
    /// Whether the catalogue says something of itself, for which NDJSON has no place.
    pub has_header: bool,
    /// The file that holds the records that gave no item, where there are any.
    pub failed: Option<PathBuf>,
}

impl<'o> Conversion<'o> {
    /// Writes a catalogue in this form to this place.
    pub fn to_path(output: impl Into<PathBuf>, form: Form) -> Self {
        Self::new(Output::Path(output.into()), form)
    }

    /// Writes a catalogue in this form, which is one text, to a stream.
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

    /// Writes over what is there.
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Writes what became of every value, a line of JSON each.
    #[must_use]
    pub fn trace(mut self, path: impl Into<PathBuf>) -> Self {
        self.trace = Some(path.into());
        self
    }

    /// Lists what could not be read; as JSON where the name ends in `.json`.
    #[must_use]
    pub fn loss(mut self, path: impl Into<PathBuf>) -> Self {
        self.loss = Some(path.into());
        self
    }

    /// Writes the list in this language.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Reads files and directories, and writes their catalogue.
    ///
    /// Records that gave no item are written as they were, with their places and the reasons, to a
    /// file beside the output: its name and `.未能转换.ndjson`. Beside a stream there is no place: they
    /// are in the list of [`loss`](Self::loss) only.
    ///
    /// # Errors
    ///
    /// As [`crate::read_paths`], and where something is there already or the system cannot write.
    pub fn convert(self, paths: &[PathBuf], options: &ReadOptions) -> Result<Converted, Error> {
        self.run(Inputs::Paths(paths), options)
    }

    /// Reads a document from memory, and writes its catalogue.
    ///
    /// # Errors
    ///
    /// As [`convert`](Self::convert).
    pub fn convert_bytes(
        self,
        name: &str,
        bytes: Vec<u8>,
        format: Format,
        options: &ReadOptions,
    ) -> Result<Converted, Error> {
        self.run(Inputs::Memory(name, bytes, format), options)
    }

    fn run(self, inputs: Inputs<'_>, options: &ReadOptions) -> Result<Converted, Error> {
        let beside = match &self.output {
            Output::Path(path) => Some(beside(path)),
            Output::Stream(_) => None,
        };
        let places = [self.trace.as_ref(), self.loss.as_ref(), beside.as_ref()];
        for place in places.into_iter().flatten() {
            free(place, self.force)?;
        }
        let mut options = options.clone();
        options.trace = self.trace.is_some() || self.loss.is_some();
        let mut writer = match self.output {
            Output::Path(path) => Writer::to_path(self.form, &path, self.force)?,
            Output::Stream(out) => Writer::to_stream(self.form, out),
        };
        let trace = self.trace.as_ref();
        let mut trace = trace
            .map(|path| TextFile::new(path, self.force))
            .transpose()?;
        let mut failed: Option<TextFile> = None;
        let mut tally = Tally::default();
        let mut converted = Converted::default();
        let mut on_chunk = |reading: &mut Reading| {
            converted.notes += of_records(reading);
            tally.add(reading);
            if let Some(path) = &beside {
                for record in &reading.failed {
                    let file = match &mut failed {
                        Some(file) => file,
                        None => failed.insert(TextFile::new(path, self.force)?),
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
        let rest = read_in_chunks(inputs, &options, Some(&mut on_chunk))?;
        converted.notes += of_sources(&rest);
        converted.has_header = has_header(&rest);
        converted.account = rest.account;
        if let Some(file) = trace {
            file.settle()?;
        }
        if let Some(path) = &self.loss {
            let list = tally.finish(&converted.account);
            write_text(&list.written(path, self.language)?, path, self.force)?;
        }
        converted.nulls = writer.finish(rest.catalogue)?;
        match (failed, beside) {
            (Some(file), path) => {
                file.settle()?;
                converted.failed = path;
            }
            // That of an earlier run would be a lie now.
            (None, Some(path)) if path.is_file() => {
                let removed = std::fs::remove_file(&path);
                removed.map_err(|source| Error::Write { path, source })?;
            }
            (None, _) => {}
        }
        Ok(converted)
    }
}

/// The file of the records that gave no item.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_os_string();
    name.push(FAILED);
    output.with_file_name(name)
}

/// Notes on normalization that tell of one record.
fn of_records(reading: &Reading) -> usize {
    let notes = reading.notices.iter().map(|noted| noted.notice.code);
    notes
        .filter(|code| code.as_str().starts_with("NRM") && !is_of_source(*code))
        .count()
}

/// Notes on normalization that tell of a source.
fn of_sources(reading: &Reading) -> usize {
    let notes = reading.notices.iter().map(|noted| noted.notice.code);
    notes.filter(|code| is_of_source(*code)).count()
}

fn has_header(reading: &Reading) -> bool {
    !reading.catalogue.not_collected.is_empty() || reading.catalogue.name.is_some()
}

/// Adds a line of JSON.
fn line(file: &mut TextFile, value: &impl serde::Serialize) -> Result<(), Error> {
    let text = serde_json::to_string(value).map_err(|source| file.wrong(source.into()))?;
    file.add(text.as_bytes())?;
    file.add(b"\n")
}
