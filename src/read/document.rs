//! Reading one document: its format, its content and its records.

use std::fs;
#[cfg(feature = "tables")]
use std::io::Cursor;
use std::io::{BufRead, BufReader, Read};
use std::path::Path as FilePath;

use super::open::open;
use super::options::ReadOptions;
use super::reading::Sink;
use super::record::{Content, DocumentReading, EMPTY, Failure, NO_RECORDS, unreadable};
#[cfg(feature = "tables")]
use super::sheets;
use crate::Error;
use crate::dialect;
use crate::i18n::Text;
use crate::model::Catalogue;
use crate::path;
use crate::source::bytes::{self, CHUNK_BYTES, MAX_DOCUMENT_BYTES};
use crate::source::ndjson::Lines;
use crate::source::origins::Body;
use crate::source::span_map::SpanMap;
use crate::source::{Document, Format, Node, NodeKind, Span, decode, json, toml};

/// The file that says what a directory holds.
pub(super) const CATALOGUE: &str = "catalogue.toml";

const NEEDS_TABLES: Text = Text::new(
    "读表格需要 tables 功能，编译时没有启用",
    "reading tables needs the feature `tables`, which is not enabled in this build",
);

/// Reads a file; any problem with it is part of the result.
///
/// Large formats are handed to the sink in chunks, if it takes them, and the last chunk is
/// returned.
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
        Format::Ndjson => match open(path) {
            Ok(file) => lines(&name, &mut BufReader::new(file), options, sink),
            Err(error) => Ok(DocumentReading::unreadable(&name, &error)),
        },
        #[cfg(feature = "tables")]
        Format::Csv => match open(path) {
            Ok(mut file) => sheets::read_text(&name, &mut file, options, sink),
            Err(error) => Ok(DocumentReading::unreadable(&name, &error)),
        },
        _ => {
            let mut read = read_whole_file(path, format, options);
            refuse_include(&mut read);
            Ok(read)
        }
    }
}

/// Reads a file of a format that is read as a whole.
pub(super) fn read_whole_file<'o>(
    path: &FilePath,
    format: Format,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    let name = path.display().to_string();
    let is_text = matches!(format, Format::Toml | Format::Json);
    let size = fs::metadata(path).map_or(0, |about| about.len());
    if is_text && size > MAX_DOCUMENT_BYTES {
        return DocumentReading::refused(&name, bytes::too_large(size));
    }
    let mut bytes = Vec::new();
    match open(path).and_then(|mut file| file.read_to_end(&mut bytes)) {
        Ok(_) => whole(&name, bytes, format, options),
        Err(error) => DocumentReading::unreadable(&name, &error),
    }
}

/// Reads a document from memory, like [`read_file`].
pub(super) fn read_bytes<'o>(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    #[cfg(feature = "tables")]
    let format = format.by_content(&bytes);
    match format {
        Format::Ndjson => lines(name, &mut bytes.as_slice(), options, sink),
        #[cfg(feature = "tables")]
        Format::Csv => sheets::read_text(name, &mut Cursor::new(bytes), options, sink),
        _ => {
            let mut read = whole(name, bytes, format, options);
            refuse_include(&mut read);
            Ok(read)
        }
    }
}

/// Accounts for an `include` that is not followed.
fn refuse_include(read: &mut DocumentReading<'_>) {
    const NOT_FOLLOWED: Text = Text::new(
        "只有目录里的 catalogue.toml 才能用 include 带入别的文件，这里的没有读",
        "only the catalogue.toml of a directory takes in other files by include; these were not read",
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
    if matches!(format, Format::Workbook | Format::Html) {
        return sheets::read_whole(name, bytes, format, options);
    }
    if !format.is_supported() {
        return DocumentReading::refused(name, unreadable(NEEDS_TABLES));
    }
    let size = bytes.len() as u64;
    if size > MAX_DOCUMENT_BYTES {
        return DocumentReading::refused(name, bytes::too_large(size));
    }
    match bytes::text(bytes) {
        Ok(text) => tree(name, text, format, options),
        Err(fault) => {
            let mut read = DocumentReading::new(name, options);
            let all = Content::Text(Span::bytes(0, fault.text.len()));
            let failure = Failure::new(0, Span::Nowhere, vec![fault.notice]);
            read.fail(failure.with(all));
            read.set_body(name, Body::Text(fault.text));
            read
        }
    }
}

/// Reads TOML or JSON text: one item, a list of items, or a catalogue.
fn tree<'o>(
    name: &str,
    text: String,
    format: Format,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    let mut read = DocumentReading::new(name, options);
    let (root, faults) = match format {
        Format::Toml => {
            let (root, faults) = toml::parse(&text);
            (Some(root), faults)
        }
        _ => json::parse(&text),
    };
    let all = Span::bytes(0, text.len());
    match root {
        None => read.fail(Failure::new(0, all, faults)),
        Some(root) => {
            if text.trim().is_empty() || root.kind == NodeKind::Null {
                read.nothing_at(root.span, EMPTY);
            } else {
                dispatch(&mut read, root, name, options);
            }
            let is_accounted = !read.chunk.items.is_empty() || !read.chunk.failures.is_empty();
            if is_accounted || faults.is_empty() {
                for fault in faults {
                    read.notice(fault, None, 0);
                }
            } else {
                read.fail(Failure::new(0, all, faults));
            }
        }
    }
    read.set_body(name, Body::Text(text));
    read
}

