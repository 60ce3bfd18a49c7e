//! Rows of a table that are not records: titles, totals, notes, and who made it.

use crate::source::cells::Row;
use crate::words;

/// The text of a row below the header that is not a record; `None` for a record.
pub(super) fn aside(row: Row<'_>) -> Option<String> {
    let cells = distinct(row);
    let first = cells.first()?;
    let is_total = words::TABLE_TOTAL.is(squeezed(first).trim_end_matches(['：', ':']));
    let is_note =
        cells.len() == 1 && label(first).is_some_and(|label| words::TABLE_NOTE.is(&label));
    let is_signed = |cell: &str| label(cell).is_some_and(|label| words::TABLE_SIGNATURE.is(&label));
    let is_signature =
        is_signed(first) && cells.iter().all(|cell| is_signed(cell) || is_date(cell));
    let is_aside = is_total || is_note || is_signature;
    is_aside.then(|| cells.join(" "))
}

/// The text of a row above the header.
pub(super) fn above(row: Row<'_>) -> String {
    distinct(row).join(" ")
}

/// The cells that say something; those of a merged area once.
fn distinct(row: Row<'_>) -> Vec<&str> {
    let mut cells: Vec<&str> = row.iter().map(str::trim).collect();
    cells.retain(|cell| !cell.is_empty());
    cells.dedup();
    cells
}

/// The label before a colon, without the number of a note.
fn label(cell: &str) -> Option<String> {
    let (label, _) = cell.split_once(['：', ':'])?;
    let label = squeezed(label);
    Some(
        label
            .trim_end_matches(|char: char| char.is_ascii_digit())
            .to_owned(),
    )
}

fn is_date(cell: &str) -> bool {
    let is_part = |char: char| char.is_ascii_digit() || "年月日-/. ".contains(char);
    cell.chars().all(is_part)
}

/// A text without the blanks that spread it over a cell.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
