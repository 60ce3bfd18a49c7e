//! Tables to records: CSV in any encoding, and workbooks.

mod bytes;
mod heading;
mod objects;
mod set;
mod sides;
mod stream;

use std::io::{Read, Seek};

use super::ReadOptions;
use super::document::{DocumentReading, Taker};
use crate::Error;
use crate::dialect::{self, Dialect};
use crate::i18n::{Argument, Text};
use crate::path::Path;
use crate::source::cells::{Row, Sheet};
use crate::source::origins::Body;
use crate::source::{Document, Entry, Kind, Node, Notice, NoticeCode, Span};

use bytes::workbook;
pub(crate) use heading::columns;
use heading::{Heading, MOST_HEADINGS, heading};
pub(super) use set::{File, together};
use sides::Sides;
use stream::TextTable;

/// Reads a workbook by itself.
pub(super) fn read_workbook(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> DocumentReading {
    match workbook(bytes) {
        Ok(sheets) => alone(DocumentReading::named(name), sheets, options),
        Err(reason) => unopened(name, reason),
    }
}

fn unopened(name: &str, reason: Text) -> DocumentReading {
    let notice = Notice::new(NoticeCode::Unreadable, Path::default(), Span::Nowhere);
    DocumentReading::refused(name, notice.with("reason", reason))
}

/// Reads a text table by itself; where there is somebody to take them, piece by piece.
///
/// # Errors
///
/// Those of the taker.
pub(super) fn read_text<S: Read + Seek>(
    name: &str,
    source: &mut S,
    options: &ReadOptions,
    mut taker: Option<Taker<'_>>,
) -> Result<DocumentReading, Error> {
    let mut read = DocumentReading::named(name).tracing(options);
    let mut sheet = Sheet::default();
    let mut table = TextTable::new(source, options.encoding.as_deref());
    // Headings are looked for in the first rows.
    while sheet.rows.len() <= MOST_HEADINGS && table.more(&mut sheet) {}
    let dialect = dialect_of(std::iter::once(&sheet), options);
    let known = dialect.map(|dialect| (dialect, role(&sheet, dialect)));
    let Some((dialect, Role::Main(heading))) = known else {
        while table.more(&mut sheet) {}
        table.finish(&mut read);
        return Ok(alone(read, vec![sheet], options));
    };
    read.speaks(dialect);
    understood(&mut sheet, &heading);
    let mut done = 0;
    loop {
        let sides = &mut Sides::new(&[], &[], dialect);
        main_sheet(&mut read, (0, &sheet, done), &heading, dialect, sides);
        done = sheet.before + sheet.rows.len();
        if let Some(take) = &mut taker {
            let body = Body::Sheets(vec![sheet.split()]);
            read.document = Document::new(name.to_owned(), body);
            take(&mut read)?;
        }
        if !table.more(&mut sheet) {
            break;
        }
    }
    table.finish(&mut read);
    if read.records == 0 {
        read.lose(0, Span::Nowhere, NO_RECORDS);
    }
    read.document = Document::new(name.to_owned(), Body::Sheets(vec![sheet]));
    Ok(read)
}

const NO_RECORDS: Text = Text::new("里面没有事项", "there is no item in it");

/// Reads the sheets of one file by themselves.
pub(super) fn alone(
    read: DocumentReading,
    sheets: Vec<Sheet>,
    options: &ReadOptions,
) -> DocumentReading {
    let mut read = read.tracing(options);
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        if read.lost.is_empty() {
            let nothing = Text::new("文件是空的", "the file is empty");
            read.lose(0, Span::Nowhere, nothing);
        }
    } else {
        sheets_read(&mut read, sheets, options);
    }
    read
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an iterator, looked through several times"
)]
/// The dialect of a workbook or text table: the one given, else the one that knows most of a header.
fn dialect_of<'d, 's>(
    sheets: impl Iterator<Item = &'s Sheet> + Clone,
    options: &'d ReadOptions,
) -> Option<&'d Dialect> {
    if let Some(dialect) = &options.dialect {
        return Some(dialect);
    }
    let mut best: Option<(usize, &'static Dialect)> = None;
    for dialect in dialect::all() {
        for sheet in sheets.clone() {
            let Some(heading) = heading(&sheet.rows, &|name| dialect.knows(name)) else {
                continue;
            };
            let fit = dialect.fits(&sample(&heading.names));
            if let Some(fit) = fit
                && best.is_none_or(|(known, _)| fit > known)
            {
                best = Some((fit, dialect));
            }
        }
    }
    best.map(|(_, dialect)| dialect)
}

