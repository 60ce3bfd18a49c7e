//! Reads tables in our own layout: rows of several tables are assembled into trees of items, which
//! are decoded like any other document.

use std::collections::HashMap;

use serde_json::Value;

use super::options::ReadOptions;
use super::record::{Content, DocumentReading, Failure, no_item};
use super::sheet_notes::{note_beside, note_cells, note_hidden, note_unknown};
use crate::i18n::{Language, Text};
use crate::source::cells::{Row, Sheet};
use crate::source::origins::Body;
use crate::source::workbook::workbook;
use crate::source::{Entry, Node, NodeKind, Span};
use crate::tabular::{self, Column, ITEM_KEY, MARK_KEY, Mark, NOTES_KEY, Owner, Table};

/// Number of rows searched for the column keys.
const MAX_KEY_ROWS: usize = 5;

const NO_ITEM: Text = Text::new(
    "“事项”一栏写的不是哪个事项的名称，这一行没有归处",
    "the item column does not name an item, so the row belongs to none",
);
const AMBIGUOUS_ITEM: Text = Text::new(
    "有几个事项叫这个名称，这一行不知道归哪个；给同名的事项在“事项”一栏写上不同的名称",
    "several items have this name, so the row may belong to any of them; give them different names in the item column",
);
const DUPLICATE_ROW: Text = Text::new(
    "这个事项在这张表里已经有一行了",
    "the item already has a row in this table",
);
const CHANGED_HEADER: Text = Text::new(
    "这一行是表头或填写说明，内容被改过，没有当作事项读；要填的内容请写在它的下面",
    "the row has column names or instructions, but was changed; it was not read as data, which goes below it",
);

/// The role of a sheet.
enum Role {
    /// Rows of one of our tables.
    Rows(Heading),
    /// Instructions, or the words that lists offer.
    Notes,
    Unknown,
}

/// The columns of a sheet.
struct Heading {
    row: usize,
    table: &'static Table,
    columns: Vec<Place>,
}

/// The content of a column of a sheet.
#[derive(Clone, Copy)]
enum Place {
    Mark,
    Item,
    Element(&'static Column),
    /// A column that the user added.
    Other,
}

/// Whether any of the sheets is one of our tables.
pub(super) fn holds(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|sheet| heading(sheet).is_some())
}

/// Whether a workbook has one of our tables.
pub(crate) fn is_own_workbook(bytes: Vec<u8>) -> bool {
    workbook(bytes).is_ok_and(|sheets| holds(&sheets))
}

fn role(sheet: &Sheet) -> Role {
    let first = sheet.rows.get(0).and_then(|row| row.get(0));
    match heading(sheet) {
        Some(heading) => Role::Rows(heading),
        None if first == Some(NOTES_KEY) => Role::Notes,
        None => Role::Unknown,
    }
}

/// Finds the header of one of our tables. The column of the item, or of marks, identifies the
/// header row, because no other table has it; the first column of an element identifies the table.
fn heading(sheet: &Sheet) -> Option<Heading> {
    for (number, row) in sheet.rows.iter().take(MAX_KEY_ROWS).enumerate() {
        let keys = || row.iter().map(str::trim);
        let table = keys().find_map(|key| {
            let mut tables = tabular::tables().iter();
            tables.find(|table| table.column(key).is_some())
        });
        let Some(table) = table else { continue };
        let is_own = |key: &str| key == ITEM_KEY || key == MARK_KEY;
        let is_known = |key: &str| key.is_empty() || table.column(key).is_some();
        if keys().any(is_own) || (table.owner == Owner::Catalogue && keys().all(is_known)) {
            let place = |key: &str| match key {
                MARK_KEY => Place::Mark,
                ITEM_KEY => Place::Item,
                key => table.column(key).map_or(Place::Other, Place::Element),
            };
            let columns = keys().map(place).collect();
            return Some(Heading {
                row: number,
                table,
                columns,
            });
        }
    }
    None
}

