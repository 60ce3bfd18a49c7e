//! Reading: from files to a catalogue, with formats, dialects and an account of every record.
//!
//! Each file uses only those before it:
//!
//! * `memory`, `options`, `open` and `stream` give access to files.
//! * `account` determines the fate of every value; `answer` recognises responses of services; `again` selects
//!   the items that are wanted when inputs are read again.
//! * `record` turns records into items, or into a `failure`; `reading` collects the results of documents.
//! * `kind` decides whether a document is ours, in a dialect, or foreign; `locate` finds its records, and `relate` the
//!   lists beside them whose rows refer to the records by the columns that `link` finds.
//! * `heading`, `joins` and `sheets` turn tables into records; `form` does so with forms, `long` with a row for each
//!   element, `parts` splits sheets with several tables.
//! * `document` reads one document of TOML, JSON or XML, `page` a page, `lines` NDJSON, `format` a file of any format.
//! * `files` determines the documents of an input; `table_set`, which of them belong together.

mod account;
mod again;
mod answer;
#[cfg(feature = "tables")]
mod aside;
#[cfg(feature = "tables")]
mod code_lists;
#[cfg(feature = "tables")]
mod columns;
mod document;
mod failure;
mod fields;
mod files;
#[cfg(feature = "tables")]
mod flat;
#[cfg(feature = "tables")]
mod form;
#[cfg(feature = "tables")]
mod form_row;
mod format;
#[cfg(feature = "tables")]
mod heading;
#[cfg(feature = "tables")]
mod joins;
mod kind;
mod lines;
mod link;
mod locate;
#[cfg(feature = "tables")]
mod long;
mod memory;
mod open;
mod options;
#[cfg(feature = "tables")]
mod own;
#[cfg(feature = "tables")]
mod page;
#[cfg(feature = "tables")]
mod page_rows;
#[cfg(feature = "tables")]
mod parts;
mod reading;
mod record;
mod relate;
#[cfg(feature = "tables")]
mod role;
#[cfg(feature = "tables")]
mod rows;
#[cfg(feature = "tables")]
mod sheet_notes;
#[cfg(feature = "tables")]
mod sheets;
mod sink;
mod stream;
#[cfg(feature = "tables")]
mod subheads;
#[cfg(feature = "tables")]
mod table_set;
#[cfg(feature = "tables")]
mod tables;
#[cfg(feature = "tables")]
mod text_table;
#[cfg(feature = "tables")]
mod upright;

use std::borrow::Cow;
use std::path::{Path as FilePath, PathBuf};

pub use account::{Fates, HiddenRows};
pub(crate) use again::Again;
pub use answer::{Shortfall, ShortfallUnit};
pub(crate) use answer::{is_answer_around, is_answer_word, is_bare_answer};
#[cfg(feature = "tables")]
pub(crate) use columns::columns;
pub use files::catalogue_of;
pub(crate) use kind::{is_item, is_own};
pub use memory::MemoryFiles;
pub use options::ReadOptions;
#[cfg(feature = "tables")]
pub(crate) use own::is_own_workbook;
pub(crate) use reading::is_of_source;
pub use reading::{Account, FailedRecord, LocatedNotice, LocatedTrace, MissingValue, Reading};
pub(crate) use sink::OnWindow;
pub use stream::Stream;

use crate::Error;
use crate::dialect::{self, Dialect};
use crate::i18n::Text;
use crate::model::Catalogue;
#[cfg(feature = "tables")]
use crate::source::csv::Faults;
#[cfg(feature = "tables")]
use crate::source::encoding;
use crate::source::{Format, MAX_DOCUMENT_BYTES, NoticeCode};
use crate::threads;
use files::Input;
use format::{is_chunked, read_file, read_file_alone, read_whole_file};
use record::{DocumentReading, unreadable};
use sink::Sink;

/// Number of files for each part that is read ahead, before any of them is passed on; fewer if they are large.
const FILES_PER_PART: usize = 32;

/// Reads a file or a directory.
///
/// A directory with a `catalogue.toml` is read as that file specifies; any other directory is read
/// file by file, sorted by name.
///
/// # Errors
///
/// If the path does not exist or its format is unknown. Problems *in* the files are not errors:
/// they are in [`Reading::notices`] and [`Reading::account`].
pub fn read_path(path: impl AsRef<FilePath>, options: &ReadOptions) -> Result<Reading, Error> {
    read_paths(&[path.as_ref().to_path_buf()], options)
}

