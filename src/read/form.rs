//! Forms: labels next to their values, several pairs to a row, with lists of materials or steps in between.

use std::borrow::Cow;
use std::collections::HashSet;

use super::aside::{above, aside};
use super::form_row::{Cell, FormRow, Listed, Pair, rows};
use super::joins::Joins;
use super::record::{DocumentReading, Failure, no_item};
use super::sheet_notes::{cells, note_aside};
use super::upright::{FEWEST_NAMES, MOST_ROWS};
use crate::dialect::{Dialect, GROUP};
use crate::i18n::Text;
use crate::prose::is_longer;
use crate::source::cells::{Row, Sheet};
use crate::source::numbering::Numbering;
use crate::source::{Entry, Node, NodeKind, Span};
use crate::vocabulary::{TimeUnit, Vocabulary as _};

/// Minimum number of rows with labels and values in a form.
const FEWEST_ROWS: usize = 2;

/// Maximum length of a title between the rows of a form, in characters; a longer text is content.
const MOST_TITLE_CHARS: usize = 40;

const NOT_UNDERSTOOD: Text = Text::new(
    "表单的这一行没有认得的要素名称，没有读",
    "this row of the form has no known name of an element; it was not read",
);

/// Whether a sheet is a form: labels are next to their values, and each label occurs about once per item.
pub(super) fn is_form(sheet: &Sheet, dialect: &Dialect) -> bool {
    if sheet.rows.len() > MOST_ROWS || sheet.before > 0 || sheet.unreadable.is_some() {
        return false;
    }
    let read = rows(sheet, dialect);
    let mut names: Vec<&str> = Vec::new();
    let (mut count, mut of_items) = (0, 0);
    let mut above: HashSet<(usize, &str)> = HashSet::new();
    for (at, row) in read.iter().enumerate() {
        let FormRow::Pairs(pairs, _) = row else {
            continue;
        };
        // The value of a lone label may be in the row below.
        let is_over = matches!(read.get(at + 1), Some(FormRow::More(_))) && pairs.len() == 1;
        let labels = pairs
            .iter()
            .map(|pair| (pair.label.column, pair.label.text));
        let merged = std::mem::replace(&mut above, labels.collect());
        // A label that is merged over several rows counts once.
        let pairs: Vec<&Pair<'_>> = (pairs.iter())
            .filter(|pair| dialect.knows_label(&pair.key))
            .filter(|pair| !merged.contains(&(pair.label.column, pair.label.text)))
            .collect();
        // Labels side by side without values are the header of a table.
        let said = (pairs.iter())
            .filter(|pair| is_over || !pair.values.is_empty())
            .count();
        if said * 2 < pairs.len() {
            let is_wide = pairs.len() > 2;
            if is_wide {
                return false;
            }
            continue;
        }
        count += usize::from(said > 0);
        of_items += (pairs.iter())
            .filter(|pair| dialect.names_items(&pair.key))
            .count();
        names.extend(pairs.iter().map(|pair| pair.key.as_ref()));
    }
    let once: HashSet<&str> = names.iter().copied().collect();
    count >= FEWEST_ROWS
        && of_items > 0
        && once.len() >= FEWEST_NAMES
        && names.len() <= once.len() * of_items
}

/// Counts the items of a form.
pub(super) fn count_items(sheet: &Sheet, dialect: &Dialect) -> usize {
    let rows = rows(sheet, dialect);
    let names = rows.iter().filter(|row| match row {
        FormRow::Pairs(pairs, _) => (pairs.iter()).any(|pair| dialect.names_items(&pair.key)),
        _ => false,
    });
    names.count()
}

/// A record under construction, row by row.
struct Made<'s> {
    node: Node<'s>,
    numbering: Numbering,
    has_name: bool,
}

impl<'s> Made<'s> {
    fn at(span: Span) -> Self {
        Self {
            node: Node::table(span),
            numbering: Numbering::default(),
            has_name: false,
        }
    }

    /// Adds a field; a repeated key gets a number.
    fn push(&mut self, entry: Entry<'s>) {
        if let NodeKind::Table(entries) = &mut self.node.kind {
            self.numbering.push(entries, entry);
        }
    }
}

/// The state of reading a form.
struct Form<'s, 'r, 'o> {
    read: &'r mut DocumentReading<'o>,
    dialect: &'s Dialect,
    number: usize,
    sheet: &'s Sheet,
    records: Vec<Made<'s>>,
    list: Option<Listed<'s, Node<'s>>>,
    /// The names of the groups read so far.
    groups: HashSet<&'s str>,
    /// Indexes of the rows that belong to an item.
    used: HashSet<usize>,
}

