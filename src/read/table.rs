//! Tables to records: CSV in any encoding, and workbooks.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Sheets};

use super::ReadOptions;
use super::document::{DocumentReading, once_per_field};
use crate::normalize::{self, Dialect, Join};
use crate::path::Path;
use crate::source::origins::{Body, Sheet};
use crate::source::{Document, Entry, Format, Kind, Node, Notice, Spot, codes};
use crate::text::{Argument, Text};

/// The header is looked for in this many rows from the top.
const MOST_HEADINGS: usize = 15;

pub(super) fn read(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    options: &ReadOptions,
) -> DocumentReading {
    let size = bytes.len();
    let (sheets, notices) = match format {
        Format::Workbook => match workbook(bytes) {
            Ok(sheets) => (sheets, Vec::new()),
            Err(reason) => {
                let notice = Notice::new(codes::UNREADABLE, Path::default(), Spot::Nowhere)
                    .with("reason", reason);
                return DocumentReading::refused(name, notice);
            }
        },
        _ => {
            let (text, notices) = decoded(&bytes, options.encoding.as_deref());
            drop(bytes);
            (vec![csv_sheet(&text)], notices)
        }
    };
    let mut read = DocumentReading::named(name).tracing(options);
    read.notices
        .extend(notices.into_iter().map(|notice| (notice, None, 0)));
    if size == 0 || sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        read.lose(
            0,
            Spot::Nowhere,
            Text::new("文件是空的", "the file is empty"),
        );
    } else {
        sheets_read(&mut read, sheets, options);
    }
    read
}

/// The text of a table, and what in its bytes is no text.
pub(crate) fn decoded(bytes: &[u8], label: Option<&str>) -> (String, Vec<Notice>) {
    let named = label.and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()));
    let encoding = named.unwrap_or_else(|| {
        if std::str::from_utf8(bytes).is_ok() {
            return encoding_rs::UTF_8;
        }
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow)
    });
    // What browsers call GBK is read by the larger GB18030, as files of offices need.
    let encoding = if encoding == encoding_rs::GBK {
        encoding_rs::GB18030
    } else {
        encoding
    };
    let (text, _, faulty) = encoding.decode(bytes);
    let mut notices = Vec::new();
    if faulty {
        let before = text.find('\u{fffd}').unwrap_or(0);
        let line = text.get(..before).unwrap_or_default().matches('\n').count() + 1;
        notices.push(
            Notice::new(codes::ENCODING, Path::default(), Spot::Nowhere)
                .with("byte", before + 1)
                .with("line", line),
        );
    }
    (text.into_owned(), notices)
}

/// The delimiter of a text table: the one that stands most often in its first lines.
pub(crate) fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(5).collect::<Vec<_>>().join("\n");
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',')
}

/// A text table as a sheet; rows may be of any length.
fn csv_sheet(text: &str) -> Sheet {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    // Flexible reading of a text in memory has no error left to meet.
    while reader.read_record(&mut record).unwrap_or(false) {
        // The reader's own line is one behind where lines end in CR LF, and after empty lines.
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let blank = text.get(start..).unwrap_or_default().bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let breaks = text.get(counted..start + blank).unwrap_or_default().matches('\n').count();
        line += breaks as u64;
        counted = start + blank;
        sheet.lines.push(line);
        sheet.rows.push(record.iter().map(str::to_owned).collect());
    }
    sheet
}

/// The sheets of a workbook, merged cells filled.
fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, Text> {
    let broken = Text::new(
        "工作簿打不开：文件损坏、加密或不是工作簿",
        "the workbook cannot be opened: broken, encrypted or no workbook",
    );
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| broken)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        let merged = match &mut book {
            Sheets::Xlsx(book) => book.worksheet_merge_cells(&name).and_then(Result::ok),
            Sheets::Xls(book) => book.worksheet_merge_cells(&name),
            _ => None,
        };
        let Some((last_row, last_column)) = range.end() else {
            continue;
        };
        let mut rows: Vec<Vec<String>> = (0..=last_row)
            .map(|row| {
                (0..=last_column)
                    .map(|column| {
                        range
                            .get_value((row, column))
                            .map_or_else(String::new, cell)
                    })
                    .collect()
            })
            .collect();
        for area in merged.unwrap_or_default() {
            fill(&mut rows, area.start, area.end);
        }
        sheets.push(Sheet {
            name: Some(name),
            lines: (1..=rows.len() as u64).collect(),
            rows,
            ..Sheet::default()
        });
    }
    Ok(sheets)
}

