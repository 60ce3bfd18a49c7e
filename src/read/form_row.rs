//! Classifies the rows of a form: labels with values, the header of a list, a title.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::aside::aside;
use super::flat::names_part;
use super::subheads::is_numbered;
use crate::dialect::Dialect;
use crate::prose::{Mark, is_longer, mark, slice};
use crate::source::cells::{Row, Sheet};
use crate::words;

/// Maximum length of a label that the dialect does not know, in characters.
const MOST_NAME_CHARS: usize = 16;

/// A list header with unknown columns needs more known columns than this.
const FEWEST_PARTS: usize = 2;

/// A cell, or several merged ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'s> {
    pub(super) column: usize,
    pub(super) text: &'s str,
    is_label: bool,
}

impl<'s> Cell<'s> {
    pub(super) fn at(column: usize, text: &'s str) -> Self {
        Self {
            column,
            text,
            is_label: false,
        }
    }

    /// The same cell without its text.
    pub(super) fn emptied(self) -> Self {
        Self { text: "", ..self }
    }
}

/// A label and the values next to it.
#[derive(Debug)]
pub(super) struct Pair<'s> {
    pub(super) label: Cell<'s>,
    /// The full name: 投诉电话 for the label 电话 in the section 投诉方式, or for the label 投诉 after the label 电话.
    pub(super) key: Cow<'s, str>,
    pub(super) values: Vec<Cell<'s>>,
}

/// The kind of a row of a form.
#[derive(Debug)]
pub(super) enum FormRow<'s> {
    Blank,
    /// Labels with their values, and the cells before the first label.
    Pairs(Vec<Pair<'s>>, Vec<Cell<'s>>),
    /// Continuation cells of the row above, with the full names of their labels.
    More(Vec<(Cow<'s, str>, Cell<'s>)>),
    /// The header of a list, and the label of the list if it precedes the columns.
    Header(Option<Cell<'s>>),
    /// A single text.
    Title(Cell<'s>),
    /// Anything else; in a list, a row of it.
    Other,
}

/// The cells of a row that are not blank; merged cells count once.
fn cells<'s>(row: Row<'s>, dialect: &Dialect) -> Vec<Cell<'s>> {
    let mut cells: Vec<Cell<'s>> = Vec::new();
    for (column, text) in row.iter().enumerate() {
        let text = text.trim();
        if text.is_empty() || cells.last().is_some_and(|last| last.text == text) {
            continue;
        }
        let text = uncounted(text, dialect);
        // A label may also end with a colon.
        let is_label = dialect.knows_label(text) && !dialect.ignores(text);
        cells.push(Cell {
            column,
            text,
            is_label,
        });
    }
    cells
}

/// Strips the number from the label of an item: `事项1：`.
fn uncounted<'s>(text: &'s str, dialect: &Dialect) -> &'s str {
    let Some(label) = text.strip_suffix(['：', ':']) else {
        return text;
    };
    let name = label.trim_end_matches(|char: char| {
        char.is_ascii_digit() || "一二三四五六七八九十".contains(char)
    });
    let is_counted = name.len() < label.len() && dialect.names_items(name);
    if is_counted { name } else { text }
}

/// State from the rows above the current row.
struct Above<'s> {
    /// The labels that the next row may continue: column, text and full name.
    names: Vec<(usize, &'s str, Cow<'s, str>)>,
    /// The label that heads the rows below it: 监督投诉方式.
    section: Option<&'s str>,
    /// Whether a paragraph below that label has been read, and (`is_numbered`) whether it is numbered like a title.
    is_under: bool,
    is_numbered: bool,
    /// The label that precedes other labels: 时限.
    outer: Option<Cell<'s>>,
    /// The open list.
    list: Option<OpenList<'s>>,
}

/// A list whose header has been read.
#[derive(Debug, Clone, Copy)]
struct OpenList<'s> {
    /// The label of the list, in front of its rows.
    label: Option<Cell<'s>>,
}