/// Reads the items of a form and returns the indexes of the rows that belong to them.
pub(super) fn read_form<'s>(
    read: &mut DocumentReading<'_>,
    number: usize,
    sheet: &'s Sheet,
    joins: &mut Joins<'s>,
) -> HashSet<usize> {
    let dialect = joins.dialect();
    let mut form = Form {
        read,
        dialect,
        number,
        sheet,
        records: Vec::new(),
        list: None,
        groups: HashSet::new(),
        used: HashSet::new(),
    };
    for (at, kind) in rows(sheet, dialect).into_iter().enumerate() {
        if let Some(row) = sheet.rows.get(at) {
            form.row(at, kind, row);
        }
    }
    form.close();
    for mut made in form.records {
        joins.attach(&mut made.node);
        form.read.record(made.node, 0);
    }
    form.used
}

impl<'s> Form<'s, '_, '_> {
    fn row(&mut self, at: usize, kind: FormRow<'s>, row: Row<'s>) {
        match kind {
            FormRow::Blank => self.close(),
            FormRow::Header(label) => {
                self.close();
                self.list = Listed::new(row, label, self.dialect);
                self.read.around(filled(row));
            }
            FormRow::Pairs(pairs, others) if self.list.is_none() || self.is_of_item(&pairs) => {
                self.close();
                self.pairs(at, pairs, others);
            }
            _ if self.listed(at, row) => {}
            FormRow::More(more) if !self.records.is_empty() => {
                self.close();
                self.more(at, row, more);
            }
            kind => {
                self.close();
                self.other(at, &kind, row);
            }
        }
    }