/// Writes the value of a merged area into all its cells.
fn fill(rows: &mut [Vec<String>], start: (u32, u32), end: (u32, u32)) {
    let value = (rows.get(start.0 as usize))
        .and_then(|row| row.get(start.1 as usize))
        .cloned()
        .unwrap_or_default();
    for row in rows
        .iter_mut()
        .skip(start.0 as usize)
        .take((end.0.saturating_sub(start.0)) as usize + 1)
    {
        for cell in row
            .iter_mut()
            .skip(start.1 as usize)
            .take((end.1.saturating_sub(start.1)) as usize + 1)
        {
            cell.clone_from(&value);
        }
    }
}

/// A cell as text: whole numbers without a fraction, dates as dates.
fn cell(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        // Beyond 15 digits a spreadsheet has rounded: written so that no reader takes it for exact.
        Data::Float(number) if number.abs() >= 1e15 => {
            let text = format!("{number:E}");
            text.replace('E', "E+")
        }
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "是".to_owned(),
        Data::Bool(false) => "否".to_owned(),
        Data::DateTime(date) => match date.as_datetime() {
            Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().to_string(),
            Some(at) if date.as_f64() < 1.0 => at.time().format("%H:%M").to_string(),
            Some(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => date.as_f64().to_string(),
        },
        Data::Error(error) => error.to_string(),
    }
}

/// A sheet's header: its row and the names of its columns.
#[derive(Debug, Clone, Default)]
struct Heading {
    row: usize,
    /// The rows that belong to it, the last included.
    last: usize,
    names: Vec<String>,
    known: usize,
}

/// The row whose cells name the most fields of the dialect; it may be two rows high.
fn heading(rows: &[Vec<String>], knows: &dyn Fn(&str) -> bool) -> Option<Heading> {
    let mut best: Option<Heading> = None;
    let count = |names: &[String]| {
        (names.iter())
            .filter(|name| !name.trim().is_empty() && knows(name))
            .count()
    };
    for (number, row) in rows.iter().take(MOST_HEADINGS).enumerate() {
        let known = count(row);
        if best.as_ref().is_none_or(|best| known > best.known) {
            best = Some(Heading {
                row: number,
                last: number,
                names: row.clone(),
                known,
            });
        }
        // 法定 and 承诺 under 办结时限: two rows, the upper one merged over several columns.
        let Some(below) = rows.get(number + 1).filter(|_| known > 0) else {
            continue;
        };
        let two: Vec<String> = row
            .iter()
            .zip(below)
            .map(|(upper, lower)| joined_heading(upper, lower, knows))
            .collect();
        let shared = row
            .iter()
            .zip(below)
            .any(|(upper, lower)| !upper.is_empty() && upper == lower);
        let known = count(&two);
        if shared && best.as_ref().is_none_or(|best| known >= best.known) {
            best = Some(Heading {
                row: number,
                last: number + 1,
                names: two,
                known,
            });
        }
    }
    best.filter(|best| best.known > 0)
}

fn joined_heading(upper: &str, lower: &str, knows: &dyn Fn(&str) -> bool) -> String {
    let (upper, lower) = (upper.trim(), lower.trim());
    if lower.is_empty() || upper == lower {
        return upper.to_owned();
    }
    if upper.is_empty() {
        return lower.to_owned();
    }
    let candidates = [
        format!("{lower}{upper}"),
        format!("{upper}{lower}"),
        lower.to_owned(),
    ];
    let known = candidates.iter().find(|name| knows(name));
    known.cloned().unwrap_or_else(|| lower.to_owned())
}

