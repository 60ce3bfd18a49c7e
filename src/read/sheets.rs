//! Turns tables into records: finds the sheets with records and their dialect, and reads them row by row.

use std::collections::{BTreeMap, BTreeSet};

use super::aside::{above, aside, is_half_a_header, is_header_again};
use super::code_lists::CodeLists;
use super::flat::{Flat, may_be_flat, part_column};
use super::form::{count_items, is_form, read_form};
use super::heading::{Heading, are_labels, heading, main_heading};
use super::joins::{JoinedSheet, Joins};
use super::long::Long;
use super::options::ReadOptions;
use super::own::{self, read_own};
use super::parts;
use super::record::{DocumentReading, EMPTY, Failure, NO_RECORDS, unreadable};
use super::sheet_notes::{
    note_aside, note_beside, note_cells, note_hidden, note_hidden_columns, note_subheads,
    note_unknown, refuse,
};
use super::subheads::{Subheads, subhead};
use super::tables::OtherTables;
use super::upright::{is_upright, turn};
use crate::dialect::{self, Assembly, Dialect};
use crate::i18n::Text;
use crate::path::Path;
use crate::source::cells::{Row, Sheet};
use crate::source::csv::Faults;
use crate::source::html;
use crate::source::origins::Body;
use crate::source::workbook::workbook;
use crate::source::{Entry, Format, Node, NodeKind, Notice, NoticeCode, Span};

/// Reads a workbook, which is held in memory as a whole.
pub(super) fn read_whole<'o>(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    match whole(bytes, format, options) {
        Ok(sheets) => read_alone(name, sheets, Faults::default(), options),
        Err(reason) => DocumentReading::refused(name, unreadable(reason)),
    }
}

pub(super) const NO_TABLE: Text = Text::new(
    "这个网页或 XML 里没有表格；从系统里导出成 Excel、CSV 或 JSON 再读",
    "this page or XML has no table; export it as a workbook, CSV or JSON",
);

/// The sheets of a workbook or a page.
pub(super) fn whole(
    bytes: Vec<u8>,
    format: Format,
    options: &ReadOptions,
) -> Result<Vec<Sheet>, Text> {
    match format {
        Format::Html => Ok(html::tables(&bytes, options.encoding.as_deref())),
        _ => workbook(bytes),
    }
}

/// Reads the sheets of a single file.
pub(super) fn read_alone<'o>(
    name: &str,
    sheets: Vec<Sheet>,
    faults: Faults,
    options: &'o ReadOptions,
) -> DocumentReading<'o> {
    let mut read = DocumentReading::new(name, options);
    note_faults(&mut read, faults);
    let holds_any = |sheet: &Sheet| {
        !sheet.rows.is_empty() || sheet.unreadable.is_some() || !sheet.beside.is_empty()
    };
    if sheets.iter().any(holds_any) {
        read_sheets(&mut read, name, sheets, options);
    } else if read.chunk.failures.is_empty() {
        read.nothing_at(Span::Nowhere, EMPTY);
    }
    read
}

/// Adds notices about the bytes of a table.
pub(super) fn note_faults(read: &mut DocumentReading<'_>, faults: Faults) {
    if let Some(error) = &faults.broken_off {
        read.broken_off(error, 0);
    }
    if let Some(notice) = faults.too_large {
        read.fail(Failure::new(0, Span::Nowhere, vec![notice]));
    }
}

