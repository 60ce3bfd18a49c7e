//! Reading one document: its format, its content and its records.

#[cfg(feature = "tables")]
use std::io::Cursor;
use std::io::Read;
use std::path::Path as FilePath;

use super::kind::{self, Kind};
use super::locate::{Located, Search};
use super::open::{open, size};
use super::options::ReadOptions;
use super::reading::Sink;
use super::record::{Content, DocumentReading, EMPTY, Failure, NO_RECORDS, no_item, unreadable};
#[cfg(feature = "tables")]
use super::sheets;
use crate::Error;
use crate::dialect::{Assembly, Dialect};
use crate::i18n::{Argument, Text};
use crate::model::elements::{CATALOGUE, Group, ITEM};
use crate::path;
use crate::path::Path;
use crate::source::bytes::{self, MAX_DOCUMENT_BYTES};
use crate::source::ndjson::{Block, Blocks};
use crate::source::origins::Body;
use crate::source::{Document, Format, Node, NodeKind, Notice, NoticeCode, Span, json, toml};
use crate::threads;

/// The file that says what a directory holds.
pub(super) const CATALOGUE_FILE: &str = "catalogue.toml";

/// Number of blocks of NDJSON that are read at a time, for each thread: some take longer than others.
const BLOCKS_A_THREAD: usize = 2;

/// Number of lines that are not tried after many that were in doubt.
const LONGEST_PAUSE: u32 = 63;

const NEEDS_TABLES: Text = Text::new(
    "读表格需要 tables 功能，编译时没有启用",
    "reading tables needs the feature `tables`, which is not enabled in this build",
);

/// Whether documents of this format are read in chunks.
pub(super) fn is_chunked(format: Format) -> bool {
    matches!(format, Format::Ndjson | Format::Csv)
}

/// Reads a file; any problem with it is part of the result.
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
        Format::Ndjson => match open(path) {
            Ok(mut file) => lines(&name, &mut file, options, sink),
            Err(error) => Ok(DocumentReading::unreadable(&name, &error)),
        },
        #[cfg(feature = "tables")]
        Format::Csv => match open(path) {
            Ok(mut file) => sheets::read_text(&name, &mut file, options, sink),
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
    let size = size(path);
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
    let mut read = DocumentReading::new(name, options).of(format);
    // With our keys only it is ours, and one item: a catalogue has others.
    let is_tried = format == Format::Json && options.dialect.is_none() && !is_catalogue_file(name);
    if is_tried && read.sound_record(&text, 0) {
        read.set_body(name, Body::Text(text));
        return read;
    }
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
        Some(mut root) => {
            if text.trim().is_empty() || root.kind == NodeKind::Null {
                read.nothing_at(root.span, EMPTY);
            } else {
                let is_toml = format == Format::Toml;
                let says_ours = is_catalogue_file(name) || (is_toml && kind::says_ours(&text));
                let kind = Kind::of(&mut root, says_ours, options.dialect.as_ref());
                dispatch(&mut read, root, kind, 0);
            }
            // Beyond a fault of syntax some of the text is not in the tree: all of it is kept.
            let is_broken = faults.iter().any(|fault| fault.code == NoticeCode::Syntax);
            match faults.first().map(|fault| fault.span) {
                Some(span) if is_broken => {
                    read.fail(Failure::new(0, span, faults).with(Content::Text(all)));
                }
                _ => {
                    for fault in faults {
                        read.notice(fault, None, 0);
                    }
                }
            }
        }
    }
    read.set_body(name, Body::Text(text));
    read
}

/// Whether a file says by its name that it is a catalogue.
fn is_catalogue_file(name: &str) -> bool {
    FilePath::new(name).file_name() == Some(CATALOGUE_FILE.as_ref())
}

/// Reads the records of a document, or of a line of one that starts at `base`, as what it is.
fn dispatch<'o>(read: &mut DocumentReading<'o>, mut root: Node<'_>, kind: Kind<'o>, base: u64) {
    let span = root.span;
    match kind {
        Kind::Own => {
            read.set_dialect(None);
            if root.take("$schema").is_some() {
                read.around(1);
            }
            own(read, root, base);
        }
        Kind::Wrapped => {
            read.set_dialect(None);
            let search = Search {
                is_record: &kind::is_own_record,
                is_ignored: &|_| false,
                aside: true,
            };
            located(read, search.run(root), base);
        }
        Kind::Spoken(dialect) => {
            read.set_dialect(Some(dialect));
            spoken(read, root, dialect, base);
        }
        Kind::Foreign => {
            const FOREIGN: Text = Text::new(
                "不是本工具的格式，也没有方言认识它；用 shixiang dialect guess 起草一个方言",
                "neither our own format nor in a dialect that is known; draft one with shixiang dialect guess",
            );
            const SCHEMA: Text = Text::new("是 JSON Schema，不是事项", "a JSON Schema and no item");
            let what = if kind::is_json_schema(&root) {
                SCHEMA
            } else {
                FOREIGN
            };
            read.book_refused(&root);
            read.fail(Failure::new(base, span, vec![no_item(span, what)]));
        }
    }
}

