//! Reads one file, or one text from memory, by its format.

use std::borrow::Cow;
#[cfg(feature = "tables")]
use std::io::Cursor;
use std::io::Read;
use std::path::Path as FilePath;

use super::document::{note_encoding, tree};
use super::lines::lines;
use super::open::{open, size};
use super::options::ReadOptions;
#[cfg(feature = "tables")]
use super::page;
use super::record::{Content, DocumentReading, Failure, unreadable};
#[cfg(feature = "tables")]
use super::sheets;
use super::sink::Sink;
use super::stream::Stream;
#[cfg(feature = "tables")]
use super::text_table;
use crate::Error;
use crate::i18n::Text;
use crate::path;
#[cfg(feature = "tables")]
use crate::source::HEAD_BYTES;
use crate::source::bytes::{self, MAX_DOCUMENT_BYTES};
use crate::source::origins::Body;
use crate::source::{Format, Span, utf8};

const NEEDS_TABLES: Text = Text::new(
    "读表格需要 tables 功能，编译时没有启用",
    "reading tables needs the feature `tables`, which is not enabled in this build",
);

/// Whether documents of this format are read in chunks.
pub(super) fn is_chunked(format: Format) -> bool {
    matches!(format, Format::Ndjson | Format::Csv)
}

/// Reads a file; problems with it are part of the result.
///
/// Large formats are handed to the sink in chunks, and the last chunk is returned.
///
/// # Errors
///
/// Errors of the sink.
pub(super) fn read_file<'o>(
    path: &FilePath,
    format: Format,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    let name = path.display().to_string();
    match format {
        Format::Ndjson => match open(path, options) {
            Ok(mut file) => lines(&name, &mut file, None, options, sink),
            Err(error) => Ok(DocumentReading::unreadable(&name, &error)),
        },
        #[cfg(feature = "tables")]
        Format::Csv => match open(path, options) {
            Ok(mut file) => text_table::read_text(&name, &mut file, options, sink),
            Err(error) => Ok(DocumentReading::unreadable(&name, &error)),
        },
        _ => Ok(read_file_alone(path, format, options)),
    }
}

/// Reads a file that is not read in chunks and whose `include` is not followed.
pub(super) fn read_file_alone<'o>(
    path: &FilePath,
    format: Format,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    let mut read = read_whole_file(path, format, options);
    refuse_include(&mut read);
    read
}

/// Reads a file of a format that is read as a whole.
pub(super) fn read_whole_file<'o>(
    path: &FilePath,
    format: Format,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    let name = path.display().to_string();
    let is_text = matches!(format, Format::Toml | Format::Json);
    let size = size(path, options);
    if is_text && size > MAX_DOCUMENT_BYTES {
        return DocumentReading::refused(&name, bytes::too_large(size));
    }
    let mut bytes = Vec::new();
    match open(path, options).and_then(|mut file| file.read_to_end(&mut bytes)) {
        Ok(_) => whole(&name, bytes, format, options),
        Err(error) => DocumentReading::unreadable(&name, &error),
    }
}

/// Reads a document from memory, like [`read_file`].
pub(super) fn read_bytes<'o>(
    name: &str,
    bytes: Cow<'_, [u8]>,
    format: Format,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    #[cfg(feature = "tables")]
    let format = format.by_content(&bytes);
    match format {
        Format::Ndjson => lines(name, &mut bytes.as_ref(), None, options, sink),
        #[cfg(feature = "tables")]
        Format::Csv => text_table::read_text(name, &mut Cursor::new(bytes), options, sink),
        _ => {
            let mut read = whole(name, bytes.into_owned(), format, options);
            refuse_include(&mut read);
            Ok(read)
        }
    }
}

/// Reads a document from a stream, like [`read_file`].
pub(super) fn read_stream<'o>(
    stream: &Stream,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    let name = &stream.name;
    let unreadable = |error| Ok(DocumentReading::unreadable(name, &error));
    if stream.format == Format::Ndjson {
        return lines(name, &mut stream.open(), stream.first_line, options, sink);
    }
    #[cfg(feature = "tables")]
    if stream.format == Format::Csv {
        let mut head = Vec::new();
        if let Err(error) = stream.open().take(HEAD_BYTES as u64).read_to_end(&mut head) {
            return unreadable(error);
        }
        if stream.format.by_content(&head) == Format::Csv {
            return match stream.file() {
                Ok(mut file) => text_table::read_text(name, &mut file, options, sink),
                Err(error) => unreadable(error),
            };
        }
    }
    // One byte more than the maximum is enough to refuse a larger document.
    let most = match stream.format {
        Format::Toml | Format::Json => MAX_DOCUMENT_BYTES + 1,
        _ => u64::MAX,
    };
    let mut bytes = Vec::new();
    match stream.open().take(most).read_to_end(&mut bytes) {
        Ok(_) => read_bytes(name, bytes.into(), stream.format, options, sink),
        Err(error) => unreadable(error),
    }
}

/// Accounts for an `include` that was not followed.
fn refuse_include(read: &mut DocumentReading<'_>) {
    const NOT_FOLLOWED: Text = Text::new(
        "只有目录里的 catalogue.toml 才能用 include 带入别的文件，这里的没有读",
        "only the catalogue.toml of a directory can include other files; these were not read",
    );
    let Some((header, spans)) = &read.header else {
        return;
    };
    if !header.include.is_empty() {
        let span = spans.find(&path!["include"], &read.chunk.keys);
        read.nothing_at(span, NOT_FOLLOWED);
    }
}

/// Reads a document of a format that is read as a whole.
fn whole<'o>(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    #[cfg(feature = "tables")]
    if format == Format::Html {
        return page::read(name, &bytes, options);
    }
    #[cfg(feature = "tables")]
    if format == Format::Workbook {
        return sheets::read_whole(name, bytes, format, options);
    }
    if !format.is_supported() {
        return DocumentReading::refused(name, unreadable(NEEDS_TABLES));
    }
    let size = bytes.len() as u64;
    if size > MAX_DOCUMENT_BYTES {
        return DocumentReading::refused(name, bytes::too_large(size));
    }
    match utf8::text(bytes, options.encoding.as_deref()) {
        Ok((text, encoding)) => {
            let mut read = tree(name, text, format, options);
            note_encoding(&mut read, encoding, options);
            read
        }
        Err(fault) => {
            let mut read = DocumentReading::new(name, options);
            let failure = Failure::new(0, Span::Nowhere, vec![fault.notice]);
            read.set_body(
                name,
                Body::Text(String::from_utf8_lossy(&fault.bytes).into()),
            );
            read.fail(failure.with(Content::Bytes(fault.bytes)));
            read
        }
    }
}
