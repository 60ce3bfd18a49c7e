//! The reference catalogue: the list of a higher level that a catalogue is compared with.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::Facts;
use super::known::Numbering;
use crate::Error;
use crate::read::{Inputs, MissingValue, ReadOptions, Reading, read_in_windows};
use crate::source::Location;
use crate::spill::Spilling;

/// The list of items of a higher level, such as a province's catalogue, that a local one is checked against
/// ([`Checker::reference`](crate::Checker::reference)).
#[derive(Debug, Default)]
pub struct ReferenceCatalogue {
    /// The input as the user named it.
    pub(crate) name: String,
    /// The name that the catalogue states, or else the input.
    pub(crate) title: String,
    /// The facts of its items.
    pub(crate) facts: Facts,
    /// The numbering of its items.
    pub(crate) numbering: Numbering,
    /// Documents and records that gave no item.
    pub(crate) lost: Vec<Location>,
    /// Values that the tool lost.
    pub(crate) missing: Vec<MissingValue>,
}

impl ReferenceCatalogue {
    /// The reference catalogue from a reading; `name` is its name in a report.
    pub fn new(name: impl Into<String>, reading: &Reading) -> Self {
        Self::from_facts(name.into(), Facts::of(&reading.catalogue.items), reading)
    }

    /// Reads the reference catalogue, some items at a time: only their facts are held in memory.
    ///
    /// # Errors
    ///
    /// As for [`read_path`](crate::read_path).
    pub fn read(path: impl Into<PathBuf>, options: &ReadOptions) -> Result<Self, Error> {
        Self::read_into(Spilling::default(), path.into(), options)
    }

    /// Reads the reference catalogue as [`read`](Self::read) does, but holds only about `past` bytes of facts in
    /// memory; beyond that they go to files, which `file` creates, empty and open for reading and writing.
    ///
    /// # Errors
    ///
    /// As for [`read_path`](crate::read_path), and [`Error::Spill`] if a file cannot be written.
    pub fn read_spilling(
        path: impl Into<PathBuf>,
        options: &ReadOptions,
        past: usize,
        file: impl Fn() -> io::Result<File> + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Self::read_into(Spilling::new(past, file), path.into(), options)
    }

    fn read_into(spilling: Spilling, path: PathBuf, options: &ReadOptions) -> Result<Self, Error> {
        let paths = [path];
        let mut facts = Facts::spilling(spilling);
        let mut add = |window: &mut Reading| {
            let items = &window.catalogue.items;
            items.iter().for_each(|item| facts.add(item));
            Ok(())
        };
        let whole = read_in_windows(Inputs::Paths(&paths), options, Some(&mut add))?;
        let [path] = paths;
        let reference = Self::from_facts(path.display().to_string(), facts, &whole);
        match reference.facts.failure() {
            Some(source) => Err(Error::Spill { source }),
            None => Ok(reference),
        }
    }

    /// A reference catalogue from its facts and from its reading as a whole.
    fn from_facts(name: String, facts: Facts, whole: &Reading) -> Self {
        let title = whole.catalogue.name.clone();
        Self {
            title: title.unwrap_or_else(|| name.clone()),
            name,
            numbering: Numbering::of(&facts),
            facts,
            lost: whole.account.failed.clone(),
            missing: whole.account.missing.clone(),
        }
    }
}
