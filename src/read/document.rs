//! Reads one document of TOML, JSON or XML: determines its kind, and reads its records.

use std::path::Path as FilePath;

use super::answer::is_bare_answer;
use super::kind::{self, Kind};
use super::locate::{Located, Search};
use super::options::ReadOptions;
use super::record::{Content, DocumentReading, EMPTY, Failure, NO_RECORDS, no_item};
use super::relate::relate;
use crate::dialect::{self, Assembly, Dialect, labelled};
use crate::i18n::{Argument, Text};
use crate::model::elements::{CATALOGUE, Group, ITEM};
use crate::path::Path;
use crate::source::lenient::{self, Form, Part};
use crate::source::origins::Body;
use crate::source::{Format, Node, NodeKind, Notice, NoticeCode, Span, json, toml};

/// The file that describes the content of a directory.
pub(super) const CATALOGUE_FILE: &str = "catalogue.toml";

pub(super) const ALONE: Text = Text::new(
    "方言要几行合成一条或空格沿用上一行，而 NDJSON 逐行读，没有合；改成 JSON 列表或 CSV 再读",
    "the dialect groups rows, but NDJSON is read line by line; the rows were not grouped; use a JSON list or CSV",
);

/// Notes a non-standard encoding, unless it was asked for.
pub(super) fn note_encoding(
    read: &mut DocumentReading<'_>,
    encoding: Option<&'static str>,
    options: &ReadOptions,
) {
    #[cfg(feature = "tables")]
    if let Some(name) = encoding
        && options.encoding.is_none()
    {
        read.notice(Form::Encoding(name).notice(Span::bytes(0, 0)), None, 0);
    }
    // Without tables there is no other encoding.
    #[cfg(not(feature = "tables"))]
    let _ = (read, encoding, options);
}

/// Reads TOML or JSON text: one item, a list of items, or a catalogue.
pub(super) fn tree<'o>(
    name: &str,
    text: String,
    format: Format,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    let mut read = DocumentReading::new(name, options).of(format);
    // A document with keys of an item only is one item of ours; a catalogue has others.
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
        None => lenient_documents(&mut read, &text, faults, options),
        Some(mut root) => {
            if text.trim().is_empty() || root.kind == NodeKind::Null {
                read.nothing_at(root.span, EMPTY);
            } else {
                let is_toml = format == Format::Toml;
                let says_ours = is_catalogue_file(name) || (is_toml && kind::says_ours(&text));
                let shed = kind::plain_records(&mut root, options.dialect.as_ref());
                kind::leave_out(&mut read, &shed, 0);
                let mut kind = Kind::of(&mut root, says_ours, options.dialect.as_ref());
                name_pairs(&mut read, &mut root, &mut kind, options);
                if faults.is_empty() {
                    dispatch(&mut read, root, kind, 0);
                } else {
                    // Spans are kept, because they can be found again only by parsing a valid text.
                    read.apart(|read| dispatch(read, root, kind, 0));
                }
            }
            // After a syntax error the tree is incomplete, so the whole text is kept.
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

/// Reads an XML document whose elements are records; `None` for HTML and for XML that cannot be such a document.
#[cfg(feature = "tables")]
pub(super) fn xml<'o>(
    name: &str,
    text: &str,
    options: &'o ReadOptions,
) -> Option<DocumentReading<'o>> {
    let start = text
        .trim_start()
        .get(..100)
        .unwrap_or(text)
        .to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return None;
    }
    let mut root = crate::source::xml_tree::parse(text).filter(|root| !root.is_scalar())?;
    let mut read = DocumentReading::new(name, options);
    let shed = kind::plain_records(&mut root, options.dialect.as_ref());
    kind::leave_out(&mut read, &shed, 0);
    let mut kind = Kind::of(&mut root, false, options.dialect.as_ref());
    name_pairs(&mut read, &mut root, &mut kind, options);
    dispatch(&mut read, root, kind, 0);
    read.set_body(name, Body::Text(text.to_owned()));
    Some(read)
}

/// Turns pairs of labels and values into fields, if the document is foreign otherwise.
pub(super) fn name_pairs<'o>(
    read: &mut DocumentReading<'o>,
    root: &mut Node<'_>,
    kind: &mut Kind<'o>,
    options: &'o ReadOptions,
) {
    let given = options.dialect.as_ref();
    if matches!(kind, Kind::Foreign) || given.is_some() {
        let labels = kind::name_pairs(root, given);
        if labels > 0 {
            read.around(labels);
            *kind = Kind::of(root, false, given);
        }
    }
    if matches!(kind, Kind::Foreign)
        && let Some(dialect) = dialect::find("elements")
    {
        let types = root.types_to_fields(&|name| dialect.knows(name));
        if types > 0 {
            read.around(types);
            *kind = Kind::of(root, false, given);
        }
        let knows = |label: &str| dialect.knows_label(label);
        if matches!(kind, Kind::Foreign) && labelled::texts_to_fields(root, &knows) > 0 {
            *kind = Kind::of(root, false, given);
        }
    }
    name_types(read, root, *kind);
}

