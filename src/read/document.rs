//! One document: bytes to records, records through a dialect to items.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path as FilePath;

use serde_json::Value;

use super::{MOST_BYTES, ReadOptions, files};
use crate::Error;
use crate::dialect::{self, Coverage, Dialect, Traced};
use crate::i18n::Text;
use crate::model::{Catalogue, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::source::origins::Body;
use crate::source::trace::{Keys, Trace};
use crate::source::{Document, Format, Kind, Node, Notice, NoticeCode, Span, decode, json, toml};

/// A document that is not kept whole is handed on in pieces of about this many bytes.
pub(super) const PIECE: usize = 1 << 20;

/// What one document gave, or, where it is handed on in pieces, the piece at hand.
#[derive(Debug, Default)]
pub(super) struct DocumentReading {
    pub(super) document: Document,
    pub(super) keys: Keys,
    pub(super) header: Option<(Catalogue, Trace)>,
    pub(super) not_collected: Vec<String>,
    pub(super) coverage: Coverage,
    /// Name of the dialect that its records speak.
    pub(super) dialect: Option<String>,
    pub(super) items: Vec<ServiceItem>,
    /// Whether earlier pieces had items, or this one.
    pub(super) gave_items: bool,
    /// Where the parts of each item stood, and the first byte of its record.
    pub(super) places: Vec<(Trace, u64)>,
    /// A notice, the number of the item of this piece it belongs to, and the record's first byte.
    pub(super) notices: Vec<(Notice, Option<usize>, u64)>,
    /// Records of the document so far, those of earlier pieces included.
    pub(super) records: usize,
    pub(super) lost: Vec<Lost>,
    /// What became of each value, the record's number and its first byte; `None`: not asked for.
    pub(super) trace: Option<Vec<(Traced, usize, u64)>>,
}

/// A record, or a document, that gave no item.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub(super) base: u64,
    /// Where to point.
    pub(super) span: Span,
    /// All of it in the text, where there is one.
    pub(super) extent: Span,
    /// All of it, where it was a row of cells.
    pub(super) cells: Option<Value>,
    /// Why.
    pub(super) notices: Vec<Notice>,
}

impl Lost {
    /// A record of a text, with what is wrong in it.
    fn record(base: u64, span: Span, notices: &[Notice]) -> Self {
        Self {
            base,
            span,
            extent: span,
            cells: None,
            notices: notices.to_vec(),
        }
    }
}

