//! Determines the documents that an input path refers to.

use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Component, Path as FilePath, PathBuf};

use serde_json::Value;

use super::document::CATALOGUE_FILE;
use super::format::{is_chunked, read_whole_file};
use super::open;
use super::options::ReadOptions;
use super::record::{DocumentReading, Failure, no_item};
use crate::Error;
use crate::i18n::{Argument, Text};
use crate::path;
#[cfg(feature = "tables")]
use crate::source::cells::Sheet;
use crate::source::{Format, Notice, NoticeCode, Span};

/// The tool's configuration file.
const CONFIGURATION_FILE: &str = "shixiang.toml";

/// The descriptor of a data package, which holds no items.
const PACKAGE_FILE: &str = "datapackage.json";

/// Maximum size of a data package descriptor.
const MAX_PACKAGE_BYTES: u64 = 1 << 20;

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

impl Input<'_> {
    /// Whether this is a file that is read as a whole, independently of others.
    pub(super) fn is_alone(&self) -> bool {
        matches!(self, Self::File { format, .. } if !is_chunked(*format))
    }

    /// A file with the format of its name; for tables, the content may override it.
    fn file(path: PathBuf, named: Format, options: &ReadOptions) -> Self {
        #[cfg(feature = "tables")]
        let format = if named.is_table() {
            named.by_content(&open::head(&path, options))
        } else {
            named
        };
        #[cfg(not(feature = "tables"))]
        let (format, _) = (named, options);
        Self::File { path, format }
    }
}

/// The documents that input paths refer to, in order.
pub(super) struct Listed<'o> {
    pub(super) inputs: Vec<Input<'o>>,
    /// Number of excluded files.
    pub(super) excluded: usize,
    /// Digests of the listed files, so that each is read once, whatever paths lead to it.
    seen: HashSet<u64>,
    /// Number of files that were listed already.
    repeated: usize,
    options: &'o ReadOptions,
}

impl<'o> Listed<'o> {
    fn new(options: &'o ReadOptions) -> Self {
        Self {
            inputs: Vec::new(),
            excluded: 0,
            seen: HashSet::new(),
            repeated: 0,
            options,
        }
    }

    /// Adds a file, unless it is already listed.
    fn add(&mut self, path: PathBuf, format: Format) {
        if self.is_new(&path) {
            let file = Input::file(path, format, self.options);
            self.inputs.push(file);
        }
    }

    /// Lists a file; returns whether it was not listed before, under this or another path.
    fn is_new(&mut self, path: &FilePath) -> bool {
        let mut hasher = DefaultHasher::new();
        match open::canonical(path, self.options) {
            Ok(real) => real.hash(&mut hasher),
            Err(_) => path.hash(&mut hasher),
        }
        let is_new = self.seen.insert(hasher.finish());
        self.repeated += usize::from(!is_new);
        is_new
    }

    /// Whether a file or directory below an input is excluded; counts its files.
    fn excludes(&mut self, path: &FilePath, input: &FilePath) -> bool {
        let is_excluded = self.options.excludes(path, input);
        if is_excluded {
            self.excluded += count_files(path, self.options);
        }
        is_excluded
    }
}

/// The number of files below a path, or 1 for a file. Symbolic links to directories count as files.
fn count_files(path: &FilePath, options: &ReadOptions) -> usize {
    let mut count = 0;
    let mut open = vec![path.to_path_buf()];
    while let Some(path) = open.pop() {
        let is_directory =
            !path.is_symlink() && open::is_directory(&path, options).unwrap_or(false);
        match open::entries(&path, options) {
            Ok(entries) if is_directory => open.extend(entries.into_iter().flatten()),
            _ => count += 1,
        }
    }
    count
}

/// The documents that the input paths refer to, in order.
pub(super) fn list<'o>(paths: &[PathBuf], options: &'o ReadOptions) -> Result<Listed<'o>, Error> {
    let mut listed = Listed::new(options);
    for path in paths {
        let is_directory =
            open::is_directory(path, options).map_err(|source| match source.kind() {
                io::ErrorKind::NotFound => Error::NotFound { path: path.clone() },
                _ => Error::Read {
                    path: path.clone(),
                    source,
                },
            })?;
        if is_directory {
            let (before, excluded) = (listed.inputs.len(), listed.excluded);
            let repeated = listed.repeated;
            walk(path, &mut listed);
            if listed.inputs.len() == before && listed.repeated == repeated {
                let nothing = nothing_in(path, listed.excluded > excluded);
                listed.inputs.push(nothing);
            }
        } else if path.file_name().is_some_and(|name| name == CATALOGUE_FILE) {
            let directory = path.parent().unwrap_or(FilePath::new(""));
            with_catalogue(path, directory, &mut listed);
        } else {
            let name = path.display().to_string();
            let Some(format) = options.format.or_else(|| Format::of_name(&name)) else {
                if Format::way_out(&name).is_none() {
                    let known = Format::endings().to_owned();
                    return Err(Error::UnknownFormat { name, known });
                }
                listed.inputs.push(passed_over(path));
                continue;
            };
            if !format.is_supported() {
                return Err(Error::MissingFeature {
                    name,
                    feature: "tables",
                });
            }
            listed.add(path.clone(), format);
        }
    }
    Ok(listed)
}

