//! One document: bytes to records, records through a dialect to items.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path as FilePath;

use super::{MOST_BYTES, ReadOptions, files};
use crate::model::{Catalogue, ServiceItem};
use crate::normalize::{self, Coverage, Dialect, Traced};
use crate::path;
use crate::path::Path;
use crate::source::origins::{Body, Trace};
use crate::source::{Document, Format, Kind, Node, Notice, Spot, codes, decode, json, toml};
use crate::text::Text;

/// What one document gave.
#[derive(Debug, Default)]
pub(super) struct DocumentReading {
    pub(super) document: Document,
    pub(super) header: Option<(Catalogue, Trace)>,
    pub(super) not_collected: Vec<String>,
    pub(super) coverage: Coverage,
    pub(super) items: Vec<(ServiceItem, Trace, u64)>,
    /// A notice, the number of the item of this document it belongs to, and the record's first byte.
    pub(super) notices: Vec<(Notice, Option<usize>, u64)>,
    pub(super) records: usize,
    pub(super) lost: Vec<(u64, Spot)>,
    /// What became of each value, the record's number and its first byte; `None`: not asked for.
    pub(super) trace: Option<Vec<(Traced, usize, u64)>>,
}

impl DocumentReading {
    pub(super) fn named(name: &str) -> Self {
        Self {
            document: Document::new(name.to_owned(), Body::Unread),
            ..Self::default()
        }
    }

    /// A document of which nothing could be read.
    pub(super) fn refused(name: &str, notice: Notice) -> Self {
        let mut read = Self::named(name);
        read.lost.push((0, Spot::Nowhere));
        read.notices.push((notice, None, 0));
        read
    }

    pub(super) fn unreadable(path: &FilePath, error: &io::Error) -> Self {
        let notice = Notice::new(codes::UNREADABLE, Path::default(), Spot::Nowhere)
            .with("reason", reason(error));
        Self::refused(&path.display().to_string(), notice)
    }

    /// Notes a pattern of `include` that no file matches.
    pub(super) fn nothing_included(&mut self, index: usize, pattern: &str) {
        let spot = match &self.header {
            Some((_, trace)) => trace.find(&path!["include", index]),
            None => Spot::Nowhere,
        };
        let notice = Notice::new(codes::NO_ITEM, path!["include", index], spot).with(
            "what",
            crate::text::Argument::Both {
                zh: format!("没有文件符合“{pattern}”"),
                en: format!("no file matches {pattern:?}"),
            },
        );
        self.lost.push((0, spot));
        self.notices.push((notice, None, 0));
    }

    pub(super) fn lose(&mut self, base: u64, spot: Spot, what: Text) {
        self.lost.push((base, spot));
        let notice = Notice::new(codes::NO_ITEM, Path::default(), spot).with("what", what);
        self.notices.push((notice, None, base));
    }

    /// Reads one record into an item.
    pub(super) fn record(&mut self, mut node: Node<'_>, base: u64, dialect: Option<&Dialect>) {
        self.records += 1;
        let mut notices = Vec::new();
        if let Some(dialect) = dialect {
            self.coverage.look(dialect, &node);
            node = match &mut self.trace {
                Some(trace) => {
                    let mut steps = Vec::new();
                    let node = dialect.trace(&node, &mut notices, &mut steps);
                    trace.extend(steps.into_iter().map(|step| (step, self.records, base)));
                    node
                }
                None => dialect.apply(&node, &mut notices),
            };
        }
        self.decoded(&mut node, base, notices);
    }

    fn decoded(&mut self, node: &mut Node<'_>, base: u64, mut notices: Vec<Notice>) {
        let spot = node.spot;
        let (item, mut faults) = decode::<ServiceItem>(node);
        notices.append(&mut faults);
        let number = item.as_ref().map(|_| self.items.len());
        (self.notices).extend(notices.into_iter().map(|notice| (notice, number, base)));
        match item {
            Some(item) => self.items.push((item, Trace::of(node), base)),
            None => self.lost.push((base, spot)),
        }
    }
}

/// The system's word for what went wrong, in both languages where it is a common one.
fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Text::new("没有读取权限", "permission denied"),
        io::ErrorKind::NotFound => Text::new("文件不存在", "not found"),
        _ => Text::new("系统报告读取失败", "the system could not read it"),
    }
}

/// Reads a file; whatever is wrong with it is in what comes back.
pub(super) fn read_file(path: &FilePath, format: Format, options: &ReadOptions) -> DocumentReading {
    let name = path.display().to_string();
    if let Some(size) = files::too_large(path, format) {
        return DocumentReading::refused(&name, too_large(size));
    }
    let opened = fs::File::open(path);
    let read = match format {
        Format::Ndjson => opened.and_then(|file| lines(&name, BufReader::new(file), options)),
        _ => opened.and_then(|mut file| {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(read_bytes(&name, bytes, format, options))
        }),
    };
    read.unwrap_or_else(|error| DocumentReading::unreadable(path, &error))
}

