//! Reads NDJSON, a document per line, some blocks of lines at a time.

use std::io::{self, Read};

use super::again::Wanted;
use super::document::{ALONE, dispatch, name_pairs, name_types, note_encoding, tree};
use super::kind::{Kind, leave_out, plain_records};
use super::options::ReadOptions;
use super::record::{Content, DocumentReading, EMPTY, Failure};
use super::sink::Sink;
use crate::Error;
use crate::dialect::Dialect;
use crate::source::bytes::{self, MAX_DOCUMENT_BYTES};
use crate::source::lenient::{self, Form};
use crate::source::ndjson::{Block, Blocks};
use crate::source::origins::Body;
use crate::source::{Document, Format, Node, NodeKind, Notice, Span, json, utf8};
use crate::threads;

/// Maximum number of lines for which the fast path is skipped after repeated failures.
const MAX_PAUSE_LINES: u32 = 63;

/// A block of NDJSON that was read independently.
struct Part<'o> {
    read: DocumentReading<'o>,
    /// The kind of the line before the block.
    from: Kind<'o>,
    /// The kind of the last line of the block.
    to: Kind<'o>,
}

/// Reads NDJSON, some blocks at a time and each independently; for a part of a document,
/// `first_line` is the number of its first line.
pub(super) fn lines<'o>(
    name: &str,
    source: &mut dyn Read,
    first_line: Option<u64>,
    options: &'o ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<DocumentReading<'o>, Error> {
    let mut read = DocumentReading::new(name, options);
    let mut kind = options.dialect.as_ref().map_or(Kind::Own, Kind::Spoken);
    let (mut source, encoding) = match utf8::source(source, options.encoding.as_deref()) {
        Ok(source) => source,
        Err(error) => return Ok(DocumentReading::unreadable(name, &error)),
    };
    let before = first_line.map_or(0, |line| line.saturating_sub(1));
    let mut blocks = Blocks::new(&mut source, encoding, before);
    let is_part = first_line.is_some();
    let mut broken_off = None;
    let mut is_first = true;
    let (again, mut chunk) = (sink.again.clone(), sink.passed());
    while broken_off.is_none() {
        let mut window = Vec::new();
        // The first block shows the kind of most lines.
        let most = if is_first {
            1
        } else {
            threads::parts_ahead(options.threads)
        };
        while window.len() < most {
            match blocks.next_block() {
                Ok(Some(block)) if is_first && !is_part && blocks.is_whole(&block) => {
                    let mut read = single_document(name, blocks.all(block), options);
                    note_encoding(&mut read, encoding, options);
                    return Ok(read);
                }
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
            let wanted = again.of_chunk(chunk + number);
            Some(read_block(name, block, kind, options, wanted))
        });
        for (mut part, block) in parts.into_iter().flatten().zip(&window) {
            if part.from != kind {
                part = read_block(name, block, kind, options, again.of_chunk(chunk));
            }
            chunk += 1;
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
    note_encoding(&mut read, encoding, options);
    if let Some(error) = broken_off {
        read.broken_off(&error, 0);
    }
    if options.dialect.as_ref().is_some_and(Dialect::assembles) {
        read.nothing_at(Span::bytes(0, 0), ALONE);
    }
    // A part of a document may be empty.
    if read.records == 0 && read.chunk.failures.is_empty() && !is_part {
        read.nothing_at(Span::bytes(0, 0), EMPTY);
    }
    Ok(read)
}

/// Reads a document that is not NDJSON, despite its name.
fn single_document<'o>(
    name: &str,
    bytes: io::Result<Vec<u8>>,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    let text = match bytes.map(bytes::text) {
        Ok(Ok(text)) => text,
        Ok(Err(fault)) => return DocumentReading::refused(name, fault.notice),
        Err(error) => return DocumentReading::unreadable(name, &error),
    };
    let size = text.len() as u64;
    if size > MAX_DOCUMENT_BYTES {
        return DocumentReading::refused(name, bytes::too_large(size));
    }
    let mut read = tree(name, text, Format::Json, options);
    read.notice(Form::NotLines.notice(Span::bytes(0, 0)), None, 0);
    read
}

/// Reads a block of NDJSON line by line; `kind` is that of the line before.
fn read_block<'o>(
    name: &str,
    block: &Block,
    mut kind: Kind<'o>,
    options: &'o ReadOptions,
    wanted: Option<Wanted>,
) -> Part<'o> {
    let before = block.before as u64;
    if let Some(mut read) = DocumentReading::passed_over(name, options, wanted.as_ref()) {
        read.chunk.document = Document::new(name.to_owned(), Body::Unread).after(before);
        let (from, to) = (kind, kind);
        return Part { read, from, to };
    }
    let read = DocumentReading::new(name, options).of(Format::Ndjson);
    let mut read = read.wanting(wanted);
    let from = kind;
    let mut body = String::with_capacity(block.len());
    // Lines that fail the fast path come in runs, so after a failure it is tried less often.
    let (mut pause, mut paused) = (0, 0_u32);
    for line in block.lines() {
        let base = body.len() as u64;
        let is_tried = kind == Kind::Own && line.fault.is_none() && paused == 0;
        paused = paused.saturating_sub(1);
        if is_tried && read.sound_record(&line.text, base) {
            pause = 0;
        } else if let Some((fault, bytes)) = line.fault {
            let failure = Failure::new(base, fault.span, vec![fault]);
            read.failed_record(failure.with(Content::Bytes(bytes.to_vec())));
        } else if !line.text.trim().is_empty() {
            match json::parse(&line.text) {
                (Some(node), notices) => {
                    if is_tried && matches!(node.kind, NodeKind::Table(_)) {
                        pause = MAX_PAUSE_LINES.min(2 * pause + 1);
                        paused = pause;
                    }
                    document(&mut read, node, notices, &mut kind, base, options);
                }
                (None, faults) => {
                    lenient_line(&mut read, &line.text, faults, &mut kind, base, options);
                }
            }
        }
        // The body is the same as in the file, so that offsets are those of the file.
        body.push_str(&line.text);
        body.push_str(line.end);
    }
    read.chunk.document = Document::new(name.to_owned(), Body::Text(body)).after(before);
    Part {
        read,
        from,
        to: kind,
    }
}

