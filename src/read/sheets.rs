//! Turns tables into records: finds the sheets with records and their dialect, and reads them row by row.

use std::collections::BTreeSet;

use super::aside::above;
use super::code_lists::CodeLists;
use super::form::{count_items, read_form};
use super::joins::{JoinedSheet, Joins};
use super::long::Long;
use super::options::ReadOptions;
use super::own::{self, read_own};
use super::parts;
use super::record::{DocumentReading, EMPTY, Failure, NO_RECORDS, unreadable};
use super::role::{Role, dialect_of, has_pairs, role};
use super::rows::{count_records, read_rows};
use super::sheet_notes::{
    note_aside, note_beside, note_cells, note_hidden, note_hidden_columns, note_subheads,
    note_unknown, refuse,
};
use super::upright::{is_upright, turn};
use crate::dialect::Dialect;
use crate::i18n::Text;
use crate::source::cells::{Row, Sheet};
use crate::source::csv::Faults;
use crate::source::html;
use crate::source::origins::Body;
use crate::source::workbook::workbook;
use crate::source::{Format, Span};

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
    turn_upright(&mut sheets, options);
    let left_out = leave_out_columns(&mut sheets, options);
    match dialect_of_all(&sheets, options) {
        Some(dialect) => {
            read.set_dialect(Some(dialect));
            read_in_dialect(read, &mut sheets, &left_out, dialect, options);
        }
        None => note_not_read(read, &sheets),
    }
    read.set_body(name, Body::Sheets(sheets));
}

/// Turns the sheets that have an item in each column.
fn turn_upright(sheets: &mut [Sheet], options: &ReadOptions) {
    let reader = options.reader_of_forms();
    let is_long = |sheet: &Sheet| reader.is_some_and(|reader| Long::of(sheet, reader).is_some());
    for sheet in sheets {
        if !is_long(sheet) && is_upright(sheet, options) {
            turn(sheet);
        }
    }
}

/// For each sheet, the hidden columns that were left out, with the number of their cells.
type LeftOut = Vec<Vec<(u32, usize)>>;

/// Leaves out the hidden columns if the user wants that.
fn leave_out_columns(sheets: &mut [Sheet], options: &ReadOptions) -> LeftOut {
    if options.skip_hidden {
        sheets.iter_mut().map(Sheet::leave_out_columns).collect()
    } else {
        Vec::new()
    }
}

/// The dialect of sheets that belong together: that of forms if one of them has labels beside values.
fn dialect_of_all<'d>(sheets: &[Sheet], options: &'d ReadOptions) -> Option<&'d Dialect> {
    let all: Vec<&Sheet> = sheets.iter().collect();
    let of_forms = options
        .reader_of_forms()
        .filter(|reader| all.iter().any(|sheet| has_pairs(sheet, reader)));
    of_forms.or_else(|| dialect_of(&all, options))
}

/// Reports sheets that no dialect knows.
fn note_not_read(read: &mut DocumentReading<'_>, sheets: &[Sheet]) {
    if sheets.iter().any(|sheet| sheet.unreadable.is_none()) {
        refuse(read, sheets);
    }
    for (number, sheet) in sheets.iter().enumerate() {
        note_cells(read, number, sheet);
        note_beside(read, number, sheet, &|_| false);
    }
}

/// Reads the records of sheets in a dialect.
fn read_in_dialect<'o>(
    read: &mut DocumentReading<'o>,
    sheets: &mut [Sheet],
    left_out: &LeftOut,
    dialect: &'o Dialect,
    options: &ReadOptions,
) {
    let roles = roles(sheets, dialect);
    name_columns(sheets, &roles, dialect);
    fill_dittos(sheets, &roles);
    let code_lists = apply_code_lists(sheets, &roles);
    let joined = join_sheets(sheets, &roles, dialect, options);
    let is_single = count_all_records(sheets, &roles, dialect) == 1;
    let mut joins = Joins::new(dialect, joined, is_single);
    for (number, (sheet, role)) in sheets.iter().zip(&roles).enumerate() {
        if !matches!(role, Role::Unknown) || options.skip_hidden {
            note_hidden(read, number, sheet, options);
            note_hidden_columns(read, number, sheet, left_out.get(number));
        }
        if code_lists.contains(&number) {
            pass_over_code_list(read, number, sheet);
        } else {
            read_sheet(read, (number, sheet), role, &mut joins, options);
        }
    }
    joins.fail_orphans(read);
    if read.records == 0 {
        read.nothing_at(Span::Nowhere, NO_RECORDS);
    }
}

/// The roles of all sheets; joined tables stand alone if there is nothing to join them to.
fn roles(sheets: &[Sheet], dialect: &Dialect) -> Vec<Role> {
    let mut roles: Vec<Role> = sheets.iter().map(|sheet| role(sheet, dialect)).collect();
    let has_items = |role: &Role| matches!(role, Role::Main(_) | Role::Form | Role::Long(_));
    if !roles.iter().any(has_items) {
        for role in &mut roles {
            role.stand_alone(dialect);
        }
    }
    roles
}

/// Number of records that the sheets probably hold.
fn count_all_records(sheets: &[Sheet], roles: &[Role], dialect: &Dialect) -> usize {
    let counts = sheets.iter().zip(roles).map(|(sheet, role)| match role {
        Role::Main(_) => count_records(sheet),
        Role::Form => count_items(sheet, dialect),
        Role::Long(long) => long.items,
        Role::Joined(..) | Role::Unknown => 0,
    });
    counts.sum()
}

/// Reads a sheet in its role.
fn read_sheet<'s>(
    read: &mut DocumentReading<'_>,
    (number, sheet): (usize, &'s Sheet),
    role: &Role,
    joins: &mut Joins<'s>,
    options: &ReadOptions,
) {
    match role {
        Role::Main(_) => {
            let heads = read_rows(read, number, sheet, joins, options);
            note_subheads(read, number, &heads.end());
        }
        Role::Joined(..) => note_joined(read, number, sheet),
        Role::Form => {
            note_cells(read, number, sheet);
            let used = read_form(read, number, sheet, joins);
            note_beside(read, number, sheet, &|row| used.contains(&row));
        }
        Role::Long(long) => long.read(read, number, sheet, joins),
        Role::Unknown if options.skip_hidden && sheet.is_hidden => {}
        Role::Unknown => {
            note_unknown(read, number, sheet);
            note_beside(read, number, sheet, &|_| false);
        }
    }
}

/// Notes what a joined sheet holds apart from its rows, which are read with the records they belong to.
fn note_joined(read: &mut DocumentReading<'_>, number: usize, sheet: &Sheet) {
    note_cells(read, number, sheet);
    note_above(read, number, sheet);
    let is_record = |row| {
        let row = (row >= sheet.first_record()).then(|| sheet.rows.get(row));
        row.flatten().is_some_and(|row| !row.is_blank())
    };
    note_beside(read, number, sheet, &is_record);
}

/// Counts the cells of a code list, which are applied to the other sheets.
fn pass_over_code_list(read: &mut DocumentReading<'_>, number: usize, sheet: &Sheet) {
    note_cells(read, number, sheet);
    let cells = sheet.rows.iter().flat_map(Row::iter);
    read.around(cells.filter(|cell| !cell.trim().is_empty()).count());
    note_beside(read, number, sheet, &|_| false);
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
