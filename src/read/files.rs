//! Determines the documents that an input path refers to.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path as FilePath, PathBuf};

use super::document;
use super::options::ReadOptions;
use super::record::{DocumentReading, Failure};
use crate::Error;
use crate::i18n::Argument;
use crate::path;
#[cfg(feature = "tables")]
use crate::source::cells::Sheet;
use crate::source::{Format, Notice, NoticeCode, Span};

/// The file that describes the content of a directory.
const CATALOGUE: &str = "catalogue.toml";
/// The tool's configuration file, which is not a catalogue.
const CONFIGURATION: &str = "shixiang.toml";

/// One document to read.
pub(super) enum Input<'o> {
    /// Already read, because its content determines the other inputs.
    Read(Box<DocumentReading<'o>>),
    /// A file to read.
    File { path: PathBuf, format: Format },
    /// A workbook that is already open.
    #[cfg(feature = "tables")]
    Sheets { name: String, sheets: Vec<Sheet> },
}

/// The documents that the input paths refer to, in order.
pub(super) fn list<'o>(
    paths: &[PathBuf],
    options: &'o ReadOptions,
) -> Result<Vec<Input<'o>>, Error> {
    let mut inputs = Vec::new();
    for path in paths {
        let kind = fs::metadata(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => Error::NotFound { path: path.clone() },
            _ => Error::Read {
                path: path.clone(),
                source,
            },
        })?;
        if kind.is_dir() {
            let catalogue = path.join(CATALOGUE);
            if catalogue.is_file() {
                with_catalogue(&catalogue, options, &mut inputs);
            } else {
                walk(path, options, &mut inputs);
            }
        } else if path.file_name().is_some_and(|name| name == CATALOGUE) {
            with_catalogue(path, options, &mut inputs);
        } else {
            let name = path.display().to_string();
            let format = match options.format {
                Some(format) => format,
                None => Format::of_name(&name).ok_or_else(|| Error::UnknownFormat {
                    name: name.clone(),
                    known: Format::endings().to_owned(),
                })?,
            };
            if !format.is_supported() {
                return Err(Error::MissingFeature {
                    name,
                    feature: "tables",
                });
            }
            inputs.push(Input::File {
                path: path.clone(),
                format,
            });
        }
    }
    Ok(inputs)
}

/// A `catalogue.toml` and the files it includes.
fn with_catalogue<'o>(path: &FilePath, options: &'o ReadOptions, inputs: &mut Vec<Input<'o>>) {
    let mut read = document::read_whole_file(path, Format::Toml, options);
    let base = path.parent().unwrap_or(FilePath::new(""));
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
            nothing_included(&mut read, index, pattern);
        }
        files.append(&mut found);
    }
    let mut seen = BTreeSet::new();
    inputs.push(Input::Read(Box::new(read)));
    for path in files {
        if seen.insert(path.clone()) {
            let format = Format::of_name(&path.display().to_string()).unwrap_or(Format::Toml);
            inputs.push(Input::File { path, format });
        }
    }
}

/// Reports a pattern of `include` that matches no file.
fn nothing_included(read: &mut DocumentReading<'_>, index: usize, pattern: &str) {
    let path = path!["include", index];
    let span = match &read.header {
        Some((_, spans)) => spans.find(&path, &read.chunk.keys),
        None => Span::Nowhere,
    };
    let notice = Notice::new(NoticeCode::NoItem, path, span).with(
        "what",
        Argument::Both {
            zh: format!("没有文件符合“{pattern}”"),
            en: format!("no file matches {pattern:?}"),
        },
    );
    read.fail(Failure::new(0, span, vec![notice]));
}

/// All files of known formats below a directory, by name; symbolic link cycles are not followed.
fn walk(root: &FilePath, options: &ReadOptions, inputs: &mut Vec<Input<'_>>) {
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
                let name = directory.display().to_string();
                let unreadable = DocumentReading::unreadable(&name, &error);
                inputs.push(Input::Read(Box::new(unreadable)));
                continue;
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let mut below = Vec::new();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy());
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