/// Reads the document of a line; `kind` is that of the previous line, and is updated to this one's.
fn document<'o>(
    read: &mut DocumentReading<'o>,
    mut node: Node<'_>,
    notices: Vec<Notice>,
    kind: &mut Kind<'o>,
    base: u64,
    options: &'o ReadOptions,
) {
    if !matches!(node.kind, NodeKind::Table(_)) {
        read.set_dialect(None);
        read.record(node, base);
        return;
    }
    let before = (read.records, read.chunk.items.len());
    if !matches!(kind, Kind::Own) {
        let shed = plain_records(&mut node, options.dialect.as_ref());
        leave_out(read, &shed, base);
    }
    // Fast path: most lines are of the same kind as the previous one.
    if kind.holds(&node) {
        read.set_dialect(kind.dialect());
        name_types(read, &mut node, *kind);
        read.lone_record(node, base);
    } else {
        *kind = Kind::of(&mut node, false, options.dialect.as_ref());
        name_pairs(read, &mut node, kind, options);
        dispatch(read, node, *kind, base);
    }
    if read.records == before.0 {
        // An unrecognised record still counts as a record.
        read.records += 1;
    }
    let item = (read.chunk.items.len() > before.1).then_some(before.1);
    for notice in notices {
        read.notice(notice, item, base);
    }
}

/// Reads a line that is not valid JSON, skipping text that is not part of the document.
fn lenient_line<'o>(
    read: &mut DocumentReading<'o>,
    text: &str,
    faults: Vec<Notice>,
    kind: &mut Kind<'o>,
    base: u64,
    options: &'o ReadOptions,
) {
    let plain = lenient::plain(text);
    let parsed = if plain.forms.is_empty() {
        None
    } else {
        json::parse(&plain.text).0
    };
    if let Some(node) = parsed {
        for (form, at) in &plain.forms {
            read.notice(form.notice(Span::bytes(*at, *at)), None, base);
        }
        read.apart(|read| document(read, node, Vec::new(), kind, base, options));
    } else if !plain.text.trim().is_empty() {
        let all = Span::bytes(0, text.len());
        read.failed_record(Failure::new(base, all, faults));
    }
}