/// Reads a document of the model's own: one item, a list of items, or a catalogue.
fn own(read: &mut DocumentReading<'_>, root: Node<'_>, base: u64) {
    match root.kind {
        NodeKind::List(nodes) => records(read, nodes, root.span),
        NodeKind::Table(_) if kind::is_catalogue(&root) || is_catalogue_file(read.name()) => {
            catalogue(read, root);
        }
        _ => {
            misplaced(read, &root, ITEM, base);
            read.lone_record(root, base);
        }
    }
}

/// Lists the items under a key that is not ours, as `[[item]]`.
fn misplaced(read: &mut DocumentReading<'_>, root: &Node<'_>, group: &Group, base: u64) {
    let search = Search {
        is_record: &|node| node.get("name").is_some(),
        is_ignored: &|_| false,
        aside: true,
    };
    for entry in root.entries() {
        let key = entry.key.as_ref();
        // An item has lists of its own under any key; what a catalogue lists are its items.
        let may_be =
            group.field("items").is_some() || strsim::damerau_levenshtein(key, "items") < 2;
        if may_be && group.field(key).is_none() && search.leads(&entry.value) {
            read.unvisited(key, &entry.value, base);
        }
    }
}

/// Reads the records of a document in a dialect.
fn spoken<'o>(read: &mut DocumentReading<'o>, root: Node<'_>, dialect: &'o Dialect, base: u64) {
    let search = Search {
        is_record: &|node| dialect.is_record(node),
        is_ignored: &|path| dialect.ignores(path),
        aside: false,
    };
    let span = root.span;
    let path = dialect.file.records.as_deref();
    // Where each record is a document of its own, the way to it is none.
    let path = path.filter(|_| !dialect.is_record(&root));
    let found = match path {
        Some(path) => search.follow(root, path),
        None => search.run(root),
    };
    if found.records.iter().any(|record| dialect.is_record(record)) {
        return located(read, found, base);
    }
    (found.records.iter()).for_each(|record| read.book_refused(record));
    (found.unvisited.iter()).for_each(|(_, node)| read.book_refused(node));
    let what = match path {
        Some(path) if found.records.is_empty() => Argument::Both {
            zh: format!("方言写明记录在“{path}”，这里没有"),
            en: format!("the dialect says that records are at {path:?}, and none are"),
        },
        _ => {
            let names = dialect.file.recognise.join("、");
            Argument::Both {
                zh: format!("没有一条记录有方言{}的识别字段（{names}）", dialect.name),
                en: format!(
                    "no record has what the dialect {} is recognised by ({names})",
                    dialect.name
                ),
            }
        }
    };
    let notice = Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", what);
    read.fail(Failure::new(base, span, vec![notice]));
}

/// Reads the records that were found, and lists what holds none.
fn located(read: &mut DocumentReading<'_>, found: Located<'_>, base: u64) {
    let mut records = found.records;
    if let Some(dialect) = read.dialect {
        let mut assembly = Assembly::new(dialect);
        (records.iter_mut()).for_each(|record| assembly.fill(record));
        records = assembly.group(records);
    }
    for record in records {
        read.record(record, base);
    }
    read.around(found.around);
    for (path, node) in found.unvisited {
        read.unvisited(&path, &node, base);
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
    misplaced(read, &root, CATALOGUE, 0);
    read.header(&root);
    let includes = (read.header.as_ref()).is_some_and(|(header, _)| !header.include.is_empty());
    match items.map(|items| (items.span, items.kind)) {
        Some((span, NodeKind::List(nodes))) => records(read, nodes, span),
        Some((span, _)) => read.nothing_at(span, NO_RECORDS),
        None if !includes => read.nothing_at(root.span, NO_RECORDS),
        None => {}
    }
}

const ALONE: Text = Text::new(
    "方言要几行合成一条或空格沿用上一行，而 NDJSON 逐行读，没有合；改成 JSON 列表或 CSV 再读",
    "the dialect puts rows together, and NDJSON is read line by line: they were not; use a JSON list or CSV",
);

/// A block of NDJSON that was read apart from the others.
struct Part<'o> {
    read: DocumentReading<'o>,
    /// The kind of the line before it.
    from: Kind<'o>,
    /// The kind of its last line.
    to: Kind<'o>,
}

