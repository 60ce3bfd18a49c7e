//! Catalogues as tables: a directory of CSV files, or a workbook.

use std::fs;
use std::io::Write as _;

use super::atomic::Beside;
use super::form::Unheld;
use super::swap;
use crate::error::Error;
use crate::i18n::Language;
use crate::model::Catalogue;
use crate::tabular::{self, Filled, Writing};

/// Fills a directory with the tables of a catalogue and their description.
pub(super) fn package(catalogue: &Catalogue, beside: Beside) -> Result<Beside, Error> {
    let wrong = |error| beside.wrong(error);
    let filled = Filled::of(catalogue, Writing::Inert);
    for (name, bytes) in tabular::package(&filled).map_err(wrong)? {
        let file = fs::File::create_new(beside.path().join(name));
        let written = file.and_then(|mut file| file.write_all(&bytes));
        written.map_err(wrong)?;
    }
    swap::sync_all(beside.path()).map_err(wrong)?;
    Ok(beside)
}

/// The bytes of a workbook, and the values that it cannot hold.
pub(super) fn workbook(
    catalogue: &Catalogue,
    language: Language,
) -> std::io::Result<(Vec<u8>, Vec<Unheld>)> {
    let filled = Filled::of(catalogue, Writing::Typed);
    let (bytes, unheld) = tabular::book(&filled, None, language)?;
    let unheld = unheld.into_iter().map(|one| Unheld {
        item: one.item,
        element: one.element,
    });
    Ok((bytes, unheld.collect()))
}