/// The dialect of some sheets: the given one, or else the one that knows most of a header.
pub(super) fn dialect_of<'d>(sheets: &[&Sheet], options: &'d ReadOptions) -> Option<&'d Dialect> {
    if let Some(dialect) = &options.dialect {
        return Some(dialect);
    }
    let mut best: Option<(usize, &'static Dialect)> = None;
    for dialect in dialect::by_fit() {
        for sheet in sheets {
            let Some(heading) = main_heading(sheet, dialect) else {
                continue;
            };
            let fit = dialect.fits(&blank_record(&heading.names));
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
fn blank_record(names: &[String]) -> Node<'static> {
    let named = names.iter().filter(|name| !name.trim().is_empty());
    let entries = named.map(|name| Entry {
        key: name.trim().to_owned().into(),
        key_span: Span::Nowhere,
        value: Node {
            span: Span::Nowhere,
            kind: NodeKind::String("".into()),
        },
    });
    Node {
        span: Span::Nowhere,
        kind: NodeKind::Table(entries.collect()),
    }
}

/// The role of a sheet in a dialect.
pub(super) enum Role {
    /// A table whose rows are records.
    Main(Heading),
    /// A table whose rows are joined to the records of another sheet, by the dialect's join with this index.
    Joined(Heading, usize),
    /// A form with one or several items.
    Form,
    /// A table with a row for each element of an item.
    Long(Long),
    /// Unknown to the dialect.
    Unknown,
}

impl Role {
    /// Makes a joined table the main one if there is no other and its rows name their items.
    fn stand_alone(&mut self, dialect: &Dialect) {
        if let Self::Joined(heading, _) = self
            && may_be_flat(&heading.names, dialect)
        {
            *self = Self::Main(std::mem::take(heading));
        }
    }
}

/// Whether a sheet has labels beside their values: a form or a long table.
pub(super) fn has_pairs(sheet: &Sheet, dialect: &Dialect) -> bool {
    is_form(sheet, dialect) || Long::of(sheet, dialect).is_some()
}

/// The role of a sheet in a dialect.
pub(super) fn role(sheet: &Sheet, dialect: &Dialect) -> Role {
    if let Some(long) = Long::of(sheet, dialect) {
        return Role::Long(long);
    }
    if is_form(sheet, dialect) {
        return Role::Form;
    }
    let file = &dialect.file;
    let main = main_heading(sheet, dialect);
    let is_main = main.as_ref().is_some_and(|heading| {
        let fits = dialect.fits(&blank_record(&heading.names)).is_some();
        fits || (file.recognise.is_empty() && heading.known > 0)
    });
    for (number, join) in file.joins.iter().enumerate() {
        let is_key = |name: &str| {
            let mut keys = join.key.iter();
            keys.any(|key| dialect.stands_for(name, key).is_some())
        };
        let knows = |name: &str| dialect.knows_of_row(&join.into, name) || is_key(name);
        let has = |heading: &Heading, wanted: &String| {
            part_column(&heading.names, join, wanted, dialect).is_some()
        };
        if let Some(heading) = heading(&sheet.rows, &knows, &|_| false)
            && join.recognise.iter().all(|wanted| has(&heading, wanted))
            // The main table may itself have a column with that name.
            && !(is_main && main.as_ref().is_some_and(|main| main.known > heading.known))
        {
            return Role::Joined(heading, number);
        }
    }
    match main {
        Some(heading) if is_main => Role::Main(heading),
        _ => Role::Unknown,
    }
}

/// Replaces words such as 同上 by the value of the cell above.
fn fill_dittos(sheets: &mut [Sheet], roles: &[Role]) {
    for (sheet, role) in sheets.iter_mut().zip(roles) {
        if matches!(role, Role::Main(_) | Role::Joined(..)) {
            sheet.rows.fill_dittos(&mut Vec::new());
        }
    }
}

/// Names the columns of the sheets, and marks those that are one of several groups of items.
fn name_columns(sheets: &mut [Sheet], roles: &[Role], dialect: &Dialect) {
    let mains = sheets
        .iter()
        .zip(roles)
        .filter(|(_, role)| matches!(role, Role::Main(_)));
    let names: BTreeSet<_> = mains.map(|(sheet, _)| &sheet.name).collect();
    let several = names.len() > 1;
    for (sheet, role) in sheets.iter_mut().zip(roles) {
        sheet.is_group = several && matches!(role, Role::Main(_)) && sheet.is_named();
        match role {
            Role::Main(heading) => heading.name_columns(sheet, dialect, None),
            Role::Joined(heading, number) => {
                let rows = dialect.file.joins.get(*number);
                heading.name_columns(sheet, dialect, rows.map(|join| join.into.as_str()));
            }
            Role::Form | Role::Long(_) | Role::Unknown => {}
        }
    }
}

/// Applies the code lists among the unknown sheets to all sheets; returns the indexes of the code lists.
fn apply_code_lists(sheets: &mut [Sheet], roles: &[Role]) -> Vec<usize> {
    let mut lists = CodeLists::default();
    let unknown = sheets
        .iter()
        .zip(roles)
        .enumerate()
        .filter(|(_, (_, role))| matches!(role, Role::Unknown));
    let found = unknown.filter(|(_, (sheet, _))| lists.take(sheet));
    let found = found.map(|(number, _)| number).collect();
    for sheet in sheets {
        lists.apply(sheet);
    }
    found
}

/// Reads the records of sheets that belong together.
pub(super) fn read_sheets<'o>(
    read: &mut DocumentReading<'o>,
    name: &str,
    sheets: Vec<Sheet>,
    options: &'o ReadOptions,
) {
    if own::holds(&sheets) {
        return read_own(read, name, sheets, options);
    }
    let mut sheets = parts::split(sheets, options);
    let reader = options.reader_of_forms();
    let is_long = |sheet: &Sheet| reader.is_some_and(|reader| Long::of(sheet, reader).is_some());
    for sheet in &mut sheets {
        if !is_long(sheet) && is_upright(sheet, options) {
            turn(sheet);
        }
    }
    let left_out: Vec<Vec<(u32, usize)>> = if options.skip_hidden {
        sheets.iter_mut().map(Sheet::leave_out_columns).collect()
    } else {
        Vec::new()
    };
    let all: Vec<&Sheet> = sheets.iter().collect();
    let of_forms = || {
        let reader = options.reader_of_forms()?;
        all.iter()
            .any(|sheet| has_pairs(sheet, reader))
            .then_some(reader)
    };
    let Some(dialect) = of_forms().or_else(|| dialect_of(&all, options)) else {
        if sheets.iter().any(|sheet| sheet.unreadable.is_none()) {
            refuse(read, &sheets);
        }
        for (number, sheet) in sheets.iter().enumerate() {
            note_cells(read, number, sheet);
            note_beside(read, number, sheet, &|_| false);
        }
        read.set_body(name, Body::Sheets(sheets));
        return;
    };
    read.set_dialect(Some(dialect));
    let mut roles: Vec<Role> = sheets.iter().map(|sheet| role(sheet, dialect)).collect();
    if !roles
        .iter()
        .any(|role| matches!(role, Role::Main(_) | Role::Form | Role::Long(_)))
    {
        for role in &mut roles {
            role.stand_alone(dialect);
        }
    }
    name_columns(&mut sheets, &roles, dialect);
    fill_dittos(&mut sheets, &roles);
    let codes = apply_code_lists(&mut sheets, &roles);
    let joined = join_sheets(&sheets, &roles, dialect, options);
    let records = sheets.iter().zip(&roles).map(|(sheet, role)| match role {
        Role::Main(_) => count_records(sheet),
        Role::Form => count_items(sheet, dialect),
        Role::Long(long) => long.items,
        Role::Joined(..) | Role::Unknown => 0,
    });
    let is_single = records.sum::<usize>() == 1;
    let mut joins = Joins::new(dialect, joined, is_single);
    for (number, (sheet, role)) in sheets.iter().zip(&roles).enumerate() {
        if !matches!(role, Role::Unknown) || options.skip_hidden {
            note_hidden(read, number, sheet, options);
            note_hidden_columns(read, number, sheet, left_out.get(number));
        }
        match role {
            Role::Main(_) => {
                let heads = read_rows(read, number, sheet, &mut joins, options);
                note_subheads(read, number, &heads.end());
            }
            Role::Joined(..) => {
                note_cells(read, number, sheet);
                note_above(read, number, sheet);
                let is_record = |row| {
                    let row = (row >= sheet.first_record()).then(|| sheet.rows.get(row));
                    row.flatten().is_some_and(|row| !row.is_blank())
                };
                note_beside(read, number, sheet, &is_record);
            }
            Role::Form => {
                note_cells(read, number, sheet);
                let used = read_form(read, number, sheet, &mut joins);
                note_beside(read, number, sheet, &|row| used.contains(&row));
            }
            Role::Long(long) => long.read(read, number, sheet, &mut joins),
            Role::Unknown if codes.contains(&number) => {
                note_cells(read, number, sheet);
                let cells = sheet.rows.iter().flat_map(Row::iter);
                read.around(cells.filter(|cell| !cell.trim().is_empty()).count());
                note_beside(read, number, sheet, &|_| false);
            }
            Role::Unknown if options.skip_hidden && sheet.is_hidden => {}
            Role::Unknown => {
                note_unknown(read, number, sheet);
                note_beside(read, number, sheet, &|_| false);
            }
        }
    }
    joins.fail_orphans(read);
    if read.records == 0 {
        read.nothing_at(Span::Nowhere, NO_RECORDS);
    }
    read.set_body(name, Body::Sheets(sheets));
}

/// Notes the rows above the header of a sheet.
fn note_above(read: &mut DocumentReading<'_>, number: usize, sheet: &Sheet) {
    let rows_above = sheet.rows_above.saturating_sub(sheet.before);
    let rows = sheet.rows.iter().take(rows_above).enumerate();
    for (at, row) in rows.filter(|(_, row)| !row.is_blank()) {
        note_aside(read, number, sheet.before + at, row, above(row));
    }
}

/// The sheets whose rows are joined to the records of others.
fn join_sheets<'s>(
    sheets: &'s [Sheet],
    roles: &[Role],
    dialect: &'s Dialect,
    options: &ReadOptions,
) -> Vec<JoinedSheet<'s>> {
    let mains = sheets
        .iter()
        .zip(roles)
        .filter(|(_, role)| matches!(role, Role::Main(_)));
    let mains: Vec<&Sheet> = mains.map(|(sheet, _)| sheet).collect();
    let joined = sheets
        .iter()
        .zip(roles)
        .enumerate()
        .filter_map(|(number, (sheet, role))| {
            let Role::Joined(_, join) = role else {
                return None;
            };
            let join = dialect.file.joins.get(*join)?;
            let is_read = |row: usize| !(options.skip_hidden && sheet.hides(row));
            Some(JoinedSheet::new(
                number,
                sheet,
                join,
                (dialect, &mains),
                &is_read,
            ))
        });
    joined.collect()
}