/// Turns lists of typed entries into fields, for a dialect that accepts any source.
pub(super) fn name_types(read: &mut DocumentReading<'_>, root: &mut Node<'_>, kind: Kind<'_>) {
    if let Kind::Spoken(dialect) = kind
        && dialect.file.initials
    {
        let types = root.types_to_fields(&|name| dialect.knows(name));
        read.around(types);
    }
}

/// Reads text that is not valid JSON as a sequence of documents, skipping the text between them.
fn lenient_documents<'o>(
    read: &mut DocumentReading<'o>,
    text: &str,
    faults: Vec<Notice>,
    options: &'o ReadOptions,
) {
    let plain = lenient::plain(text);
    let parts = lenient::parts(&plain.text);
    let is_sound = |part: &&Part<'_>| matches!(part, Part::Sound(..));
    let sound = parts.iter().filter(is_sound).count();
    if sound == 0 {
        return read.fail(Failure::new(0, Span::bytes(0, text.len()), faults));
    }
    for (form, at) in &plain.forms {
        read.notice(form.notice(Span::bytes(*at, *at)), None, 0);
    }
    if sound > 1 && sound == parts.len() {
        read.notice(Form::Several.notice(Span::bytes(0, 0)), None, 0);
    }
    if sound > 1 && options.dialect.as_ref().is_some_and(Dialect::assembles) {
        read.nothing_at(Span::bytes(0, 0), ALONE);
    }
    read.apart(|read| {
        for part in parts {
            match part {
                Part::Sound(mut root, doubles) => {
                    let mut kind = Kind::of(&mut root, false, options.dialect.as_ref());
                    name_pairs(read, &mut root, &mut kind, options);
                    dispatch(read, root, kind, 0);
                    for double in doubles {
                        read.notice(double, None, 0);
                    }
                }
                Part::Broken(span, fault) => {
                    let failure = Failure::new(0, fault.span, vec![fault]);
                    read.fail(failure.with(Content::Text(span)));
                }
            }
        }
    });
}

/// Whether a file is a catalogue by its name.
fn is_catalogue_file(name: &str) -> bool {
    FilePath::new(name).file_name() == Some(CATALOGUE_FILE.as_ref())
}

/// Reads the records of a document, or of one line that starts at `base`, according to its kind.
pub(super) fn dispatch<'o>(
    read: &mut DocumentReading<'o>,
    mut root: Node<'_>,
    kind: Kind<'o>,
    base: u64,
) {
    let span = root.span;
    match kind {
        Kind::Own => {
            read.set_dialect(None);
            read.take_schema(&mut root);
            read_own_document(read, root, base);
        }
        Kind::Wrapped => {
            read.set_dialect(None);
            let search = Search {
                is_record: &kind::is_own_record,
                is_ignored: &|_| false,
                says: &|_, _| false,
                aside: true,
            };
            read_located(read, search.run(root), base);
        }
        Kind::Spoken(dialect) => {
            read.set_dialect(Some(dialect));
            read_with_dialect(read, root, dialect, base);
        }
        Kind::Foreign => {
            const FOREIGN: Text = Text::new(
                "不是本工具的格式，也没有方言认识它；用 shixiang dialect guess 起草一个方言",
                "neither in our own format nor in a known dialect; draft one with shixiang dialect guess",
            );
            const SCHEMA: Text =
                Text::new("是 JSON Schema，不是事项", "a JSON Schema, not an item");
            const COLUMNS: Text = Text::new(
                "是按列写的，一个字段的值都在一个列表里；改成每个事项一组字段，再读",
                "it is stored by columns, with all values of a field in one list; write one object per item",
            );
            const BARE: Text = Text::new(
                "是接口的应答，里面没有记录，多半是查询出错了；重新取一次再读",
                "a response without records, such as an error; fetch it again",
            );
            let what = if kind::is_json_schema(&root) {
                SCHEMA
            } else if is_bare_answer(&root) {
                BARE
            } else if root.is_of_columns() {
                COLUMNS
            } else {
                FOREIGN
            };
            read.book_refused(&root);
            read.fail(Failure::new(base, span, vec![no_item(span, what)]));
        }
    }
}