/// Classifies the rows of a form.
pub(super) fn rows<'s>(sheet: &'s Sheet, dialect: &Dialect) -> Vec<FormRow<'s>> {
    let all: Vec<Vec<Cell<'s>>> = (sheet.rows.iter()).map(|row| cells(row, dialect)).collect();
    // Columns with known labels may also hold unknown labels.
    let pairs = all
        .iter()
        .filter(|cells| cells.iter().any(|cell| !cell.is_label));
    let labels = pairs.flat_map(|cells| cells.iter().filter(|cell| cell.is_label));
    let columns: BTreeSet<usize> = labels.map(|cell| cell.column).collect();
    let mut above = Above {
        names: Vec::new(),
        section: None,
        is_under: false,
        is_numbered: false,
        outer: None,
        list: None,
    };
    let row = |at: usize| sheet.rows.get(at);
    let read = all.iter().enumerate().map(|(at, cells)| {
        let (Some(own), false) = (row(at), cells.is_empty()) else {
            above.names.clear();
            above.list = None;
            return FormRow::Blank;
        };
        if let Some(list) = header(cells, row(at + 1), dialect) {
            above.names.clear();
            above.section = None;
            above.list = Some(list);
            return FormRow::Header(list.label);
        }
        // The label of a list may be merged over its rows.
        let is_again = |cell: &Cell<'_>| {
            let label = above.list.and_then(|list| list.label);
            label.is_some_and(|label| label.text == cell.text && label.column == cell.column)
        };
        let cells = match cells.split_first() {
            Some((first, rest)) if is_again(first) => rest,
            _ => cells,
        };
        above.row(own, cells, &columns, dialect)
    });
    read.collect()
}

/// The list whose column names these cells are, possibly after the label of the list.
fn header<'s>(
    cells: &[Cell<'s>],
    below: Option<Row<'_>>,
    dialect: &Dialect,
) -> Option<OpenList<'s>> {
    let is_part = |cell: &Cell<'_>| names_part(cell.text, dialect) || dialect.ignores(cell.text);
    if let Some((first, rest)) = cells.split_first().filter(|(first, _)| first.is_label) {
        let of_list = |cell: &&Cell<'_>| dialect.knows_of_row(first.text, cell.text);
        let goes_on = below.is_some_and(|row| {
            let cell = row.get(first.column).unwrap_or_default().trim();
            !row.is_blank() && (cell.is_empty() || cell == first.text)
        });
        let parts = rest.iter().filter(|cell| is_part(cell)).count();
        let known = rest.iter().filter(of_list).count();
        if goes_on && known > 0 && parts > 1 && parts * 2 > rest.len() {
            return Some(OpenList {
                label: Some(*first),
            });
        }
    }
    let parts = cells.iter().filter(|cell| is_part(cell)).count();
    // A header of mostly known columns may have unknown ones, if a row follows.
    let may_be = |cell: &Cell<'_>| is_part(cell) || !cell.is_label && may_name(cell.text);
    let is_followed = || {
        let filled = |row: Row<'_>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
        below.is_some_and(|row| filled(row) + 1 >= cells.len())
    };
    let is_mostly = parts > FEWEST_PARTS && parts * 4 >= cells.len() * 3;
    let is_header = cells.len() > 1 && parts == cells.len()
        || is_mostly && cells.iter().all(may_be) && is_followed();
    is_header.then_some(OpenList { label: None })
}