/// Number of rows that are probably records.
fn count_records(sheet: &Sheet) -> usize {
    let first = sheet.first_record().saturating_sub(sheet.before);
    let rows = sheet.rows.iter().skip(first);
    rows.filter(|row| !row.is_blank() && aside(*row).is_none())
        .count()
}

/// The rows of a sheet, sorted by kind.
struct Sorted {
    /// The indexes of the records.
    records: Vec<usize>,
    /// The headings in force from a row on.
    headed: BTreeMap<usize, Subheads>,
    /// The headings in force at the end.
    heads: Subheads,
}

/// Separates the records of a sheet or chunk from its other rows, which are noted.
fn sort_rows(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &Sheet,
    dialect: &Dialect,
    options: &ReadOptions,
) -> Sorted {
    let names = &sheet.header;
    let mut tables = OtherTables::new(dialect);
    let above_header = sheet.rows_above.saturating_sub(sheet.before);
    for (index, row) in sheet.rows.iter().take(above_header).enumerate() {
        if !row.is_blank() && !tables.take(index, row, false, true) {
            note_aside(read, number, sheet.before + index, row, above(row));
        }
    }
    tables.end();
    let from = sheet.first_record().saturating_sub(sheet.before);
    let mut records = Vec::new();
    let mut heads = Subheads::of(sheet);
    let mut headed = BTreeMap::from([(0, heads.clone())]);
    for (index, row) in sheet.rows.iter().enumerate().skip(from) {
        let is_left_out = options.skip_hidden && sheet.hides(index);
        if row.iter().eq(names) {
            tables.end();
            continue;
        }
        if row.is_blank() || is_left_out {
            continue;
        }
        let is_below_header = sheet.before + index == sheet.first_record();
        let is_header = is_below_header && are_labels(row, names)
            || is_header_again(row, names, sheet.rows_above < sheet.header_row as usize);
        let words = if is_header {
            Some(above(row))
        } else {
            aside(row)
        };
        if let Some(words) = words {
            note_aside(read, number, sheet.before + index, row, words);
        } else if tables.take(index, row, is_half_a_header(row, names), false) {
            // It is reported with its table.
        } else if let Some((column, text)) = subhead(row, names).filter(|_| !dialect.assembles()) {
            let ended = heads.enter(sheet.before + index, column, text);
            note_subheads(read, number, &ended);
            headed.insert(index, heads.clone());
        } else {
            heads.used();
            records.push(index);
        }
    }
    tables.fail(read, number, sheet);
    let is_record = |row: usize| {
        let index = row.checked_sub(sheet.before);
        index.is_some_and(|index| records.binary_search(&index).is_ok())
    };
    note_beside(read, number, sheet, &is_record);
    Sorted {
        records,
        headed,
        heads,
    }
}