/// The dialect of a workbook or text table: the one given, else the one that knows most of a header.
fn dialect_of<'d>(sheets: &[Sheet], options: &'d ReadOptions) -> Option<&'d Dialect> {
    if let Some(dialect) = &options.dialect {
        return Some(dialect);
    }
    let mut best: Option<(usize, &'static Dialect)> = None;
    for dialect in normalize::all() {
        for sheet in sheets {
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
    let mut node = Node::table(Spot::Nowhere);
    if let Kind::Table(entries) = &mut node.kind {
        entries.extend(
            names
                .iter()
                .filter(|name| !name.trim().is_empty())
                .map(|name| Entry {
                    key: name.trim().to_owned().into(),
                    key_spot: Spot::Nowhere,
                    value: Node {
                        spot: Spot::Nowhere,
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
    let Some(dialect) = dialect_of(&sheets, options) else {
        read.lose(
            0,
            Spot::Nowhere,
            Text::new(
                "没有方言认识这张表的表头；用 shixiang dialect guess 起草一个",
                "no dialect knows the columns of this table; draft one with shixiang dialect guess",
            ),
        );
        read.document = Document::new(read.document.name.clone(), Body::Sheets(sheets));
        return;
    };
    read.not_collected.clone_from(&dialect.not_collected);
    let roles: Vec<Role> = sheets.iter().map(|sheet| role(sheet, dialect)).collect();
    for (sheet, role) in sheets.iter_mut().zip(&roles) {
        if let Role::Main(heading) | Role::Side(heading, _) = role {
            sheet.header_row = u32::try_from(heading.last).unwrap_or(u32::MAX);
            // Places are told by the name of the column as it was understood.
            if let Some(row) = sheet.rows.get_mut(heading.last) {
                row.clone_from(&heading.names);
            }
        }
    }
    let columns: Vec<&str> = (roles.iter())
        .filter_map(|role| match role {
            Role::Main(heading) => Some(heading.names.iter().map(String::as_str)),
            _ => None,
        })
        .flatten()
        .chain(roles.iter().filter_map(|role| match role {
            Role::Side(_, join) => dialect.file.joins.get(*join).map(|join| join.into.as_str()),
            _ => None,
        }))
        .collect();
    read.not_collected.extend(dialect.absent(&columns));
    let before = read.notices.len();
    {
        let mut sides = Sides::new(&sheets, &roles, dialect);
        for (number, (sheet, role)) in sheets.iter().zip(&roles).enumerate() {
            match role {
                Role::Main(heading) => {
                    main_sheet(read, (number, sheet), heading, dialect, &mut sides);
                }
                Role::Side(..) => {}
                Role::Unknown => unknown_sheet(read, (number, sheet)),
            }
        }
        sides.orphans(read);
    }
    once_per_field(&mut read.notices, before);
    if read.records == 0 {
        read.lose(
            0,
            Spot::Nowhere,
            Text::new("里面没有事项", "there is no item in it"),
        );
    }
    read.document = Document::new(read.document.name.clone(), Body::Sheets(sheets));
}

fn role(sheet: &Sheet, dialect: &Dialect) -> Role {
    let file = &dialect.file;
    let main = heading(&sheet.rows, &|name| dialect.knows(name));
    let is_main = main.as_ref().is_some_and(|heading| {
        let fits = dialect.fits(&sample(&heading.names)).is_some();
        fits || (file.recognise.is_empty() && heading.known > 0)
    });
    for (number, join) in file.joins.iter().enumerate() {
        let rows =
            (file.fields.iter()).find(|field| field.from.iter().any(|from| *from == join.into));
        let knows = |name: &str| {
            let name = normalize::normal(name);
            let own = rows
                .into_iter()
                .flat_map(|field| field.rows.iter().flat_map(|row| &row.from));
            own.chain(&join.key)
                .any(|known| normalize::normal(known) == name)
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
    let wanted = normalize::normal(wanted);
    names
        .iter()
        .position(|name| normalize::normal(name) == wanted)
}

fn at(sheet: usize, row: usize, column: usize) -> Spot {
    Spot::Cell {
        sheet: u16::try_from(sheet).unwrap_or(u16::MAX),
        row: u32::try_from(row).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    }
}

/// A row as a table whose keys are the names of the columns.
fn row_node<'a>(sheet: usize, number: usize, names: &'a [String], row: &'a [String]) -> Node<'a> {
    let mut entries: Vec<Entry<'a>> = Vec::with_capacity(row.len());
    let mut first = None;
    for (column, value) in row.iter().enumerate() {
        let spot = at(sheet, number, column);
        if first.is_none() && !value.trim().is_empty() {
            first = Some(spot);
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
            key_spot: spot,
            value: Node {
                spot,
                kind: Kind::String(value.as_str().into()),
            },
        });
    }
    Node {
        spot: first.unwrap_or_else(|| at(sheet, number, 0)),
        kind: Kind::Table(entries),
    }
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn main_sheet<'s>(
    read: &mut DocumentReading,
    (number, sheet): (usize, &'s Sheet),
    heading: &'s Heading,
    dialect: &Dialect,
    sides: &mut Sides<'s>,
) {
    let width = heading
        .names
        .iter()
        .rposition(|name| !name.trim().is_empty())
        .map_or(0, |at| at + 1);
    for (at_row, row) in sheet.rows.iter().enumerate().skip(heading.last + 1) {
        if is_blank(row) || *row == heading.names {
            continue;
        }
        let mut node = row_node(number, at_row, &heading.names, row);
        let spot = node.spot;
        sides.attach(&mut node);
        let item = read.items.len();
        read.record(node, 0, Some(dialect));
        let item = (read.items.len() > item).then_some(item);
        // A workbook's rows are all as wide as its sheet; a text's tell of a broken quote.
        if sheet.name.is_none() && row.len() != width && row.len() != heading.names.len() {
            let notice = Notice::new(codes::RAGGED_ROW, Path::default(), spot)
                .with("cells", row.len())
                .with("columns", width);
            read.notices.push((notice, item, 0));
        }
    }
}

/// A sheet that holds no records: its words are not lost without a word.
fn unknown_sheet(read: &mut DocumentReading, (number, sheet): (usize, &Sheet)) {
    if sheet.rows.iter().all(|row| is_blank(row)) {
        return;
    }
    let name = sheet.name.clone().unwrap_or_default();
    let notice = Notice::new(codes::UNKNOWN_FIELD, Path::default(), at(number, 0, 0)).with(
        "field",
        Argument::Both {
            zh: format!("工作表“{name}”"),
            en: format!("sheet {name}"),
        },
    );
    read.notices.push((notice, None, 0));
}

/// The side tables: their rows by the key of the record they belong to.
struct Sides<'s> {
    tables: Vec<SideTable<'s>>,
}

struct SideTable<'s> {
    number: usize,
    sheet: &'s Sheet,
    names: &'s [String],
    join: &'s Join,
    /// For each name of the key that the table has: its rows by their value.
    rows: Vec<(&'s str, HashMap<&'s str, Vec<usize>>)>,
    taken: Vec<bool>,
    first: usize,
}

impl<'s> Sides<'s> {
    fn new(sheets: &'s [Sheet], roles: &'s [Role], dialect: &'s Dialect) -> Self {
        let mut tables = Vec::new();
        for (number, (sheet, role)) in sheets.iter().zip(roles).enumerate() {
            let Role::Side(heading, join) = role else {
                continue;
            };
            let Some(join) = dialect.file.joins.get(*join) else {
                continue;
            };
            let mut rows = Vec::new();
            for key in &join.key {
                let Some(column) = column(&heading.names, key) else {
                    continue;
                };
                let mut by: HashMap<&str, Vec<usize>> = HashMap::new();
                for (at, row) in sheet.rows.iter().enumerate().skip(heading.last + 1) {
                    if let Some(value) = row.get(column).map(|value| value.trim())
                        && !value.is_empty()
                    {
                        by.entry(value).or_default().push(at);
                    }
                }
                rows.push((key.as_str(), by));
            }
            tables.push(SideTable {
                number,
                sheet,
                names: &heading.names,
                join,
                rows,
                taken: vec![false; sheet.rows.len()],
                first: heading.last + 1,
            });
        }
        Self { tables }
    }

    /// Puts the rows that belong to a record under it.
    fn attach(&mut self, record: &mut Node<'s>) {
        for table in &mut self.tables {
            let mut nodes: Vec<Node<'s>> = Vec::new();
            for (index, (key, by)) in table.rows.iter().enumerate() {
                let own: Vec<&str> = match table.join.of.get(index).or(table.join.of.first()) {
                    Some(of) => vec![of.as_str()],
                    None => vec![key],
                };
                let value = own.iter().find_map(|name| {
                    let wanted = normalize::normal(name);
                    (record.entries().iter())
                        .find(|entry| normalize::normal(&entry.key) == wanted)
                        .and_then(|entry| entry.value.text())
                        .map(|text| text.trim().to_owned())
                });
                let Some(value) = value.filter(|value| !value.is_empty()) else {
                    continue;
                };
                let Some(found) = by.get(value.as_str()) else {
                    continue;
                };
                for row in found {
                    if let Some(taken) = table.taken.get_mut(*row) {
                        *taken = true;
                    }
                    if let Some(cells) = table.sheet.rows.get(*row) {
                        let mut node = row_node(table.number, *row, table.names, cells);
                        // The key has done its work.
                        let of_key = |name: &str| {
                            table
                                .join
                                .key
                                .iter()
                                .any(|key| normalize::normal(key) == normalize::normal(name))
                        };
                        if let Kind::Table(entries) = &mut node.kind {
                            entries.retain(|entry| !of_key(&entry.key));
                        }
                        nodes.push(node);
                    }
                }
                break;
            }
            if let (false, Kind::Table(entries)) = (nodes.is_empty(), &mut record.kind) {
                let spot = nodes.first().map_or(Spot::Nowhere, |node| node.spot);
                if table.join.single {
                    if let Some(row) = nodes.into_iter().next() {
                        entries.push(Entry {
                            key: table.join.into.clone().into(),
                            key_spot: spot,
                            value: row,
                        });
                    }
                    continue;
                }
                entries.push(Entry {
                    key: table.join.into.clone().into(),
                    key_spot: spot,
                    value: Node {
                        spot,
                        kind: Kind::List(nodes),
                    },
                });
            }
        }
    }

    /// Rows of side tables that belong to no record are lost, and said to be.
    fn orphans(&self, read: &mut DocumentReading) {
        for table in &self.tables {
            for (at_row, (row, taken)) in table.sheet.rows.iter().zip(&table.taken).enumerate() {
                if at_row >= table.first && !taken && !is_blank(row) {
                    read.lose(
                        0,
                        at(table.number, at_row, 0),
                        Text::new(
                            "附表的这一行找不到所属的事项",
                            "this row of a second table belongs to no item",
                        ),
                    );
                }
            }
        }
    }
}

/// The columns of a table with some of their values, to draft a dialect from.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Name of the sheet.
    pub(crate) name: Option<String>,
    /// Names of the columns, and the first values of each that say something.
    pub(crate) columns: Vec<(String, Vec<String>)>,
}

/// At most this many values of a column are looked at.
const MOST_VALUES: usize = 200;

/// The tables of a file, their headers told by what is known of them, else by how full they are.
pub(crate) fn columns(bytes: Vec<u8>, format: Format, options: &ReadOptions) -> Result<Vec<Columns>, Text> {
    let sheets = match format {
        Format::Workbook => workbook(bytes)?,
        _ => vec![csv_sheet(&decoded(&bytes, options.encoding.as_deref()).0)],
    };
    let knows = |name: &str| normalize::all().iter().any(|dialect| dialect.knows_anywhere(name));
    let mut tables = Vec::new();
    for sheet in sheets {
        let known = heading(&sheet.rows, &knows).filter(|heading| heading.known > 1);
        let Some(heading) = known.or_else(|| fullest(&sheet.rows)) else { continue };
        let columns = (heading.names.iter().enumerate())
            .filter(|(_, name)| !name.trim().is_empty())
            .map(|(column, name)| {
                let values = (sheet.rows.iter().skip(heading.last + 1))
                    .filter_map(|row| row.get(column))
                    .filter(|value| !value.trim().is_empty())
                    .take(MOST_VALUES)
                    .cloned()
                    .collect();
                (name.trim().to_owned(), values)
            })
            .collect();
        tables.push(Columns {
            name: sheet.name,
            columns,
        });
    }
    Ok(tables)
}

/// The first of the rows with the most different cells.
fn fullest(rows: &[Vec<String>]) -> Option<Heading> {
    let filled = |row: &[String]| {
        let cells: std::collections::BTreeSet<&str> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        cells.len()
    };
    let mut best: Option<(usize, usize)> = None;
    for (number, row) in rows.iter().take(MOST_HEADINGS).enumerate() {
        let cells = filled(row);
        if cells > 1 && best.is_none_or(|(most, _)| cells > most) {
            best = Some((cells, number));
        }
    }
    let (_, row) = best?;
    Some(Heading {
        row,
        last: row,
        names: rows.get(row)?.clone(),
        known: 0,
    })
}