/// Where the pieces of a document go that is not kept whole.
pub(super) type Taker<'t> = &'t mut dyn FnMut(&mut DocumentReading) -> Result<(), Error>;

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
        (read.lost).push(Lost::record(
            0,
            Span::Nowhere,
            std::slice::from_ref(&notice),
        ));
        read.notices.push((notice, None, 0));
        read
    }

    pub(super) fn unreadable(path: &FilePath, error: &io::Error) -> Self {
        let mut read = Self::named(&path.display().to_string());
        read.breaks_off(error, 0);
        read
    }

    /// The system could read no further.
    pub(super) fn breaks_off(&mut self, error: &io::Error, base: u64) {
        let notice = Notice::new(NoticeCode::Unreadable, Path::default(), Span::Nowhere)
            .with("reason", reason(error));
        (self.lost).push(Lost::record(
            base,
            Span::Nowhere,
            std::slice::from_ref(&notice),
        ));
        self.notices.push((notice, None, base));
    }

    /// Notes a pattern of `include` that no file matches.
    pub(super) fn nothing_included(&mut self, index: usize, pattern: &str) {
        let span = match &self.header {
            Some((_, trace)) => trace.find(&path!["include", index], &self.keys),
            None => Span::Nowhere,
        };
        let notice = Notice::new(NoticeCode::NoItem, path!["include", index], span).with(
            "what",
            crate::i18n::Argument::Both {
                zh: format!("没有文件符合“{pattern}”"),
                en: format!("no file matches {pattern:?}"),
            },
        );
        (self.lost).push(Lost::record(0, span, std::slice::from_ref(&notice)));
        self.notices.push((notice, None, 0));
    }

    /// What stands at the place gave no item.
    pub(super) fn lose(&mut self, base: u64, span: Span, what: Text) {
        let notice = Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", what);
        (self.lost).push(Lost::record(base, span, std::slice::from_ref(&notice)));
        self.notices.push((notice, None, base));
    }

    /// A row of cells gave no item.
    #[cfg(feature = "tables")]
    pub(super) fn lose_row(&mut self, row: &Node<'_>, what: Text) {
        self.lose(0, row.span, what);
        if let Some(lost) = self.lost.last_mut() {
            lost.cells = Some(row.to_json());
        }
    }

    /// Its records speak this dialect.
    pub(super) fn speaks(&mut self, dialect: &Dialect) {
        self.dialect = Some(dialect.name.clone());
        self.not_collected.clone_from(&dialect.not_collected);
    }

    /// Reads one record into an item.
    pub(super) fn record(&mut self, mut node: Node<'_>, base: u64, dialect: Option<&Dialect>) {
        self.records += 1;
        let Some(dialect) = dialect else {
            self.decoded(&mut node, base, Vec::new(), None);
            return;
        };
        let mut notices = Vec::new();
        self.coverage.look(dialect, &node);
        let mut made = match &mut self.trace {
            Some(trace) => {
                let mut steps = Vec::new();
                let made = dialect.trace(&node, &mut notices, &mut steps);
                trace.extend(steps.into_iter().map(|step| (step, self.records, base)));
                made
            }
            None => dialect.apply(&node, &mut notices),
        };
        self.decoded(&mut made, base, notices, Some(&node));
    }

    /// Makes an item of a tree; `source` is what a dialect made it of.
    fn decoded(
        &mut self,
        node: &mut Node<'_>,
        base: u64,
        mut notices: Vec<Notice>,
        source: Option<&Node<'_>>,
    ) {
        let span = node.span;
        let (item, mut faults) = decode::<ServiceItem>(node);
        notices.append(&mut faults);
        let number = item.as_ref().map(|_| self.items.len());
        if let Some(item) = item {
            self.items.push(item);
            let trace = Trace::of(node, &mut self.keys);
            self.places.push((trace, base));
        } else {
            let of_cells = |source: &&Node<'_>| matches!(source.span, Span::Cell { .. });
            let cells = source.filter(of_cells).map(Node::to_json);
            let lost = Lost::record(base, span, &notices);
            self.lost.push(Lost { cells, ..lost });
        }
        (self.notices).extend(notices.into_iter().map(|notice| (notice, number, base)));
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

/// Reads a file; whatever is wrong with it is in what comes back. With somebody to take them, what
/// may be large is handed on in pieces, and the last one comes back.
///
/// # Errors
///
/// Those of the taker.
pub(super) fn read_file(
    path: &FilePath,
    format: Format,
    options: &ReadOptions,
    taker: Option<Taker<'_>>,
) -> Result<DocumentReading, Error> {
    let name = path.display().to_string();
    if let Some(size) = files::too_large(path, format) {
        return Ok(DocumentReading::refused(&name, too_large(size)));
    }
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) => return Ok(DocumentReading::unreadable(path, &error)),
    };
    match format {
        Format::Ndjson => lines(&name, &mut BufReader::new(file), options, taker),
        #[cfg(feature = "tables")]
        Format::Csv => super::table::read_text(&name, &mut file, options, taker),
        _ => {
            let mut bytes = Vec::new();
            match file.read_to_end(&mut bytes) {
                Ok(_) => read_bytes(&name, bytes, format, options, taker),
                Err(error) => Ok(DocumentReading::unreadable(path, &error)),
            }
        }
    }
}

fn too_large(size: u64) -> Notice {
    Notice::new(NoticeCode::TooLarge, Path::default(), Span::Nowhere)
        .with("size", (size >> 20).to_string())
        .with("most", (MOST_BYTES >> 20).to_string())
}

/// Reads a document from memory, as [`read_file`] does.
pub(super) fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    options: &ReadOptions,
    taker: Option<Taker<'_>>,
) -> Result<DocumentReading, Error> {
    let size = bytes.len() as u64;
    Ok(match format {
        Format::Toml | Format::Json if size > MOST_BYTES => {
            DocumentReading::refused(name, too_large(size))
        }
        Format::Ndjson => return lines(name, &mut bytes.as_slice(), options, taker),
        #[cfg(feature = "tables")]
        Format::Csv => {
            let mut source = io::Cursor::new(bytes);
            return super::table::read_text(name, &mut source, options, taker);
        }
        #[cfg(feature = "tables")]
        Format::Workbook => super::table::read_workbook(name, bytes, options),
        Format::Toml | Format::Json => match text_of(bytes) {
            Ok(text) => document(name, text, format, options),
            Err((notice, bytes)) => {
                let mut read = DocumentReading::refused(name, notice);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                if let Some(lost) = read.lost.first_mut() {
                    lost.extent = Span::bytes(0, text.len());
                }
                read.document = Document::new(name.to_owned(), Body::Text(text));
                read
            }
        },
    })
}

