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
    let is_page = matches!(*cells, [cell] if is_page(cell) || is_page_number(cell));
    let is_end = cells.len() < 4 && is_end(first);
    let is_aside =
        is_end || is_total || is_note || is_signature || is_help || is_page || is_rule(row);
    is_aside.then(|| cells.join(" "))
}

/// `合计`, `共计：12 项`.
fn is_total(cell: &str) -> bool {
    let cell = without_spaces(cell);
    let amount = words::TABLE_TOTAL.strip_start(&cell);
    let amount = amount.map(|amount| amount.trim_start_matches(['：', ':']));
    amount.is_some_and(|amount| {
        let amount = amount.trim_end_matches(['项', '条', '个', '件', '家', '份']);
        amount.chars().all(|char| char.is_ascii_digit())
    })
}

/// Whether a cell is an end mark written by a program: `#END`, `-- EOF --`.
fn is_end(cell: &str) -> bool {
    let marks = |char: char| !char.is_alphanumeric();
    let word = cell.trim_matches(marks).to_ascii_uppercase();
    cell.starts_with(marks) && matches!(word.as_str(), "END" | "EOF" | "TRAILER")
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

/// `— 1 —`, `- 12 -`.
fn is_page_number(cell: &str) -> bool {
    let is_dash = |char: char| matches!(char, '-' | '—' | '－' | '–' | '·');
    let number = cell.trim_matches(|char: char| is_dash(char) || char.is_whitespace());
    cell.starts_with(is_dash)
        && cell.ends_with(is_dash)
        && !number.is_empty()
        && number.chars().all(|char| char.is_ascii_digit())
}

/// Whether a text is the pagination of a screen or of paper: 第1页 共2页, 共25条, 已选择2行。.
fn is_page(cell: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "第",
        "共",
        "总共",
        "已选",
        "已选择",
        "已选中",
        "当前",
        "每页",
        "显示",
    ];
    const ENDINGS: &[&str] = &[
        "页",
        "条",
        "行",
        "条记录",
        "条数据",
        "项记录",
        "行数据",
        "条结果",
        "条/页",
    ];
    let cell: String = cell
        .chars()
        .filter(|char| !char.is_whitespace() && !"-—－()（）。.，,、：:/".contains(*char))
        .collect();
    let mut rest = cell.as_str();
    let mut parts = 0;
    while !rest.is_empty() {
        let begins = BEGINNINGS.iter().filter(|word| rest.starts_with(**word));
        let word = begins.max_by_key(|word| word.len());
        let after = word
            .and_then(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
        let after = after.trim_start_matches("第");
        let number = after.trim_start_matches(|char: char| char.is_ascii_digit());
        let ends = ENDINGS.iter().filter(|word| number.starts_with(**word));
        let Some(end) = ends.max_by_key(|word| word.len()) else {
            return false;
        };
        if number.len() == after.len() || word.is_none() && parts == 0 {
            return false;
        }
        parts += 1;
        rest = number.strip_prefix(end).unwrap_or_default();
    }
    parts > 0
}

/// Whether a row repeats the header, as on each page: every filled cell is the name of its column or, under a header
/// of two rows, a part of that name.
pub(super) fn is_header_again(row: Row<'_>, names: &[String], has_two_rows: bool) -> bool {
    let cells = || {
        row.iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
    };
    let name = |column: usize| names.get(column).map_or("", |name| name.trim());
    let is_same = |(column, cell): &(usize, &str)| name(*column) == cell.trim();
    let same = cells().filter(is_same).count();
    let is_part = |(column, cell): &(usize, &str)| {
        name(*column) == cell.trim() || has_two_rows && name(*column).contains(cell.trim())
    };
    same > 1 && cells().all(|cell| is_part(&cell))
}

/// Whether at least half of the cells of a row are the names of their columns, as in the header of a further table.
pub(super) fn is_half_a_header(row: Row<'_>, names: &[String]) -> bool {
    let filled = || {
        row.iter()
            .map(str::trim)
            .zip(names)
            .filter(|(cell, _)| !cell.is_empty())
    };
    let same = filled().filter(|(cell, name)| *cell == name.trim()).count();
    same > 1 && same * 2 >= filled().count()
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
    let label = without_spaces(label);
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

/// Removes the spaces that stretch a text over a cell.
fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}