impl Heading {
    /// Names the columns of a sheet, by their labels if it has any.
    fn name_columns(&self, sheet: &mut Sheet) {
        let keys = sheet.rows.get(self.row);
        let below = (self.row + 1..self.row + MAX_KEY_ROWS).filter_map(|at| {
            let row = sheet.rows.get(at)?;
            let (mark, _) = self.mark(row)?;
            Some((at, row, mark))
        });
        let titles = below
            .clone()
            .find_map(|(_, row, mark)| (mark == Mark::Names).then_some(row));
        let mut last = below.filter(|(.., mark)| matches!(mark, Mark::Names | Mark::Notes));
        let last = last.next_back().map_or(self.row, |(at, ..)| at);
        let names = self.columns.iter().enumerate().map(|(column, place)| {
            let own = [keys, titles].map(|row| row.and_then(|row| row.get(column)));
            let [key, title] = own.map(|cell| cell.map(str::trim).filter(|name| !name.is_empty()));
            match place {
                Place::Element(column) if titles.is_some() => column.title(Language::Chinese),
                _ => key.or(title).unwrap_or_default().to_owned(),
            }
        });
        let names: Vec<String> = names.collect();
        sheet.header = names;
        sheet.elements = (0..)
            .zip(&self.columns)
            .filter_map(|(number, place)| match place {
                Place::Element(column) => Some((number, column.key.clone())),
                _ => None,
            })
            .collect();
        sheet.header_row = u32::try_from(last).unwrap_or(u32::MAX);
        sheet.rows_above = self.row;
    }

    /// The cells of a row, each with its column.
    fn cells<'r>(&self, row: Row<'r>) -> impl Iterator<Item = (usize, Place, &'r str)> {
        let cells = row.iter().enumerate();
        // A row of a text table may have more cells than the header.
        cells.map(|(number, cell)| {
            let place = self.columns.get(number).copied();
            (number, place.unwrap_or(Place::Other), cell)
        })
    }

    /// The cell in one of our special columns.
    fn special_cell<'r>(&self, row: Row<'r>, is_wanted: impl Fn(Place) -> bool) -> &'r str {
        let mut cells = self.cells(row);
        let found = cells.find(|(_, place, _)| is_wanted(*place));
        found.map_or("", |(_, _, cell)| cell.trim())
    }

    fn item<'r>(&self, row: Row<'r>) -> &'r str {
        self.special_cell(row, |place| matches!(place, Place::Item))
    }

    /// Whether the row holds data.
    fn is_kept(&self, row: Row<'_>) -> bool {
        matches!(self.mark(row), None | Some((Mark::Example, false)))
    }

    /// The mark of a row, and whether its cells still match it.
    fn mark(&self, row: Row<'_>) -> Option<(Mark, bool)> {
        let cells = self.cells(row).filter_map(|(_, place, cell)| match place {
            Place::Mark => None,
            Place::Item => Some((ITEM_KEY, cell)),
            Place::Element(column) => Some((column.key.as_str(), cell)),
            Place::Other => Some(("", cell)),
        });
        Mark::read(
            self.special_cell(row, |place| matches!(place, Place::Mark)),
            cells,
        )
    }
}

/// The items assembled so far, and the names by which other tables refer to them.
#[derive(Default)]
struct Items<'s> {
    nodes: Vec<Node<'s>>,
    /// `None` for a name shared by several items.
    names: HashMap<&'s str, Option<usize>>,
}

impl<'s> Items<'s> {
    fn add(&mut self, name: &'s str, node: Node<'s>) {
        let number = self.nodes.len();
        self.names
            .entry(name)
            .and_modify(|known| *known = None)
            .or_insert(Some(number));
        self.nodes.push(node);
    }

