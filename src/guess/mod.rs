//! Drafts a dialect from the fields and values of a source.
//!
//! Known names take precedence, then words of names combined with the form of the values, then the
//! form alone. An element is drafted once; uncertain mappings are marked to be checked.

mod draft;
mod form;
mod names;
mod place;
mod sample;

use std::path::PathBuf;

use crate::error::Error;
use crate::read::{Inputs, ReadOptions, read_in_windows};

/// Drafts a dialect for a source of one or several files or directories, to be completed by someone
/// who knows the source.
///
/// Fields that built-in dialects know by name are mapped. Others are mapped by words of their names
/// or by their values, with a remark to check them. The rest is in the draft as comments. If the built-in dialect of
/// any source reads all records, the draft extends it by the fields that it does not know.
///
/// # Errors
///
/// If a file cannot be read, or its format is unknown or contains no tables or records.
pub fn guess_dialect(paths: &[PathBuf], options: &ReadOptions) -> Result<String, Error> {
    let tables = sample::tables(paths, options)?;
    let left = left_over(paths, options);
    // `.` is replaced by its full name.
    let full = paths.first().and_then(|path| path.canonicalize().ok());
    let stem = full
        .as_ref()
        .or(paths.first())
        .and_then(|path| path.file_stem());
    Ok(draft::draft(
        &stem.unwrap_or_default().to_string_lossy(),
        &tables,
        left.as_deref(),
    ))
}

/// The fields that the dialect for any source does not know, if it reads all records of this source.
fn left_over(paths: &[PathBuf], options: &ReadOptions) -> Option<Vec<String>> {
    let read = read_in_windows(Inputs::Paths(paths), options, Some(&mut |_| Ok(()))).ok()?;
    let account = &read.account;
    let is_read = account.items > 0 && account.failed.is_empty();
    let is_alone = account.dialects.iter().eq([draft::BASE]);
    (is_read && is_alone).then_some(read.unknown_fields)
}