/// Reads NDJSON, some blocks at a time and each of them apart.
fn lines<'o>(
    name: &str,
    source: &mut dyn Read,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    let mut read = DocumentReading::new(name, options);
    let mut kind = options.dialect.as_ref().map_or(Kind::Own, Kind::Spoken);
    let mut blocks = Blocks::new(source);
    let mut broken_off = None;
    let mut is_first = true;
    while broken_off.is_none() {
        let mut window = Vec::new();
        // After the first block it is known how most lines are.
        let most = if is_first {
            1
        } else {
            BLOCKS_A_THREAD * threads::count(options.threads)
        };
        while window.len() < most {
            match blocks.next_block() {
                Ok(Some(block)) => window.push(block),
                Ok(None) => break,
                Err(error) => {
                    broken_off = Some(error);
                    break;
                }
            }
        }
        if window.is_empty() {
            break;
        }
        let parts = threads::each(window.len(), options.threads, |number| {
            let block = window.get(number)?;
            Some(read_block(name, block, kind, options))
        });
        for (mut part, block) in parts.into_iter().flatten().zip(&window) {
            if part.from != kind {
                part = read_block(name, block, kind, options);
            }
            kind = part.to;
            if !std::mem::take(&mut is_first) {
                sink.chunk(&mut read)?;
            }
            read.absorb(part.read);
        }
    }
    if is_first {
        read.set_body(name, Body::Text(String::new()));
    }
    if let Some(error) = broken_off {
        read.broken_off(&error, 0);
    }
    if options.dialect.as_ref().is_some_and(Dialect::assembles) {
        read.nothing_at(Span::bytes(0, 0), ALONE);
    }
    if read.records == 0 && read.chunk.failures.is_empty() {
        read.nothing_at(Span::bytes(0, 0), EMPTY);
    }
    Ok(read)
}

/// Reads a block of NDJSON line by line; `kind` is that of the line before.
fn read_block<'o>(
    name: &str,
    block: &Block,
    mut kind: Kind<'o>,
    options: &'o ReadOptions,
) -> Part<'o> {
    let mut read = DocumentReading::new(name, options).of(Format::Ndjson);
    let from = kind;
    let mut body = String::with_capacity(block.len());
    // Where one line is in doubt others are, and to try costs time: so fewer of those that follow are
    // tried.
    let (mut pause, mut paused) = (0, 0_u32);
    for line in block.lines() {
        let base = body.len() as u64;
        let all = Span::bytes(0, line.text.len());
        let is_tried = kind == Kind::Own && line.fault.is_none() && paused == 0;
        paused = paused.saturating_sub(1);
        if is_tried && read.sound_record(&line.text, base) {
            pause = 0;
        } else if let Some(fault) = line.fault {
            let failure = Failure::new(base, fault.span, vec![fault]);
            read.failed_record(failure.with(Content::Text(all)));
        } else if !line.text.trim().is_empty() {
            match json::parse(&line.text) {
                (Some(node), _) if !matches!(node.kind, NodeKind::Table(_)) => {
                    read.set_dialect(None);
                    read.record(node, base);
                }
                (Some(mut node), notices) => {
                    if is_tried {
                        pause = LONGEST_PAUSE.min(2 * pause + 1);
                        paused = pause;
                    }
                    let before = (read.records, read.chunk.items.len());
                    // Most lines are as the one before.
                    if kind.holds(&node) {
                        read.set_dialect(kind.dialect());
                        read.lone_record(node, base);
                    } else {
                        let line = Kind::of(&mut node, false, options.dialect.as_ref());
                        dispatch(&mut read, node, line, base);
                        kind = line;
                    }
                    if read.records == before.0 {
                        // What is no record of ours is one all the same.
                        read.records += 1;
                    }
                    let item = (read.chunk.items.len() > before.1).then_some(before.1);
                    for notice in notices {
                        read.notice(notice, item, base);
                    }
                }
                (None, notices) => read.failed_record(Failure::new(base, all, notices)),
            }
        }
        body.push_str(&line.text);
        body.push('\n');
    }
    read.chunk.document =
        Document::new(name.to_owned(), Body::Text(body)).after(block.before as u64);
    Part {
        read,
        from,
        to: kind,
    }
}