    /// The item with this name; a single item need not be named.
    fn by_name(&mut self, name: &str) -> Result<&mut Node<'s>, Text> {
        let number = match self.names.get(name) {
            Some(number) => number.ok_or(AMBIGUOUS_ITEM)?,
            None if name.is_empty() && self.nodes.len() == 1 => 0,
            None => return Err(NO_ITEM),
        };
        self.nodes.get_mut(number).ok_or(NO_ITEM)
    }
}

/// Reads sheets, some of which are our tables.
pub(super) fn read_own(
    read: &mut DocumentReading<'_>,
    name: &str,
    mut sheets: Vec<Sheet>,
    options: &ReadOptions,
) {
    read.set_dialect(None);
    let roles: Vec<Role> = sheets.iter().map(role).collect();
    for (sheet, role) in sheets.iter_mut().zip(&roles) {
        if let Role::Rows(heading) = role {
            heading.name_columns(sheet);
        }
    }
    note_sheets(read, &sheets, &roles, options);
    let tables: Vec<OwnTable<'_>> = OwnTable::all(&sheets, &roles);
    let (of_items, of_parts): (Vec<_>, Vec<_>) = tables
        .iter()
        .partition(|table| table.heading.table.is_items());
    let mut items = Items::default();
    for table in of_items {
        table.read_items(read, &mut items, options);
    }
    let mut catalogue = Node::table(Span::Nowhere);
    for table in of_parts {
        table.read_parts(read, &mut items, &mut catalogue, options);
    }
    if !catalogue.entries().is_empty() {
        read.header(&catalogue);
    }
    if items.nodes.is_empty() {
        read.nothing_at(Span::Nowhere, super::record::NO_RECORDS);
    }
    for node in items.nodes {
        read.record(node, 0);
    }
    read.set_body(name, Body::Sheets(sheets));
}

/// Notes what the sheets hold apart from the rows of our tables.
fn note_sheets(
    read: &mut DocumentReading<'_>,
    sheets: &[Sheet],
    roles: &[Role],
    options: &ReadOptions,
) {
    for (number, (sheet, role)) in sheets.iter().zip(roles).enumerate() {
        match role {
            Role::Rows(_) => {
                note_hidden(read, number, sheet, options);
                note_cells(read, number, sheet);
            }
            Role::Notes => {
                let cells = sheet.rows.iter().flat_map(Row::iter);
                read.around(cells.filter(|cell| !cell.trim().is_empty()).count());
            }
            Role::Unknown if options.skip_hidden && sheet.is_hidden => {}
            Role::Unknown => note_unknown(read, number, sheet),
        }
    }
    for (number, (sheet, role)) in sheets.iter().zip(roles).enumerate() {
        let is_record = |at: usize| {
            let (Role::Rows(heading), Some(row)) = (role, sheet.rows.get(at)) else {
                return false;
            };
            at > heading.row && !row.is_blank() && heading.is_kept(row)
        };
        note_beside(read, number, sheet, &is_record);
    }
}

/// A sheet that is one of our tables.
struct OwnTable<'s> {
    number: usize,
    sheet: &'s Sheet,
    heading: &'s Heading,
}

impl<'s> OwnTable<'s> {
    fn all(sheets: &'s [Sheet], roles: &'s [Role]) -> Vec<Self> {
        let all = sheets.iter().zip(roles).enumerate();
        let tables = all.filter_map(|(number, (sheet, role))| match role {
            Role::Rows(heading) => Some(Self {
                number,
                sheet,
                heading,
            }),
            Role::Notes | Role::Unknown => None,
        });
        tables.collect()
    }

    /// Adds an item for each row.
    fn read_items(
        &self,
        read: &mut DocumentReading<'_>,
        items: &mut Items<'s>,
        options: &ReadOptions,
    ) {
        for (at, row) in data_rows(read, self.number, self.sheet, self.heading, options) {
            let node = row_to_node(self.number, at, row, self.heading, self.sheet);
            let own = Some(self.heading.item(row)).filter(|own| !own.is_empty());
            let own = own.or_else(|| row_value(row, self.heading, "name"));
            items.add(own.unwrap_or_default(), node);
        }
    }