/// Reads a document in our format: one item, a list of items, or a catalogue.
fn read_own_document(read: &mut DocumentReading<'_>, root: Node<'_>, base: u64) {
    match root.kind {
        NodeKind::List(nodes) => read_list(read, nodes, root.span),
        NodeKind::Table(_) if kind::is_catalogue(&root) || is_catalogue_file(read.name()) => {
            catalogue(read, root);
        }
        _ => {
            report_misplaced_items(read, &root, ITEM, base);
            read.lone_record(root, base);
        }
    }
}

/// Reports items under a key that is not ours, such as `[[item]]`, as not read.
fn report_misplaced_items(
    read: &mut DocumentReading<'_>,
    root: &Node<'_>,
    group: &Group,
    base: u64,
) {
    let search = Search {
        is_record: &|node| node.get("name").is_some(),
        is_ignored: &|_| false,
        says: &|_, _| false,
        aside: true,
    };
    for entry in root.entries() {
        let key = entry.key.as_ref();
        // In an item only a misspelling of `items` counts; in a catalogue any list of items does.
        let may_be = || {
            let is_near = key.chars().count().abs_diff("items".len()) < 2;
            group.field("items").is_some()
                || (is_near && strsim::damerau_levenshtein(key, "items") < 2)
        };
        if group.field(key).is_none() && may_be() && search.leads(&entry.value) {
            read.unvisited(key, &entry.value, base);
        }
    }
}

/// Reads the records of a document in a dialect.
fn read_with_dialect<'o>(
    read: &mut DocumentReading<'o>,
    mut root: Node<'_>,
    dialect: &'o Dialect,
    base: u64,
) {
    let repeated = relate(&mut root, dialect);
    read.around(repeated);
    let search = Search {
        is_record: &|node| dialect.is_record(node),
        is_ignored: &|path| dialect.ignores(path),
        says: &|record, field| dialect.says(record, field),
        aside: false,
    };
    let span = root.span;
    let path = dialect.file.records.as_deref();
    // A document that is itself a record has no path.
    let path = path.filter(|_| !dialect.is_record(&root));
    let found = match path {
        Some(path) => search.follow(root, path),
        None => search.run(root),
    };
    if found.records.iter().any(|record| dialect.is_record(record)) {
        return read_located(read, found, base);
    }
    found
        .records
        .iter()
        .for_each(|record| read.book_refused(record));
    found
        .unvisited
        .iter()
        .for_each(|(_, node)| read.book_refused(node));
    let what = match path {
        Some(path) if found.records.is_empty() => Argument::Both {
            zh: format!("方言写明记录在“{path}”，这里没有"),
            en: format!("the dialect expects records at {path:?}, but there are none"),
        },
        _ => {
            let names = dialect.file.recognise.join("、");
            Argument::Both {
                zh: format!("没有一条记录有方言{}的识别字段（{names}）", dialect.name),
                en: format!(
                    "no record has the fields by which the dialect {} is recognised ({names})",
                    dialect.name
                ),
            }
        }
    };
    let notice = Notice::new(NoticeCode::NoItem, Path::default(), span).with("what", what);
    read.fail(Failure::new(base, span, vec![notice]));
}

/// Reads the records that were found, and lists values without records.
fn read_located(read: &mut DocumentReading<'_>, found: Located<'_>, base: u64) {
    let mut records = found.records;
    if let Some(dialect) = read.dialect {
        let mut assembly = Assembly::new(dialect);
        records.iter_mut().for_each(|record| assembly.fill(record));
        records = assembly.group(records);
    }
    for record in records {
        read.record(record, base);
    }
    for (path, node) in &found.left_out {
        read.leave_out(path, node, base);
    }
    let announced = found.announced.into_iter().map(|said| (said, base));
    read.chunk.announced.extend(announced);
    for (path, node) in found.unvisited {
        read.unvisited(&path, &node, base);
    }
}

/// Reads the records of a list.
fn read_list(read: &mut DocumentReading<'_>, nodes: Vec<Node<'_>>, span: Span) {
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
    report_misplaced_items(read, &root, CATALOGUE, 0);
    read.header(&root);
    let includes = read
        .header
        .as_ref()
        .is_some_and(|(header, _)| !header.include.is_empty());
    match items.map(|items| (items.span, items.kind)) {
        Some((span, NodeKind::List(nodes))) => read_list(read, nodes, span),
        Some((span, _)) => read.nothing_at(span, NO_RECORDS),
        None if !includes => read.nothing_at(root.span, NO_RECORDS),
        None => {}
    }
}