/// Lists a `catalogue.toml` and the files it includes, recursively.
fn with_catalogue(path: &FilePath, input: &FilePath, listed: &mut Listed<'_>) {
    let options = listed.options;
    if !listed.is_new(path) {
        return;
    }
    let mut open = vec![path.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.file_name().is_none_or(|name| name != CATALOGUE_FILE) {
            let format = Format::of_name(&path.display().to_string()).unwrap_or(Format::Toml);
            listed.inputs.push(Input::file(path, format, options));
            continue;
        }
        let mut read = read_whole_file(&path, Format::Toml, options);
        let mut files = included(&path, &mut read, options);
        files.retain(|file| listed.is_new(file) && !listed.excludes(file, input));
        listed.inputs.push(Input::Read(Box::new(read)));
        open.extend(files.into_iter().rev());
    }
}

/// The `catalogue.toml` that includes a file: the nearest of those in the directories above it.
///
/// Its settings apply to the item, and rules across items need the other files.
pub fn catalogue_of(file: impl AsRef<FilePath>, options: &ReadOptions) -> Option<PathBuf> {
    let file = file.as_ref();
    let above = file.ancestors().skip(1);
    let catalogues = above.map(|directory| directory.join(CATALOGUE_FILE));
    let includes = |catalogue: &PathBuf| {
        let mut listed = Listed::new(options);
        with_catalogue(catalogue, FilePath::new(""), &mut listed);
        let mut inputs = listed.inputs.iter();
        inputs.any(|input| matches!(input, Input::File { path, .. } if path == file))
    };
    (catalogues.filter(|catalogue| open::is_file(catalogue, options))).find(includes)
}

/// The files that a catalogue includes. Missing or inaccessible files and those outside its
/// directory are accounted for.
fn included(
    path: &FilePath,
    read: &mut DocumentReading<'_>,
    options: &ReadOptions,
) -> Vec<PathBuf> {
    let base = path.parent().unwrap_or(FilePath::new(""));
    let real = open::canonical(base, options);
    let patterns = read
        .header
        .as_ref()
        .map_or_else(Vec::new, |(header, _)| header.include.clone());
    let mut files = Vec::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let is_inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !FilePath::new(pattern).components().all(is_inside) {
            not_included(read, index, outside_directory(pattern));
            continue;
        }
        let found = match open::matching(base, pattern, options) {
            Ok(found) => found,
            Err(error) => {
                let what = Argument::Both {
                    zh: format!("“{pattern}”的写法不对"),
                    en: format!("{pattern:?}: {error}"),
                };
                not_included(read, index, what);
                continue;
            }
        };
        let mut of_pattern = Vec::new();
        let mut is_reported = false;
        for entry in found {
            let refused = match entry {
                Ok(file) => {
                    let is_inside = match (&real, open::canonical(&file, options)) {
                        (Ok(base), Ok(file)) => file.starts_with(base),
                        // A missing file is reported when it is read.
                        _ => true,
                    };
                    if is_inside {
                        of_pattern.push(file);
                        continue;
                    }
                    outside_directory(&file.display().to_string())
                }
                Err(place) => Argument::Both {
                    zh: format!("“{}”进不去", place.display()),
                    en: format!("{} is not accessible", place.display()),
                },
            };
            not_included(read, index, refused);
            is_reported = true;
        }
        of_pattern.sort();
        if of_pattern.is_empty() && !is_reported {
            let what = Argument::Both {
                zh: format!("没有文件符合“{pattern}”"),
                en: format!("no file matches {pattern:?}"),
            };
            not_included(read, index, what);
        }
        files.append(&mut of_pattern);
    }
    files
}

/// The reason for not reading a path outside the directory of its catalogue.
fn outside_directory(what: &str) -> Argument {
    Argument::Both {
        zh: format!("“{what}”在目录之外，不读"),
        en: format!("{what:?} lies outside the directory and is not read"),
    }
}