    /// Whether a row in a list belongs to the item after all: its first label is no column of the list, or names
    /// an item.
    fn is_of_item(&self, pairs: &[Pair<'_>]) -> bool {
        let into = self.list.as_ref().map_or("", |list| list.into);
        pairs.first().is_some_and(|pair| {
            let name = pair.label.text;
            self.dialect.knows_label(name)
                && (!self.dialect.knows_of_row(into, name) || self.dialect.names_items(name))
        })
    }

    fn pairs(&mut self, at: usize, pairs: Vec<Pair<'s>>, others: Vec<Cell<'s>>) {
        let names_one = (pairs.iter()).any(|pair| self.dialect.names_items(&pair.key));
        let begins = names_one && self.records.last().is_none_or(|made| made.has_name);
        if begins || self.records.is_empty() {
            let span = Span::cell(self.number, 0, 0);
            self.records.push(Made::at(span));
        }
        let Some(made) = self.records.last_mut() else {
            return;
        };
        self.used.insert(at);
        made.has_name |= names_one;
        // A text before the labels of several rows is the name of their group.
        for cell in others {
            if self.groups.insert(cell.text) {
                let key = Cow::Borrowed(GROUP);
                (made.node).inherit(entry(self.number, at, key, cell.column, &cell));
            } else {
                self.read.around(1);
            }
        }
        for (key, span, text) in self.sheet.words_beside(self.number, at) {
            made.push(beside(&key, span, text, &pairs));
        }
        for Pair { label, key, values } in pairs {
            self.read.around(1);
            if values.is_empty() {
                let empty = label.emptied();
                let one = entry(self.number, at, key.clone(), label.column, &empty);
                made.push(one);
            }
            let is_unit = matches!(&*values, [amount, unit] if is_unit(amount.text, unit.text));
            for (place, value) in values.iter().enumerate() {
                // The unit of an amount is in the next cell: 法定办结时限,20,工作日
                let unit = format!("{key}单位");
                let is_unit = is_unit && place == 1 && self.dialect.knows_label(&unit);
                let key = if is_unit { unit.into() } else { key.clone() };
                let one = entry(self.number, at, key, label.column, value);
                made.push(one);
            }
        }
    }

    /// Adds a row to the open list, if it fits; returns whether it does.
    fn listed(&mut self, at: usize, row: Row<'s>) -> bool {
        let Some(list) = self.list.as_mut().filter(|list| list.fits(row)) else {
            return false;
        };
        let mut made = Made::at(Span::cell(self.number, at, 0));
        for (column, text) in row.iter().enumerate() {
            match list.names.get(column).filter(|name| !name.is_empty()) {
                Some(name) => {
                    let cell = Cell::at(column, text);
                    let key = Cow::Borrowed(*name);
                    made.push(entry(self.number, at, key, column, &cell));
                }
                None if text.trim().is_empty() => {}
                // The name of the list, merged over its rows.
                None => self.read.around(1),
            }
        }
        for (key, span, text) in self.sheet.words_beside(self.number, at) {
            made.push(beside(&key, span, text, &[]));
        }
        self.used.insert(at);
        list.rows.push(made.node);
        true
    }

    /// Adds the cells of a continuation row to the fields of the row above.
    fn more(&mut self, at: usize, row: Row<'s>, more: Vec<(Cow<'s, str>, Cell<'s>)>) {
        let Some(made) = self.records.last_mut() else {
            return;
        };
        self.used.insert(at);
        self.read.around(filled(row).saturating_sub(more.len()));
        let mut below: Option<Cow<'s, str>> = None;
        for (key, cell) in more {
            // Of several cells below one label, only the first is appended to its value.
            let is_first = below.as_ref() != Some(&key);
            let several = is_first && self.dialect.takes_several(&key);
            below = Some(key.clone());
            let one = entry(self.number, at, key, cell.column, &cell);
            let NodeKind::Table(entries) = &mut made.node.kind else {
                continue;
            };
            match entries.iter_mut().find(|known| known.key == one.key) {
                Some(known) if known.value.is_blank() => known.value = one.value,
                Some(known) if several => known.value.append(one.value),
                _ => made.push(one),
            }
        }
        for (key, span, text) in self.sheet.words_beside(self.number, at) {
            made.push(beside(&key, span, text, &[]));
        }
    }

    /// Handles a row without labels: titles and signatures are noted; any other row is reported as not
    /// read, once an item has begun.
    fn other(&mut self, at: usize, kind: &FormRow<'s>, row: Row<'s>) {
        let is_title = match kind {
            FormRow::Title(cell) => !is_longer(cell.text, MOST_TITLE_CHARS),
            _ => row.iter().any(|cell| cell.trim().ends_with(['：', ':'])),
        };
        if self.records.is_empty() || is_title || aside(row).is_some() {
            return note_aside(self.read, self.number, at, row, above(row));
        }
        let span = Span::cell(self.number, at, 0);
        let failure = Failure::new(0, span, vec![no_item(span, NOT_UNDERSTOOD)]);
        self.read.fail(failure.with(cells(&[row])));
        self.read.refused_cells(filled(row));
    }

    /// Closes the open list and puts its rows into the record.
    fn close(&mut self) {
        let list = self.list.take().filter(|list| !list.rows.is_empty());
        let (Some(list), Some(made)) = (list, self.records.last_mut()) else {
            return;
        };
        let span = list.rows.first().map_or(Span::Nowhere, |row| row.span);
        made.push(Entry {
            key: list.into.into(),
            key_span: span,
            value: Node {
                span,
                kind: NodeKind::List(list.rows),
            },
        });
    }
}

fn filled(row: Row<'_>) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Whether a cell is the unit of the number before it.
fn is_unit(amount: &str, unit: &str) -> bool {
    let has_unit = amount.chars().any(char::is_alphabetic);
    !has_unit && TimeUnit::recognise(unit).is_some()
}

fn entry<'s>(
    sheet: usize,
    row: usize,
    key: Cow<'s, str>,
    key_column: usize,
    value: &Cell<'s>,
) -> Entry<'s> {
    Entry {
        key,
        key_span: Span::cell(sheet, row, key_column),
        value: Node {
            span: Span::cell(sheet, row, value.column),
            kind: NodeKind::String(value.text.into()),
        },
    }
}

/// The remark or link of a cell, as an entry keyed by the label of the cell.
fn beside<'s>(key: &str, span: Span, text: &'s str, pairs: &[Pair<'s>]) -> Entry<'s> {
    let value = Node {
        span,
        kind: NodeKind::String(text.into()),
    };
    let label = match span {
        Span::Cell { column, .. } => (pairs.iter().rev())
            .map(|pair| &pair.label)
            .find(|label| label.column <= column as usize),
        _ => None,
    };
    let kind = key.rsplit('的').next().unwrap_or_default();
    let key = label.map_or_else(
        || key.to_owned(),
        |label| format!("“{}”的{kind}", label.text),
    );
    Entry {
        key: key.into(),
        key_span: span,
        value,
    }
}