/// Reads several files and directories as one catalogue, in this order.
///
/// # Errors
///
/// As for [`read_path`].
pub fn read_paths(paths: &[PathBuf], options: &ReadOptions) -> Result<Reading, Error> {
    read_in_windows(Inputs::Paths(paths), options, None)
}

/// Reads one document from memory.
///
/// ```
/// use shixiang::{read_str, ReadOptions, source::Format};
///
/// let reading = read_str("a.toml", "name = \"食品经营许可\"", Format::Toml, &ReadOptions::default());
/// assert_eq!(reading.catalogue.items[0].name, "食品经营许可");
/// assert!(reading.account.is_complete());
/// ```
pub fn read_str(name: &str, text: &str, format: Format, options: &ReadOptions) -> Reading {
    read_bytes(name, text.as_bytes().to_vec(), format, options)
}

/// Reads one document from memory, in any encoding.
pub fn read_bytes(name: &str, bytes: Vec<u8>, format: Format, options: &ReadOptions) -> Reading {
    let inputs = Inputs::Memory(name, bytes.into(), format);
    let read = read_in_windows(inputs, options, None);
    // With input from memory only the options can be wrong.
    read.unwrap_or_else(|_| {
        let reason = Text::new("没有选项里的这种编码", "the options name no known encoding");
        let mut sink = Sink::new(None, None);
        // A sink without a callback cannot fail.
        let _ = sink.document(DocumentReading::refused(name, unreadable(reason)));
        sink.finish().unwrap_or_default()
    })
}

/// Whether a TOML text is an item or catalogue of ours: it names one of our schemas, or most of its
/// keys are ours. For editors, which open other TOML files too.
pub fn is_ours(text: &str) -> bool {
    kind::says_ours(text) || is_own(&crate::source::toml::parse(text).0)
}

/// Reads a `catalogue.toml` without the files it includes.
///
/// # Errors
///
/// [`Error::NotFound`] if there is no such file; [`Error::Unreadable`] if it has errors or
/// is neither TOML nor JSON.
pub fn read_catalogue(
    path: impl AsRef<FilePath>,
    options: &ReadOptions,
) -> Result<Catalogue, Error> {
    let path = path.as_ref();
    let reading = read_in_windows(Inputs::Catalogue(path), options, None)?;
    let is_broken = |code: NoticeCode| {
        matches!(
            code,
            NoticeCode::Syntax
                | NoticeCode::DuplicateKey
                | NoticeCode::WrongType
                | NoticeCode::Encoding
                | NoticeCode::TooLarge
                | NoticeCode::Unreadable
        )
    };
    // A catalogue without items is valid: it may have nothing but `include`, which is not followed here.
    let is_other = path
        .extension()
        .is_none_or(|ending| ending != "toml" && ending != "json");
    let mut notices = reading.notices.iter().map(|located| located.notice.code);
    let reason = if notices.any(is_broken) {
        Text::new(
            "写法有错，先单独检查这个文件",
            "it has errors; check the file by itself first",
        )
    } else if is_other {
        Text::new(
            "目录的文件是 TOML 或 JSON",
            "the file of a catalogue is TOML or JSON",
        )
    } else {
        return Ok(reading.catalogue);
    };
    Err(Error::Unreadable {
        name: path.display().to_string(),
        reason,
    })
}

/// Looks up a built-in dialect by name, or reads a dialect file.
///
/// # Errors
///
/// If there is neither, or the file is invalid.
pub fn find_dialect(name: &str) -> Result<Dialect, Error> {
    if let Some(dialect) = dialect::find(name) {
        return Ok(dialect.clone());
    }
    let path = FilePath::new(name);
    if path.is_file() {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_path_buf(),
            source,
        })?;
        return Dialect::parse(name, &text);
    }
    let known = dialect::all().iter().map(|dialect| dialect.name.as_str());
    Err(Error::UnknownDialect {
        name: name.to_owned(),
        known: known.collect::<Vec<_>>().join(", "),
    })
}

