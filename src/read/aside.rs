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
    let is_aside = is_total || is_note || is_signature || is_rule(row);
    is_aside.then(|| cells.join(" "))
}

/// Whether a row is a line drawn with characters, as under the header of a table in Markdown.
fn is_rule(row: Row<'_>) -> bool {
    let is_line = |cell: &str| cell.len() > 2 && cell.chars().all(|c| "-=:_+—─".contains(c));
    let mut cells = row
        .iter()
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .peekable();
    cells.peek().is_some() && row.len() > 1 && cells.all(is_line)
}

/// Whether a row has the header again, in part: the lower row of one that is two rows high, or one that was put in
/// for each page.
pub(super) fn is_header_again(row: Row<'_>, names: &[String]) -> bool {
    let is_filled = |cell: &&str| !cell.trim().is_empty();
    let filled = row.iter().filter(is_filled).count();
    let pairs = row.iter().zip(names).filter(|(cell, _)| is_filled(cell));
    let same = pairs
        .filter(|(cell, name)| cell.trim() == name.trim())
        .count();
    same > 1 && same * 2 >= filled
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