/// Reads the records of a sheet or chunk; returns the headings in force at its end.
pub(super) fn read_rows<'s>(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &'s Sheet,
    joins: &mut Joins<'s>,
    options: &ReadOptions,
) -> Subheads {
    note_cells(read, number, sheet);
    let names = &sheet.header;
    let width = names
        .iter()
        .rposition(|name| !name.trim().is_empty())
        .map_or(0, |at| at + 1);
    let dialect = read.dialect.filter(|dialect| dialect.assembles());
    let mut assembly = dialect.map(Assembly::new);
    let Sorted {
        records,
        headed,
        heads,
    } = sort_rows(read, number, sheet, joins.dialect(), options);
    // The dialect takes precedence over the layout.
    let flat = match &assembly {
        Some(_) => None,
        None => Flat::new(sheet, &records, joins.dialect()),
    };
    let mut rows_to_group = Vec::new();
    let records = match &flat {
        Some(flat) => flat.records().to_vec(),
        None => records.into_iter().map(|row| vec![row]).collect(),
    };
    for rows in records {
        let made = match &flat {
            Some(flat) => flat.record(sheet, number, &rows),
            None => rows.first().and_then(|index| {
                let row = sheet.rows.get(*index)?;
                Some((sheet.record(number, sheet.before + index, row), 0))
            }),
        };
        let Some((mut node, repeated)) = made else {
            continue;
        };
        if let Some(assembly) = &mut assembly {
            assembly.fill(&mut node);
        } else {
            let first = rows.first().copied().unwrap_or_default();
            if let Some((_, heads)) = headed.range(..=first).next_back() {
                heads.entries(number).for_each(|entry| node.inherit(entry));
            }
            if sheet.is_group {
                node.inherit(sheet.group(number));
            }
        }
        joins.attach(&mut node);
        read.around(repeated);
        let item = if assembly.is_some() {
            rows_to_group.push(node);
            None
        } else {
            read.record(node, 0)
        };
        for index in rows {
            let Some(row) = sheet.rows.get(index) else {
                continue;
            };
            // All rows of a workbook are as wide as its sheet; in text, a wrong width reveals a broken
            // quote.
            if sheet.name.is_none() && row.len() != width && row.len() != names.len() {
                let span = sheet.record(number, sheet.before + index, row).span;
                let notice = Notice::new(NoticeCode::RaggedRow, Path::default(), span)
                    .with("cells", row.len())
                    .with("columns", width);
                read.notice(notice, item, 0);
            }
        }
    }
    if let Some(assembly) = assembly {
        for record in assembly.group(rows_to_group) {
            read.record(record, 0);
        }
    }
    heads
}