/// The inputs to read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Inputs<'i> {
    /// Files and directories.
    Paths(&'i [PathBuf]),
    /// One document in memory, with its name and format.
    Memory(&'i str, Cow<'i, [u8]>, Format),
    /// One document that can be read only once.
    Stream(&'i Stream),
    /// A `catalogue.toml`, without the files it includes.
    Catalogue(&'i FilePath),
}

impl Inputs<'_> {
    /// The names of the inputs as given by the user.
    pub(crate) fn names(&self) -> Vec<String> {
        match self {
            Self::Paths(paths) => paths
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
            Self::Memory(name, ..) => vec![(*name).to_owned()],
            Self::Stream(stream) => vec![stream.name.clone()],
            Self::Catalogue(path) => vec![path.display().to_string()],
        }
    }

    /// The first line, if the input is a part of a document.
    pub(crate) fn first_line(&self) -> Option<u64> {
        match self {
            Self::Stream(stream) => stream.first_line,
            _ => None,
        }
    }
}

/// Reads inputs window by window. Each window (some chunks or documents) is passed to the callback
/// and dropped, and the result holds only facts about the inputs as a whole; without a callback it
/// holds everything.
pub(crate) fn read_in_windows(
    inputs: Inputs<'_>,
    options: &ReadOptions,
    on_window: Option<OnWindow<'_>>,
) -> Result<Reading, Error> {
    read_into(Sink::new(on_window, options.threads), inputs, options)
}

/// Reads inputs again, window by window; all items that are not wanted are blank.
pub(crate) fn read_again(
    inputs: Inputs<'_>,
    options: &ReadOptions,
    again: Again<'_>,
    on_window: OnWindow<'_>,
) -> Result<Reading, Error> {
    let sink = Sink::new(Some(on_window), options.threads);
    read_into(sink.again(again), inputs, options)
}

fn read_into(
    mut sink: Sink<'_>,
    inputs: Inputs<'_>,
    options: &ReadOptions,
) -> Result<Reading, Error> {
    #[cfg(feature = "tables")]
    refuse_unknown_encoding(options)?;
    let mut excluded = 0;
    match inputs {
        Inputs::Paths(paths) => {
            let listed = files::list(paths, options)?;
            excluded = listed.excluded;
            read_listed(listed.inputs, options, &mut sink)?;
        }
        Inputs::Memory(name, bytes, format) => {
            let read = format::read_bytes(name, bytes, format, options, &mut sink)?;
            sink.document(read)?;
        }
        Inputs::Stream(stream) => {
            let read = format::read_stream(stream, options, &mut sink)?;
            sink.document(read)?;
        }
        Inputs::Catalogue(path) => {
            if !open::is_file(path, options) {
                return Err(Error::NotFound { path: path.into() });
            }
            let format = Format::of_name(&path.display().to_string()).unwrap_or(Format::Toml);
            sink.document(read_whole_file(path, format, options))?;
        }
    }
    let mut reading = sink.finish()?;
    reading.account.excluded = excluded;
    Ok(reading)
}

#[cfg(feature = "tables")]
fn refuse_unknown_encoding(options: &ReadOptions) -> Result<(), Error> {
    match &options.encoding {
        Some(label) if !encoding::is_known(label) => Err(Error::UnknownEncoding {
            name: label.clone(),
        }),
        _ => Ok(()),
    }
}

/// Reads the files that were found, in order.
fn read_listed(
    inputs: Vec<Input<'_>>,
    options: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    #[cfg(feature = "tables")]
    let inputs = table_set::joined(inputs, options);
    let most_files = FILES_PER_PART * threads::parts_ahead(options.threads);
    let mut inputs = inputs.into_iter().peekable();
    while let Some(input) = inputs.next() {
        match input {
            Input::Read(read) => sink.document(*read)?,
            Input::File { path, format } if is_chunked(format) => {
                let read = read_file(&path, format, options, sink)?;
                sink.document(read)?;
            }
            Input::File { path, format } => {
                let mut bytes = open::size(&path, options);
                let mut files = vec![(path, format)];
                while files.len() < most_files
                    && bytes < MAX_DOCUMENT_BYTES
                    && let Some(Input::File { path, format }) = inputs.next_if(Input::is_alone)
                {
                    bytes += open::size(&path, options);
                    files.push((path, format));
                }
                read_side_by_side(&files, options, sink)?;
            }
            #[cfg(feature = "tables")]
            Input::Sheets { name, sheets } => {
                let read = sheets::read_alone(&name, sheets, Faults::default(), options);
                sink.document(read)?;
            }
        }
    }
    Ok(())
}

/// Reads whole files on all threads.
fn read_side_by_side(
    files: &[(PathBuf, Format)],
    options: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let (again, first) = (sink.again.clone(), sink.passed());
    let read = threads::each(files.len(), options.threads, |number| {
        let (path, format) = files.get(number)?;
        let wanted = again.of_chunk(first + number);
        let name = path.display().to_string();
        let others = DocumentReading::passed_over(&name, options, wanted.as_ref());
        Some(others.unwrap_or_else(|| read_file_alone(path, *format, options)))
    });
    for read in read.into_iter().flatten() {
        sink.document(read)?;
    }
    Ok(())
}