/// A record with these fields, all empty.
fn sample(names: &[String]) -> Node<'static> {
    let mut node = Node::table(Span::Nowhere);
    if let Kind::Table(entries) = &mut node.kind {
        entries.extend(
            names
                .iter()
                .filter(|name| !name.trim().is_empty())
                .map(|name| Entry {
                    key: name.trim().to_owned().into(),
                    key_spot: Span::Nowhere,
                    value: Node {
                        span: Span::Nowhere,
                        kind: Kind::String("".into()),
                    },
                }),
        );
    }
    node
}

/// What a sheet is for.
enum Role {
    Main(Heading),
    Side(Heading, usize),
    Unknown,
}

fn sheets_read(read: &mut DocumentReading, mut sheets: Vec<Sheet>, options: &ReadOptions) {
    let Some(dialect) = dialect_of(sheets.iter(), options) else {
        read.lose(
            0,
            Span::Nowhere,
            Text::new(
                "没有方言认识这张表的表头；用 shixiang dialect guess 起草一个",
                "no dialect knows the columns of this table; draft one with shixiang dialect guess",
            ),
        );
        read.document = Document::new(read.document.name.clone(), Body::Sheets(sheets));
        return;
    };
    read.speaks(dialect);
    let roles: Vec<Role> = sheets.iter().map(|sheet| role(sheet, dialect)).collect();
    for (sheet, role) in sheets.iter_mut().zip(&roles) {
        if let Role::Main(heading) | Role::Side(heading, _) = role {
            understood(sheet, heading);
        }
    }
    {
        let mut sides = Sides::new(&sheets, &roles, dialect);
        for (number, (sheet, role)) in sheets.iter().zip(&roles).enumerate() {
            match role {
                Role::Main(heading) => {
                    main_sheet(read, (number, sheet, 0), heading, dialect, &mut sides);
                }
                Role::Side(..) => {}
                Role::Unknown => unknown_sheet(read, (number, sheet)),
            }
        }
        sides.orphans(read);
    }
    if read.records == 0 {
        read.lose(0, Span::Nowhere, NO_RECORDS);
    }
    read.document = Document::new(read.document.name.clone(), Body::Sheets(sheets));
}

/// The rows of the header and the names of the columns are known: places are told by those.
fn understood(sheet: &mut Sheet, heading: &Heading) {
    sheet.header_row = u32::try_from(heading.last).unwrap_or(u32::MAX);
    sheet.header.clone_from(&heading.names);
}

fn role(sheet: &Sheet, dialect: &Dialect) -> Role {
    let file = &dialect.file;
    let main = heading(&sheet.rows, &|name| dialect.knows(name));
    let is_main = main.as_ref().is_some_and(|heading| {
        let fits = dialect.fits(&sample(&heading.names)).is_some();
        fits || (file.recognise.is_empty() && heading.known > 0)
    });
    for (number, join) in file.joins.iter().enumerate() {
        let rows = (file.fields.iter()).find(|field| field.from.contains(&join.into));
        let knows = |name: &str| {
            let name = dialect::normal(name);
            let own = rows
                .into_iter()
                .flat_map(|field| field.rows.iter().flat_map(|row| &row.from));
            own.chain(&join.key)
                .any(|known| dialect::normal(known) == name)
        };
        if let Some(heading) = heading(&sheet.rows, &knows)
            && join.recognise.iter().all(|name| column(&heading.names, name).is_some())
            // The main table may itself have a column of that name.
            && !(is_main && main.as_ref().is_some_and(|main| main.known > heading.known))
        {
            return Role::Side(heading, number);
        }
    }
    match main {
        Some(heading) if is_main => Role::Main(heading),
        _ => Role::Unknown,
    }
}

