//! Which files an input means.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::document::{self, DocumentReading};
use super::{MOST_BYTES, ReadOptions};
use crate::Error;
use crate::source::Format;

/// The file that says what a directory holds.
const CATALOGUE: &str = "catalogue.toml";
/// The tool's own configuration, which is no catalogue.
const CONFIGURATION: &str = "shixiang.toml";

/// One thing to read.
pub(super) enum Input {
    /// Read already: a `catalogue.toml`, whose content was needed to know the others.
    Ready(Box<DocumentReading>),
    /// A file to read.
    File { path: PathBuf, format: Format },
    /// A workbook that was opened already.
    #[cfg(feature = "tables")]
    Opened(Box<super::table::File>),
    /// A document in memory, its name before it.
    Memory(String, Vec<u8>, Format),
}

/// The files behind names the user gave, in order.
pub(super) fn list(paths: &[PathBuf], options: &ReadOptions) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::new();
    for path in paths {
        let kind = fs::metadata(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => Error::NotFound { path: path.clone() },
            _ => Error::Read {
                path: path.clone(),
                source,
            },
        })?;
        if kind.is_dir() {
            let catalogue = path.join(CATALOGUE);
            if catalogue.is_file() {
                with_catalogue(&catalogue, options, &mut inputs)?;
            } else {
                walk(path, options, &mut inputs);
            }
        } else if path.file_name().is_some_and(|name| name == CATALOGUE) {
            with_catalogue(path, options, &mut inputs)?;
        } else {
            let name = path.display().to_string();
            let format = options.format.or_else(|| Format::of_name(&name));
            let format = format.ok_or_else(|| Error::UnknownFormat {
                name,
                known: Format::endings().to_owned(),
            })?;
            inputs.push(Input::File {
                path: path.clone(),
                format,
            });
        }
    }
    Ok(inputs)
}

/// A `catalogue.toml` and the files it includes.
fn with_catalogue(
    path: &Path,
    options: &ReadOptions,
    inputs: &mut Vec<Input>,
) -> Result<(), Error> {
    let mut read = document::read_file(path, Format::Toml, options, None)?;
    let base = path.parent().unwrap_or(Path::new(""));
    let patterns =
        (read.header.as_ref()).map_or_else(Vec::new, |(header, _)| header.include.clone());
    let mut files = Vec::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let mut found: Vec<PathBuf> = glob::Pattern::escape(&base.display().to_string())
            .parse::<PathBuf>()
            .ok()
            .and_then(|base| glob::glob(&base.join(pattern).display().to_string()).ok())
            .map(|paths| paths.flatten().filter(|path| path.is_file()).collect())
            .unwrap_or_default();
        found.sort();
        if found.is_empty() {
            read.nothing_included(index, pattern);
        }
        files.append(&mut found);
    }
    let mut seen = BTreeSet::new();
    inputs.push(Input::Ready(Box::new(read)));
    for path in files {
        if seen.insert(path.clone()) {
            let format = Format::of_name(&path.display().to_string()).unwrap_or(Format::Toml);
            inputs.push(Input::File { path, format });
        }
    }
    Ok(())
}

/// All files of a known format below a directory, by name; a directory that leads back is not
/// entered again.
fn walk(root: &Path, options: &ReadOptions, inputs: &mut Vec<Input>) {
    let mut entered = BTreeSet::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(directory) = open.pop() {
        let real = fs::canonicalize(&directory).unwrap_or_else(|_| directory.clone());
        if !entered.insert(real) {
            continue;
        }
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) => {
                inputs.push(Input::Ready(Box::new(DocumentReading::unreadable(
                    &directory, &error,
                ))));
                continue;
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let mut below = Vec::new();
        for path in paths {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let Some(name) = name.filter(|name| !name.starts_with('.') && name != CONFIGURATION)
            else {
                continue;
            };
            if path.is_dir() {
                below.push(path);
            } else if let Some(format) = Format::of_name(&name)
                && options.format.is_none_or(|wanted| wanted == format)
            {
                inputs.push(Input::File { path, format });
            }
        }
        open.extend(below.into_iter().rev());
    }
}

/// The size of a file, where it is too large to read in one piece.
pub(super) fn too_large(path: &Path, format: Format) -> Option<u64> {
    let size = fs::metadata(path).ok()?.len();
    (matches!(format, Format::Toml | Format::Json) && size > MOST_BYTES).then_some(size)
}