fn too_large(size: u64) -> Notice {
    Notice::new(codes::TOO_LARGE, Path::default(), Spot::Nowhere)
        .with("size", (size >> 20).to_string())
        .with("most", (MOST_BYTES >> 20).to_string())
}

/// Reads a document from memory.
pub(super) fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    options: &ReadOptions,
) -> DocumentReading {
    let size = bytes.len() as u64;
    match format {
        Format::Toml | Format::Json if size > MOST_BYTES => {
            DocumentReading::refused(name, too_large(size))
        }
        Format::Ndjson => lines(name, bytes.as_slice(), options)
            .unwrap_or_else(|error| DocumentReading::unreadable(FilePath::new(name), &error)),
        #[cfg(feature = "tables")]
        Format::Csv | Format::Workbook => super::table::read(name, bytes, format, options),
        Format::Toml | Format::Json => match text_of(bytes) {
            Ok(text) => document(name, text, format, options),
            Err(notice) => DocumentReading::refused(name, notice),
        },
    }
}

/// The bytes as UTF-8, a byte order mark left out.
fn text_of(bytes: Vec<u8>) -> Result<String, Notice> {
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..at).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            Err(Notice::new(codes::ENCODING, Path::default(), Spot::Nowhere)
                .with("byte", at + 1)
                .with("line", line))
        }
    }
}

/// Reads TOML or JSON text: one item, a list of items, or a catalogue.
fn document(name: &str, text: String, format: Format, options: &ReadOptions) -> DocumentReading {
    let mut read = DocumentReading::named(name).tracing(options);
    let (root, notices) = match format {
        Format::Toml => {
            let (root, notices) = toml::parse(&text);
            (Some(root), notices)
        }
        _ => json::parse(&text),
    };
    let faulty = !notices.is_empty();
    read.notices
        .extend(notices.into_iter().map(|notice| (notice, None, 0)));
    match root {
        None => read.lost.push((0, Spot::span(0, text.len()))),
        Some(root) if text.trim().is_empty() || root.kind == Kind::Null => {
            read.lose(0, root.spot, Text::new("文件是空的", "the file is empty"));
        }
        Some(root) => {
            dispatch(&mut read, root, name, options);
            if read.items.is_empty() && faulty && read.lost.is_empty() {
                read.lost.push((0, Spot::span(0, text.len())));
            }
        }
    }
    read.document = Document::new(name.to_owned(), Body::Text(text));
    read
}

impl DocumentReading {
    /// The same, tracing values where the options ask for it.
    pub(super) fn tracing(mut self, options: &ReadOptions) -> Self {
        self.trace = options.trace.then(Vec::new);
        self
    }
}

/// Decides what a document is by its keys, and reads its records.
fn dispatch(read: &mut DocumentReading, mut root: Node<'_>, name: &str, options: &ReadOptions) {
    let dialect = match &options.dialect {
        Some(dialect) => Some(dialect),
        None => normalize::recognise(&root),
    };
    if let Some(dialect) = dialect {
        read.not_collected.clone_from(&dialect.not_collected);
        let before = read.notices.len();
        dialect.records(&mut root, &mut |record| {
            read.record(record, 0, Some(dialect));
        });
        once_per_field(&mut read.notices, before);
        if read.records == 0 {
            read.lose(0, root.spot, NO_RECORDS);
        }
        return;
    }
    let is_catalogue = name.ends_with("catalogue.toml")
        || ["items", "include"]
            .iter()
            .any(|key| root.get(key).is_some());
    match root.kind {
        Kind::List(nodes) => {
            let spot = root.spot;
            if nodes.is_empty() {
                read.lose(0, spot, NO_RECORDS);
            }
            nodes
                .into_iter()
                .for_each(|node| read.record(node, 0, None));
        }
        Kind::Table(_) if is_catalogue => catalogue(read, root),
        _ => read.record(root, 0, None),
    }
}

const NO_RECORDS: Text = Text::new("里面没有事项", "there is no item in it");

