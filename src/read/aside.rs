//! Rows of a table that are not records: titles, totals, notes, and the author.

use crate::source::cells::Row;
use crate::words;

/// The text of a row below the header that is not a record; `None` for a record.
pub(super) fn aside(row: Row<'_>) -> Option<String> {
    let cells = distinct(row);
    let first = cells.first()?;
    let is_total = is_total(first);
    let is_note =
        cells.len() == 1 && label(first).is_some_and(|label| words::TABLE_NOTE.is(&label));
    let is_signed = |cell: &str| label(cell).is_some_and(|label| words::TABLE_SIGNATURE.is(&label));
    let is_signature =
        is_signed(first) && cells.iter().all(|cell| is_signed(cell) || is_date(cell));
    let is_help = is_guidance(&cells) || cells.iter().take(2).any(|cell| is_example(cell));
    let is_aside = is_total || is_note || is_signature || is_help || is_rule(row);
    is_aside.then(|| cells.join(" "))
}

/// `合计`, `共计：12 项`.
fn is_total(cell: &str) -> bool {
    let cell = squeezed(cell);
    let amount = words::TABLE_TOTAL.strip_start(&cell);
    let amount = amount.map(|amount| amount.trim_start_matches(['：', ':']));
    amount.is_some_and(|amount| {
        let amount = amount.trim_end_matches(['项', '条', '个', '件', '家', '份']);
        amount.chars().all(|char| char.is_ascii_digit())
    })
}

/// Whether at least half of the cells, and at least two, are instructions for filling in.
fn is_guidance(cells: &[&str]) -> bool {
    let says = |cell: &&&str| {
        let bare = cell.trim_start_matches(['（', '(', '【', '[']);
        words::TABLE_GUIDANCE.starts(bare) || words::TABLE_REQUIRED.occurs_in(cell)
    };
    let guidance = cells.iter().filter(says).count();
    guidance > 1 && guidance * 2 >= cells.len()
}

/// `示例`, `示例：护照办理`, `【样例】护照办理`.
fn is_example(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['（', '(', '【', '[']);
    let rest = words::TABLE_EXAMPLE.strip_start(bare);
    rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches(|char: char| char.is_ascii_digit());
        rest.is_empty() || rest.starts_with(['：', ':', '）', ')', '】', ']'])
    })
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

/// Whether a row repeats part of the header: the lower row of a two-row header, or one repeated per page.
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

/// The non-empty cells; those of a merged area once.
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

/// Removes the blanks that stretch a text over a cell.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