/// Determines by its keys what a document contains, and reads its records.
fn dispatch<'o>(
    read: &mut DocumentReading<'o>,
    mut root: Node<'_>,
    name: &str,
    options: &'o ReadOptions,
) {
    // A catalogue's own file is always ours; the dialect is that of the files it includes.
    let is_catalogue_file = FilePath::new(name).file_name() == Some(CATALOGUE.as_ref());
    let known = (options.dialect.as_ref()).filter(|_| !is_catalogue_file);
    if let Some(dialect) = known.or_else(|| dialect::recognise(&root)) {
        read.set_dialect(dialect);
        dialect.records(&mut root, &mut |record| {
            read.record(record, 0);
        });
        if read.records == 0 {
            read.nothing_at(root.span, NO_RECORDS);
        }
        return;
    }
    let is_catalogue = is_catalogue_file
        || ["items", "include"]
            .iter()
            .any(|key| root.get(key).is_some());
    match root.kind {
        NodeKind::List(nodes) => records(read, nodes, root.span),
        NodeKind::Table(_) if is_catalogue => catalogue(read, root),
        _ => {
            read.record(root, 0);
        }
    }
}

/// The records of a list.
fn records(read: &mut DocumentReading<'_>, nodes: Vec<Node<'_>>, span: Span) {
    if nodes.is_empty() {
        read.nothing_at(span, NO_RECORDS);
    }
    for node in nodes {
        read.record(node, 0);
    }
}

/// Reads a catalogue: its own fields, and its items one by one.
fn catalogue(read: &mut DocumentReading<'_>, mut root: Node<'_>) {
    let items = root.take("items");
    let (header, notices) = decode::<Catalogue>(&mut root);
    for notice in notices {
        read.notice(notice, None, 0);
    }
    let includes = (header.as_ref()).is_some_and(|header| !header.include.is_empty());
    if let Some(header) = header {
        let spans = SpanMap::of(&root, &mut read.chunk.keys);
        read.header = Some((header, spans));
    }
    match items.map(|items| (items.span, items.kind)) {
        Some((span, NodeKind::List(nodes))) => records(read, nodes, span),
        Some((span, _)) => read.nothing_at(span, NO_RECORDS),
        None if !includes => read.nothing_at(root.span, NO_RECORDS),
        None => {}
    }
}

/// Reads NDJSON line by line.
fn lines<'o>(
    name: &str,
    source: &mut dyn BufRead,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    let mut read = DocumentReading::new(name, options);
    read.dialect = options.dialect.as_ref();
    let mut is_decided = read.dialect.is_some();
    let mut lines = Lines::new(source);
    let mut body = String::new();
    // Lines in earlier chunks.
    let mut before = 0;
    loop {
        let base = body.len() as u64;
        let line = match lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                read.broken_off(&error, base);
                break;
            }
        };
        let all = Span::bytes(0, line.text.len());
        if let Some(fault) = line.fault {
            let failure = Failure::new(base, fault.span, vec![fault]);
            read.failed_record(failure.with(Content::Text(all)));
        } else if !line.text.trim().is_empty() {
            match json::parse(&line.text) {
                (Some(node), notices) => {
                    // A line that is not a record says nothing about the others.
                    if !is_decided && matches!(node.kind, NodeKind::Table(_)) {
                        read.dialect = dialect::recognise(&node);
                        is_decided = true;
                    }
                    let item = read.record(node, base);
                    for notice in notices {
                        read.notice(notice, item, base);
                    }
                }
                (None, notices) => read.failed_record(Failure::new(base, all, notices)),
            }
        }
        body.push_str(&line.text);
        body.push('\n');
        if sink.takes_chunks() && body.len() >= CHUNK_BYTES {
            let text = Body::Text(std::mem::take(&mut body));
            read.chunk.document = Document::new(name.to_owned(), text).after(before);
            before = lines.count() as u64;
            sink.chunk(&mut read)?;
        }
    }
    if read.records == 0 && read.chunk.failures.is_empty() {
        read.nothing_at(Span::bytes(0, 0), EMPTY);
    }
    read.chunk.document = Document::new(name.to_owned(), Body::Text(body)).after(before);
    Ok(read)
}