impl<'s> Above<'s> {
    fn row(
        &mut self,
        row: Row<'s>,
        cells: &[Cell<'s>],
        columns: &BTreeSet<usize>,
        dialect: &Dialect,
    ) -> FormRow<'s> {
        let more = self.more(row, cells);
        if !more.is_empty() {
            return FormRow::More(more);
        }
        if let [cell] = *cells {
            return self.title(cell, dialect);
        }
        // A label that is numbered like that of the section begins another.
        if let (Some(section), Some(first)) = (self.section, cells.first())
            && is_sibling(section, first.text)
        {
            self.section = None;
        }
        let is_name = |at: usize, cell: &Cell<'s>| {
            let next = cells.get(at + 1);
            let may_be = self.list.is_none()
                && columns.contains(&cell.column)
                && next.is_some_and(|next| !next.is_label && !columns.contains(&next.column))
                && may_name(cell.text);
            cell.is_label || may_be
        };
        let (mut pairs, mut others): (Vec<Pair<'s>>, Vec<Cell<'s>>) = Default::default();
        for (at, cell) in cells.iter().enumerate() {
            match pairs.last_mut() {
                // A value may be a word that is also a label: 是否收费, 收费.
                Some(pair)
                    if at + 1 == cells.len()
                        && pair.values.is_empty()
                        && dialect.means_same(pair.label.text, cell.text) =>
                {
                    pair.values.push(*cell);
                }
                _ if is_name(at, cell) => pairs.push(Pair {
                    label: *cell,
                    key: self.named(cell, dialect),
                    values: Vec::new(),
                }),
                Some(pair) => pair.values.push(*cell),
                None => others.push(*cell),
            }
        }
        if pairs.is_empty() || !pairs.iter().any(|pair| pair.label.is_label) && aside(row).is_some()
        {
            return FormRow::Other;
        }
        if pairs
            .first()
            .is_some_and(|pair| !names_part(pair.label.text, dialect))
        {
            self.list = None;
        }
        self.join_names(&mut pairs, &mut others, row, dialect);
        let names = pairs.iter().filter(|pair| !pair.values.is_empty());
        self.names = names
            .map(|pair| (pair.label.column, pair.label.text, pair.key.clone()))
            .collect();
        FormRow::Pairs(pairs, others)
    }

    /// The cells that continue values of the row above: the cells below its labels are empty, or merged with them.
    /// Empty if any cell of the row is something else.
    fn more(&self, row: Row<'s>, cells: &[Cell<'s>]) -> Vec<(Cow<'s, str>, Cell<'s>)> {
        let again = |cell: &Cell<'s>| {
            let mut names = self.names.iter();
            names.any(|(column, text, _)| *column == cell.column && *text == cell.text)
        };
        let of = |cell: &Cell<'s>| {
            let mut names = self.names.iter().rev();
            let (column, text, key) = names.find(|(column, ..)| *column < cell.column)?;
            let own = row.get(*column).unwrap_or_default().trim();
            (own.is_empty() || own == *text).then(|| key.clone())
        };
        let mut more = Vec::new();
        for cell in cells.iter().filter(|cell| !again(cell)) {
            match of(cell) {
                Some(key) if !cell.is_label => more.push((key, *cell)),
                _ => return Vec::new(),
            }
        }
        more
    }

    /// Classifies a row with a single text: the label of a section, a paragraph of the section, or a title.
    fn title(&mut self, cell: Cell<'s>, dialect: &Dialect) -> FormRow<'s> {
        self.outer = None;
        // A value may be a word that is also a label: 收费 below 是否收费.
        let is_value = self.section.is_some_and(|label| {
            !self.is_under && label != cell.text && dialect.means_same(label, cell.text)
        });
        if cell.is_label && !is_value {
            self.section = Some(cell.text);
            self.is_under = false;
            self.names = vec![(cell.column, cell.text, cell.text.into())];
            return FormRow::Pairs(
                vec![Pair {
                    label: cell,
                    key: cell.text.into(),
                    values: Vec::new(),
                }],
                Vec::new(),
            );
        }
        // The value of a lone label is below it, in one paragraph or several.
        if let ([(column, text, key)], Some(section)) = (self.names.as_slice(), self.section)
            && *text == section
            && *column == cell.column
            && (!self.is_under || is_numbered(cell.text) == self.is_numbered)
        {
            self.is_under = true;
            self.is_numbered = is_numbered(cell.text);
            return FormRow::More(vec![(key.clone(), cell)]);
        }
        self.names.clear();
        self.section = None;
        FormRow::Title(cell)
    }

    /// The full name of a label: an ambiguous one is qualified by its section.
    fn named(&self, cell: &Cell<'s>, dialect: &Dialect) -> Cow<'s, str> {
        match self.section.filter(|_| dialect.stands_alone(cell.text)) {
            // 电话 in the section 投诉方式 is 投诉电话.
            Some(section) => joined(bare(section), cell.text, dialect)
                .or_else(|| of_several(bare(section), cell.text, dialect))
                .or_else(|| (!self.is_under).then(|| format!("{}.{}", bare(section), cell.text)))
                .map_or(cell.text.into(), Cow::from),
            None => cell.text.into(),
        }
    }

    /// Joins labels with the label that precedes them: 时限, 法定, 20个工作日.
    fn join_names(
        &mut self,
        pairs: &mut Vec<Pair<'s>>,
        others: &mut Vec<Cell<'s>>,
        row: Row<'s>,
        dialect: &Dialect,
    ) {
        let outer = match (pairs.as_slice(), self.outer) {
            ([outer, inner, ..], _)
                if outer.values.is_empty() && inner.label.column == outer.label.column + 1 =>
            {
                Some(outer.label)
            }
            ([inner, ..], Some(outer)) if inner.label.column > outer.column => {
                let own = row.get(outer.column).unwrap_or_default().trim();
                (own.is_empty() || own == outer.text).then_some(outer)
            }
            _ => None,
        };
        self.outer = None;
        let Some(outer) = outer else {
            return;
        };
        let inner = pairs
            .iter_mut()
            .find(|pair| pair.label.column != outer.column);
        let Some((inner, key)) = inner.and_then(|inner| {
            let key = joined(outer.text, inner.label.text, dialect)?;
            Some((inner, key))
        }) else {
            return;
        };
        inner.key = key.into();
        pairs.retain(|pair| pair.label.column != outer.column);
        others.retain(|cell| cell.column != outer.column);
        self.outer = Some(outer);
    }
}

/// Whether two labels have numbers of one style: 六、申请材料 and 七、办理时限.
fn is_sibling(label: &str, other: &str) -> bool {
    let style = |text: &str| mark(text).map(Mark::style);
    style(label).is_some() && style(label) == style(other)
}

/// Whether a text that the dialect does not know may be a label.
pub(super) fn may_name(text: &str) -> bool {
    !is_longer(text, MOST_NAME_CHARS)
        && !text.contains(['。', '；', '，', ';', ','])
        && text.chars().any(char::is_alphabetic)
        && !words::TABLE_SIGNATURE.is(text.trim_end_matches(['：', ':']))
        && !text.starts_with(|char: char| char.is_ascii_digit())
}

/// The stem of a section's label, without its number and uninformative ending: 咨询 of 二、咨询方式.
fn bare(section: &str) -> &str {
    let name = section
        .split_once(['、', '.', '．', '）', ')'])
        .filter(|(_, rest)| !rest.trim().is_empty())
        .map_or(section, |(_, rest)| rest);
    let name = name.trim().trim_end_matches(['：', ':']);
    ["方式", "信息", "渠道", "途径", "情况"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}

/// The known label for a part of a compound section: 办公时间 for 时间 in the section 办公地址和时间.
fn of_several(section: &str, name: &str, dialect: &Dialect) -> Option<String> {
    let name = name.trim_end_matches(['：', ':']);
    let mut parts = section.split(['和', '及', '与', '、']);
    let first = parts.next()?;
    if let Some(own) = first.strip_suffix(name) {
        return Some(format!("{own}{name}")).filter(|name| dialect.knows_label(name));
    }
    let part = parts.find(|part| part.ends_with(name))?;
    let starts = first
        .char_indices()
        .skip(1)
        .map(|(at, _)| slice(first, 0..at));
    let names = starts.map(|start| format!("{start}{part}"));
    let whole = std::iter::once(part.to_owned()).filter(|part| part != name);
    whole.chain(names).find(|name| dialect.knows_label(name))
}

/// The known label that two labels make, in either order.
fn joined(upper: &str, lower: &str, dialect: &Dialect) -> Option<String> {
    let names = [format!("{upper}{lower}"), format!("{lower}{upper}")];
    names.into_iter().find(|name| dialect.knows_label(name))
}

/// The list that a header begins: its field in the record (`into`), its column names, its rows.
pub(super) struct Listed<'s, N> {
    pub(super) into: &'s str,
    pub(super) names: Vec<&'s str>,
    /// The label of the list, in front of its rows.
    pub(super) label: Option<Cell<'s>>,
    pub(super) rows: Vec<N>,
}

impl<'s, N> Listed<'s, N> {
    /// Creates the list (of materials, fees or steps) that knows the most of the column names.
    pub(super) fn new(row: Row<'s>, label: Option<Cell<'s>>, dialect: &'s Dialect) -> Option<Self> {
        let mut names: Vec<&str> = row.iter().map(str::trim).collect();
        if let Some(label) = label {
            let before = names
                .iter_mut()
                .take_while(|name| **name == label.text || name.is_empty());
            before.for_each(|name| *name = "");
        }
        let known = |into: &str| {
            let filled = names.iter().filter(|name| !name.is_empty());
            filled
                .filter(|name| dialect.knows_of_row(into, name))
                .count()
        };
        let joins = dialect.file.joins.iter().filter(|join| !join.single);
        let into = joins
            .map(|join| join.into.as_str())
            .rev()
            .max_by_key(|into| known(into))?;
        Some(Self {
            into,
            names,
            label,
            rows: Vec::new(),
        })
    }

    /// Whether a cell in front of a row repeats the label of the list.
    pub(super) fn is_label(&self, column: usize, cell: &str) -> bool {
        self.names.get(column).is_none_or(|name| name.is_empty())
            && self.label.is_some_and(|label| label.text == cell.trim())
    }

    /// Whether a row belongs to the list: all its cells are in named columns, and it is no remark, signature or
    /// heading.
    pub(super) fn fits(&self, row: Row<'_>) -> bool {
        let filled = || {
            let cells = row.iter().map(str::trim).enumerate();
            cells.filter(|(column, cell)| !cell.is_empty() && !self.is_label(*column, cell))
        };
        let is_named = |column: usize| self.names.get(column).is_some_and(|name| !name.is_empty());
        // A row of one cell merged over all is a remark.
        let texts: BTreeSet<&str> = filled().map(|(_, cell)| cell).collect();
        // A signature below the list has a label with a colon.
        let is_signed = texts.iter().any(|text| text.ends_with(['：', ':']));
        // A row may have only a name, but a numbered heading is not a row.
        let is_name = || {
            let first = self.names.iter().position(|name| !name.is_empty());
            let mut filled = filled();
            filled.next().is_some_and(|(column, cell)| {
                Some(column) == first && !is_numbered(cell) && may_name(cell)
            }) && filled.next().is_none()
        };
        let is_row = texts.len() > 1 || is_name();
        is_row && !is_signed && filled().all(|(column, _)| is_named(column))
    }
}