fn column(names: &[String], wanted: &str) -> Option<usize> {
    let wanted = dialect::normal(wanted);
    names
        .iter()
        .position(|name| dialect::normal(name) == wanted)
}

fn at(sheet: usize, row: usize, column: usize) -> Span {
    Span::Cell {
        sheet: u16::try_from(sheet).unwrap_or(u16::MAX),
        row: u32::try_from(row).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    }
}

/// A row as a table whose keys are the names of the columns.
fn row_node<'a>(sheet: usize, number: usize, names: &'a [String], row: Row<'a>) -> Node<'a> {
    let mut entries: Vec<Entry<'a>> = Vec::with_capacity(row.len());
    let mut first = None;
    for (column, value) in row.iter().enumerate() {
        let span = at(sheet, number, column);
        if first.is_none() && !value.trim().is_empty() {
            first = Some(span);
        }
        let name = names
            .get(column)
            .map(|name| name.trim())
            .unwrap_or_default();
        let key: std::borrow::Cow<'a, str> = if name.is_empty() {
            if value.trim().is_empty() {
                continue;
            }
            format!("第{}列", column + 1).into()
        } else if entries.iter().any(|entry| entry.key == name) {
            if value.trim().is_empty() {
                continue;
            }
            format!("{name}（第{}列）", column + 1).into()
        } else {
            name.into()
        };
        entries.push(Entry {
            key,
            key_spot: span,
            value: Node {
                span,
                kind: Kind::String(value.into()),
            },
        });
    }
    Node {
        span: first.unwrap_or_else(|| at(sheet, number, 0)),
        kind: Kind::Table(entries),
    }
}

/// Reads the records of a sheet, from the row with this number on.
fn main_sheet<'s>(
    read: &mut DocumentReading,
    (number, sheet, from): (usize, &'s Sheet, usize),
    heading: &'s Heading,
    dialect: &Dialect,
    sides: &mut Sides<'s>,
) {
    let width = heading
        .names
        .iter()
        .rposition(|name| !name.trim().is_empty())
        .map_or(0, |at| at + 1);
    let from = from.max(heading.last + 1).saturating_sub(sheet.before);
    for (index, row) in sheet.rows.iter().enumerate().skip(from) {
        if row.is_blank() || row.iter().eq(&heading.names) {
            continue;
        }
        let mut node = row_node(number, sheet.before + index, &heading.names, row);
        let span = node.span;
        sides.attach(&mut node);
        let item = read.items.len();
        read.record(node, 0, Some(dialect));
        let item = (read.items.len() > item).then_some(item);
        // A workbook's rows are all as wide as its sheet; a text's tell of a broken quote.
        if sheet.name.is_none() && row.len() != width && row.len() != heading.names.len() {
            let notice = Notice::new(NoticeCode::RaggedRow, Path::default(), span)
                .with("cells", row.len())
                .with("columns", width);
            read.notices.push((notice, item, 0));
        }
    }
}

/// A sheet that holds no records: its words are not lost without a word.
fn unknown_sheet(read: &mut DocumentReading, (number, sheet): (usize, &Sheet)) {
    if sheet.rows.iter().all(Row::is_blank) {
        return;
    }
    let name = sheet.name.clone().unwrap_or_default();
    let notice = Notice::new(NoticeCode::UnknownField, Path::default(), at(number, 0, 0)).with(
        "field",
        Argument::Both {
            zh: format!("工作表“{name}”"),
            en: format!("sheet {name}"),
        },
    );
    read.notices.push((notice, None, 0));
}