/// A document that holds a catalogue: its own part, and its items one by one.
fn catalogue(read: &mut DocumentReading, mut root: Node<'_>) {
    let items = root.take("items");
    let (header, notices) = decode::<Catalogue>(&mut root);
    read.notices
        .extend(notices.into_iter().map(|notice| (notice, None, 0)));
    let includes = header
        .as_ref()
        .is_some_and(|header| !header.include.is_empty());
    if let Some(header) = header {
        read.header = Some((header, Trace::of(&root)));
    }
    match items.map(|items| (items.spot, items.kind)) {
        Some((_, Kind::List(nodes))) if !nodes.is_empty() => {
            nodes
                .into_iter()
                .for_each(|node| read.record(node, 0, None));
        }
        Some((spot, _)) => read.lose(0, spot, NO_RECORDS),
        None if !includes => read.lose(0, root.spot, NO_RECORDS),
        None => {}
    }
}

/// Reads NDJSON line by line, so that one bad line costs no other.
fn lines(
    name: &str,
    mut source: impl BufRead,
    options: &ReadOptions,
) -> io::Result<DocumentReading> {
    let mut read = DocumentReading::named(name).tracing(options);
    let mut body = String::new();
    let mut line = Vec::new();
    let mut dialect: Option<&Dialect> = options.dialect.as_ref();
    let mut guessed = dialect.is_some();
    loop {
        let size = next_line(&mut source, &mut line)?;
        if size == 0 {
            break;
        }
        let base = body.len() as u64;
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        if size > MOST_BYTES {
            read.records += 1;
            read.lost.push((base, Spot::span(0, 0)));
            let mut notice = too_large(size);
            notice.spot = Spot::span(0, 0);
            read.notices.push((notice, None, base));
            body.push('\n');
            continue;
        }
        let text = match std::str::from_utf8(&line) {
            Ok(text) => text.trim_start_matches('\u{feff}'),
            Err(error) => {
                read.records += 1;
                let kept = String::from_utf8_lossy(&line);
                let spot = Spot::span(error.valid_up_to(), error.valid_up_to());
                let notice = Notice::new(codes::ENCODING, Path::default(), spot)
                    .with("byte", error.valid_up_to() + 1)
                    .with("line", body.matches('\n').count() + 1);
                read.notices.push((notice, None, base));
                read.lost.push((base, spot));
                body.push_str(&kept);
                body.push('\n');
                continue;
            }
        };
        if !text.trim().is_empty() {
            let (node, notices) = json::parse(text);
            let number = node.as_ref().map(|_| read.items.len());
            read.notices
                .extend(notices.into_iter().map(|notice| (notice, number, base)));
            if let Some(node) = node {
                if !guessed {
                    dialect = normalize::recognise(&node);
                    guessed = true;
                    if let Some(dialect) = dialect {
                        read.not_collected.clone_from(&dialect.not_collected);
                    }
                }
                read.record(node, base, dialect);
            } else {
                read.records += 1;
                read.lost.push((base, Spot::span(0, text.len())));
            }
        }
        body.push_str(text);
        body.push('\n');
    }
    if read.records == 0 {
        read.lose(
            0,
            Spot::span(0, 0),
            Text::new("文件是空的", "the file is empty"),
        );
    }
    once_per_field(&mut read.notices, 0);
    read.document = Document::new(name.to_owned(), Body::Text(body));
    Ok(read)
}

/// Reads a line of any length, of which at most the permitted size is kept; gives its whole size.
fn next_line(source: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
    line.clear();
    let mut size = 0_u64;
    loop {
        let (used, ended) = {
            let buffer = source.fill_buf()?;
            if buffer.is_empty() {
                return Ok(size);
            }
            let (used, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            if size + used as u64 <= MOST_BYTES {
                line.extend_from_slice(buffer.get(..used).unwrap_or_default());
            }
            (used, ended)
        };
        size += used as u64;
        source.consume(used);
        if ended {
            return Ok(size);
        }
    }
}

/// A field that no dialect knows, or interface words, are one fault of the source, however many
/// records have them: keeps the first notice of each with the count.
pub(super) fn once_per_field(notices: &mut Vec<(Notice, Option<usize>, u64)>, from: usize) {
    let mut seen: Vec<(usize, usize)> = Vec::new();
    let mut kept: Vec<(Notice, Option<usize>, u64)> = notices.drain(..from).collect();
    for entry in notices.drain(..) {
        let per_source = matches!(entry.0.code, codes::UNKNOWN_FIELD | codes::INTERFACE_WORDS);
        let known = seen.iter_mut().find(|(at, _)| {
            kept.get(*at).is_some_and(|(first, _, _)| {
                first.code == entry.0.code && first.arguments == entry.0.arguments
            })
        });
        match known {
            Some((_, count)) if per_source => *count += 1,
            _ => {
                if per_source {
                    seen.push((kept.len(), 1));
                }
                kept.push(entry);
            }
        }
    }
    for (at, count) in seen {
        if let Some((notice, item, _)) = kept.get_mut(at) {
            notice.arguments.push(("count", count.into()));
            *item = None;
        }
    }
    *notices = kept;
}