    /// Adds each row to the item that it names, or to the catalogue.
    fn read_parts(
        &self,
        read: &mut DocumentReading<'_>,
        items: &mut Items<'s>,
        catalogue: &mut Node<'s>,
        options: &ReadOptions,
    ) {
        let table = self.heading.table;
        for (at, row) in data_rows(read, self.number, self.sheet, self.heading, options) {
            let node = row_to_node(self.number, at, row, self.heading, self.sheet);
            let span = node.span;
            let owner = match table.owner {
                Owner::Catalogue => Ok(&mut *catalogue),
                Owner::Item => items.by_name(self.heading.item(row)),
            };
            let put = owner.and_then(|owner| put_at_path(owner, &table.at, node, table.is_list));
            if let Err(what) = put {
                let content = self.sheet.record(self.number, at, row);
                read.book_refused(&content);
                let failure = Failure::new(0, span, vec![no_item(span, what)]);
                read.fail(failure.with(Content::Cells(content.to_json())));
            }
        }
    }
}

/// The rows of a sheet that hold data.
fn data_rows<'s>(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &'s Sheet,
    heading: &Heading,
    options: &ReadOptions,
) -> Vec<(usize, Row<'s>)> {
    let mut kept = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate().skip(heading.row + 1) {
        let is_left_out = options.skip_hidden && sheet.hides(at);
        let mut cells = heading.cells(row);
        let holds_any =
            cells.any(|(_, place, cell)| !matches!(place, Place::Mark) && !cell.trim().is_empty());
        if is_left_out || !holds_any {
            continue;
        }
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        match heading.mark(row) {
            None | Some((Mark::Example, false)) => kept.push((at, row)),
            Some((Mark::Notes, false)) => {
                let span = Span::cell(number, at, 0);
                let content = sheet.record(number, at, row);
                read.book_refused(&content);
                let failure = Failure::new(0, span, vec![no_item(span, CHANGED_HEADER)]);
                read.fail(failure.with(Content::Cells(content.to_json())));
            }
            Some(_) => read.around(filled),
        }
    }
    kept
}

/// The text of an element in a row.
fn row_value<'r>(row: Row<'r>, heading: &Heading, key: &str) -> Option<&'r str> {
    let is_wanted = |place| matches!(place, Place::Element(column) if column.key == key);
    Some(heading.special_cell(row, is_wanted)).filter(|cell| !cell.is_empty())
}

/// Builds the tree of a row.
fn row_to_node<'s>(
    number: usize,
    at: usize,
    row: Row<'s>,
    heading: &Heading,
    sheet: &'s Sheet,
) -> Node<'s> {
    let filled = |(_, _, cell): &(usize, Place, &str)| !cell.trim().is_empty();
    let first = heading.cells(row).find(filled);
    let first = first.map_or(0, |(column, ..)| column);
    let mut node = Node::table(Span::cell(number, at, first));
    for (column, place, cell) in heading.cells(row).filter(filled) {
        let span = Span::cell(number, at, column);
        let added = match place {
            Place::Mark | Place::Item => continue,
            Place::Element(known) => {
                let written = tabular::json(known.form, cell).map(|json| Node {
                    span,
                    kind: NodeKind::String(json.into()),
                });
                let written = written.and_then(|written| written.embedded());
                let value = written.unwrap_or_else(|| {
                    value_to_node(tabular::read(known.form, cell), span, &mut 0)
                });
                match put_at_path(&mut node, &known.path, value, false) {
                    Ok(()) => continue,
                    // A second column of the same element.
                    Err(_) => format!("{}（第{}列）", known.key, column + 1),
                }
            }
            Place::Other => match sheet.header.get(column).filter(|name| !name.is_empty()) {
                Some(name) => name.clone(),
                None => format!("第{}列", column + 1),
            },
        };
        let value = value_to_node(Value::from(cell), span, &mut 0);
        if let NodeKind::Table(entries) = &mut node.kind {
            let is_taken = entries.iter().any(|entry| entry.key == added);
            let key = if is_taken {
                format!("{added}（第{}列）", column + 1)
            } else {
                added
            };
            entries.push(Entry {
                key: key.into(),
                key_span: span,
                value,
            });
        }
    }
    for (key, span, text) in sheet.words_beside(number, at) {
        if let NodeKind::Table(entries) = &mut node.kind {
            entries.push(Entry {
                key: key.into(),
                key_span: span,
                value: value_to_node(Value::from(text), span, &mut 0),
            });
        }
    }
    node
}