/// The bytes as UTF-8, a byte order mark left out.
fn text_of(bytes: Vec<u8>) -> Result<String, (Notice, Vec<u8>)> {
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
            let notice = Notice::new(NoticeCode::Encoding, Path::default(), Span::Nowhere)
                .with("byte", at + 1)
                .with("line", line);
            Err((notice, error.into_bytes()))
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
    let all = Span::bytes(0, text.len());
    let faults = notices.clone();
    read.notices
        .extend(notices.into_iter().map(|notice| (notice, None, 0)));
    match root {
        None => read.lost.push(Lost::record(0, all, &faults)),
        Some(root) if text.trim().is_empty() || root.kind == Kind::Null => {
            read.lose(0, root.span, Text::new("文件是空的", "the file is empty"));
        }
        Some(root) => {
            dispatch(&mut read, root, name, options);
            if read.items.is_empty() && !faults.is_empty() && read.lost.is_empty() {
                read.lost.push(Lost::record(0, all, &faults));
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
        None => dialect::recognise(&root),
    };
    if let Some(dialect) = dialect {
        read.speaks(dialect);
        dialect.records(&mut root, &mut |record| {
            read.record(record, 0, Some(dialect));
        });
        if read.records == 0 {
            read.lose(0, root.span, NO_RECORDS);
        }
        return;
    }
    let is_catalogue = name.ends_with("catalogue.toml")
        || ["items", "include"]
            .iter()
            .any(|key| root.get(key).is_some());
    match root.kind {
        Kind::List(nodes) => {
            let span = root.span;
            if nodes.is_empty() {
                read.lose(0, span, NO_RECORDS);
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
        let trace = Trace::of(&root, &mut read.keys);
        read.header = Some((header, trace));
    }
    match items.map(|items| (items.span, items.kind)) {
        Some((_, Kind::List(nodes))) if !nodes.is_empty() => {
            nodes
                .into_iter()
                .for_each(|node| read.record(node, 0, None));
        }
        Some((span, _)) => read.lose(0, span, NO_RECORDS),
        None if !includes => read.lose(0, root.span, NO_RECORDS),
        None => {}
    }
}

/// Reads NDJSON line by line, so that one bad line costs no other.
fn lines(
    name: &str,
    source: &mut dyn BufRead,
    options: &ReadOptions,
    mut taker: Option<Taker<'_>>,
) -> Result<DocumentReading, Error> {
    let mut read = DocumentReading::named(name).tracing(options);
    let mut body = String::new();
    let mut line = Vec::new();
    let mut dialect: Option<&Dialect> = options.dialect.as_ref();
    let mut guessed = dialect.is_some();
    if let Some(dialect) = dialect {
        read.speaks(dialect);
    }
    // Lines so far, and those of earlier pieces.
    let (mut count, mut before) = (0_usize, 0);
    loop {
        let base = body.len() as u64;
        let size = match next_line(source, &mut line) {
            Ok(0) => break,
            Ok(size) => size,
            Err(error) => {
                read.breaks_off(&error, base);
                break;
            }
        };
        count += 1;
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        match std::str::from_utf8(&line) {
            _ if size > MOST_BYTES => {
                read.records += 1;
                let mut notice = too_large(size);
                notice.span = Span::bytes(0, 0);
                let notices = std::slice::from_ref(&notice);
                read.lost.push(Lost::record(base, notice.span, notices));
                read.notices.push((notice, None, base));
            }
            Ok(text) => {
                let text = text.trim_start_matches('\u{feff}');
                if !text.trim().is_empty() {
                    let (node, notices) = json::parse(text);
                    // A line that is no record says nothing of the others.
                    let record = node.as_ref();
                    let record = record.filter(|node| matches!(node.kind, Kind::Table(_)));
                    if let (Some(node), false) = (record, guessed) {
                        dialect = dialect::recognise(node);
                        guessed = true;
                        if let Some(dialect) = dialect {
                            read.speaks(dialect);
                        }
                    }
                    let number = if let Some(node) = node {
                        let number = read.items.len();
                        read.record(node, base, dialect);
                        (read.items.len() > number).then_some(number)
                    } else {
                        read.records += 1;
                        let all = Span::bytes(0, text.len());
                        read.lost.push(Lost::record(base, all, &notices));
                        None
                    };
                    let notices = notices.into_iter();
                    (read.notices).extend(notices.map(|notice| (notice, number, base)));
                }
                body.push_str(text);
            }
            Err(error) => {
                read.records += 1;
                let kept = String::from_utf8_lossy(&line);
                let at = error.valid_up_to();
                let notice =
                    Notice::new(NoticeCode::Encoding, Path::default(), Span::bytes(at, at))
                        .with("byte", at + 1)
                        .with("line", count);
                read.lost.push(Lost {
                    extent: Span::bytes(0, kept.len()),
                    ..Lost::record(base, notice.span, std::slice::from_ref(&notice))
                });
                read.notices.push((notice, None, base));
                body.push_str(&kept);
            }
        }
        body.push('\n');
        if let Some(take) = &mut taker
            && body.len() >= PIECE
        {
            let text = std::mem::take(&mut body);
            read.document = Document::new(name.to_owned(), Body::Text(text)).after(before);
            before = count as u64;
            take(&mut read)?;
        }
    }
    if read.records == 0 && read.lost.is_empty() {
        read.lose(
            0,
            Span::bytes(0, 0),
            Text::new("文件是空的", "the file is empty"),
        );
    }
    read.document = Document::new(name.to_owned(), Body::Text(body)).after(before);
    Ok(read)
}

/// Reads a line of any length, of which at most the permitted size is kept; gives its whole size.
fn next_line(source: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
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
