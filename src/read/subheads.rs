//! Headings between the records of a table, such as 一、社会救助类: they say something of the rows below them.

use super::aside::aside;
use crate::dialect::GROUP;
use crate::prose::{Mark, mark, small_number};
use crate::source::cells::{Row, Sheet, Subhead};
use crate::source::{Entry, Node, NodeKind, Span};

/// A longer text is no heading.
const MOST_CHARS: usize = 60;

/// The fewest columns of a table in which a row that says one thing only is not a short record.
const FEWEST_COLUMNS: usize = 3;

/// The column and the text of a heading; `None` for any other row.
pub(super) fn subhead<'r>(row: Row<'r>, names: &[String]) -> Option<(usize, &'r str)> {
    let cells = || {
        let cells = row.iter().map(str::trim).enumerate();
        cells.filter(|(_, cell)| !cell.is_empty())
    };
    let (column, text) = cells().next()?;
    let columns = names.iter().filter(|name| !name.trim().is_empty()).count();
    let is_alone = cells().all(|(_, cell)| cell == text);
    if !is_alone || columns < FEWEST_COLUMNS || text.chars().count() > MOST_CHARS {
        return None;
    }
    // Merged over the table, or written as headings are.
    let filled = cells().count();
    let is_merged = filled >= FEWEST_COLUMNS && filled * 2 > columns;
    let is_heading =
        is_merged || is_numbered(text) || text.ends_with('类') || text.ends_with("类事项");
    (is_heading && aside(row).is_none()).then_some((column, text))
}

/// Whether a text begins as headings do: 一、, （二）, 第三部分. A number in digits may be that of a record.
fn is_numbered(text: &str) -> bool {
    let is_han = |text: &str| text.starts_with(|char| "一二三四五六七八九十".contains(char));
    let bare = text.trim_start_matches(['（', '(', '第']);
    if !is_han(bare) {
        return false;
    }
    let is_part = || {
        let number = text.strip_prefix('第').and_then(small_number);
        let rest = number.and_then(|number| bare.get(number.end..));
        let rest = rest.unwrap_or_default();
        ["章", "部分", "篇", "节"]
            .iter()
            .any(|part| rest.starts_with(part))
    };
    mark(text).is_some() || is_part()
}

/// The headings that hold for a row, the outermost first.
#[derive(Debug, Clone, Default)]
pub(super) struct Subheads(Vec<Subhead>);

impl Subheads {
    /// Those that hold where a sheet, or a chunk of one, begins.
    pub(super) fn of(sheet: &Sheet) -> Self {
        Self(sheet.subheads.clone())
    }

    /// Those that hold where it ends.
    pub(super) fn after(sheet: &Sheet) -> Vec<Subhead> {
        let mut heads = Self::of(sheet);
        let from = sheet.first_record().saturating_sub(sheet.before);
        for (index, row) in sheet.rows.iter().enumerate().skip(from) {
            if let Some((column, text)) = subhead(row, &sheet.header) {
                heads.enter(sheet.before + index, column, text);
            } else if !row.is_blank() && aside(row).is_none() {
                heads.used();
            }
        }
        heads.0
    }

    /// Goes below a heading; gives those that end here and had no record.
    pub(super) fn enter(&mut self, row: usize, column: usize, text: &str) -> Vec<Subhead> {
        let style = |text: &str| mark(text).map(Mark::style);
        let same = self
            .0
            .iter()
            .position(|head| style(&head.text) == style(text));
        let ended = self.0.split_off(same.unwrap_or(self.0.len()));
        self.0.push(Subhead {
            row,
            column,
            text: text.to_owned(),
            is_used: false,
        });
        unused(ended)
    }

    /// A record is below them.
    pub(super) fn used(&mut self) {
        self.0.iter_mut().for_each(|head| head.is_used = true);
    }

    /// What they say of a record, the nearest first.
    pub(super) fn entries(&self, sheet: usize) -> impl Iterator<Item = Entry<'static>> {
        self.0.iter().rev().map(move |head| {
            let span = Span::cell(sheet, head.row, head.column);
            Entry {
                key: GROUP.into(),
                key_span: span,
                value: Node {
                    span,
                    kind: NodeKind::String(head.text.clone().into()),
                },
            }
        })
    }

    /// Those without a record at the end of the table.
    pub(super) fn end(self) -> Vec<Subhead> {
        unused(self.0)
    }
}

/// Those without a record.
pub(super) fn unused(heads: Vec<Subhead>) -> Vec<Subhead> {
    heads.into_iter().filter(|head| !head.is_used).collect()
}
