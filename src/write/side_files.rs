//! The files beside the catalogue: the fate of every value, what could not be read, the records without an item.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::atomic::{Beside, Target, TextFile};
use super::swap::Kind;
use crate::error::Error;
use crate::read::Reading;

/// Suffix of the file with the records that gave no item.
const FAILED_SUFFIX: &str = ".未能转换.ndjson";

/// The path of the file with the records that gave no item.
pub(super) fn failed_records_path(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_os_string();
    name.push(FAILED_SUFFIX);
    output.with_file_name(name)
}

/// Where the files go; none of them may be another one, or inside it.
pub(super) struct SideTargets {
    pub(super) trace: Option<Target>,
    pub(super) loss: Option<Target>,
    pub(super) failed: Option<Target>,
}

impl SideTargets {
    pub(super) fn new(
        trace: Option<&PathBuf>,
        loss: Option<&PathBuf>,
        failed: Option<&PathBuf>,
        force: bool,
    ) -> Result<Self, Error> {
        let target = |path: Option<&PathBuf>| {
            path.map(|path| Target::new(path, Kind::File, force))
                .transpose()
        };
        let targets = Self {
            trace: target(trace)?,
            loss: target(loss)?,
            failed: target(failed)?,
        };
        let all = [&targets.trace, &targets.loss, &targets.failed];
        let all: Vec<&Target> = all.into_iter().flatten().collect();
        for (at, target) in all.iter().enumerate() {
            target.ensure_apart_from(all.iter().skip(at + 1).copied())?;
        }
        Ok(targets)
    }

    /// The files that the user named.
    pub(super) fn named(&self) -> impl Iterator<Item = &Target> {
        [&self.trace, &self.loss].into_iter().flatten()
    }
}

/// The files that grow with each window of records.
pub(super) struct SideFiles {
    trace: Option<TextFile>,
    /// Created with the first record that gives no item.
    failed: Option<TextFile>,
    failed_target: Option<Target>,
}

impl SideFiles {
    pub(super) fn new(trace: Option<Target>, failed: Option<Target>) -> Result<Self, Error> {
        Ok(Self {
            trace: trace.map(TextFile::new).transpose()?,
            failed: None,
            failed_target: failed,
        })
    }

    /// Appends the failed records and the traced values of a window.
    pub(super) fn add(&mut self, reading: &Reading) -> Result<(), Error> {
        if let Some(target) = &self.failed_target {
            for record in &reading.failed {
                let file = match &mut self.failed {
                    Some(file) => file,
                    None => self.failed.insert(TextFile::new(target.clone())?),
                };
                write_json_line(file, record)?;
            }
        }
        if let Some(file) = &mut self.trace {
            for traced in &reading.trace {
                let value = json!({
                    "location": traced.location,
                    "record": traced.record,
                    "value": traced.value,
                });
                write_json_line(file, &value)?;
            }
        }
        Ok(())
    }

    pub(super) fn has_failed_records(&self) -> bool {
        self.failed.is_some()
    }

    /// Ends the files, which then wait to take their places.
    pub(super) fn finish(self) -> Result<Vec<Beside>, Error> {
        let files = [self.trace, self.failed].into_iter().flatten();
        files.map(TextFile::finish).collect()
    }
}

/// Appends a line of JSON.
fn write_json_line(file: &mut TextFile, value: &impl serde::Serialize) -> Result<(), Error> {
    let text = serde_json::to_string(value).map_err(|source| file.wrong(source.into()))?;
    file.add(text.as_bytes())?;
    file.add(b"\n")
}