/// Puts a value at the end of a path, appending it if that is a list. An existing table is extended
/// if it has none of the keys.
fn put_at_path<'s>(
    node: &mut Node<'s>,
    path: &[&'static str],
    value: Node<'s>,
    in_list: bool,
) -> Result<(), Text> {
    let Some((key, rest)) = path.split_first() else {
        return merge(node, value, in_list);
    };
    let NodeKind::Table(entries) = &mut node.kind else {
        return Err(DUPLICATE_ROW);
    };
    if let Some(entry) = entries.iter_mut().find(|entry| entry.key == *key) {
        return put_at_path(&mut entry.value, rest, value, in_list);
    }
    let made = match rest {
        [] if !in_list => value,
        _ => {
            let span = value.span;
            let mut made = Node::table(span);
            if rest.is_empty() {
                made.kind = NodeKind::List(Vec::new());
            }
            put_at_path(&mut made, rest, value, in_list)?;
            made
        }
    };
    entries.push(Entry {
        key: (*key).into(),
        key_span: made.span,
        value: made,
    });
    Ok(())
}

/// Adds a value to an existing one.
fn merge<'s>(node: &mut Node<'s>, value: Node<'s>, in_list: bool) -> Result<(), Text> {
    match (&mut node.kind, value.kind) {
        (NodeKind::List(list), kind) if in_list => {
            let span = value.span;
            list.push(Node { span, kind });
        }
        (NodeKind::Table(own), NodeKind::Table(more)) => {
            let is_new = |entry: &Entry<'_>| own.iter().all(|known| known.key != entry.key);
            if !more.iter().all(is_new) {
                return Err(DUPLICATE_ROW);
            }
            own.extend(more);
        }
        _ => return Err(DUPLICATE_ROW),
    }
    Ok(())
}

/// Builds the tree of a value in a cell; each scalar gets its own span in the cell.
fn value_to_node<'s>(value: Value, span: Span, scalars: &mut u32) -> Node<'s> {
    let kind = match value {
        Value::Array(values) => {
            let values = values
                .into_iter()
                .map(|value| value_to_node(value, span, scalars));
            NodeKind::List(values.collect())
        }
        Value::Object(values) => {
            let entries = values.into_iter().map(|(key, value)| Entry {
                key: key.into(),
                key_span: span,
                value: value_to_node(value, span, scalars),
            });
            NodeKind::Table(entries.collect())
        }
        Value::Null => NodeKind::Null,
        Value::Bool(flag) => NodeKind::Bool(flag),
        Value::String(text) => NodeKind::String(text.into()),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => NodeKind::Integer(whole),
            (None, Some(amount)) => NodeKind::Float(amount),
            (None, None) => NodeKind::Number(number.to_string().into()),
        },
    };
    let is_scalar = !matches!(kind, NodeKind::List(_) | NodeKind::Table(_));
    let span = match span {
        Span::Cell {
            sheet, row, column, ..
        } if is_scalar => {
            let at = *scalars;
            *scalars += 1;
            Span::Cell {
                sheet,
                row,
                column,
                at,
            }
        }
        span => span,
    };
    Node { span, kind }
}
