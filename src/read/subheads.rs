//! Headings between the records of a table, such as 一、社会救助类, which describe the rows below them.

use super::aside::aside;
use crate::dialect::GROUP;
use crate::prose::{Mark, mark, small_number};
use crate::source::cells::{Row, Sheet, Subhead};
use crate::source::{Entry, Node, NodeKind, Span};

/// Maximum length of a heading, in characters.
const MAX_CHARS: usize = 60;

/// Minimum number of columns of a table with headings: with fewer, a row with one filled cell may be a record.
const MIN_COLUMNS: usize = 3;

/// The column and the text of a heading; `None` for any other row.
pub(super) fn subhead<'r>(row: Row<'r>, names: &[String]) -> Option<(usize, &'r str)> {
    let cells = || {
        let cells = row.iter().map(str::trim).enumerate();
        cells.filter(|(_, cell)| !cell.is_empty())
    };
    let (column, text) = cells().next()?;
    let columns = names.iter().filter(|name| !name.trim().is_empty()).count();
    let is_alone = cells().all(|(_, cell)| cell == text);
    if !is_alone || columns < MIN_COLUMNS || text.chars().count() > MAX_CHARS {
        return None;
    }
    // A heading is merged over most of the table, or written like one.
    let filled = cells().count();
    let is_merged = filled >= MIN_COLUMNS && filled * 2 > columns;
    let is_heading =
        is_merged || is_numbered(text) || text.ends_with('类') || text.ends_with("类事项");
    (is_heading && aside(row).is_none()).then_some((column, text))
}

/// Whether a text begins like a heading: 一、, （二）, 第三部分. A number in digits may be that of a record.
pub(super) fn is_numbered(text: &str) -> bool {
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

/// The headings in force for a row, outermost first.
#[derive(Debug, Clone, Default)]
pub(super) struct Subheads(Vec<Subhead>);

impl Subheads {
    /// The headings in force at the start of a sheet or chunk.
    pub(super) fn of(sheet: &Sheet) -> Self {
        Self(sheet.subheads.clone())
    }

    /// The headings in force at the end of a sheet or chunk.
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

    /// Enters a heading; returns those that end here and had no record.
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

    /// Marks the headings in force as having a record below.
    pub(super) fn used(&mut self) {
        self.0.iter_mut().for_each(|head| head.is_used = true);
    }

    /// The fields that the headings in force add to a record, innermost first.
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

    /// The headings without a record at the end of the table.
    pub(super) fn end(self) -> Vec<Subhead> {
        unused(self.0)
    }
}

/// The headings without a record.
pub(super) fn unused(heads: Vec<Subhead>) -> Vec<Subhead> {
    heads.into_iter().filter(|head| !head.is_used).collect()
}