/// Reports an entry of `include`, or a part of one, that gave no file.
fn not_included(read: &mut DocumentReading<'_>, index: usize, what: Argument) {
    let path = path!["include", index];
    let span = match &read.header {
        Some((_, spans)) => spans.find(&path, &read.chunk.keys),
        None => Span::Nowhere,
    };
    let notice = Notice::new(NoticeCode::NoItem, path, span).with("what", what);
    read.fail(Failure::new(0, span, vec![notice]));
}

/// Accounts for a directory without readable files.
fn nothing_in<'o>(path: &FilePath, is_excluded: bool) -> Input<'o> {
    const NOTHING: Text = Text::new("目录里没有文件", "there is no file in the directory");
    const EXCLUDED: Text = Text::new(
        "目录里的文件都被排除了",
        "all files in the directory are excluded",
    );
    let name = path.display().to_string();
    let notice = no_item(Span::Nowhere, if is_excluded { EXCLUDED } else { NOTHING });
    Input::Read(Box::new(DocumentReading::refused(&name, notice)))
}

/// Accounts for a file of unknown format.
fn passed_over<'o>(path: &FilePath) -> Input<'o> {
    const PASSED_OVER: Text = Text::new(
        "不认识这种文件，没有读；请转换格式，或移到别处",
        "the format of this file is unknown and it was not read; convert it, or move it elsewhere",
    );
    let name = path.display().to_string();
    let what = Format::way_out(&name).unwrap_or(PASSED_OVER);
    let notice = no_item(Span::Nowhere, what);
    Input::Read(Box::new(DocumentReading::refused(&name, notice)))
}

/// Whether a file only describes other files, such as a readme.
fn is_about(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let ending = FilePath::new(name).extension();
    let is_text = ending.is_some_and(|ending| ending == "md") || Format::of_name(name).is_none();
    is_text && ["README", "LICENSE", "NOTICE", "CHANGELOG"].contains(&stem)
}

/// Lists all files below a directory, by name; those of unknown formats are reported. If a directory
/// has a catalogue, only the files it includes count. Symbolic link cycles are not followed.
fn walk(root: &FilePath, listed: &mut Listed<'_>) {
    let options = listed.options;
    let mut entered = BTreeSet::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(directory) = open.pop() {
        let real = open::canonical(&directory, options).unwrap_or_else(|_| directory.clone());
        if !entered.insert(real) {
            continue;
        }
        let catalogue = directory.join(CATALOGUE_FILE);
        if open::is_file(&catalogue, options) {
            with_catalogue(&catalogue, root, listed);
            continue;
        }
        let entries = match open::entries(&directory, options) {
            Ok(entries) => entries,
            Err(error) => {
                let name = directory.display().to_string();
                let unreadable = DocumentReading::unreadable(&name, &error);
                listed.inputs.push(Input::Read(Box::new(unreadable)));
                continue;
            }
        };
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(path) => paths.push(path),
                Err(error) => {
                    let name = directory.display().to_string();
                    let unreadable = DocumentReading::unreadable(&name, &error);
                    listed.inputs.push(Input::Read(Box::new(unreadable)));
                }
            }
        }
        paths.sort();
        let mut below = Vec::new();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy());
            let Some(name) =
                name.filter(|name| !name.starts_with('.') && name != CONFIGURATION_FILE)
            else {
                continue;
            };
            if listed.excludes(&path, root) {
                continue;
            }
            if open::is_directory(&path, options).unwrap_or(false) {
                below.push(path);
                continue;
            }
            if name == PACKAGE_FILE && describes_tables(&path, options) {
                continue;
            }
            let format = Format::of_name(&name)
                .filter(|format| options.format.is_none_or(|wanted| wanted == *format));
            match format {
                Some(format) if !is_about(&name) => listed.add(path, format),
                _ if is_about(&name) => {}
                _ => listed.inputs.push(passed_over(&path)),
            }
        }
        open.extend(below.into_iter().rev());
    }
}

/// Whether a file is a data package descriptor, rather than a document of items with that name.
fn describes_tables(path: &FilePath, options: &ReadOptions) -> bool {
    let mut text = Vec::new();
    let opened = open::open(path, options);
    if opened
        .and_then(|file| file.take(MAX_PACKAGE_BYTES).read_to_end(&mut text))
        .is_err()
    {
        return false;
    }
    let root: Value = serde_json::from_slice(&text).unwrap_or_default();
    let Some(resources) = root.get("resources").and_then(Value::as_array) else {
        return false;
    };
    resources.iter().all(|table| table.get("path").is_some())
}
